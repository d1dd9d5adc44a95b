//! One sheet's cells.

use super::shared::Shared;
use super::strings::{one, unescaped};
use super::styles::Format;
use crate::gathering::{Gathering, Merge};
use crate::markup::{add_text, attribute, is_true, next, number, reader};
use crate::moment::{moment, of_iso};
use crate::shown::{plain, shown};
use crate::{Cell, CellKind, SheetError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// Reads a sheet's rows, which of them are hidden, and which cells are one.
pub(super) fn read(part: impl BufRead, shared: &Shared, gathering: &mut Gathering) -> Result<(), SheetError> {
    let (mut reader, mut buffer) = (reader(part), Vec::new());
    let (mut row, mut column) = (0, 0);
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    // Both numbers may be left out: then it is the next one.
                    row = number(&tag, "r").and_then(|row| u32::try_from(row).ok()).unwrap_or(row + 1);
                    column = 0;
                    if is_true(&tag, "hidden") {
                        gathering.hide(row..=row);
                    }
                }
                "c" => {
                    if let Some((at_row, at_column)) = attribute(&tag, "r").and_then(|name| place(&name)) {
                        (row, column) = (at_row, at_column);
                    }
                    let found = Found::read(&mut reader, &tag)?;
                    gathering.put(row, column, found.cell(shared)?);
                    column += 1;
                }
                "mergeCell" => {
                    attribute(&tag, "ref")
                        .and_then(|name| area(&name))
                        .into_iter()
                        .for_each(|area| gathering.merge(area));
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A cell as it is written: the value, and how to read it.
#[derive(Default)]
struct Found {
    written_as: String,
    style: usize,
    value: Option<String>,
    inline: Option<String>,
    is_formula: bool,
}

impl Found {
    /// Reads a cell up to its end.
    fn read<R: BufRead>(reader: &mut Reader<R>, tag: &BytesStart<'_>) -> Result<Found, SheetError> {
        let mut found = Found {
            written_as: attribute(tag, "t").unwrap_or_default(),
            style: number(tag, "s").unwrap_or(0),
            ..Found::default()
        };
        let (mut buffer, mut in_value) = (Vec::new(), false);
        loop {
            match next(reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" => (in_value, found.value) = (true, Some(String::new())),
                    "f" => found.is_formula = true,
                    "is" => found.inline = Some(one(reader, "is")?),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => return Ok(found),
                    _ => {}
                },
                Event::Eof => return Err(SheetError::Unreadable),
                event if in_value => found.value.iter_mut().for_each(|text| add_text(&event, text)),
                _ => {}
            }
        }
    }

    fn cell(self, shared: &Shared) -> Result<Cell, SheetError> {
        let kept = self.value.is_some() || self.inline.is_some();
        let value = self.value.as_deref().unwrap_or_default();
        Ok(match self.written_as.as_str() {
            "inlineStr" => Cell::new(self.inline.unwrap_or_default(), CellKind::Text),
            // An empty text is a formula's value too; that there is none at all is not.
            "str" if kept => Cell::new(unescaped(value), CellKind::Text),
            _ if value.trim().is_empty() => Cell::new("", self.without_value()),
            "s" => {
                let text = value.trim().parse().ok().and_then(|at: usize| shared.strings.get(at));
                Cell::new(text.ok_or(SheetError::Unreadable)?.as_str(), CellKind::Text)
            }
            "b" => Cell::new(if value.trim() == "0" { "FALSE" } else { "TRUE" }, CellKind::Bool),
            "e" => Cell::new(value, CellKind::Error),
            "d" => Cell::new(of_iso(value), CellKind::Date),
            _ => numeric(value.trim(), shared.styles.format(self.style), shared.from_1904),
        })
    }

    fn without_value(&self) -> CellKind {
        if self.is_formula { CellKind::NoValue } else { CellKind::Text }
    }
}

fn numeric(stored: &str, format: &Format, from_1904: bool) -> Cell {
    let Ok(value) = stored.parse::<f64>() else { return Cell::from(stored) };
    match format {
        Format::Date => match moment(value, from_1904) {
            Some(text) => Cell::new(text, CellKind::Date),
            None => Cell::new(plain(stored), CellKind::Number),
        },
        Format::Own(code) => Cell::new(shown(code, &plain(stored)), CellKind::Number),
        Format::Plain => Cell::new(plain(stored), CellKind::Number),
    }
}

/// "B12" is row 12, column 1.
fn place(name: &str) -> Option<(u32, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    // Three letters are the most that a spreadsheet has.
    let column =
        letters.bytes().filter(u8::is_ascii_alphabetic).take(4).fold(0_usize, |column, letter| {
            column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
        });
    let row = row.parse().ok().filter(|row| *row > 0)?;
    Some((row, column.checked_sub(1)?))
}

/// "A1:C2" as rows and columns.
fn area(name: &str) -> Option<Merge> {
    let (from, to) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Merge { rows: top..=bottom, columns: left..=right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_spreadsheets_name_them() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["", "A", "12", "A0", "车1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
