//! The shape itself.

use super::text::Text;
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
