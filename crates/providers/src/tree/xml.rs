//! xml into the same shape. The documents show no sample, so any root element is taken;
//! attributes carry nothing.

use super::node::Tree;
use super::text::Text;
use crate::failure::unreadable;
use cheku_domain::provider::ProviderError;
use quick_xml::events::{BytesRef, Event};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Deeper nesting is no answer of either contract; bounds the recursion of readers.
const DEEPEST: usize = 64;

/// An element that is still open.
#[derive(Default)]
struct Open {
    name: String,
    text: String,
    members: BTreeMap<String, Tree>,
}

/// Reads one document. The root element's name is dropped: it is the answer.
pub(super) fn read(text: &str) -> Result<Tree, ProviderError> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().map_err(|_| unreadable("not_xml"))? {
            Event::Start(start) => {
                if root.is_some() || open.len() >= DEEPEST {
                    return Err(unreadable("not_xml"));
                }
                open.push(named(start.local_name().as_ref())?);
            }
            Event::Empty(start) => {
                let element = named(start.local_name().as_ref())?;
                close(element, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| unreadable("not_xml"))?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(part) => said(&mut open, &part.xml10_content())?,
            Event::CData(part) => said(&mut open, &part.xml10_content())?,
            Event::GeneralRef(part) => said(&mut open, &character(&part)?)?,
            Event::Eof => break,
            // Entities of a document type are never expanded; nothing else speaks.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.is_empty() { root } else { None }.ok_or_else(|| unreadable("not_xml"))
}

/// A gateway's error page begins like xml and may even be well-formed.
fn named(name: &str) -> Result<Open, ProviderError> {
    if name.eq_ignore_ascii_case("html") {
        return Err(unreadable("html"));
    }
    Ok(Open { name: name.to_owned(), ..Open::default() })
}

fn said(open: &mut [Open], text: &str) -> Result<(), ProviderError> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(unreadable("not_xml")),
    }
    Ok(())
}

/// `&#19968;` and the five names that xml itself knows.
fn character(reference: &BytesRef<'_>) -> Result<String, ProviderError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| unreadable("not_xml"))? {
        return Ok(character.to_string());
    }
    let known = quick_xml::escape::resolve_xml_entity(reference);
    known.map(str::to_owned).ok_or_else(|| unreadable("not_xml"))
}

fn close(element: Open, open: &mut [Open], root: &mut Option<Tree>) -> Result<(), ProviderError> {
    let value = if !element.members.is_empty() {
        Tree::Map(element.members)
    } else if element.text.trim().is_empty() {
        Tree::Blank
    } else {
        Tree::Text(Text::new(element.text))
    };
    match open.last_mut() {
        Some(parent) => put(&mut parent.members, element.name, value),
        None if root.is_none() => *root = Some(value),
        None => return Err(unreadable("not_xml")),
    }
    Ok(())
}

/// A second element of one name makes a list: that is how xml says "several".
fn put(members: &mut BTreeMap<String, Tree>, name: String, value: Tree) {
    match members.entry(name) {
        Entry::Vacant(place) => {
            place.insert(value);
        }
        Entry::Occupied(mut place) => match place.get_mut() {
            Tree::List(items) => items.push(value),
            first => {
                let first = std::mem::replace(first, Tree::Blank);
                place.insert(Tree::List(vec![first, value]));
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_with_entities_and_cdata() {
        let tree =
            read("<!DOCTYPE r><r><a>甲 &amp; &#x4E59;<![CDATA[<b>]]></a><!-- no --></r>").expect("xml");
        assert_eq!(tree.field("a"), Some("甲 & 乙<b>"));
    }

    #[test]
    fn elements_of_one_name_are_a_list_and_namespaces_are_dropped() {
        let tree = read("<x:r><x:i>1</x:i><i>2</i><i a=\"3\"/></x:r>").expect("xml");
        let items = [Tree::Text(Text::new("1")), Tree::Text(Text::new("2")), Tree::Blank];
        assert_eq!(tree.get("i"), Some(&Tree::List(items.into())));
    }

    #[test]
    fn what_is_broken_or_a_page_is_unreadable() {
        for text in ["<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a>&unknown;</a>", "<", "<?xml?>"] {
            assert_eq!(read(text).unwrap_err().raw_code, "not_xml", "{text}");
        }
        assert_eq!(read("<!DOCTYPE html><HTML><body/></HTML>").unwrap_err().raw_code, "html");
        assert!(read(&"<a>".repeat(100_000)).is_err());
    }
}
