//! One shape for every answer, whatever format it came in. Providers read this and
//! nothing else, so that json, xml and jsonp cannot differ in what they mean.

mod json;
mod said;
mod script;
mod text;
mod xml;

pub(crate) use said::Said;
pub(crate) use text::{Text, start};

use cheku_domain::provider::ProviderError;
use std::collections::BTreeMap;

/// An answer or a part of one. Numbers and truth values are kept as their text: vendors
/// write the same field as integer, string or decimal string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    /// `null`, or an empty xml element.
    Blank,
    /// A string, a number or a truth value.
    Text(Text),
    /// A json array, or xml elements of one name side by side.
    List(Vec<Tree>),
    /// A json object, or an xml element with elements inside.
    Map(BTreeMap<String, Tree>),
}

/// Reads an answer in whichever of the three formats it is. What was asked for is not
/// trusted: gateways answer json to a question for xml.
fn read(text: &str) -> Result<Tree, ProviderError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.chars().next() {
        None => Err(crate::failure::unreadable("empty")),
        Some('<') => xml::read(text),
        Some('{' | '[') => json::read(text),
        Some(_) => json::read(script::unwrap(text)?),
    }
}

/// Takes a `name( … )` wrapper off; for the fuzz target.
pub(crate) fn unwrap_script(text: &str) -> Result<&str, ProviderError> {
    script::unwrap(text)
}

impl Tree {
    /// The member of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Tree> {
        match self {
            Tree::Map(members) => members.get(name),
            _ => None,
        }
    }

    /// True when this object has a member of this name, blank or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The text of a member; `None` for blanks, which vendors also write as "null".
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// The text without white space around it; `None` for blanks and containers.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => filled(text.shown()),
            _ => None,
        }
    }

    /// What is packed into a text: an answer inside the answer.
    pub(crate) fn unpacked(self) -> Result<Tree, ProviderError> {
        match &self {
            Tree::Text(text) if filled(text.whole()).is_some() => read(text.whole()),
            _ => Ok(self),
        }
    }

    /// What stands directly inside this object or list.
    pub(crate) fn parts(&self) -> Vec<&Tree> {
        match self {
            Tree::List(items) => items.iter().collect(),
            Tree::Map(members) => members.values().collect(),
            Tree::Blank | Tree::Text(_) => Vec::new(),
        }
    }

    /// `null`, "", [] and {} alike.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Tree::Blank => true,
            Tree::Text(_) => self.text().is_none(),
            Tree::List(items) => items.is_empty(),
            Tree::Map(members) => members.is_empty(),
        }
    }

    /// One value, or nothing: no place in which anything else could stand. A text may have
    /// an answer packed into it.
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Tree::Text(text) => !text.whole().trim_start().starts_with(['{', '[', '<']),
            _ => self.is_blank(),
        }
    }

    /// The rows of a list in any dress: a json array, an object keyed by position,
    /// `<list><item/>…</list>`, elements side by side, or a single row. `None` when
    /// something in it is no row: a list that is only half understood would be a
    /// silent loss.
    pub(crate) fn rows(&self, is_row: fn(&Tree) -> bool) -> Option<Vec<&Tree>> {
        if self.is_blank() {
            return Some(Vec::new());
        }
        if is_row(self) {
            return Some(vec![self]);
        }
        if let Tree::Text(_) = self {
            return None;
        }
        let parts = self.parts().into_iter().map(|part| part.rows(is_row));
        Some(parts.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// Blanks are also written as "null".
fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty() && *text != "null")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_row(tree: &Tree) -> bool {
        tree.has("t")
    }

    #[test]
    fn rows_are_found_in_every_dress() {
        for (text, count) in [
            (r#"[{"t":1},{"t":2}]"#, 2),
            (r#"{"0":{"t":1},"1":{"t":2}}"#, 2),
            (r#"{"t":1}"#, 1),
            ("[]", 0),
            ("{}", 0),
            ("<data><item><t>1</t></item><item><t>2</t></item></data>", 2),
            ("<data><item><t>1</t></item></data>", 1),
            ("<data><item/></data>", 0),
            ("<data/>", 0),
        ] {
            let tree = read(text).expect(text);
            assert_eq!(tree.rows(is_row).map(|rows| rows.len()), Some(count), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_only_half_understood_is_no_list() {
        for text in [r#"[{"t":1},"x"]"#, r#"[{"t":1},{"u":2}]"#, r#"{"n":3}"#, "[1]"] {
            assert_eq!(read(text).expect(text).rows(is_row), None, "{text}");
        }
    }

    #[test]
    fn one_meaning_in_three_formats() {
        let json = read(r#" {"a":1,"b":[{"c":"x"},{"c":null}],"d":""} "#).expect("json");
        let script = read("\u{feff}cb.name_1 ({\"a\":\"1\",\"b\":[{\"c\":\"x\"},{\"c\":null}],\"d\":\"\"});")
            .expect("jsonp");
        let xml =
            read("<?xml version=\"1.0\"?><r><a>1</a><b><c>x</c></b><b><c/></b><d></d></r>").expect("xml");
        assert_eq!(json, script);
        for tree in [&json, &xml] {
            assert_eq!((tree.field("a"), tree.field("d")), (Some("1"), None));
            let rows = tree.get("b").and_then(|b| b.rows(|row| row.has("c"))).expect("rows");
            assert_eq!(rows.iter().map(|row| row.field("c")).collect::<Vec<_>>(), [Some("x"), None]);
        }
    }
}
