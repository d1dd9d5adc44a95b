//! json. The one thing that a plain reader gets wrong here: of two members of one name
//! it keeps the last in silence, and so may believe either half of a contradiction.

use super::Tree;
use crate::failure::unreadable;
use cheku_domain::provider::ProviderError;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The word in the reader's error that tells a contradiction from broken json.
const CONTRADICTION: &str = "contradiction";

/// Reads one json value and nothing after it.
pub(super) fn read(text: &str) -> Result<Tree, ProviderError> {
    serde_json::from_str(text).map_err(|error| {
        unreadable(if error.to_string().starts_with(CONTRADICTION) { CONTRADICTION } else { "not_json" })
    })
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Tree, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("json")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Blank)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        // Display writes no exponent and no ".0": 100.00 and 100 read alike.
        Ok(Tree::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut members: BTreeMap<String, Tree> = BTreeMap::new();
        while let Some((name, value)) = from.next_entry()? {
            match members.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(value);
                }
                Entry::Occupied(first) if *first.get() == value => {}
                Entry::Occupied(_) => return Err(A::Error::custom(CONTRADICTION)),
            }
        }
        Ok(Tree::Map(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_their_text() {
        let tree = read(r#"[1,"1",1.0,100.50,-3,18446744073709551615,true,null]"#).expect("json");
        let texts =
            ["1", "1", "1", "100.5", "-3", "18446744073709551615", "true"].map(|t| Tree::Text(t.into()));
        assert_eq!(tree, Tree::List(texts.into_iter().chain([Tree::Blank]).collect()));
    }

    #[test]
    fn a_member_said_twice_must_say_the_same() {
        assert!(read(r#"{"codeid":10000,"codeid":"10000"}"#).is_ok());
        let contradiction = read(r#"{"codeid":10000,"message":"x","codeid":10003}"#).unwrap_err();
        assert_eq!(contradiction.raw_code, CONTRADICTION);
        let deeper = read(r#"{"a":[{"vioFine":"100","vioFine":"200"}]}"#).unwrap_err();
        assert_eq!(deeper.raw_code, CONTRADICTION);
    }

    #[test]
    fn half_an_answer_and_an_answer_and_a_half_are_unreadable() {
        for text in ["{\"a\":", "{\"a\":1}}", "{\"a\":1} x", "{'a':1}", &"[".repeat(100_000)] {
            assert_eq!(read(text).unwrap_err().raw_code, "not_json");
        }
    }
}
