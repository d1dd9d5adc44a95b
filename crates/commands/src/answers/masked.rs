//! A masked copy of an answer: how it is built can be seen, what it says cannot. Every value
//! is replaced by one of the same shape, since nobody knows in which of them a plate, a name
//! or a number of a person stands; that is just what an unreadable answer is.

/// Members whose values say how an answer is to be read, and nothing about a person.
const KEPT: [&str; 4] = ["codeid", "error_code", "resultcode", "res"];
/// Their values are short numbers; a longer one is something else.
const LONGEST_CODE: usize = 6;

/// The text with every value replaced by letters and digits of the same shape. Names of
/// members and elements, signs and blanks stay.
pub(super) fn masked(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') { markup(text) } else { script(text) }
}

/// A letter for a letter, a digit for a digit.
fn of_same_shape(c: char) -> char {
    match c {
        'A'..='Z' => 'A',
        'a'..='z' => 'a',
        '0'..='9' => '1',
        c if c.is_alphanumeric() => '某',
        c => c,
    }
}

fn replaced(text: &str) -> String {
    // An escape is a letter, whatever it stands for.
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        masked.extend(rest[..at].chars().map(of_same_shape));
        let escape = &rest[at..];
        let long = escape.as_bytes().get(1) == Some(&b'u') && escape.len() >= 6 && escape.is_char_boundary(6);
        let end = if long { 6 } else { escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end) };
        masked.push_str(if long { "某" } else { &escape[..end] });
        rest = &escape[end..];
    }
    masked.extend(rest.chars().map(of_same_shape));
    masked
}

/// A name of a member: letters, with a few digits at most. A plate or a number is none.
fn is_name(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_word = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    is_word && digits <= 2 && text.len() <= 40
}

fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && text.bytes().all(|c| c.is_ascii_digit())
}

/// json, a call around it, and whatever else is no markup, whole or broken off.
fn script(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    let mut keeps_next = false;
    while let Some(c) = rest.chars().next() {
        let end = if c == '"' { string_end(rest) } else { word_end(rest) };
        let (part, after) = rest.split_at(end.max(c.len_utf8()));
        let inside = part.trim_matches('"');
        let is_member = c == '"' && after.trim_start().starts_with(':');
        let keeps = match c {
            _ if is_member => is_name(inside),
            _ if keeps_next && !inside.is_empty() && is_code(inside) => true,
            '"' => false,
            _ => matches!(part, "true" | "false" | "null" | "0"),
        };
        masked.push_str(&if keeps { part.to_owned() } else { replaced(part) });
        if is_member {
            keeps_next = KEPT.contains(&inside);
        } else if !part.chars().all(|c| c.is_whitespace() || c == ':') {
            keeps_next = false;
        }
        rest = after;
    }
    masked
}

/// The end of a string that begins here; of one that was broken off, the end of the text.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The end of the letters and digits that stand together here.
fn word_end(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

/// xml and web pages: what stands between the tags, and in the quotes inside them.
fn markup(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    let mut tag = "";
    while !rest.is_empty() {
        let is_tag = rest.starts_with('<');
        let end = if is_tag {
            rest.find('>').map_or(rest.len(), |at| at + 1)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        let (part, after) = rest.split_at(end);
        if is_tag {
            masked.push_str(&tag_masked(part));
            tag = part.trim_matches(['<', '>', '/']);
        } else if KEPT.contains(&tag) && is_code(part.trim()) {
            masked.push_str(part);
        } else {
            masked.push_str(&replaced(part));
        }
        rest = after;
    }
    masked
}

/// A tag's names stay; values of attributes, comments and sections of text do not.
fn tag_masked(tag: &str) -> String {
    if tag.starts_with("<!") && !tag.starts_with("<!DOCTYPE") {
        return replaced(tag);
    }
    let mut parts = tag.split(['"', '\'']).enumerate();
    let mut masked = String::with_capacity(tag.len());
    let mut at = 0;
    for (number, part) in &mut parts {
        masked.push_str(&tag[at..at + usize::from(number > 0)]);
        at += usize::from(number > 0) + part.len();
        let names = part.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '/' | '=' | '?'));
        let keeps = number % 2 == 0 && names.into_iter().all(is_name);
        masked.push_str(&if keeps { part.to_owned() } else { replaced(part) });
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_an_answer_is_built_can_be_seen_and_what_it_says_cannot() {
        let text = r#"cb({"codeid":10000,"message":"粤B12345","retdata":{"res":"1","vioNum":0,"x":null,
            "车主":"张三","粤B12345":[{"time":"2026-01-02","eng":"AD50\u4e59\"G","tel":13800138000}]}});"#;
        let masked = masked(text);
        assert_eq!(
            masked,
            r#"aa({"codeid":10000,"message":"某A11111","retdata":{"res":"1","vioNum":0,"x":null,
            "某某":"某某","某A11111":[{"time":"1111-11-11","eng":"AA11某\"A","tel":11111111111}]}});"#
        );
    }

    #[test]
    fn markup_keeps_its_names_alone() {
        let text = r#"<?xml version="1.0"?><r><codeid>10000</codeid><car id="粤B12345">苏E12345</car><!-- 张三 --></r>"#;
        assert_eq!(
            masked(text),
            r#"<?xml version="1.1"?><r><codeid>10000</codeid><car id="某A11111">某A11111</car><!-- 某某 --></r>"#
        );
    }

    #[test]
    fn an_answer_that_was_broken_off_is_masked_to_its_end() {
        assert_eq!(masked(r#"{"a":"粤B12345"#), r#"{"a":"某A11111"#);
        assert_eq!(masked(r#"{"a":["x\"#), r#"{"a":["a\"#);
        assert_eq!(masked("无违章 粤B12345"), "某某某 某A11111");
        assert_eq!(masked("<a>粤B1"), "<a>某A1");
    }

    proptest::proptest! {
        /// Whatever comes, no letter of a plate and no digit of a number is handed on.
        #[test]
        fn nothing_of_a_person_gets_through(before in ".{0,40}", after in ".{0,40}") {
            let masked = masked(&format!("{before} 粤B98765 LNBSCC3H8GF308384 13987654321 {after}"));
            for secret in ["粤B98765", "98765", "LNBSCC3H8GF308384", "13987654321"] {
                proptest::prop_assert!(!masked.contains(secret), "{}", masked);
            }
        }
    }
}
