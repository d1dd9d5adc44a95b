//! jsonp: json inside a call. The vendor's document names neither the function nor the
//! parameter that would choose it, so every `name( … )` is taken.

use crate::failure::unreadable;
use cheku_domain::provider::ProviderError;

/// Longest name of a function: more is no call.
const LONGEST_NAME: usize = 128;

/// The json inside the call, without an empty comment in front and `;` after.
pub(super) fn unwrap(text: &str) -> Result<&str, ProviderError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let text = text.strip_prefix("/**/").unwrap_or(text).trim_start();
    let call = text.trim_end_matches(|c: char| c == ';' || c.is_whitespace());
    let inside = call.strip_suffix(')').and_then(|call| call.split_once('('));
    match inside {
        Some((name, inside)) if is_name(name.trim()) => Ok(inside.trim()),
        _ => Err(unreadable("not_jsonp")),
    }
}

/// `callback`, `jQuery_1`, `window.app["cb"]`, or nothing at all.
fn is_name(name: &str) -> bool {
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']' | '"' | '\'');
    name.len() <= LONGEST_NAME && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_call_is_unwrapped() {
        for call in [
            "callback({\"a\":\")(\"})",
            " cb ( {\"a\":\")(\"} ) ; \n",
            "/**/ jQuery_1.x[0]({\"a\":\")(\"});",
            "({\"a\":\")(\"})",
        ] {
            assert_eq!(unwrap(call), Ok("{\"a\":\")(\"}"), "{call}");
        }
    }

    #[test]
    fn what_is_no_call_is_unreadable() {
        for text in
            ["callback", "callback(1", "alert(1);evil", "a b({})", "不(1)", "502 Bad Gateway (nginx)", ""]
        {
            assert!(unwrap(text).is_err(), "{text}");
        }
        assert!(unwrap(&format!("{}({{}})", "x".repeat(200))).is_err());
    }
}
