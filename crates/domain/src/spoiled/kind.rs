//! The ways in which a text can be spoiled.

use crate::words;

words! {
    /// How a text was spoiled.
    pub enum Spoiled {
        /// A formula's error: `#N/A`, `#REF!`; or a column too narrow for its number: `####`.
        Error = "spoiled_error",
        /// A word or sign for nothing: 无, `/`, `nan`, `NULL`, 待补.
        Filler = "spoiled_filler",
        /// A formula itself, `=VLOOKUP(…)`.
        Formula = "spoiled_formula",
        /// A formula whose result is not in the file.
        NoValue = "spoiled_no_value",
        /// 1.23457E+12: the digits behind are lost.
        Exponent = "spoiled_exponent",
        /// 1234.5, or less than nothing.
        Fraction = "spoiled_fraction",
        /// 1,234,567
        Thousands = "spoiled_thousands",
        /// More digits than a spreadsheet's number holds.
        Digits = "spoiled_digits",
        /// One digit all along: 00000000, 11111111111111111.
        Repeated = "spoiled_repeated",
        /// A character that no engine number has.
        Character = "spoiled_character",
        /// A date.
        Date = "spoiled_date",
        /// TRUE or FALSE.
        Bool = "spoiled_bool",
    }
}

/// The most digits that a spreadsheet keeps of a number (IEEE 754, as Excel shows it).
pub(super) const MOST_DIGITS: usize = 15;

pub(super) fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
