//! The schema and its history. `user_version` says which version a file has. Versions 1 to 25 added
//! to the one before; version 26 is written anew, into a file of its own (`rewrite`); the later ones
//! add to it in its place (`later`).

mod due_dates;
mod later;
mod periods;
mod progress;
mod rewrite;
mod room;
pub(crate) mod versions;

use crate::error::GarageErrorKind as Kind;
use crate::integrity::is_whole;
use crate::names::with_suffix;
use crate::read::guard;
use crate::{GarageError, Result};
use cheku_files::sync_folder;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs::File;
use std::path::Path;

pub use periods::BEFORE_UPGRADE;
pub(crate) use progress::Tell;
pub use progress::Upgrading;
pub(crate) use room::refuse_without_room;
pub(crate) use versions::{APPLICATION, last_of_history, newest, whole};
use versions::{LAST, WHOLE, sign, steps};

/// What follows a file's name while it is written anew.
pub(crate) const UNFINISHED: &str = ".upgraded";
/// How a file stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing in it yet.
    Empty,
    /// As this program knows it.
    Current,
    /// Written by an earlier version.
    Older,
}

/// Reads the version and holds the schema against it; a newer one, a foreign file and one that
/// somebody changed are refused.
pub(crate) fn standing(conn: &Connection) -> Result<Standing> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let application: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let objects: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == 0 && application == 0 && objects == 0 {
        return Ok(Standing::Empty);
    }
    if application != APPLICATION {
        return Err(GarageError::new(Kind::Foreign, "the file belongs to another program"));
    }
    match version {
        newer if newer > newest() => {
            Err(GarageError::new(Kind::Newer, format!("schema {newer}, this program knows {}", newest())))
        }
        known => {
            crate::schema::is_exact(conn, known)?;
            Ok(if known < newest() { Standing::Older } else { Standing::Current })
        }
    }
}

/// Makes the schema in a file that is empty. Another process may be at the same: it is looked
/// at again inside the transaction.
pub(crate) fn begin(conn: &Connection) -> Result<()> {
    let change = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    if standing(&change)? == Standing::Empty {
        change.execute_batch(&versions::statements(newest()))?;
        sign(&change, newest())?;
    }
    Ok(change.commit()?)
}

/// Makes the schema of any known version in a file that is empty and nobody else's.
pub(crate) fn begin_as(conn: &Connection, version: i64) -> Result<()> {
    let change = conn.unchecked_transaction()?;
    change.execute_batch(&versions::statements(version))?;
    sign(&change, version)?;
    Ok(change.commit()?)
}

/// Brings an older file up to date, which the caller has for itself. One from before version 26 is written
/// anew beside, forced to the disk, and takes the old one's place in one step; a later one is changed in one
/// transaction. Whatever cuts this off leaves either the old garage or the new one.
pub(crate) fn upgrade(path: &Path, tell: Tell<'_>) -> Result<()> {
    if version_of(path)? >= WHOLE {
        return in_place(path, tell);
    }
    fold(path)?;
    let fresh = with_suffix(path, UNFINISHED);
    let written = rewrite::into(path, &fresh, tell).and_then(|()| {
        File::options().write(true).open(&fresh)?.sync_all()?;
        std::fs::rename(&fresh, path)?;
        Ok(sync_folder(path.parent().unwrap_or(Path::new(".")))?)
    });
    if written.is_err() {
        // Of no use; the first error is the telling one.
        let _ = std::fs::remove_file(&fresh);
    }
    written
}

fn version_of(path: &Path) -> Result<i64> {
    let conn = Connection::open(path)?;
    guard(&conn)?;
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Adds what came after version 26.
fn in_place(path: &Path, tell: Tell<'_>) -> Result<()> {
    let conn = Connection::open(path)?;
    guard(&conn)?;
    // Tables are made anew under their names; that no row lost what it names is looked at in the end.
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;")?;
    let change = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate)?;
    let version: i64 = change.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let total: i64 = change.query_row("SELECT count(*) FROM violations", [], |row| row.get(0))?;
    let total = total.unsigned_abs();
    tell(Upgrading { done: 0, total });
    later::apply(&change, version - WHOLE)?;
    sign(&change, newest())?;
    change.commit()?;
    tell(Upgrading { done: total, total });
    is_whole(&conn)
}

/// Brings the old file to the last version of the history, all in one transaction, and puts its log into it:
/// one that was left beside would be taken for the new file's.
fn fold(path: &Path) -> Result<()> {
    let conn = Connection::open(path)?;
    guard(&conn)?;
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;")?;
    let change = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate)?;
    let version: i64 = change.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = usize::try_from(version).unwrap_or(0);
    steps().take(LAST).skip(known).try_for_each(|step| change.execute_batch(step))?;
    sign(&change, crate::row::int(known.max(LAST)))?;
    change.commit()?;
    Ok(conn.execute_batch("PRAGMA journal_mode = DELETE;")?)
}
