//! One text of an answer: a vendor's own, and so nothing to be trusted.

use crate::failure::Hidden;

/// Longest text of a field that is shown and kept, in bytes (4 KiB).
const LONGEST: usize = 4096;

/// A string, a number's digits or a truth value, as the vendor wrote it. What leaves it has
/// no control characters and no marks that turn the direction of writing; a field is cut at
/// 4 KiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text(String);

impl Text {
    /// As a reader of one of the formats found it.
    pub(super) fn new(text: impl Into<String>) -> Text {
        Text(text.into())
    }

    /// Makes it fit to be shown and kept.
    pub(super) fn clean(&mut self, hidden: &Hidden) {
        if !self.0.chars().all(is_plain) {
            let plain = |c: char| if c.is_whitespace() { Some(' ') } else { is_plain(c).then_some(c) };
            self.0 = self.0.chars().filter_map(plain).collect();
        }
        self.0 = hidden.out_of(std::mem::take(&mut self.0));
    }

    /// One field's words.
    pub(super) fn shown(&self) -> &str {
        start(&self.0, LONGEST)
    }

    /// All of it: an answer may be packed into a text.
    pub(super) fn whole(&self) -> &str {
        &self.0
    }
}

/// As much of a text as has so many bytes at most, without half a character at its end.
pub(crate) fn start(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// No control character, nothing that turns the direction of writing or is invisible.
fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, hidden: &Hidden) -> Text {
        let mut text = Text::new(text);
        text.clean(hidden);
        text
    }

    #[test]
    fn what_turns_or_hides_is_taken_out_and_line_ends_are_spaces() {
        let text = cleaned("甲\u{202e}乙\u{1b}[31m\r\n丙\u{200b}丁\u{feff}", &Hidden::default());
        assert_eq!(text.shown(), "甲乙[31m  丙丁");
    }

    #[test]
    fn a_field_ends_at_four_kib_between_two_characters() {
        let text = cleaned(&"违".repeat(4000), &Hidden::default());
        assert_eq!((text.shown().len(), text.whole().len()), (4095, 12_000));
    }

    #[test]
    fn a_secret_does_not_come_back_in_a_row() {
        let hidden = Hidden::new(["0123456789abcdef"]);
        assert_eq!(cleaned("路口0123456789ABCDEF号", &hidden).shown(), "路口…号");
    }
}
