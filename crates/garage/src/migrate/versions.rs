//! The schema of every version as statements, and the mark of whose file it is.

use super::later;
use crate::Result;
use rusqlite::Connection;

/// Marks the file as ours ("Chek" in ASCII), so that another program's SQLite
/// file is refused instead of changed.
pub(crate) const APPLICATION: i64 = 0x4368_656b;
/// The schema of version 26, whole. Never changed: what came since is in `later`.
pub(super) const SCHEMA: &str = include_str!("schema.sql");
/// The newest version's schema, as its steps leave it.
pub(crate) const NEWEST: &str = include_str!("newest.sql");
/// What each version before added. Never changed.
pub(super) const HISTORY: &str = include_str!("history.sql");
/// What stands before each of them.
pub(super) const STEP: &str = "-- version ";
/// The last version that is in the history.
pub(super) const LAST: usize = 25;
/// The version that was written whole.
pub(super) const WHOLE: i64 = 26;

/// The schema version that this program writes.
pub(crate) fn newest() -> i64 {
    WHOLE + crate::row::int(later::STEPS.len())
}

/// The version whose schema is written whole.
pub(crate) fn whole() -> i64 {
    WHOLE
}

/// The last version that added to the one before.
pub(crate) fn last_of_history() -> i64 {
    crate::row::int(LAST)
}

/// The statements that make the schema of a version.
pub(crate) fn statements(version: i64) -> String {
    if version >= WHOLE {
        return format!("{SCHEMA}\n{}", later::statements(version - WHOLE));
    }
    steps().take(usize::try_from(version).unwrap_or(0)).collect()
}

pub(super) fn steps() -> impl Iterator<Item = &'static str> {
    HISTORY.split(STEP).skip(1).filter_map(|step| step.split_once('\n')).map(|(_, statements)| statements)
}

pub(super) fn sign(conn: &Connection, version: i64) -> Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION)?;
    Ok(conn.pragma_update(None, "user_version", version)?)
}
