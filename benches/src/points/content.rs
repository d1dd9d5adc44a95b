//! What a garage holds, read with plain SQL: what is under test must not vouch for itself.

use crate::Outcome;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::Path;

/// The first version of the schema that keeps texts once.
const TEXTS_ONCE: i64 = 26;
/// Violations as earlier versions keep them.
const BEFORE: &str =
    "SELECT 'violation|' || plate || '|' || time_text || '|' || act || '|' || coalesce(fine_fen, '') || '|' || state
        FROM violations WHERE removed = 0";
/// The same facts as they are kept since.
const SINCE: &str =
    "SELECT 'violation|' || v.plate || '|' || coalesce(y.time_text, datetime(y.time, 'unixepoch')) || '|' || t.text || '|'
            || coalesce(y.fine_fen, '') || '|'
            || CASE y.state WHEN 0 THEN 'handled_unpaid' WHEN 2 THEN 'paid' ELSE 'unhandled' END
        FROM violations y JOIN vehicles v ON v.number = y.vehicle JOIN texts t ON t.id = y.act WHERE y.removed = 0";
/// Every other fact that must not get lost, as a line of its own. Each statement reads columns that
/// every version of the schema has.
const FACTS: &[&str] = &[
    "SELECT 'vehicle|' || plate || '|' || plate_type || '|' || coalesce(vin, '') || '|' || coalesce(driver, '')
        FROM vehicles WHERE removed = 0",
    "SELECT 'settled|' || id || '|' || coalesce(plate, '') || '|' || effective || '|' || coalesce(cost_fen, '')
        FROM calls WHERE effective <> 'unknown'",
    "SELECT 'account|' || provider || '|' || form FROM accounts",
];

/// The facts of one file.
pub type Facts = BTreeSet<String>;

/// Reads the facts of a garage or of a copy.
pub fn facts(file: &Path) -> Outcome<Facts> {
    let conn = open(file)?;
    let mut facts = Facts::new();
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let violations = if version < TEXTS_ONCE { BEFORE } else { SINCE };
    for sql in FACTS.iter().chain([&violations]) {
        let mut query = conn.prepare(sql)?;
        let lines = query.query_map([], |row| row.get(0))?;
        facts.extend(lines.collect::<Result<Vec<String>, _>>()?);
    }
    Ok(facts)
}

/// What SQLite finds wrong in a file; `None` = it is whole.
pub fn damage(file: &Path) -> Outcome<Option<String>> {
    let verdict: String = open(file)?.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((verdict != "ok").then_some(verdict))
}

/// Questions that stand as under way, and those of which nobody knows whether they were charged.
pub fn open_questions(file: &Path) -> Outcome<(u32, u32)> {
    let sql = "SELECT coalesce(sum(state = 'asked'), 0), count(*) FROM calls
               WHERE kind = 'question' AND effective = 'unknown'";
    Ok(open(file)?.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Never makes the file: a garage that is gone must not look like an empty one.
fn open(file: &Path) -> Outcome<Connection> {
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(conn)
}
