//! A table as the person sees it: headings, rows with the spreadsheet's own
//! row numbers, every cell as the sheet shows it.

use crate::{Cell, CellKind};
use cheku_domain::Plate;
use serde::{Deserialize, Serialize};

/// The most rows below the headings, all sheets together (contract: import).
pub const MOST_ROWS: usize = 100_000;
/// The most bytes of a file, packed or unpacked (contract: import).
pub const MOST_BYTES: u64 = 64 << 20;

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The spreadsheet's row number, counted from 1.
    pub number: u32,
    /// Whether a filter, or the person, hides it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The cells; may be fewer than the headings.
    pub cells: Vec<Cell>,
    /// Why the cells cannot be told apart for certain: the row is rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<RowFault>,
}

cheku_domain::words! {
    /// Why the cells of a row cannot be matched with the headings.
    pub enum RowFault {
        /// A text file's row has more cells than there are headings.
        TooManyCells = "too_many_cells",
        /// A quotation mark begins and does not end in its row.
        UnclosedQuote = "unclosed_quote",
        /// The row stands below headings that differ from the table's.
        OtherHeadings = "other_headings",
    }
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

    /// Whether a plate stands in one of its cells.
    pub(crate) fn has_plate(&self) -> bool {
        self.cells.iter().any(|cell| Plate::parse(&cell.text).is_ok())
    }

    /// The texts of its cells, side by side.
    pub fn text(&self) -> String {
        let cells = self.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
        cells.collect::<Vec<_>>().join(" ")
    }
}

/// A row that is no vehicle, or is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// The row as it stands.
    pub row: Row,
    /// Why it is passed over.
    pub why: PassedOverWhy,
}

cheku_domain::words! {
    /// Why a row is passed over.
    pub enum PassedOverWhy {
        /// A title or a remark above the headings, or a band across the table.
        Title = "title",
        /// The headings once more.
        RepeatedHeadings = "repeated_headings",
        /// 合计, 小计, 总计.
        Total = "total",
        /// Hidden, and not asked for.
        Hidden = "hidden",
        /// Nothing in any column that counts: a running number alone, a remark below.
        NoVehicle = "no_vehicle",
        /// Says the same as an earlier row.
        Alike = "alike",
    }
}

/// One sheet's table. Blank rows are left out, row numbers stay true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its sheet's name; "" where the file has no sheets.
    pub sheet: String,
    /// One for each column; a column without a heading goes by its letter ("C"),
    /// headings over several rows are joined ("证件信息 / 车架号").
    pub headings: Vec<String>,
    /// The spreadsheet's row of the headings, the lowest of several; 0 when the file
    /// begins with data, as rows pasted without their headings do.
    pub heading_row: u32,
    /// The rows below the headings.
    pub rows: Vec<Row>,
    /// The rows that are none of the table's, in the file's order.
    pub passed_over: Vec<PassedOver>,
}

impl Table {
    /// Passes over the hidden rows: what a filter hides is mostly what was sold.
    pub fn pass_over_hidden(&mut self) {
        let (hidden, rows): (Vec<Row>, Vec<Row>) = self.rows.drain(..).partition(|row| row.hidden);
        self.rows = rows;
        self.passed_over.extend(hidden.into_iter().map(|row| PassedOver { row, why: PassedOverWhy::Hidden }));
        self.passed_over.sort_by_key(|passed| passed.row.number);
    }
}

/// 0 → "A", 26 → "AA", as spreadsheets name their columns.
pub(crate) fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 255].map(letters), ["A", "Z", "AA", "IV"]);
    }
}
