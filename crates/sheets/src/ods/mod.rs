//! ods: one part holds all sheets, with rows and cells that stand for many alike.

mod cell;
mod styles;

use crate::gathering::{Gathering, Grid, MOST_COLUMNS, Merge};
use crate::markup::{attribute, next, number, reader};
use crate::{Cell, SheetError};
use cell::Found;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use styles::Styles;
use zip::ZipArchive;

/// Reads every sheet of the archive, in its order.
pub(crate) fn read(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    if text_of(archive, "mimetype").is_some_and(|kind| !kind.contains("spreadsheet")) {
        return Err(SheetError::NotASpreadsheet);
    }
    if text_of(archive, "META-INF/manifest.xml").is_some_and(|list| list.contains("encryption-data")) {
        return Err(SheetError::PasswordProtected);
    }
    let content = archive.by_name("content.xml").map_err(|_| SheetError::Unreadable)?;
    content_of(BufReader::new(content), take)
}

fn text_of(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// Reads the sheets of a document's content, packed or flat.
pub(crate) fn content_of(
    content: impl BufRead,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let (mut reader, mut buffer) = (reader(content), Vec::new());
    let mut styles = Styles::default();
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                let hidden = attribute(&tag, "style-name").is_some_and(|style| styles.hides(&style));
                let name = attribute(&tag, "name").unwrap_or_default();
                take(Sheet::new(Gathering::new(name, hidden)).read(&mut reader, &styles)?)?;
            }
            // What was changed or linked holds tables that nobody sees.
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "tracked-changes" | "dde-links") => {
                let end = tag.to_end().into_owned();
                reader.read_to_end_into(end.name(), &mut Vec::new()).map_err(|_| SheetError::Unreadable)?;
            }
            Event::Eof => return Ok(()),
            event => styles.meets(&event),
        }
    }
}

/// A sheet on its way in.
struct Sheet {
    gathering: Gathering,
    /// The row that is read, counted from 1, and how many it stands for.
    row: u32,
    repeats: u32,
    column: usize,
    cells: Vec<(usize, Cell)>,
}

impl Sheet {
    fn new(gathering: Gathering) -> Sheet {
        Sheet { gathering, row: 1, repeats: 1, column: 0, cells: Vec::new() }
    }

    fn read<R: BufRead>(mut self, reader: &mut Reader<R>, styles: &Styles) -> Result<Grid, SheetError> {
        let mut buffer = Vec::new();
        loop {
            match next(reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table-row" => self.begins_row(&tag),
                    "table-cell" | "covered-table-cell" => {
                        let repeats = number(&tag, "number-columns-repeated").unwrap_or(1);
                        self.merges(&tag);
                        let found = Found::read(reader, &tag)?;
                        self.takes(found.cell(styles), repeats);
                    }
                    // Drawings may hold whole tables of their own.
                    "shapes" => {
                        let end = tag.to_end().into_owned();
                        reader
                            .read_to_end_into(end.name(), &mut Vec::new())
                            .map_err(|_| SheetError::Unreadable)?;
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "table-row" => self.ends_row(),
                    "table" => return Ok(self.gathering.finish()),
                    _ => {}
                },
                Event::Eof => return Err(SheetError::Unreadable),
                _ => {}
            }
        }
    }

    fn begins_row(&mut self, tag: &BytesStart<'_>) {
        let repeats = number(tag, "number-rows-repeated").unwrap_or(1);
        self.repeats = u32::try_from(repeats).unwrap_or(u32::MAX);
        self.column = 0;
        // "collapse" is hidden by hand, "filter" by a filter.
        if attribute(tag, "visibility").is_some_and(|how| how != "visible") && self.repeats > 0 {
            self.gathering.hide(self.row..=self.row.saturating_add(self.repeats - 1));
        }
    }

    fn merges(&mut self, tag: &BytesStart<'_>) {
        let down = number(tag, "number-rows-spanned").unwrap_or(1).max(1);
        let across = number(tag, "number-columns-spanned").unwrap_or(1).max(1);
        let down = u32::try_from(down).unwrap_or(u32::MAX);
        let rows = self.row..=self.row.saturating_add(down - 1);
        self.gathering.merge(Merge { rows, columns: self.column..=self.column.saturating_add(across - 1) });
    }

    fn takes(&mut self, cell: Cell, repeats: usize) {
        if !cell.is_blank() {
            let columns = self.column..self.column.saturating_add(repeats).min(MOST_COLUMNS);
            self.cells.extend(columns.map(|column| (column, cell.clone())));
        }
        self.column = self.column.saturating_add(repeats);
    }

    fn ends_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            for row in self.row..self.row.saturating_add(self.repeats) {
                for (column, cell) in &cells {
                    self.gathering.put(row, *column, cell.clone());
                }
                if self.gathering.is_full() {
                    break;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeats);
    }
}
