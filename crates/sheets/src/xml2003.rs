//! XML-spreadsheet 2003, which many systems export under the name of .xls.

use crate::gathering::{Gathering, Grid, Merge};
use crate::markup::{add_text, attribute, is_true, next, number, reader};
use crate::moment::of_iso;
use crate::shown::{plain, shown};
use crate::{Cell, CellKind, SheetError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The number format of each style.
type Formats = HashMap<String, String>;

/// Whether a text is such a file.
pub(crate) fn is_one(text: &str) -> bool {
    text.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && text.contains("<")
        && !text.contains("<table")
}

/// Reads every sheet, in its order.
pub(crate) fn read(
    text: &str,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let (mut reader, mut buffer) = (reader(text.as_bytes()), Vec::new());
    let (mut formats, mut style) = (Formats::new(), String::new());
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "Style" => style = attribute(&tag, "ID").unwrap_or_default(),
                "NumberFormat" => {
                    drop(attribute(&tag, "Format").map(|code| formats.insert(style.clone(), code)))
                }
                "Worksheet" => {
                    let name = attribute(&tag, "Name").unwrap_or_default();
                    take(Sheet::new(name).read(&mut reader, &formats)?)?;
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A sheet on its way in.
struct Sheet {
    gathering: Gathering,
    /// The row that is read, counted from 1.
    row: u32,
    column: usize,
    hidden: bool,
}

impl Sheet {
    fn new(name: String) -> Sheet {
        Sheet { gathering: Gathering::new(name, false), row: 0, column: 0, hidden: false }
    }

    fn read(mut self, reader: &mut Reader<&[u8]>, formats: &Formats) -> Result<Grid, SheetError> {
        let (mut buffer, mut in_visible) = (Vec::new(), false);
        loop {
            match next(reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "Row" => self.begins_row(&tag),
                    "Cell" => self.takes(reader, &tag, formats)?,
                    "Visible" => in_visible = true,
                    _ => {}
                },
                Event::Text(word) if in_visible => self.hidden = word.xml10_content().contains("Hidden"),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "Visible" => in_visible = false,
                    "Worksheet" => return Ok(Grid { hidden: self.hidden, ..self.gathering.finish() }),
                    _ => {}
                },
                Event::Eof => return Err(SheetError::Unreadable),
                _ => {}
            }
        }
    }

    fn begins_row(&mut self, tag: &BytesStart<'_>) {
        let told = number(tag, "Index").and_then(|row| u32::try_from(row).ok());
        self.row = told.unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
        if is_true(tag, "Hidden") {
            self.gathering.hide(self.row..=self.row);
        }
    }

    fn takes(
        &mut self,
        reader: &mut Reader<&[u8]>,
        tag: &BytesStart<'_>,
        formats: &Formats,
    ) -> Result<(), SheetError> {
        let column = number(tag, "Index").map_or(self.column, |index| index.saturating_sub(1));
        let across = number(tag, "MergeAcross").unwrap_or(0);
        let down = number(tag, "MergeDown").and_then(|rows| u32::try_from(rows).ok()).unwrap_or(0);
        self.gathering.merge(Merge {
            rows: self.row..=self.row.saturating_add(down),
            columns: column..=column.saturating_add(across),
        });
        let format = attribute(tag, "StyleID").and_then(|style| formats.get(&style));
        let cell = cell(reader, attribute(tag, "Formula").is_some(), format)?;
        self.gathering.put(self.row, column, cell);
        self.column = column.saturating_add(across).saturating_add(1);
        Ok(())
    }
}

/// Reads a cell up to its end. A comment's text is no part of it.
fn cell(reader: &mut Reader<&[u8]>, is_formula: bool, format: Option<&String>) -> Result<Cell, SheetError> {
    let (mut buffer, mut kind, mut text) = (Vec::new(), None, String::new());
    let (mut in_data, mut in_comment) = (false, false);
    loop {
        match next(reader, &mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "Comment" => in_comment = true,
                "Data" if !in_comment => (in_data, kind) = (true, attribute(&tag, "Type")),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "Comment" => in_comment = false,
                "Data" => in_data = false,
                "Cell" => break,
                _ => {}
            },
            Event::Eof => return Err(SheetError::Unreadable),
            event if in_data => add_text(&event, &mut text),
            _ => {}
        }
    }
    Ok(match kind.as_deref() {
        None if is_formula => Cell::new("", CellKind::NoValue),
        Some("Number") => {
            let digits = plain(text.trim());
            Cell::new(format.map_or(digits.clone(), |format| shown(format, &digits)), CellKind::Number)
        }
        Some("DateTime") => Cell::new(of_iso(&text), CellKind::Date),
        Some("Boolean") => Cell::new(if text.trim() == "0" { "FALSE" } else { "TRUE" }, CellKind::Bool),
        Some("Error") => Cell::new(text, CellKind::Error),
        _ => Cell::new(text, CellKind::Text),
    })
}
