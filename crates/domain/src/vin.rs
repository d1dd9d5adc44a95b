//! Vehicle identification numbers (车架号 / VIN), GB 16735 (ISO 3779).

use crate::text::folded_number;
use crate::{Plate, PlateForm, PlateType};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use ts_rs::TS;

/// A frame number: a 17-character VIN, or the shorter chassis number of an old trailer.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct FrameNumber(String);

/// Why a text is no frame number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameNumberError {
    /// Not 17 characters (4 to 17 for a trailer).
    #[error("vin_length")]
    Length,
    /// I, O, Q or something that is neither letter nor digit.
    #[error("vin_letter")]
    Letter,
}

impl FrameNumberError {
    /// The code that faces translate.
    pub fn code(self) -> &'static str {
        match self {
            FrameNumberError::Length => "vin_length",
            FrameNumberError::Letter => "vin_letter",
        }
    }
}

/// The plate type of trailers (挂车).
const TRAILER: &str = "15";
const LENGTH: usize = 17;
const SHORTEST_CHASSIS: usize = 4;
/// GB 16735, table of weights; the 9th place is the check digit itself.
const WEIGHTS: [u32; LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

impl FrameNumber {
    /// Normalises (cleaned, NFKC, no spaces, upper case) and checks length and letters.
    /// `trailer` lets the shorter chassis numbers of old trailers pass.
    pub fn parse(text: &str, trailer: bool) -> Result<FrameNumber, FrameNumberError> {
        let text = folded_number(text);
        let shortest = if trailer { SHORTEST_CHASSIS } else { LENGTH };
        if !(shortest..=LENGTH).contains(&text.chars().count()) {
            return Err(FrameNumberError::Length);
        }
        let allowed =
            |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O' | 'Q'));
        if text.chars().all(allowed) { Ok(FrameNumber(text)) } else { Err(FrameNumberError::Letter) }
    }

    /// The same for a vehicle whose plate and type may be known: old trailers have shorter
    /// chassis numbers (domain rules, VIN).
    pub fn of_vehicle(
        text: &str,
        plate: Option<&Plate>,
        plate_type: Option<PlateType>,
    ) -> Result<FrameNumber, FrameNumberError> {
        let is_trailer = plate.is_some_and(|plate| plate.form() == PlateForm::Trailer)
            || plate_type.is_some_and(|plate_type| plate_type.code() == TRAILER);
        FrameNumber::parse(text, is_trailer)
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the check digit agrees. `false` is a warning only: imported
    /// vehicles carry VINs without one. A short chassis number has none and passes.
    pub fn check_digit_agrees(&self) -> bool {
        if self.0.len() != LENGTH {
            return true;
        }
        let sum: u32 = self.0.bytes().zip(WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
        let digit = match sum % 11 {
            10 => b'X',
            // Below ten, so the cast is exact.
            n => b'0' + n as u8,
        };
        self.0.as_bytes()[8] == digit
    }
}

/// GB 16735, values of the letters.
fn value(c: u8) -> u32 {
    match c {
        b'0'..=b'9' => u32::from(c - b'0'),
        b'A'..=b'H' => u32::from(c - b'A') + 1,
        b'J'..=b'N' => u32::from(c - b'J') + 1,
        b'P' => 7,
        b'R' => 9,
        b'S'..=b'Z' => u32::from(c - b'S') + 2,
        _ => 0,
    }
}

// A VIN is people's data: never whole in a log.
impl fmt::Debug for FrameNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FrameNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_known_vins() {
        // The standard's two examples and the vendor document's example car.
        for vin in ["1M8GDM9AXKP042788", "11111111111111111", "LNBSCC3H8GF308384"] {
            assert!(FrameNumber::parse(vin, false).expect(vin).check_digit_agrees(), "{vin}");
        }
        assert!(!FrameNumber::parse("LNBSCC3H9GF308384", false).expect("form").check_digit_agrees());
    }

    #[test]
    fn wrong_length_or_letter_is_an_error_unless_a_trailer() {
        assert_eq!(FrameNumber::parse("LNBSCC3H8GF30838", false), Err(FrameNumberError::Length));
        assert_eq!(FrameNumber::parse("LNBSCC3H8GF3O8384", false), Err(FrameNumberError::Letter));
        assert!(FrameNumber::parse("12345678", true).is_ok());
        assert_eq!(FrameNumber::parse("12345678", false), Err(FrameNumberError::Length));
        assert_eq!(
            FrameNumber::parse(" lnbscc3h8gf308384 ", false).map(|v| v.as_str().to_owned()),
            Ok("LNBSCC3H8GF308384".into())
        );
    }
}
