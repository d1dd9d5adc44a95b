//! A table as the person sees it: headings, rows with the spreadsheet's own
//! row numbers, every cell as text.

use crate::columns::Meaning;
use crate::{Cell, CellKind, SheetError};
use cheku_domain::Plate;
use serde::{Deserialize, Serialize};

/// The most rows below the headings (contract: import).
pub const MOST_ROWS: usize = 100_000;
/// The most bytes of a file, packed or unpacked (contract: import).
pub const MOST_BYTES: u64 = 64 << 20;
/// The rows of the sheet among which the headings are looked for: titles and
/// remarks stand above them in many a real file.
const HEADING_AMONG: u32 = 10;
/// Columns further right are noise of a stray format, not data.
const MOST_COLUMNS: usize = 256;
/// Cells held at once: keeps a small file that unfolds into a giant out of memory.
pub(crate) const MOST_CELLS: usize = 10_000_000;

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The spreadsheet's row number, counted from 1.
    pub number: u32,
    /// Whether a filter, or the person, hides it.
    pub hidden: bool,
    /// The cells; may be fewer than the headings.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text of one cell; "" where the row has none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// What one cell was; text where the row has none.
    pub fn kind(&self, column: usize) -> CellKind {
        self.cells.get(column).map_or(CellKind::Text, |cell| cell.kind)
    }
}

/// A read file. Blank rows are left out, row numbers stay true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its sheet's name; "" where the file has no sheets.
    pub sheet: String,
    /// One for each column; a column without a heading goes by its letter ("C").
    pub headings: Vec<String>,
    /// The spreadsheet's row of the headings; 0 when the file begins with data,
    /// as rows pasted without their headings do.
    pub heading_row: u32,
    /// The rows below the headings, at least one.
    pub rows: Vec<Row>,
}

impl Table {
    /// Finds the headings among gathered rows.
    pub(crate) fn from_rows(mut rows: Vec<Row>) -> Result<Table, SheetError> {
        let Some(first) = rows.first() else { return Err(SheetError::EmptyFile) };
        let at = heading_index(&rows);
        let headless = at.is_none() && first.cells.iter().any(|cell| Plate::parse(&cell.text).is_ok());
        let heading = if headless {
            Row::default()
        } else {
            rows.drain(..=at.unwrap_or(0)).next_back().ok_or(SheetError::EmptyFile)?
        };
        if rows.is_empty() {
            return Err(SheetError::HeadingsOnly);
        }
        if rows.len() > MOST_ROWS {
            return Err(SheetError::TooManyRows { limit: MOST_ROWS });
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(heading.cells.len());
        let headings = (0..width).map(|column| name(heading.cell(column), column)).collect();
        Ok(Table { sheet: String::new(), headings, heading_row: heading.number, rows })
    }
}

/// The first of the sheet's first rows in which a plate heading appears.
pub(crate) fn heading_index(rows: &[Row]) -> Option<usize> {
    rows.iter()
        .take_while(|row| row.number <= HEADING_AMONG)
        .position(|row| row.cells.iter().any(|cell| Meaning::of_heading(&cell.text) == Some(Meaning::Plate)))
}

fn name(heading: &str, column: usize) -> String {
    if heading.is_empty() { letters(column) } else { heading.to_owned() }
}

/// 0 → "A", 26 → "AA", as spreadsheets name their columns.
pub(crate) fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

/// Rows on their way in, under the limits, whatever format they come from.
#[derive(Default)]
pub(crate) struct Gathering {
    rows: Vec<Row>,
    bytes: u64,
    cells: usize,
}

impl Gathering {
    /// Takes one cell; `row` counts from 1, `column` from 0. Rows come in order.
    pub(crate) fn put(
        &mut self,
        row: u32,
        column: usize,
        text: &str,
        kind: CellKind,
    ) -> Result<(), SheetError> {
        let cell = Cell::new(text.trim_matches(is_blank), kind);
        if cell.is_blank() || column >= MOST_COLUMNS {
            return Ok(());
        }
        self.bytes += cell.text.len() as u64;
        let cells = self.row(row)?;
        let grown = (column + 1).saturating_sub(cells.len());
        if grown > 0 {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = cell;
        self.cells += grown;
        if self.bytes > MOST_BYTES || self.cells > MOST_CELLS {
            return Err(SheetError::TooLarge { limit: MOST_BYTES });
        }
        Ok(())
    }

    /// The rows in the order of their numbers.
    pub(crate) fn finish(mut self) -> Vec<Row> {
        // Files written by scripts now and then hold their rows out of order.
        self.rows.sort_by_key(|row| row.number);
        self.rows
    }

    fn row(&mut self, number: u32) -> Result<&mut Vec<Cell>, SheetError> {
        if self.rows.last().is_none_or(|row| row.number != number) {
            if self.rows.len() > MOST_ROWS + HEADING_AMONG as usize {
                return Err(SheetError::TooManyRows { limit: MOST_ROWS });
            }
            self.rows.push(Row { number, ..Row::default() });
        }
        // The push above leaves no empty list.
        self.rows.last_mut().map(|row| &mut row.cells).ok_or(SheetError::Unreadable)
    }
}

/// White space, and the invisible characters that web pages leave in cells.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[(u32, &[&str])]) -> Vec<Row> {
        let mut gathering = Gathering::default();
        for (number, cells) in lines {
            for (column, cell) in cells.iter().enumerate() {
                gathering.put(*number, column, cell, CellKind::Text).expect("small");
            }
        }
        gathering.finish()
    }

    #[test]
    fn a_title_and_blank_rows_above_the_headings_are_passed_over() {
        let table = Table::from_rows(rows(&[
            (1, &["2026年车辆台账"]),
            (3, &["序号", "车牌号（必填）", "", "备注"]),
            (5, &["1", "苏E12345", "x"]),
        ]))
        .expect("a table");
        assert_eq!(table.heading_row, 3);
        assert_eq!(table.headings, ["序号", "车牌号（必填）", "C", "备注"]);
        assert_eq!((table.rows[0].number, table.rows[0].cell(1), table.rows[0].cell(9)), (5, "苏E12345", ""));
    }

    #[test]
    fn rows_without_headings_lose_no_row() {
        let table = Table::from_rows(rows(&[(1, &["苏E12345", "张三"]), (2, &["苏E54321", "李四"])]));
        let table = table.expect("a table");
        assert_eq!((table.heading_row, table.rows.len()), (0, 2));
        assert_eq!(table.headings, ["A", "B"]);
    }

    #[test]
    fn nothing_and_headings_only_are_told_apart() {
        assert_eq!(Table::from_rows(rows(&[(1, &[" ", "\u{200b}"])])), Err(SheetError::EmptyFile));
        assert_eq!(Table::from_rows(rows(&[(1, &["车牌号", "备注"])])), Err(SheetError::HeadingsOnly));
    }

    #[test]
    fn a_hundred_thousand_rows_pass_and_one_more_does_not() {
        let fill = |count: u32| {
            let mut gathering = Gathering::default();
            gathering.put(1, 0, "车牌号", CellKind::Text)?;
            (2..count + 2).try_for_each(|row| gathering.put(row, 0, "苏E12345", CellKind::Text))?;
            Table::from_rows(gathering.finish())
        };
        assert_eq!(fill(100_000).map(|table| table.rows.len()), Ok(100_000));
        for count in [100_001, 200_000] {
            assert_eq!(fill(count), Err(SheetError::TooManyRows { limit: 100_000 }));
        }
    }

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 255].map(letters), ["A", "Z", "AA", "IV"]);
    }
}
