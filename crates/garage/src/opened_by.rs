//! Which version of this program has opened the garage: before a newer one changes anything, the
//! file is copied, also where its schema stays as it is.

use crate::Result;
use crate::row::first;
use rusqlite::{Connection, params};
use semver::Version;
use std::path::Path;

/// The setting that holds the newest one. It never goes down: an older program that opens the
/// garage, too, changes nothing of what the newer one has done.
pub const OPENED_BY: &str = "opened_by";
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Whether only older versions have opened the garage.
pub(crate) fn is_first_start(conn: &Connection) -> Result<bool> {
    let mut query = conn.prepare("SELECT value FROM settings WHERE key = ?1")?;
    let newest: Option<String> = first(query.query([OPENED_BY])?, |row| Ok(row.get(0)?))?;
    Ok(newest.is_none_or(|newest| is_older(&newest, OWN)))
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

/// As versions are ordered: one that is tried before a release is older than it. What cannot be read
/// is older than anything.
fn is_older(version: &str, own: &str) -> bool {
    match (Version::parse(version), Version::parse(own)) {
        (Ok(version), Ok(own)) => version.cmp_precedence(&own).is_lt(),
        (theirs, _) => theirs.is_err(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn versions_are_ordered_as_versions() {
        for (older, newer) in
            [("0.9.9", "0.10.0"), ("0.99.0", "1.0.0"), ("0.2.0-beta.2", "0.2.0"), ("nothing", "0.0.1")]
        {
            assert!(is_older(older, newer) && !is_older(newer, older), "{older} {newer}");
        }
        assert!(!is_older("0.1.0", "0.1.0") && !is_older("0.1.0+one", "0.1.0+two"));
        assert!(is_older("0.2.0-beta.2", "0.2.0-beta.10"));
    }
}
