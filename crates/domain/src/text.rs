//! One cleaning for whatever is typed, pasted or read from a sheet, so that two texts
//! that look alike are alike.

use crate::normal::nfkc;

/// The longest name, number or note of a vehicle or driver, in characters: in the form and in
/// an import alike.
pub const LONGEST: usize = 200;

/// Whether a text is longer than that.
pub fn is_too_long(text: &str) -> bool {
    text.chars().count() > LONGEST
}

/// What sheets put in front of a text so that it is not taken for a number.
const APOSTROPHES: &[char] = &['\'', '’', '‘', '＇', '`'];

/// Invisible characters: controls, zero width, marks of direction, joiners, soft
/// hyphen, variation selectors, fillers (Unicode's Default_Ignorable_Code_Point and Cc).
/// White space is none of them: it parts words.
pub fn is_invisible(c: char) -> bool {
    let ignorable = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    ignorable || (c.is_control() && !c.is_whitespace())
}

/// White space, and the blank of Braille, which looks like it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// Without invisible characters, every white space one space, none at the ends: for texts
/// that must stay as they are else, such as keys.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match is_space(c) {
            true if out.is_empty() || out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A name, number or plate as it was meant: `visible`, and taken out of what sheets wrap
/// texts in (`="00123456"`, `'00123456`).
pub fn clean(text: &str) -> String {
    let mut text = visible(text);
    while let Some(inner) = unwrapped(&text) {
        text = visible(&inner);
    }
    text
}

/// Whether a text holds what `clean` takes away besides white space.
pub fn has_marks(text: &str) -> bool {
    text.chars().any(is_invisible) || unwrapped(&visible(text)).is_some()
}

/// The same as `clean` for a text of several lines, a remark.
pub fn clean_lines(text: &str) -> String {
    const BREAKS: &[char] = &['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let text = text.replace("\r\n", "\n");
    let lines: Vec<String> = text.split(BREAKS).map(visible).collect();
    let text = lines.join("\n");
    match text.trim_matches('\n') {
        line if !line.contains('\n') => clean(line),
        lines => lines.to_owned(),
    }
}

fn unwrapped(text: &str) -> Option<String> {
    let formula = text.strip_prefix('=').and_then(|rest| rest.trim_start().strip_prefix('"'));
    if let Some(inner) = formula.and_then(|rest| rest.strip_suffix('"')) {
        let one = inner.replace("\"\"", "");
        // A quote that stands alone ends the text: `="a"&"b"` is a formula, not a text.
        return (!one.contains('"')).then(|| inner.replace("\"\"", "\""));
    }
    let rest = text.strip_prefix(APOSTROPHES)?;
    // One at the other end makes it a quotation.
    (!rest.contains(APOSTROPHES)).then(|| rest.to_owned())
}

/// A text as it can be shown: an invisible character is named (`[U+202D]`).
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\u{3000}' => out.push(c),
            '\n' => out.push('↵'),
            _ if is_invisible(c) || is_space(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// A number as it is compared and asked with: cleaned, NFKC, upper case, without white
/// space, every dash the plain one.
pub fn folded_number(text: &str) -> String {
    let dash = |c: char| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c };
    let text = clean(text);
    nfkc(&text).chars().filter(|c| !c.is_whitespace()).map(dash).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_gone_inside_and_around() {
        for hidden in [
            '\u{200b}',
            '\u{202d}',
            '\u{ad}',
            '\u{fe0f}',
            '\u{180e}',
            '\u{2060}',
            '\u{feff}',
            '\u{e0100}',
            '\0',
        ] {
            assert_eq!(
                clean(&format!("{hidden}张{hidden}三{hidden}")),
                "张三",
                "U+{:04X}",
                u32::from(hidden)
            );
        }
        for blank in ['\u{a0}', '\u{2009}', '\u{3000}', '\t', '\u{2028}', '\u{2800}'] {
            assert_eq!(clean(&format!("{blank}张 {blank}三{blank}")), "张 三", "U+{:04X}", u32::from(blank));
        }
        assert_eq!(clean("葛\u{e0100}城"), clean("葛城"));
    }

    #[test]
    fn texts_are_taken_out_of_what_sheets_wrap_them_in() {
        for wrapped in
            ["=\"00123456\"", "'00123456", "’00123456", "`00123456", "= \"00123456\" ", "='00123456"]
        {
            let expected = if wrapped == "='00123456" { wrapped } else { "00123456" };
            assert_eq!(clean(wrapped), expected);
        }
        assert_eq!(clean("=\"张\"\"三\""), "张\"三");
        assert_eq!(clean("'老张'"), "'老张'", "a quotation");
        assert_eq!(clean("=\"a\"&\"b\""), "=\"a\"&\"b\"", "a formula");
    }

    #[test]
    fn a_remark_keeps_its_lines() {
        assert_eq!(clean_lines(" 第一行\u{b}第\u{200b}二行\r\n\r\n"), "第一行\n第二行");
        assert_eq!(clean_lines("'0012"), "0012");
    }

    #[test]
    fn a_character_that_nobody_sees_is_named() {
        assert_eq!(shown("粤\u{202d}B1\u{a0}"), "粤[U+202D]B1[U+00A0]");
        assert_eq!(shown("甲\n乙 丙"), "甲↵乙 丙");
    }

    #[test]
    fn numbers_are_one_whatever_their_width_and_dash() {
        assert_eq!(folded_number(" ad５0\u{200b} eg—081 "), "AD50EG-081");
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in "[='\"`a0 \u{200b}\u{a0}\n]{0,12}") {
            prop_assert_eq!(clean(&clean(&text)), clean(&text));
            prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(is_invisible));
        }
    }
}
