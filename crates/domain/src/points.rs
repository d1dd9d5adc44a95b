//! Demerit points (记分).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Points of one violation, 0 to 12 (公安部令第163号: 12 9 6 3 1 since
/// 2022-04-01; 2 is possible before). Unknown points are `Option::None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Points(pub u8);

impl Points {
    /// Reads points as vendors write them: "3", "3.0", "12". `None` for blanks,
    /// for anything that is no whole number, and above 12, which no single
    /// violation carries.
    pub fn parse(text: &str) -> Option<Points> {
        let text = text.trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if !part.bytes().all(|b| b == b'0') || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        whole.parse().ok().filter(|points| *points <= 12).map(Points)
    }
}

/// The 12-point cycle (记分周期) that holds a day: twelve months, beginning each
/// year on the day of the first licence (道路交通安全法实施条例 §23); first and last day.
pub fn cycle(licence_since: NaiveDate, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    // A licence of 29 February begins its years on 1 March where there is no such day.
    let anniversary = |year: i32| {
        licence_since.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(licence_since)
    };
    let this = anniversary(day.year());
    let (from, next) =
        if day < this { (anniversary(day.year() - 1), this) } else { (this, anniversary(day.year() + 1)) };
    (from, next.pred_opt().unwrap_or(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_twelve_months_from_the_licences_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let cases = [
            ("2011-05-04", "2026-11-22", "2026-05-04", "2027-05-03"),
            ("2011-05-04", "2026-05-04", "2026-05-04", "2027-05-03"),
            ("2011-05-04", "2026-05-03", "2025-05-04", "2026-05-03"),
            ("2012-02-29", "2026-03-01", "2026-03-01", "2027-02-28"),
            ("2012-02-29", "2028-02-28", "2027-03-01", "2028-02-28"),
        ];
        for (since, today, from, to) in cases {
            assert_eq!(cycle(day(since), day(today)), (day(from), day(to)), "{since} {today}");
        }
    }

    #[test]
    fn unknown_is_not_zero() {
        assert_eq!(Points::parse("0"), Some(Points(0)));
        assert_eq!(Points::parse("3.0"), Some(Points(3)));
        for unknown in ["", "-1", "13", "3.5", "三"] {
            assert_eq!(Points::parse(unknown), None, "{unknown:?}");
        }
    }
}
