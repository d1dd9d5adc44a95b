//! The changes that people made, newest first: what, who, when, and whether each can be taken back (`take_back`).

use crate::row::{collect, word_or_none};
use crate::take_back::OVERWRITTEN;
use crate::undo::LISTED;
use crate::{ChangeKind, Garage, Result};
use cheku_domain::{Timestamp, words};
use rusqlite::{Connection, Row};

words! {
    /// How a change stands.
    pub enum ChangeState {
        /// It can be taken back.
        Stands = "stands",
        /// A later change touched the same; that one is taken back first.
        Overwritten = "overwritten",
        /// It was taken back and can be made again, as long as nothing changed the same since.
        TakenBack = "taken_back",
    }
}

/// A change that somebody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// What `undo` and `redo` take.
    pub token: String,
    /// What it was; `None` = made by an older version.
    pub what: Option<ChangeKind>,
    /// When.
    pub at: Timestamp,
    /// Who: the name given at the desk, else that of the system's account; "" = not known.
    pub by: String,
    /// Whether it was made in the terminal.
    pub from_terminal: bool,
    /// Plates and drivers that it is about, a few of them.
    pub about: Vec<String>,
    /// How many vehicles, drivers or violations it is about.
    pub count: u32,
    /// How it stands.
    pub state: ChangeState,
}

/// How many are named.
const NAMED: u32 = 2;

/// Plates and drivers that the rows of a change are about.
fn about(conn: &Connection, token: &str) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT name FROM (SELECT CASE u.kind
             WHEN 'vehicle' THEN (SELECT plate FROM vehicles WHERE id = u.id)
             WHEN 'driver' THEN u.id
             WHEN 'period' THEN (SELECT plate FROM vehicles WHERE id = coalesce(
                 u.before ->> '$.what.vehicle', (SELECT vehicle FROM driver_periods WHERE id = u.id)))
             WHEN 'due' THEN coalesce(u.before ->> '$.owner.Driver',
                 (SELECT plate FROM vehicles WHERE id = u.before ->> '$.owner.Vehicle'),
                 (SELECT coalesce(d.driver, v.plate) FROM due_dates d LEFT JOIN vehicles v ON v.id = d.vehicle
                     WHERE d.id = u.id))
             WHEN 'receipt' THEN (SELECT v.plate FROM receipts r JOIN violations y ON y.number = r.violation
                 JOIN vehicles v ON v.number = y.vehicle WHERE r.id = u.id)
             ELSE (SELECT v.plate FROM violations y JOIN vehicles v ON v.number = y.vehicle
                 WHERE y.number = CAST(u.id AS INTEGER)) END AS name
         FROM undo_rows u WHERE u.token = ?1) WHERE name <> '' LIMIT ?2";
    collect(conn.prepare_cached(sql)?.query((token, NAMED))?, |row| Ok(row.get(0)?))
}

fn read(conn: &Connection, row: &Row<'_>) -> Result<ChangeRow> {
    let token: String = row.get("token")?;
    let state = match (row.get::<_, Option<i64>>("back_at")?, row.get::<_, bool>("overwritten")?) {
        (Some(_), _) => ChangeState::TakenBack,
        (None, true) => ChangeState::Overwritten,
        (None, false) => ChangeState::Stands,
    };
    Ok(ChangeRow {
        about: about(conn, &token)?,
        what: word_or_none(row, "what", ChangeKind::from_word)?,
        at: Timestamp(row.get("at")?),
        by: row.get("by")?,
        from_terminal: row.get("from_terminal")?,
        count: row.get("rows")?,
        state,
        token,
    })
}

fn newest(conn: &Connection) -> Result<Vec<ChangeRow>> {
    // A vehicle that came with a driver is one thing, not two: the kind with the most rows counts.
    let sql = format!(
        "SELECT ours.*, {OVERWRITTEN} AS overwritten,
             (SELECT max(n) FROM (SELECT count(*) AS n FROM undo_rows WHERE token = ours.token GROUP BY kind)) AS rows
         FROM undos ours WHERE EXISTS (SELECT 1 FROM undo_rows WHERE token = ours.token)
         ORDER BY ours.rowid DESC LIMIT ?1"
    );
    collect(conn.prepare_cached(&sql)?.query([LISTED])?, |row| read(conn, row))
}

impl Garage {
    /// The last thirty changes that somebody made, newest first, those that were taken back included.
    pub fn changes(&self) -> Result<Vec<ChangeRow>> {
        self.read(newest)
    }
}
