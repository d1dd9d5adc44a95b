//! The copies in the folder of backups, as far as each can be read where it lies.

use crate::read::open_reader;
use crate::row::first;
use crate::schema::look_at;
use crate::{Garage, Result, migrate};
use cheku_domain::Timestamp;
use cheku_domain::restore::BackupHolds;
use rusqlite::Connection;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How a database begins that SQLite reads without writing beside it: no log is kept for it.
const HEAD: &[u8; 20] = b"SQLite format 3\0\x10\x00\x01\x01";
/// Where the head says how large a page is, which any garage may choose.
const PAGE: std::ops::Range<usize> = 16..18;

/// A copy in the folder of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes, without the receipts beside it.
    pub bytes: u64,
    /// When it was written last.
    pub written: Option<Timestamp>,
    /// What is in it; `None` = it could not be read.
    pub holds: Option<BackupHolds>,
}

/// Counts in a copy, which stays as it is: only one whose schema is exactly that of its version is asked.
fn holds(file: &Path) -> Result<BackupHolds> {
    look(file, |conn| {
        let sql = "SELECT (SELECT count(*) FROM vehicles WHERE removed = 0),
                          (SELECT count(*) FROM violations WHERE removed = 0)";
        Ok(conn
            .query_row(sql, [], |row| Ok(BackupHolds { vehicles: row.get(0)?, violations: row.get(1)? }))?)
    })
}

fn look<T>(file: &Path, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let mut head = [0; HEAD.len()];
    File::open(file)?.read_exact(&mut head)?;
    head[PAGE].copy_from_slice(&HEAD[PAGE]);
    if head != *HEAD {
        return Err(crate::GarageError::new(crate::GarageErrorKind::Foreign, "no copy of ours"));
    }
    look_at(&mut open_reader(file)?, |conn| {
        migrate::standing(conn)?;
        ask(conn)
    })
}

/// True where a copy was made before anything was in the garage. One that cannot be read is left as it is.
pub(crate) fn is_empty(file: &Path) -> bool {
    look(file, |conn| has_vehicles(conn).map(|has| !has)).unwrap_or(false)
}

/// True also where every vehicle was deleted: their calls are still there.
pub(crate) fn has_vehicles(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM vehicles)";
    Ok(first(conn.prepare(sql)?.query([])?, |row| Ok(row.get(0)?))?.unwrap_or(false))
}

fn listed(path: PathBuf) -> Option<BackupFile> {
    let facts = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let since = facts.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let written = since.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Timestamp);
    let holds = holds(&path).ok();
    Some(BackupFile { path, bytes: facts.len(), written, holds })
}

impl Garage {
    /// Where the copies of days lie, and those before an upgrade.
    pub fn backup_folder(dir: &Path) -> PathBuf {
        dir.join(cheku_files::BACKUPS)
    }

    /// Every whole copy in the folder of backups, the newest first. Nothing is written.
    pub fn backups(dir: &Path) -> Vec<BackupFile> {
        Garage::backups_in(&Garage::backup_folder(dir))
    }

    /// The same of any folder.
    pub fn backups_in(folder: &Path) -> Vec<BackupFile> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let copies = entries.map(|entry| entry.path());
        let copies = copies.filter(|path| path.extension().is_some_and(|ending| ending == "sqlite"));
        let mut found: Vec<BackupFile> = copies.filter_map(listed).collect();
        found.sort_by(|one, other| (other.written, &other.path).cmp(&(one.written, &one.path)));
        found
    }
}
