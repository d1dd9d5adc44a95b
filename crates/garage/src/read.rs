//! Readers: read-only connections beside the writer. WAL lets them work while a
//! batch writes.

use crate::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many idle connections are kept: more than a window's queries at once.
const KEPT: usize = 4;
/// How long a statement waits for another process before it gives up.
pub(crate) const BUSY: Duration = Duration::from_secs(10);
const PREPARED: usize = 64;

/// Idle read-only connections.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Readers {
        Readers { path, idle: Mutex::new(Vec::new()) }
    }

    /// Runs `work` on one consistent view of the file.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = kept.map_or_else(|| open_reader(&self.path), Ok)?;
        let view = conn.unchecked_transaction()?;
        let result = work(&view);
        drop(view);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(conn);
        }
        result
    }
}

/// Opens a connection that cannot write.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(PREPARED);
    guard(&conn)?;
    crate::in_doubt::register(&conn)?;
    // Sorting and grouping of a large list stay in memory; 32 MiB of pages at most.
    conn.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;")?;
    Ok(conn)
}

/// What every connection keeps to, whatever file it meets: its schema may name no function that
/// does more than reckon, nothing writes around the tables, and cells are held against their pages.
pub(crate) fn guard(conn: &Connection) -> Result<()> {
    keep_plans(conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(conn.execute_batch("PRAGMA cell_size_check = ON;")?)
}

/// Plans by the statement alone, never by the bound values: else SQLite compiles a
/// kept statement anew whenever a value changes.
fn keep_plans(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
