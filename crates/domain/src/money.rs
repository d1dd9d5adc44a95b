//! Money (金额) without floats.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign};
use ts_rs::TS;

/// An amount in fen (分, 1/100 yuan). An unknown amount is `Option::None`,
/// never `Fen(0)`. Every amount in Cheku is far below 2^53 fen, so it fits a
/// JavaScript number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Fen(#[ts(type = "number")] pub i64);

/// The largest amount that is read from outside: ten million yuan. A larger
/// figure in an answer is nonsense and therefore unknown.
const LARGEST: i64 = 1_000_000_000;

impl Fen {
    /// Reads a decimal amount in yuan ("100", "100.00", " 0.13 "), at most two
    /// decimals that matter. `None` for blanks, signs, words and anything else
    /// that is not an amount.
    pub fn parse_yuan(text: &str) -> Option<Fen> {
        let text = text.trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let part = part.trim_end_matches('0');
        if part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let yuan: i64 = whole.parse().ok()?;
        let fen: i64 = format!("{part:0<2}").parse().ok()?;
        let total = yuan.checked_mul(100)?.checked_add(fen)?;
        (total <= LARGEST).then_some(Fen(total))
    }

    /// The amount in yuan with two decimals, as accounts and scripts write it.
    pub fn to_yuan(self) -> String {
        format!("{}{}.{:02}", if self.0 < 0 { "-" } else { "" }, self.0.abs() / 100, self.0.abs() % 100)
    }

    /// This amount `times` over; saturates instead of wrapping.
    pub fn times(self, times: u64) -> Fen {
        Fen(self.0.saturating_mul(i64::try_from(times).unwrap_or(i64::MAX)))
    }

    /// What each of so many comes to, to the next fen; `None` of none.
    pub fn for_each_of(self, count: u32) -> Option<Fen> {
        let count = i64::from(count);
        (count > 0).then(|| Fen(self.0.saturating_add(count / 2).div_euclid(count)))
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Fen) {
        *self = *self + other;
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(amounts: I) -> Fen {
        amounts.fold(Fen(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_forms_that_vendors_write() {
        assert_eq!(Fen::parse_yuan("100"), Some(Fen(10_000)));
        assert_eq!(Fen::parse_yuan("100.00"), Some(Fen(10_000)));
        assert_eq!(Fen::parse_yuan(" 0.13 "), Some(Fen(13)));
        assert_eq!(Fen::parse_yuan("0.5"), Some(Fen(50)));
        for no_amount in ["", " ", "-", "-5", "1e3", "1,000", "abc", ".5", "0.125", "99999999999999999999"] {
            assert_eq!(Fen::parse_yuan(no_amount), None, "{no_amount:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(fen in 0..=LARGEST) {
            prop_assert_eq!(Fen::parse_yuan(&Fen(fen).to_yuan()), Some(Fen(fen)));
        }
    }
}
