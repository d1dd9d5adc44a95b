//! json. Two things that a plain reader gets wrong here: of two members of one name it keeps
//! the last in silence, and so may believe either half of a contradiction; and a number of
//! more than 17 digits comes back as another one. So values are taken as they are written.

use super::node::Tree;
use super::once;
use super::text::Text;
use crate::failure::unreadable;
use cheku_domain::provider::ProviderError;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Deeper nesting is no answer of either contract; bounds the recursion of readers.
pub(super) const DEEPEST: usize = 64;
/// A number of so many digits is the same after a way through floating point.
const EXACT: usize = 15;

/// Reads one json value and nothing after it.
pub(super) fn read(text: &str) -> Result<Tree, ProviderError> {
    once::read(text, DEEPEST).map_or_else(|| patiently(text), Ok)
}

/// Level by level, so that what is written twice or in many digits is seen.
pub(super) fn patiently(text: &str) -> Result<Tree, ProviderError> {
    value(part(text)?, DEEPEST)
}

fn part<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ProviderError> {
    serde_json::from_str(text).map_err(|_| unreadable("not_json"))
}

fn value(raw: &RawValue, deepest: usize) -> Result<Tree, ProviderError> {
    let text = raw.get().trim();
    let inside = deepest.checked_sub(1).ok_or_else(|| unreadable("not_json"))?;
    match text.as_bytes().first() {
        Some(b'{') => map(part::<Members<'_>>(text)?, inside),
        Some(b'[') => {
            let items: Vec<&RawValue> = part(text)?;
            Ok(Tree::List(items.into_iter().map(|item| value(item, inside)).collect::<Result<_, _>>()?))
        }
        Some(b'"') => Ok(Tree::Text(Text::new(part::<String>(text)?))),
        Some(b'n') => Ok(Tree::Blank),
        Some(b't' | b'f') => Ok(Tree::Text(Text::new(text))),
        _ => Ok(Tree::Text(Text::new(digits(text)))),
    }
}

fn map(Members(found): Members<'_>, deepest: usize) -> Result<Tree, ProviderError> {
    let mut members: BTreeMap<String, Tree> = BTreeMap::new();
    for (name, raw) in found {
        let value = value(raw, deepest)?;
        match members.entry(name) {
            Entry::Vacant(place) => {
                place.insert(value);
            }
            Entry::Occupied(first) if *first.get() == value => {}
            Entry::Occupied(_) => return Err(unreadable("contradiction")),
        }
    }
    Ok(Tree::Map(members))
}

/// A number's digits; 100.00 and 100 read alike, and so do 1e2 and 100.
fn digits(number: &str) -> String {
    let (mantissa, exponent) = number.split_once(['e', 'E']).map_or((number, None), |(m, e)| (m, Some(e)));
    if exponent.is_some() {
        let few = mantissa.bytes().filter(u8::is_ascii_digit).count() <= EXACT;
        // Display writes no exponent.
        return match number.parse::<f64>() {
            Ok(exact) if few && exact.abs() < 1e15 => exact.to_string(),
            _ => number.to_owned(),
        };
    }
    match number.split_once('.') {
        Some((whole, part)) if part.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        Some(_) => number.trim_end_matches('0').to_owned(),
        None => number.to_owned(),
    }
}

/// An object's members in their order, those of one name each by itself.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = from.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_their_digits() {
        let tree = read(r#"[1,"1",1.0,100.50,-3,18446744073709551615,true,null,440000123456789012345,1e2]"#)
            .expect("json");
        let texts = [
            "1",
            "1",
            "1",
            "100.5",
            "-3",
            "18446744073709551615",
            "true",
            "",
            "440000123456789012345",
            "100",
        ];
        let texts = texts.map(|text| if text.is_empty() { Tree::Blank } else { Tree::Text(Text::new(text)) });
        assert_eq!(tree, Tree::List(texts.into()));
    }

    #[test]
    fn a_member_said_twice_must_say_the_same() {
        assert!(read(r#"{"codeid":10000,"codeid":"10000"}"#).is_ok());
        let contradiction = read(r#"{"codeid":10000,"message":"x","codeid":10003}"#).unwrap_err();
        assert_eq!(contradiction.raw_code, "contradiction");
        let deeper = read(r#"{"a":[{"vioFine":"100","vioFine":"200"}]}"#).unwrap_err();
        assert_eq!(deeper.raw_code, "contradiction");
    }

    #[test]
    fn half_an_answer_and_an_answer_and_a_half_are_unreadable() {
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        let bottomless = "[".repeat(100_000);
        for text in
            ["{\"a\":", "{\"a\":1}}", "{\"a\":1} x", "{'a':1}", r#"{"a":"\ud800"}"#, &deep, &bottomless]
        {
            assert_eq!(read(text).unwrap_err().raw_code, "not_json");
        }
    }
}
