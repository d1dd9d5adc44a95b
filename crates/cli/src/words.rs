//! What people read, in both languages side by side. Every match is exhaustive:
//! a new code of the core does not compile until it has words.

pub mod complaints;
#[cfg(test)]
mod error_codes_test;
pub mod errors;
pub mod findings;
pub mod help;
pub mod labels;
pub mod places;
pub mod reasons;
pub mod sheets;
pub mod troubles;

use std::collections::BTreeMap;

/// Fills "{key}" from the details.
fn fill(sentence: &str, details: &BTreeMap<String, String>) -> String {
    let mut filled = sentence.to_owned();
    for (key, value) in details {
        filled = filled.replace(&format!("{{{key}}}"), value);
    }
    without_gaps(&filled)
}

/// Drops a place that nothing filled together with the bracket or colon around it;
/// sentences are written so that they read on without it.
fn without_gaps(text: &str) -> String {
    let mut rest = text;
    let mut whole = String::new();
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let before = rest[..start].trim_end_matches([' ', '（', '(', '：', ':']);
        whole.push_str(before);
        rest = rest[start + length + 1..].trim_start_matches(['）', ')']);
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_a_filling_leaves_no_bracket_behind() {
        let details = BTreeMap::from([("field".to_owned(), "appid".to_owned())]);
        assert_eq!(fill("少填了一项（{field}）。", &details), "少填了一项（appid）。");
        assert_eq!(fill("少填了一项（{field}）。", &BTreeMap::new()), "少填了一项。");
        assert_eq!(fill("A field is missing ({field}).", &BTreeMap::new()), "A field is missing.");
    }
}
