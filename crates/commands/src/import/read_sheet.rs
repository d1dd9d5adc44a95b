//! A sheet that is read.

use crate::api::PassedOverRow;
use cheku_sheets::{Mapping, Reading, Table};

/// How much of a row that is passed over is shown.
const LONGEST_SHOWN: usize = 60;

/// A sheet that is read.
pub(super) struct ReadSheet {
    pub table: Table,
    pub mapping: Mapping,
    pub reading: Reading,
}

impl ReadSheet {
    /// The rows in it that are passed over.
    pub(super) fn passed_over(&self) -> Vec<PassedOverRow> {
        let shown = |row: &cheku_sheets::Row, why| PassedOverRow {
            sheet: self.table.sheet.clone(),
            row: row.number,
            why,
            text: row.text().chars().take(LONGEST_SHOWN).collect(),
        };
        let of_table = self.table.passed_over.iter().map(|passed| shown(&passed.row, passed.why));
        let of_reading = self.reading.passed_over.iter().filter_map(|(number, why)| {
            let at = self.table.rows.binary_search_by_key(number, |row| row.number).ok()?;
            Some(shown(&self.table.rows[at], *why))
        });
        let mut rows: Vec<PassedOverRow> = of_table.chain(of_reading).collect();
        rows.sort_by_key(|passed| passed.row);
        rows
    }
}
