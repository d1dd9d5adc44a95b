//! How far each violation got at this desk (处理进度): one column that follows from what its provider says,
//! whose it is and what people said of it. The rule is the domain's (`Stage::of`); here the rows follow it.

use super::standing;
use crate::Result;
use crate::row::{Cells, collect};
use cheku_domain::case::{Facts, Said};
use cheku_domain::{Stage, Timestamp};
use rusqlite::{Connection, params};

/// The number in the file; lists by stage are in the order of these numbers.
pub(crate) const fn code(stage: Stage) -> i64 {
    match stage {
        Stage::StillThere => 0,
        Stage::Unclaimed => 1,
        Stage::Untold => 2,
        Stage::Told => 3,
        Stage::Handled => 4,
        Stage::Paid => 5,
        Stage::Dropped => 6,
        Stage::VerifiedGone => 7,
        Stage::Verified => 8,
    }
}

/// Reads the number back.
pub(crate) fn from_code(wanted: i64) -> Option<Stage> {
    Stage::ALL.iter().copied().find(|stage| code(*stage) == wanted)
}

/// As much of a violation as its stage follows from, and what its row says now.
struct Row {
    number: i64,
    facts: Facts,
    due: Option<String>,
    stage: Option<Stage>,
    kept_due: Option<String>,
}

/// A violation whose stage changed.
pub(crate) struct Moved {
    pub(crate) violation: i64,
    pub(crate) from: Option<Stage>,
    pub(crate) to: Stage,
    /// Somebody said something about it.
    pub(crate) has_case: bool,
}

const ROWS: &str = "SELECT y.number, y.state, y.gone_since IS NOT NULL,
        y.driver IS NOT (SELECT id FROM driver_names WHERE name = ''), y.last_seen, c.said, c.paid_on, c.due,
        y.stage, y.due
    FROM violations y LEFT JOIN cases c ON c.violation = y.number";

fn read(row: &rusqlite::Row<'_>) -> Result<Row> {
    let mut cells = Cells::of(row);
    let number = cells.next()?;
    let state = cells.code(|code| standing::from_code(code)?.state())?;
    let (is_gone, has_driver) = (cells.next()?, cells.next()?);
    let last_seen = Timestamp(cells.next()?);
    let said = cells.word_or_none(Said::from_word)?;
    let paid_on = cells.word_or_none(|day| day.parse().ok())?;
    let facts = Facts { said, paid_on, state, is_gone, has_driver, last_seen };
    let due = cells.next()?;
    Ok(Row { number, facts, due, stage: from_code(cells.next()?), kept_due: cells.next()? })
}

impl Row {
    fn should_be(&self) -> (Stage, Option<&String>) {
        let stage = Stage::of(&self.facts);
        (stage, self.due.as_ref().filter(|_| stage == Stage::Told))
    }

    fn is_in_step(&self) -> bool {
        let (stage, due) = self.should_be();
        self.stage == Some(stage) && self.kept_due.as_ref() == due
    }
}

/// After any change of a vehicle's violations, of whose they are, or of what was said of them: says which moved.
pub(crate) fn follow(conn: &Connection, vehicle: i64) -> Result<Vec<Moved>> {
    let rows =
        collect(conn.prepare_cached(&format!("{ROWS} WHERE y.vehicle = ?1"))?.query([vehicle])?, read)?;
    let mut write = conn.prepare_cached("UPDATE violations SET stage = ?2, due = ?3 WHERE number = ?1")?;
    let mut moved = Vec::new();
    for row in rows.iter().filter(|row| !row.is_in_step()) {
        let (to, due) = row.should_be();
        write.execute(params![row.number, code(to), due])?;
        let has_case = row.facts.said.is_some();
        moved.push(Moved { violation: row.number, from: row.stage, to, has_case });
    }
    Ok(moved)
}

/// How many rows say another stage than the rule does.
pub(crate) fn out_of_step(conn: &Connection) -> Result<usize> {
    let mut statement = conn.prepare(&ROWS.replace("violations y", "violations y NOT INDEXED"))?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        // One that cannot be read is named by the doctor anyway.
        count += usize::from(read(row).is_ok_and(|row| !row.is_in_step()));
    }
    Ok(count)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_number_in_the_domains_order() {
        for (place, stage) in Stage::ALL.iter().enumerate() {
            assert_eq!(code(*stage), i64::try_from(place).unwrap());
            assert_eq!(from_code(code(*stage)), Some(*stage));
        }
        assert_eq!(from_code(9), None);
    }
}
