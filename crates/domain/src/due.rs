//! What runs out on a day (到期): inspections, insurances, permits and maintenance of vehicles, licences
//! of drivers. How near a day is is decided here and nowhere else.

use crate::words;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

words! {
    /// What runs out.
    pub enum DueKind {
        /// 年检
        Inspection = "inspection",
        /// 交强险
        CompulsoryInsurance = "compulsory_insurance",
        /// 商业险
        CommercialInsurance = "commercial_insurance",
        /// 保险: a list that does not say which of the two.
        Insurance = "insurance",
        /// 营运证、道路运输证
        OperatingPermit = "operating_permit",
        /// 二级维护
        SecondaryMaintenance = "secondary_maintenance",
        /// 保养
        Service = "service",
        /// 驾驶证
        Licence = "licence",
        /// 从业资格证
        Qualification = "qualification",
        /// What a person named otherwise; the name stands beside it.
        Own = "own",
    }
}

impl DueKind {
    /// What a person carries rather than a vehicle.
    pub fn is_of_driver(self) -> bool {
        matches!(self, DueKind::Licence | DueKind::Qualification)
    }

    /// What people call it, in Chinese and in English; one of a person's own by its name.
    pub fn called(self, own: &str) -> (&str, &str) {
        match self {
            DueKind::Inspection => ("年检", "Inspection"),
            DueKind::CompulsoryInsurance => ("交强险", "Compulsory insurance"),
            DueKind::CommercialInsurance => ("商业险", "Commercial insurance"),
            DueKind::Insurance => ("保险", "Insurance"),
            DueKind::OperatingPermit => ("营运证", "Operating permit"),
            DueKind::SecondaryMaintenance => ("二级维护", "Secondary maintenance"),
            DueKind::Service => ("保养", "Service"),
            DueKind::Licence => ("驾驶证", "Driving licence"),
            DueKind::Qualification => ("从业资格证", "Qualification certificate"),
            DueKind::Own => (own, own),
        }
    }
}

/// A kind, its name where it is one of a person's own, and a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDueDate {
    /// What runs out.
    pub kind: DueKind,
    /// What a person calls a kind of their own; "" of all others.
    pub name: String,
    /// The last day on which it holds.
    pub day: NaiveDate,
}

impl NewDueDate {
    /// A day of a kind that has a word.
    pub fn of(kind: DueKind, day: NaiveDate) -> NewDueDate {
        NewDueDate { kind, name: String::new(), day }
    }
}

words! {
    /// How near a day is.
    pub enum DueStep {
        /// It is over.
        Overdue = "overdue",
        /// Today or in the next 7 days.
        Within7 = "within_7",
        /// In 8 to 30 days.
        Within30 = "within_30",
        /// In 31 to 60 days.
        Within60 = "within_60",
        /// Later.
        Later = "later",
    }
}

impl DueStep {
    /// How near `day` is on `today`. The day itself is not over yet.
    pub fn of(day: NaiveDate, today: NaiveDate) -> DueStep {
        match (day - today).num_days() {
            ..0 => DueStep::Overdue,
            0..=7 => DueStep::Within7,
            8..=30 => DueStep::Within30,
            31..=60 => DueStep::Within60,
            _ => DueStep::Later,
        }
    }

    /// The last day that is so near on `today`; `None` where there is no last one.
    pub fn last_day(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            DueStep::Overdue => today.pred_opt(),
            DueStep::Within7 => today.checked_add_days(Days::new(7)),
            DueStep::Within30 => today.checked_add_days(Days::new(30)),
            DueStep::Within60 => today.checked_add_days(Days::new(60)),
            DueStep::Later => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn each_day_is_in_one_step_and_the_day_itself_is_not_over() {
        let today = day("2026-12-01");
        for (text, step) in [
            ("2026-11-30", DueStep::Overdue),
            ("2026-12-01", DueStep::Within7),
            ("2026-12-08", DueStep::Within7),
            ("2026-12-09", DueStep::Within30),
            ("2026-12-31", DueStep::Within30),
            ("2027-01-01", DueStep::Within60),
            ("2027-01-30", DueStep::Within60),
            ("2027-01-31", DueStep::Later),
        ] {
            assert_eq!(DueStep::of(day(text), today), step, "{text}");
        }
    }

    #[test]
    fn a_steps_last_day_is_in_it_and_the_next_one_is_not() {
        let today = day("2026-12-01");
        for step in DueStep::ALL {
            let Some(last) = step.last_day(today) else { continue };
            assert_eq!(DueStep::of(last, today), *step);
            assert!(last.succ_opt().is_some_and(|next| DueStep::of(next, today) > *step));
        }
    }
}
