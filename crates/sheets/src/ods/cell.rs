//! One cell of an ods: its stored value, and the text that the sheet shows.

use super::styles::Styles;
use crate::markup::{add_text, attribute, next, number};
use crate::moment::of_iso;
use crate::shown::{as_shown, plain, shown};
use crate::{Cell, CellKind, SheetError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// A cell as it is written.
#[derive(Default)]
pub(super) struct Found {
    kind: String,
    stored: Option<String>,
    text: Option<String>,
    style: String,
    is_error: bool,
    is_formula: bool,
}

impl Found {
    /// Reads a cell up to its end.
    pub(super) fn read<R: BufRead>(
        reader: &mut Reader<R>,
        tag: &BytesStart<'_>,
    ) -> Result<Found, SheetError> {
        let stored = ["value", "date-value", "time-value", "boolean-value", "string-value"];
        let mut found = Found {
            kind: attribute(tag, "value-type").unwrap_or_default(),
            stored: stored.iter().find_map(|name| attribute(tag, name)),
            style: attribute(tag, "style-name").unwrap_or_default(),
            // LibreOffice says so in a second attribute of the same local name.
            is_error: tag
                .html_attributes()
                .flatten()
                .any(|held| held.key.local_name().as_ref() == "value-type" && held.value == "error"),
            is_formula: attribute(tag, "formula").is_some(),
            text: None,
        };
        let end = tag.to_end().into_owned();
        found.read_text(reader, end.local_name().as_ref())?;
        Ok(found)
    }

    /// Paragraphs one below the other; notes and drawings are no part of the cell.
    fn read_text<R: BufRead>(&mut self, reader: &mut Reader<R>, element: &str) -> Result<(), SheetError> {
        let (mut buffer, mut in_paragraph) = (Vec::new(), 0_usize);
        loop {
            let event = next(reader, &mut buffer)?;
            match &event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "annotation" | "frame" | "object" | "table" | "custom-shape" => {
                        let end = tag.to_end().into_owned();
                        reader
                            .read_to_end_into(end.name(), &mut Vec::new())
                            .map_err(|_| SheetError::Unreadable)?;
                    }
                    "p" => {
                        in_paragraph += 1;
                        match &mut self.text {
                            Some(text) => text.push('\n'),
                            none => *none = Some(String::new()),
                        }
                    }
                    "s" => self.add(&" ".repeat(number(tag, "c").unwrap_or(1).min(200))),
                    "tab" => self.add("\t"),
                    "line-break" => self.add("\n"),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "p" => in_paragraph = in_paragraph.saturating_sub(1),
                    name if name == element => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(SheetError::Unreadable),
                event if in_paragraph > 0 => self.text.iter_mut().for_each(|text| add_text(event, text)),
                _ => {}
            }
        }
    }

    fn add(&mut self, more: &str) {
        self.text.iter_mut().for_each(|text| text.push_str(more));
    }

    pub(super) fn cell(self, styles: &Styles) -> Cell {
        let stored = self.stored.as_deref().unwrap_or_default();
        match self.kind.as_str() {
            _ if self.is_error => Cell::new(self.text.unwrap_or_default(), CellKind::Error),
            "float" | "currency" | "percentage" => {
                let digits = plain(stored.trim());
                let text = match &self.text {
                    Some(text) => as_shown(text, &digits),
                    None => styles.format(&self.style).map(|format| shown(format, &digits)),
                };
                Cell::new(text.unwrap_or(digits), CellKind::Number)
            }
            "date" => Cell::new(of_iso(stored), CellKind::Date),
            "boolean" => Cell::new(if stored == "true" { "TRUE" } else { "FALSE" }, CellKind::Bool),
            "" if self.is_formula && self.text.is_none() => Cell::new("", CellKind::NoValue),
            _ => Cell::new(self.text.unwrap_or_else(|| stored.to_owned()), CellKind::Text),
        }
    }
}
