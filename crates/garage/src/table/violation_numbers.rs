//! Violations by the providers' own numbers, as they stand on a letter: of the archive, of the decision.

use super::violation_list::each_numbered;
use super::violation_row::ViolationRow;
use crate::row::collect;
use crate::{Garage, Result};
use std::ops::ControlFlow;

/// Fewer characters fit too many numbers, and every view is looked at.
const FEWEST: usize = 6;

impl Garage {
    /// Those that are still listed and have this text in one of their numbers, the newest first, at most
    /// `limit`. None for less than six characters.
    pub fn violations_with_number(&self, text: &str, limit: usize) -> Result<Vec<ViolationRow>> {
        let wanted = text.trim().to_uppercase();
        if wanted.chars().count() < FEWEST {
            return Ok(Vec::new());
        }
        // By value: the field's names are the vendor's and no numbers.
        let sql = "SELECT DISTINCT s.violation FROM violation_sources s
                   JOIN violations y ON y.number = s.violation AND y.removed = 0
                   WHERE instr(upper(s.numbers), ?1) > 0
                       AND EXISTS (SELECT 1 FROM json_each(s.numbers) n WHERE instr(upper(n.value), ?1) > 0)
                   ORDER BY s.violation DESC LIMIT ?2";
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|conn| {
            let mut found = conn.prepare_cached(sql)?;
            let numbers: Vec<i64> = collect(found.query((&wanted, most))?, |row| Ok(row.get(0)?))?;
            let mut rows = Vec::with_capacity(numbers.len());
            each_numbered(conn, numbers.into_iter().map(Ok), |row| {
                rows.push(row);
                ControlFlow::Continue(())
            })?;
            Ok(rows)
        })
    }
}
