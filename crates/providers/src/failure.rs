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

/// Sent, but the answer cannot be read: whether it is charged is not known.
pub(crate) fn unreadable(why: &str) -> ProviderError {
    failed(ErrorKind::Unreadable, Charge::Unknown, why)
}

/// The same failure of a question that is free by the contract, whatever came of it.
pub(crate) fn free(error: ProviderError) -> ProviderError {
    ProviderError { charge: Charge::No, ..error }
}

/// Sent and answered with the code of a success, which the contract charges for: what it
/// holds cannot be read by this version.
pub(crate) fn paid_unread(why: &str) -> ProviderError {
    failed(ErrorKind::PaidUnread, Charge::Yes, why)
}

/// What must not come back in a vendor's text: the values that we sent.
#[derive(Clone, Default)]
pub(crate) struct Hidden(Vec<String>);

impl Hidden {
    /// Hides these values, raw, as they stand in an address, in json and in xml.
    pub(crate) fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Hidden {
        let long = values.into_iter().filter(|value| value.chars().count() >= SHORTEST_HIDDEN);
        let mut forms: Vec<String> = long.flat_map(forms).collect();
        forms.sort();
        forms.dedup();
        Hidden(forms)
    }

    /// The error with the vendor's words cut and cleaned.
    pub(crate) fn clean(&self, error: ProviderError) -> ProviderError {
        let raw_code = self.cut(&error.raw_code, LONGEST_CODE);
        let raw_text = self.cut(&error.raw_text, LONGEST_TEXT);
        ProviderError { raw_code, raw_text, ..error }
    }

    /// Takes the hidden values out before cutting, so that no half of one stays.
    pub(crate) fn cut(&self, text: &str, longest: usize) -> String {
        self.out_of(text.to_owned()).chars().filter(|c| !c.is_control()).take(longest).collect()
    }

    /// A vendor's text beside an answer that is no failure, cleaned the same way.
    pub(crate) fn text(&self, text: &str) -> String {
        self.cut(text, LONGEST_TEXT)
    }

    /// The text with every hidden value replaced, in whichever case it comes back.
    pub(crate) fn out_of(&self, text: String) -> String {
        self.0.iter().fold(text, |text, value| without(text, value))
    }
}

/// A value as it may stand in an answer: an echo of the address, of a form, or a text of
/// the answer's own format.
fn forms(value: &str) -> [String; 4] {
    // A quoted text less its quotes; a string is always written.
    let json = serde_json::to_string(value).unwrap_or_default();
    let json = json.trim_matches('"').to_owned();
    let xml = quick_xml::escape::escape(value).into_owned();
    [value.to_owned(), percent(value), if json.is_empty() { value.to_owned() } else { json }, xml].map(lower)
}

fn lower(text: String) -> String {
    text.to_ascii_lowercase()
}

/// `value` is in lower case, which moves no byte.
fn without(text: String, value: &str) -> String {
    // Most fields are shorter than a key.
    if text.len() < value.len() {
        return text;
    }
    let found = text.to_ascii_lowercase();
    if !found.contains(value) {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in found.match_indices(value) {
        kept.push_str(&text[from..at]);
        kept.push('…');
        from = at + value.len();
    }
    kept.push_str(&text[from..]);
    kept
}

fn percent(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    value.bytes().fold(String::with_capacity(value.len() * 3), |mut written, byte| {
        if plain(byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
        written
    })
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
    fn a_secret_is_found_in_every_case_and_dress() {
        let hidden = Hidden::new(["Ab\"<&/9"]);
        for dress in ["Ab\"<&/9", "aB\"<&/9", "Ab%22%3c%26%2F9", r#"Ab\"<&/9"#, "Ab&quot;&lt;&amp;/9"] {
            assert_eq!(hidden.out_of(format!("违{dress}章")), "违…章", "{dress}");
        }
    }

    #[test]
    fn a_long_text_is_cut_by_characters_and_loses_control_characters() {
        let hidden = Hidden::new([]);
        let mut error = unreadable("x");
        error.raw_text = format!("\u{1b}[31m{}", "违".repeat(1000));
        assert_eq!(hidden.clean(error).raw_text.chars().count(), LONGEST_TEXT);
    }
}
