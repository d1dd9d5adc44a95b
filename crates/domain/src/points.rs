//! Demerit points (记分).

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_not_zero() {
        assert_eq!(Points::parse("0"), Some(Points(0)));
        assert_eq!(Points::parse("3.0"), Some(Points(3)));
        for unknown in ["", "-1", "13", "3.5", "三"] {
            assert_eq!(Points::parse(unknown), None, "{unknown:?}");
        }
    }
}
