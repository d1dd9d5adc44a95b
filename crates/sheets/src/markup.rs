//! What the readers of XML parts share. Elements and attributes go by their local
//! names, since programs choose their prefixes freely.

use crate::SheetError;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::BufRead;

/// A reader that forgives what spreadsheet programs forgive, and reports `<c/>`
/// as a beginning and an end.
pub(crate) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// The next event; damage has one name.
pub(crate) fn next<'b, R: BufRead>(
    reader: &mut Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, SheetError> {
    buffer.clear();
    reader.read_event_into(buffer).map_err(|_| SheetError::Unreadable)
}

/// An attribute by its local name.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut held = tag.html_attributes();
    let found = held.with_checks(false).flatten().find(|held| held.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |text| text.into_owned()))
}

/// An attribute that is a number.
pub(crate) fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.trim().parse().ok()
}

/// An attribute that says yes.
pub(crate) fn is_true(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// Adds what an event holds of text.
pub(crate) fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(held) => text.push_str(&held.xml10_content()),
        Event::CData(held) => text.push_str(&held.xml10_content()),
        Event::GeneralRef(held) => add_entity(held, text),
        _ => {}
    }
}

/// An unknown entity stays as it was written.
fn add_entity(entity: &BytesRef<'_>, text: &mut String) {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        _ => {
            let name = entity.xml10_content();
            match resolve_xml_entity(&name) {
                Some(known) => text.push_str(known),
                None => text.push_str(&format!("&{name};")),
            }
        }
    }
}
