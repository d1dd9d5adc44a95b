//! How failures are worded: codes and the vendor's own text, without credentials and
//! without the plates, engine and frame numbers that we sent.

use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError};

/// Longest text of a vendor that is kept, in characters.
const LONGEST_TEXT: usize = 300;
/// Longest code of a vendor that is kept, in characters.
const LONGEST_CODE: usize = 24;
/// Shorter values are no secret, and taking them out would maim the vendor's text.
const SHORTEST_HIDDEN: usize = 4;

/// A failure without words of the vendor.
pub(crate) fn failed(kind: ErrorKind, charge: Charge, code: &str) -> ProviderError {
    ProviderError { kind, charge, raw_code: code.to_owned(), raw_text: String::new() }
}

/// Sent, but the answer cannot be read: nobody can tell whether it is charged.
pub(crate) fn unreadable(why: &str) -> ProviderError {
    failed(ErrorKind::Unreadable, Charge::Unknown, why)
}

/// The same failure of a question that is free by the contract, whatever came of it.
pub(crate) fn free(error: ProviderError) -> ProviderError {
    ProviderError { charge: Charge::No, ..error }
}

/// What must not come back in a vendor's text: the values that we sent.
pub(crate) struct Hidden(Vec<String>);

impl Hidden {
    /// Hides these values, raw and as they stand in an address.
    pub(crate) fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Hidden {
        let long = values.into_iter().filter(|value| value.chars().count() >= SHORTEST_HIDDEN);
        Hidden(long.flat_map(|value| [value.to_owned(), percent(value)]).collect())
    }

    /// The error with the vendor's words cut and cleaned.
    pub(crate) fn clean(&self, error: ProviderError) -> ProviderError {
        let raw_code = self.cut(&error.raw_code, LONGEST_CODE);
        let raw_text = self.cut(&error.raw_text, LONGEST_TEXT);
        ProviderError { raw_code, raw_text, ..error }
    }

    /// Takes the hidden values out before cutting, so that no half of one stays.
    pub(crate) fn cut(&self, text: &str, longest: usize) -> String {
        let clean = self.0.iter().fold(text.to_owned(), |text, value| text.replace(value, "…"));
        clean.chars().filter(|c| !c.is_control()).take(longest).collect()
    }

    /// A vendor's text beside an answer that is no failure, cleaned the same way.
    pub(crate) fn text(&self, text: &str) -> String {
        self.cut(text, LONGEST_TEXT)
    }
}

fn percent(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_sent_does_not_come_back() {
        let hidden = Hidden::new(["苏E12345", "02", "0123456789abcdef"]);
        let said = "苏E12345: key=0123456789abcdef, url ?hphm=%E8%8B%8FE12345, type 02";
        assert_eq!(hidden.text(said), "…: key=…, url ?hphm=…, type 02");
    }

    #[test]
    fn a_long_text_is_cut_by_characters_and_loses_control_characters() {
        let hidden = Hidden::new([]);
        let mut error = unreadable("x");
        error.raw_text = format!("\u{1b}[31m{}", "违".repeat(1000));
        assert_eq!(hidden.clean(error).raw_text.chars().count(), LONGEST_TEXT);
    }
}
