//! The rejected rows as they were, with the reason behind them: to be mended in a
//! spreadsheet and read again.

use super::{Column, Kind, Sheet, Value, write};
use crate::{SheetError, Table};
use cheku_files::Place;
use std::collections::HashMap;

/// Writes the rows that `reasons` names by their row number, under their old
/// headings, with one more column. The caller gives the heading and the reasons
/// in the person's language; several reasons for one row share its cell.
pub fn write_rejected(
    place: &Place,
    table: &Table,
    reason_heading: &str,
    reasons: &[(u32, String)],
) -> Result<u64, SheetError> {
    let mut by_row: HashMap<u32, Vec<&str>> = HashMap::new();
    for (row, reason) in reasons {
        by_row.entry(*row).or_default().push(reason);
    }
    let headings = table.headings.iter().map(String::as_str).chain([reason_heading]);
    let sheet = Sheet {
        name: reason_heading.to_owned(),
        columns: headings.map(|heading| Column::new(heading, Kind::Text)).collect(),
    };
    let rows = table.rows.iter().filter_map(|row| {
        let reason = by_row.get(&row.number)?.join("; ");
        let cells = (0..table.headings.len()).map(|column| Value::from(row.cell(column)));
        Some(cells.chain([Value::from(reason)]).collect())
    });
    write(place, &sheet, rows)
}
