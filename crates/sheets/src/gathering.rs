//! Cells on their way in, under the limits, whatever format they come from.

use crate::table::{MOST_BYTES, MOST_ROWS, Row};
use crate::{Cell, SheetError};
use std::ops::RangeInclusive;

/// Columns further right are noise of a stray format, not data.
pub(crate) const MOST_COLUMNS: usize = 256;
/// Cells held at once: keeps a small file that unfolds into a giant out of memory.
pub(crate) const MOST_CELLS: usize = 10_000_000;
/// Rows above and among the data that are no vehicles: titles, headings, totals.
const ROWS_BESIDE: usize = 1_000;

/// Cells that are one: the value stands in the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merge {
    /// Row numbers, counted from 1.
    pub rows: RangeInclusive<u32>,
    /// Columns, counted from 0.
    pub columns: RangeInclusive<usize>,
}

/// One sheet's cells, before anybody knows which of them are headings.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// The sheet's name; "" where the file has none.
    pub name: String,
    /// Whether the sheet itself is hidden.
    pub hidden: bool,
    /// The rows with something in them, in the order of their numbers.
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
    /// Text files: the file itself says how many cells a row has, so that one more
    /// than there are headings means that a row has shifted.
    pub counts_cells: bool,
    /// Which limit was met; what lies behind it was not read.
    pub cut: Option<SheetError>,
}

/// Takes a sheet's cells in. Past a limit it takes nothing more: `is_full`.
#[derive(Default)]
pub(crate) struct Gathering {
    grid: Grid,
    hidden: Vec<RangeInclusive<u32>>,
    bytes: u64,
    cells: usize,
}

impl Gathering {
    pub(crate) fn new(name: impl Into<String>, hidden: bool) -> Gathering {
        Gathering { grid: Grid { name: name.into(), hidden, ..Grid::default() }, ..Gathering::default() }
    }

    /// Takes one cell; `row` counts from 1, `column` from 0. Blank ones leave no trace,
    /// so that a million formatted rows are no million rows.
    pub(crate) fn put(&mut self, row: u32, column: usize, cell: Cell) {
        let cell = Cell { text: trimmed(cell.text), kind: cell.kind };
        if cell.is_blank() || column >= MOST_COLUMNS || self.is_full() {
            return;
        }
        self.bytes += cell.text.len() as u64;
        let Some(cells) = self.row(row) else { return };
        let grown = (column + 1).saturating_sub(cells.len());
        if grown > 0 {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = cell;
        self.cells += grown;
        if self.bytes > MOST_BYTES || self.cells > MOST_CELLS {
            self.grid.cut = Some(SheetError::TooLarge { limit: MOST_BYTES });
        }
    }

    /// Takes a whole row of a text file, blank cells at its end too.
    pub(crate) fn put_row(&mut self, row: Row) {
        if row.cells.iter().all(Cell::is_blank) || self.is_full() {
            return;
        }
        self.bytes += row.cells.iter().map(|cell| cell.text.len() as u64).sum::<u64>();
        self.cells += row.cells.len();
        if self.bytes > MOST_BYTES || self.cells > MOST_CELLS {
            self.grid.cut = Some(SheetError::TooLarge { limit: MOST_BYTES });
        } else if let Some(cells) = self.row(row.number) {
            *cells = row.cells;
            if let Some(last) = self.grid.rows.last_mut() {
                last.fault = row.fault;
            }
        }
    }

    /// Says that these rows are hidden.
    pub(crate) fn hide(&mut self, rows: RangeInclusive<u32>) {
        match self.hidden.last_mut() {
            Some(last) if last.end().saturating_add(1) == *rows.start() => {
                *last = *last.start()..=*rows.end()
            }
            _ => self.hidden.push(rows),
        }
    }

    /// Says that these cells are one. A single cell is no merge.
    pub(crate) fn merge(&mut self, merge: Merge) {
        let one = merge.rows.start() == merge.rows.end() && merge.columns.start() == merge.columns.end();
        if !one && !merge.rows.is_empty() && !merge.columns.is_empty() && self.grid.merges.len() < MOST_ROWS {
            self.grid.merges.push(merge);
        }
    }

    /// Whether a limit was met: what comes is not taken.
    pub(crate) fn is_full(&self) -> bool {
        self.grid.cut.is_some()
    }

    /// The sheet, its rows in the order of their numbers.
    pub(crate) fn finish(mut self) -> Grid {
        // Files written by scripts now and then hold their rows out of order, or in parts.
        self.grid.rows.sort_by_key(|row| row.number);
        self.grid.rows.dedup_by(|part, row| part.number == row.number && row.takes(part));
        for hidden in &self.hidden {
            let from = self.grid.rows.partition_point(|row| row.number < *hidden.start());
            let rows = self.grid.rows.iter_mut().skip(from);
            rows.take_while(|row| hidden.contains(&row.number)).for_each(|row| row.hidden = true);
        }
        self.grid
    }

    fn row(&mut self, number: u32) -> Option<&mut Vec<Cell>> {
        if self.grid.rows.last().is_none_or(|row| row.number != number) {
            if self.grid.rows.len() >= MOST_ROWS + ROWS_BESIDE {
                self.grid.cut = Some(SheetError::TooManyRows { limit: MOST_ROWS });
                return None;
            }
            self.grid.rows.push(Row { number, ..Row::default() });
        }
        self.grid.rows.last_mut().map(|row| &mut row.cells)
    }
}

/// Without white space around it, and the invisible characters of web pages.
pub(crate) fn trimmed(text: String) -> String {
    let kept = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\0')
    });
    if kept.len() == text.len() { text } else { kept.to_owned() }
}

impl Row {
    /// Takes another part of the same row in. Refused where both have something in one cell:
    /// then they are two rows under one number.
    fn takes(&mut self, part: &mut Row) -> bool {
        let both =
            self.cells.iter().zip(&part.cells).any(|(ours, theirs)| !ours.is_blank() && !theirs.is_blank());
        if both || self.fault.is_some() || part.fault.is_some() {
            return false;
        }
        self.cells.resize(self.cells.len().max(part.cells.len()), Cell::default());
        for (ours, theirs) in self.cells.iter_mut().zip(part.cells.drain(..)) {
            if ours.is_blank() {
                *ours = theirs;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[(u32, usize, &str)]) -> Vec<(u32, Vec<String>)> {
        let mut gathering = Gathering::new("", false);
        cells.iter().for_each(|(row, column, text)| gathering.put(*row, *column, Cell::from(*text)));
        let texts = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect();
        gathering.finish().rows.into_iter().map(|row| (row.number, texts(row))).collect()
    }

    #[test]
    fn a_row_that_comes_in_parts_is_one_row() {
        let parts = [(2, 0, "粤B12345"), (3, 0, "粤B12346"), (3, 1, "E2"), (2, 1, "E1"), (2, 3, "王")];
        let of = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(rows(&parts), [(2, of(&["粤B12345", "E1", "", "王"])), (3, of(&["粤B12346", "E2"]))]);
    }

    #[test]
    fn two_rows_under_one_number_stay_two() {
        let numbers = rows(&[(1, 0, "车牌号"), (2, 0, "粤B12345"), (3, 0, "x"), (2, 0, "粤B12346")]);
        assert_eq!(numbers.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 2, 3]);
    }
}
