//! The rewriting of the file after an erasure. Deleted rows lie in the pages that are free,
//! in the log and in what the main file held before the log was carried over; a file that is
//! written anew holds none of them.

use super::receipts;
use crate::error::GarageErrorKind as Kind;
use crate::read::BUSY;
use crate::{Garage, GarageError, Result};
use cheku_domain::Timestamp;
use rusqlite::Connection;
use std::path::Path;

/// A setting that stands as long as the rewriting is due: committed together with the
/// erasure, so that whatever cuts it off the next start finishes it.
const DUE: &str = "compaction_due";

/// To be run in the erasure's own transaction, before it.
pub(crate) fn begin(conn: &Connection) -> Result<()> {
    // Freed pages are overwritten at once; from here on for this connection.
    conn.pragma_update(None, "secure_delete", true)?;
    conn.execute("INSERT OR REPLACE INTO settings VALUES (?1, '1')", [DUE])?;
    Ok(())
}

/// At the start: rewrites the file if an erasure was cut off before it came to that. The
/// garage can be used whether it succeeds or not; then it stays due.
pub(crate) fn finish_if_idle(garage: &Garage, now: Timestamp) {
    if matches!(garage.setting(DUE), Ok(Some(_))) {
        let finished = garage
            .hold_for_batch(now)
            .and_then(|_hold| receipts::finish(garage).and_then(|()| finish(garage.path())));
        if let Err(error) = finished {
            tracing::warn!(code = error.code(), "what was erased is not overwritten yet");
        }
    }
}

/// Rewrites the file.
pub(crate) fn finish(path: &Path) -> Result<()> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    // What VACUUM gathers stays in memory: a file beside would hold it all once more.
    conn.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; VACUUM;",
    )?;
    empty_the_log(&conn)?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.execute("DELETE FROM settings WHERE key = ?1", [DUE])?;
    Ok(())
}

/// Carries the log over and cuts it to nothing.
fn empty_the_log(conn: &Connection) -> Result<()> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    match busy {
        0 => Ok(()),
        _ => Err(GarageError::new(Kind::Busy, "another process reads the file")),
    }
}
