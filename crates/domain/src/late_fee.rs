//! 加处罚款: what is added to a fine that is paid too late (domain rule "late fee"). An estimate: holidays
//! are not known.

use crate::Fen;
use chrono::{Days, NaiveDate};

/// Days after the decision document in which nothing is added.
const FREE_DAYS: u64 = 15;

/// 3 % of the fine for every day after the fifteenth since the decision, at most the fine.
pub fn late_fee(fine: Fen, decision: NaiveDate, today: NaiveDate) -> Fen {
    let days = (today - decision).num_days() - FREE_DAYS.cast_signed();
    Fen((fine.0.saturating_mul(3).saturating_mul(days.max(0)) / 100).min(fine.0))
}

/// The last day of a decision whose late fee runs today.
pub fn last_decision_with_late_fee(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(FREE_DAYS + 1)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_after_fifteen_days_and_ends_at_the_fine() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        let (fine, decided) = (Fen(20_000), day("2026-03-01"));
        let on = |today: &str| late_fee(fine, decided, day(today));
        assert_eq!(on("2026-03-16"), Fen(0));
        assert_eq!(on("2026-03-17"), Fen(600));
        assert_eq!(on("2026-03-26"), Fen(6_000));
        assert_eq!(on("2027-03-01"), fine);
        assert_eq!(last_decision_with_late_fee(day("2026-03-17")), decided);
    }
}
