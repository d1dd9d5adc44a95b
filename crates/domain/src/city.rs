//! What a city (城市) asks for before it answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of a number a city wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Leave it out.
    Nothing,
    /// The whole number.
    Whole,
    /// The last N characters.
    Last(u8),
}

/// The number is too short for the rule: nothing may be sent, since the refusal
/// can be charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Missing {
    /// How many characters the rule wants; 0 stands for "the whole number".
    pub needed: u8,
    /// How many there are.
    pub present: u8,
}

impl Need {
    /// What to send for `number`: nothing, all of it, or its end; or what is missing.
    pub fn cut(self, number: Option<&str>) -> Result<Option<String>, Missing> {
        let number = number.unwrap_or("");
        let present = number.chars().count();
        let missing = |needed| Err(Missing { needed, present: u8::try_from(present).unwrap_or(u8::MAX) });
        match self {
            Need::Nothing => Ok(None),
            Need::Whole if present == 0 => missing(0),
            Need::Whole => Ok(Some(number.to_owned())),
            Need::Last(n) if present < usize::from(n) => missing(n),
            Need::Last(n) => Ok(Some(number.chars().skip(present - usize::from(n)).collect())),
        }
    }
}

/// One city's entry in a provider's list, as fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CityRule {
    /// The provider's own code, never guessed.
    pub code: String,
    /// The city's name as the provider gives it.
    pub name: String,
    /// What it wants of the engine number (发动机号).
    pub engine: Need,
    /// What it wants of the frame number (车架号).
    pub frame: Need,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_cuts_or_says_what_is_missing() {
        assert_eq!(Need::Nothing.cut(Some("ABC")), Ok(None));
        assert_eq!(Need::Whole.cut(Some("ABC")), Ok(Some("ABC".into())));
        assert_eq!(Need::Whole.cut(None), Err(Missing { needed: 0, present: 0 }));
        assert_eq!(Need::Last(2).cut(Some("ABC")), Ok(Some("BC".into())));
        assert_eq!(Need::Last(6).cut(Some("ABC")), Err(Missing { needed: 6, present: 3 }));
    }
}
