//! json in one pass: the shape that answers have day by day. What it is not sure of (a member said twice, a number
//! that is no whole one, any fault) it leaves to the patient reader (`json`), which alone says what is wrong.

use super::node::Tree;
use super::text::Text;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;

/// Reads one json value and nothing after it; `None` leaves it to the patient reader. `deepest` bounds the recursion.
pub(super) fn read(text: &str, deepest: usize) -> Option<Tree> {
    let mut from = serde_json::Deserializer::from_str(text);
    let tree = Level(deepest).deserialize(&mut from).ok()?;
    from.end().ok().map(|()| tree)
}

/// How many levels there may be from here on.
#[derive(Clone, Copy)]
struct Level(usize);

impl<'de> DeserializeSeed<'de> for Level {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Tree, D::Error> {
        let inside = self.0.checked_sub(1).ok_or_else(|| D::Error::custom("too deep"))?;
        from.deserialize_any(Level(inside))
    }
}

/// A visitor's `visit_f64` refuses by itself: a number that is no whole one is not the same after a way through
/// floating point.
impl<'de> Visitor<'de> for Level {
    type Value = Tree;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Blank)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Text(Text::new(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Text(Text::new(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Text(Text::new(value.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(Text::new(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Tree, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(name) = from.next_key::<String>()? {
            if members.insert(name, from.next_value_seed(self)?).is_some() {
                return Err(A::Error::custom("said twice"));
            }
        }
        Ok(Tree::Map(members))
    }
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;
    use std::path::{Path, PathBuf};

    /// Every file below a folder.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn what_is_read_in_one_pass_is_what_the_patient_reader_reads() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut read_at_once = 0;
        for file in [here.join("tests/fixtures"), here.join("../../fuzz/corpus")]
            .iter()
            .flat_map(|folder| files(folder))
        {
            let bytes = std::fs::read(&file).expect("a file");
            let text = String::from_utf8_lossy(&bytes);
            if let Some(tree) = read(&text, json::DEEPEST) {
                assert_eq!(json::patiently(&text), Ok(tree), "{}", file.display());
                read_at_once += 1;
            }
        }
        assert!(read_at_once >= 40, "the samples are read: {read_at_once}");
    }

    #[test]
    fn what_could_be_read_otherwise_is_left_to_the_patient_reader() {
        let deep = format!("{}1{}", "[".repeat(json::DEEPEST), "]".repeat(json::DEEPEST));
        let texts = [
            "1.0",
            "1e2",
            "-0",
            "18446744073709551616",
            r#"{"a":1,"a":1}"#,
            r#""\ud800""#,
            "1 2",
            "{",
            &deep,
        ];
        for text in texts {
            assert_eq!(read(text, json::DEEPEST), None, "{text}");
        }
    }
}
