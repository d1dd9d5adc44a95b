//! The rejected rows as they were, with the reason behind them: to be mended in a
//! spreadsheet and read again.

use super::{Column, Kind, Sheet, Value, write};
use crate::{SheetError, Table};
use cheku_files::Place;
use std::collections::HashMap;

/// The rejected rows of one table.
pub struct Rejected<'t> {
    /// Where they stand.
    pub table: &'t Table,
    /// Row numbers with their reasons in the person's language.
    pub reasons: Vec<(u32, String)>,
}

/// Writes the rows that the reasons name by their row numbers, under their old
/// headings, with one more column. Sheets that share their headings share columns;
/// several reasons for one row share its cell.
pub fn write_rejected(
    place: &Place,
    reason_heading: &str,
    rejected: &[Rejected<'_>],
) -> Result<u64, SheetError> {
    let headings = all_headings(rejected);
    let columns = headings.iter().map(|(heading, _)| *heading).chain([reason_heading]);
    let sheet = Sheet {
        name: reason_heading.to_owned(),
        columns: columns.map(|heading| Column::new(heading, Kind::Text)).collect(),
    };
    write(place, &sheet, rejected.iter().flat_map(|part| rows(part, &headings)))
}

/// Which of the columns of one heading.
type Heading<'t> = (&'t str, usize);

fn headings_of(table: &Table) -> Vec<Heading<'_>> {
    let nth = |at: usize| table.headings[..at].iter().filter(|held| **held == table.headings[at]).count();
    table.headings.iter().enumerate().map(|(at, heading)| (heading.as_str(), nth(at))).collect()
}

fn all_headings<'t>(rejected: &[Rejected<'t>]) -> Vec<Heading<'t>> {
    let mut all = Vec::new();
    for heading in
        rejected.iter().filter(|part| !part.reasons.is_empty()).flat_map(|part| headings_of(part.table))
    {
        if !all.contains(&heading) {
            all.push(heading);
        }
    }
    all
}

fn rows(part: &Rejected<'_>, headings: &[Heading<'_>]) -> Vec<Vec<Value>> {
    let mut by_row: HashMap<u32, Vec<&str>> = HashMap::new();
    for (row, reason) in &part.reasons {
        by_row.entry(*row).or_default().push(reason);
    }
    let own = headings_of(part.table);
    let places: Vec<Option<usize>> =
        headings.iter().map(|heading| own.iter().position(|held| held == heading)).collect();
    let written = part.table.rows.iter().filter_map(|row| {
        let reason = by_row.get(&row.number)?.join("; ");
        let cells = places.iter().map(|place| Value::from(place.map(|column| row.cell(column))));
        Some(cells.chain([Value::from(reason)]).collect())
    });
    written.collect()
}
