//! Zeros that a sheet dropped: it took 00123456 for a number and keeps 123456. Only the
//! other cells of the column can tell, so such a number is named, and kept.

use crate::{CellKind, Mapping, Meaning, Row, Table};
use std::collections::HashMap;

/// Cells that must agree before a length counts as the column's.
const FEWEST: usize = 3;

/// How long the engine numbers of a table are.
pub(crate) struct Lengths {
    column: Option<usize>,
    /// The longest number written with a zero in front.
    with_zeros: usize,
    /// The length that nearly all have.
    usual: usize,
}

impl Lengths {
    pub(crate) fn of(table: &Table, mapping: &Mapping) -> Lengths {
        let Some(column) = mapping.column(Meaning::Engine) else {
            return Lengths { column: None, with_zeros: 0, usual: 0 };
        };
        let cells = || table.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
        let zeros = cells().filter(|cell| cell.starts_with('0') && are_digits(cell));
        Lengths {
            column: Some(column),
            with_zeros: zeros.map(str::len).max().unwrap_or(0),
            usual: usual(cells().map(|cell| cell.chars().count())),
        }
    }

    /// Whether the row's number is shorter than it probably was.
    pub(crate) fn has_lost_zeros(&self, row: &Row) -> bool {
        let Some(column) = self.column.filter(|column| row.kind(*column) == CellKind::Number) else {
            return false;
        };
        let number = row.cell(column);
        are_digits(number) && !number.starts_with('0') && number.len() < self.with_zeros.max(self.usual)
    }
}

/// The length of four in five; 0 where there is none.
fn usual(lengths: impl Iterator<Item = usize>) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut all = 0;
    for length in lengths {
        *counts.entry(length).or_default() += 1;
        all += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= FEWEST && 5 * count >= 4 * all).map_or(0, |(length, _)| length)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
