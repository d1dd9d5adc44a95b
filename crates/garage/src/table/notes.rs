//! What a person writes beside a violation: a note, the day of the decision document. It never changes a
//! provider's state nor any total.

use super::violation_filter::matching;
use super::violation_query::ViolationQuery;
use super::violation_row::ID;
use super::violation_search::Search;
use crate::row::filled_lines;
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::Timestamp;
use chrono::NaiveDate;
use rusqlite::{Connection, params};

/// What to write; the outer `None` leaves a field, the inner one clears it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// The person's note.
    pub note: Option<Option<String>>,
    /// The decision document's day, which neither provider gives and which the
    /// late fee is estimated from.
    pub decision_date: Option<Option<NaiveDate>>,
}

/// What was written beside violations, and how to take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many violations.
    pub rows: usize,
    /// For `Garage::undo`.
    pub undo: UndoToken,
}

fn write(conn: &Connection, query: &ViolationQuery, notes: &Notes, now: Timestamp) -> Result<Written> {
    let token = undo::begin(conn, ChangeKind::Noted, now)?;
    let conditions = matching(query, &Search::of(conn, query)?, true);
    // What is chosen is written down first: a note may change what matches.
    let keep = format!(
        "INSERT INTO undo_rows (token, kind, id, before) SELECT '{}', 'note', {ID}, json_object('note', note, 'day', decision_date)
         FROM violations y WHERE {}",
        token.0,
        conditions.sql()
    );
    let rows = conn.execute(&keep, conditions.values())?;
    if rows == 0 && query.only.is_some() {
        return Err(GarageError::not_found("violation"));
    }
    let set = |column: &str, value: Option<String>| -> Result<()> {
        let sql = format!(
            "UPDATE violations SET {column} = ?2
             WHERE number IN (SELECT CAST(id AS INTEGER) FROM undo_rows WHERE token = ?1 AND kind = 'note')"
        );
        conn.execute(&sql, params![token.0, value])?;
        Ok(())
    };
    if let Some(note) = &notes.note {
        set("note", filled_lines(note.clone()))?;
    }
    if let Some(day) = notes.decision_date {
        set("decision_date", day.map(|day| day.to_string()))?;
    }
    Ok(Written { rows, undo: token })
}

/// Puts back what stood there before; says for how many.
pub(crate) fn take_back(conn: &Connection, token: &UndoToken) -> Result<usize> {
    let sql = format!(
        "UPDATE violations AS y SET note = u.before ->> 'note', decision_date = u.before ->> 'day'
         FROM undo_rows u
         WHERE u.token = ?1 AND u.kind = 'note' AND y.number = CAST(u.id AS INTEGER) AND u.id = {ID}"
    );
    Ok(conn.prepare_cached(&sql)?.execute([&token.0])?)
}

impl Garage {
    /// Writes beside every violation that matches, in one transaction; offset, limit
    /// and order do not count. `not_found` when none of `only` is there.
    pub fn write_notes(&self, query: &ViolationQuery, notes: &Notes, now: Timestamp) -> Result<Written> {
        let (query, notes) = (query.clone(), notes.clone());
        self.write(move |conn| write(conn, &query, &notes, now))
    }
}
