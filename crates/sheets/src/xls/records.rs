//! The records of an xls that say how its cells are shown ([MS-XLS] 2.3 and 2.4).

use crate::SheetError;
use crate::gathering::MOST_CELLS;
use crate::table::MOST_BYTES;
use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000a;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const XF: u16 = 0x00e0;
const LABEL_SST: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BOF: u16 = 0x0809;
/// What a DIMENSIONS record may claim: every cell that an xls can have.
const MOST_CLAIMED: usize = 65_536 * 256;

/// What one sheet's records say; rows and columns count from 0.
#[derive(Default)]
pub(super) struct Facts {
    /// The rows that are hidden, counted from 1.
    pub hidden: Vec<u32>,
    /// The number formats of the cells that have one of their own.
    pub formats: HashMap<(u32, usize), String>,
    /// The formulas whose text the file does not keep.
    pub without_value: BTreeSet<(u32, usize)>,
    rows: usize,
    columns: usize,
}

/// Reads what the records say, sheet by sheet; nothing where the container is odd.
/// Refuses a workbook whose cells lie so far apart that no memory holds the area.
pub(super) fn read(bytes: Cursor<Vec<u8>>) -> Result<Vec<Facts>, SheetError> {
    let Some(stream) = stream(bytes) else { return Ok(Vec::new()) };
    let book = Workbook::read(&stream);
    let mut all = Vec::new();
    let mut area = 0_usize;
    for begins in &book.sheets {
        let facts = Facts::read(stream.get(*begins..).unwrap_or_default(), &book)?;
        area = area.saturating_add(facts.rows.saturating_mul(facts.columns));
        all.push(facts);
    }
    if area > MOST_CELLS { Err(SheetError::TooLarge { limit: MOST_BYTES }) } else { Ok(all) }
}

fn stream(bytes: Cursor<Vec<u8>>) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(bytes).ok()?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name))?;
    let mut stream = Vec::new();
    container.open_stream(name).ok()?.take(MOST_BYTES).read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// What the workbook says for all sheets.
#[derive(Default)]
struct Workbook {
    /// Where each sheet's records begin.
    sheets: Vec<usize>,
    /// The format of each cell style.
    styles: Vec<u16>,
    formats: HashMap<u16, String>,
}

impl Workbook {
    fn read(stream: &[u8]) -> Workbook {
        let mut book = Workbook::default();
        for (kind, data) in records(stream) {
            match kind {
                BOUND_SHEET => book.sheets.push(u32_at(data, 0).map_or(usize::MAX, |at| at as usize)),
                XF => book.styles.push(u16_at(data, 2).unwrap_or(0)),
                FORMAT => {
                    if let (Some(id), Some(text)) = (u16_at(data, 0), format_text(data)) {
                        book.formats.insert(id, text);
                    }
                }
                EOF => break,
                _ => {}
            }
        }
        book
    }

    fn format(&self, style: u16) -> Option<&String> {
        self.styles
            .get(usize::from(style))
            .and_then(|id| self.formats.get(id))
            .filter(|text| *text != "General")
    }
}

impl Facts {
    fn read(stream: &[u8], book: &Workbook) -> Result<Facts, SheetError> {
        let mut facts = Facts::default();
        let mut depth = 0_usize;
        let mut waits_for_text = None;
        for (kind, data) in records(stream) {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // A chart inside the sheet has cells of its own.
                _ if depth > 1 => {}
                DIMENSIONS => believable(data)?,
                ROW => facts.row(data),
                STRING => drop(waits_for_text.take().map(|place| facts.without_value.remove(&place))),
                FORMULA | NUMBER | RK | LABEL_SST | LABEL | BOOL_ERR => {
                    let Some(place) = facts.cell(data, book) else { continue };
                    if kind == FORMULA && (is_text(data) || is_unreckoned(data)) {
                        facts.without_value.insert(place);
                        waits_for_text = Some(place);
                    }
                }
                MUL_RK => facts.many(data, book),
                _ => {}
            }
        }
        Ok(facts)
    }

    fn row(&mut self, data: &[u8]) {
        /// Of no height.
        const HIDDEN: u16 = 0x20;
        if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
            && flags & HIDDEN != 0
        {
            self.hidden.push(u32::from(row) + 1);
        }
    }

    fn cell(&mut self, data: &[u8], book: &Workbook) -> Option<(u32, usize)> {
        let place = (u32::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?));
        self.notes(place, book.format(u16_at(data, 4)?));
        Some(place)
    }

    /// Several numbers side by side: row, first column, then style and number of each.
    fn many(&mut self, data: &[u8], book: &Workbook) {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, number) in (usize::from(first)..).zip(numbers.chunks_exact(6)) {
            self.notes((u32::from(row), column), u16_at(number, 0).and_then(|style| book.format(style)));
        }
    }

    fn notes(&mut self, place: (u32, usize), format: Option<&String>) {
        self.rows = self.rows.max(place.0 as usize + 1);
        self.columns = self.columns.max(place.1 + 1);
        if let Some(format) = format {
            self.formats.insert(place, format.clone());
        }
    }
}

