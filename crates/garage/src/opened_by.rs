//! Which version of this program has opened the garage: before a newer one changes anything, the
//! file is copied, also where its schema stays as it is.

use crate::row::first;
use crate::{Result, before_upgrade};
use cheku_domain::Timestamp;
use rusqlite::{Connection, params};
use std::path::Path;

/// The setting that holds the newest one. It never goes down: an older program that opens the
/// garage, too, changes nothing of what the newer one has done.
pub const OPENED_BY: &str = "opened_by";
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Copies a garage that only older versions have opened, then notes that this one has.
pub(crate) fn copy_before_first_start(conn: &Connection, path: &Path, now: Timestamp) -> Result<()> {
    let mut query = conn.prepare("SELECT value FROM settings WHERE key = ?1")?;
    let newest: Option<String> = first(query.query([OPENED_BY])?, |row| Ok(row.get(0)?))?;
    if newest.is_some_and(|newest| numbers(&newest) >= numbers(OWN)) {
        return Ok(());
    }
    before_upgrade::copy(conn, path, now)?;
    note(conn)
}

/// The newest version that has opened a file, also one that this program is too old for.
pub(crate) fn newest_of(path: &Path) -> Option<String> {
    let conn = crate::read::open_reader(path).ok()?;
    conn.query_row("SELECT value FROM settings WHERE key = ?1", [OPENED_BY], |row| row.get(0)).ok()
}

/// Notes that this version has opened it.
pub(crate) fn note(conn: &Connection) -> Result<()> {
    conn.execute("INSERT OR REPLACE INTO settings VALUES (?1, ?2)", params![OPENED_BY, OWN])?;
    Ok(())
}

/// What cannot be read is older than anything.
fn numbers(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn versions_compare_by_their_numbers() {
        assert!(numbers("0.10.0") > numbers("0.9.9"));
        assert!(numbers("1.0.0") > numbers("0.99.0"));
        assert!(numbers("nothing") < numbers("0.0.1"));
    }
}