/// The reader behind makes room for the area that a sheet claims to have.
fn believable(data: &[u8]) -> Result<(), SheetError> {
    let wide = data.len() >= 14;
    let (rows, right) = if wide {
        (u32_at(data, 4).zip(u32_at(data, 0)), u16_at(data, 10))
    } else {
        let rows = u16_at(data, 2).zip(u16_at(data, 0));
        (rows.map(|(end, start)| (u32::from(end), u32::from(start))), u16_at(data, 6))
    };
    let (Some((bottom, top)), Some(right)) = (rows, right) else {
        return Err(SheetError::Unreadable);
    };
    // An area that ends above its beginning would be one of billions of rows to the reader.
    let backwards = bottom > 0 && right > 0 && bottom < top;
    // A first column that cannot be counts as the leftmost one.
    let claimed = (bottom.saturating_sub(top) as usize).saturating_mul(usize::from(right));
    if backwards || claimed > MOST_CLAIMED { Err(SheetError::Unreadable) } else { Ok(()) }
}

/// A formula whose value is a text, which the next record holds.
fn is_text(data: &[u8]) -> bool {
    data.get(6) == Some(&0) && data.get(12..14) == Some(&[0xff, 0xff])
}

/// A formula whose value is an empty text, by a program that reckons none: those that
/// do leave a mark of theirs in the cell ("chn").
fn is_unreckoned(data: &[u8]) -> bool {
    data.get(6) == Some(&3) && data.get(12..14) == Some(&[0xff, 0xff]) && u32_at(data, 16) == Some(0)
}

/// A format's text: of two bytes a character, or of one.
fn format_text(data: &[u8]) -> Option<String> {
    let count = usize::from(u16_at(data, 2)?);
    let (flag, text) = (data.get(4)?, data.get(5..)?);
    match flag {
        0 => Some(text.iter().take(count).map(|byte| char::from(*byte)).collect()),
        1 => {
            let units = text.chunks_exact(2).take(count).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
        }
        // Before Excel 97 one byte says how long the text is.
        _ => {
            let (count, text) = (usize::from(*data.get(2)?), data.get(3..)?);
            Some(text.iter().take(count).map(|byte| char::from(*byte)).collect())
        }
    }
}

fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(data, at)?) | u32::from(u16_at(data, at + 2)?) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A DIMENSIONS record: first row, one past the last, and the same of columns.
    fn claims(top: u32, bottom: u32, left: u16, right: u16) -> bool {
        let columns = [left.to_le_bytes(), right.to_le_bytes(), [0, 0]].concat();
        believable(&[&top.to_le_bytes()[..], &bottom.to_le_bytes(), &columns].concat()).is_ok()
    }

    #[test]
    fn an_area_that_no_sheet_has_is_refused() {
        assert!(claims(0, 0, 0, 0) && claims(0, 65_536, 0, 256) && claims(7, 7, 3, 3) && claims(7, 0, 0, 0));
        assert!(!claims(0, u32::MAX, 0, 256), "too large");
        assert!(!claims(9, 3, 0, 4), "ends above its beginning");
        assert!(!claims(0, 65_536, 300, 10_000), "the first column counts as the leftmost one");
    }
}
