//! An own copy of a garage file that somebody names, examined before anything is believed. SQLite
//! opens the copy alone: it would roll back, fold and lock the file itself.

use crate::error::GarageErrorKind as Kind;
use crate::integrity::is_whole;
use crate::migrate::{self, Standing};
use crate::names::with_suffix;
use crate::read::{BUSY, guard, open_reader};
use crate::schema::{look_at, within};
use crate::{GarageError, Result};
use cheku_files::private;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What SQLite keeps beside a file, and what it may still have to put into it.
pub(super) const LOGS: [&str; 2] = ["-wal", "-journal"];
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Ten thousand vehicles and ten years of answers are far below; what claims more is not examined.
const LARGEST: u64 = 8 << 30;
/// How long the examination of a copy may take, whatever its size …
const EXAMINING: Duration = Duration::from_secs(60);
/// … and for each so many bytes a second more.
const BYTES_A_SECOND: u64 = 1 << 20;

const SETTINGS: &str = "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON;";

/// A whole garage of this program's newest schema, in a file of its own that goes with it.
pub(super) struct OwnCopy {
    // First: an open file cannot be removed on every system.
    pub(super) conn: Connection,
    pub(super) file: OwnFile,
}

/// A file of ours that goes when it is no longer wanted.
pub(super) struct OwnFile(PathBuf);

impl OwnFile {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

/// Makes room for one.
pub(super) fn new_file(path: &Path) -> OwnFile {
    remove(path);
    OwnFile(path.to_owned())
}

impl Drop for OwnFile {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// Removes a copy with its logs, and what an upgrade of it left that was cut off.
pub(super) fn remove(path: &Path) {
    for file in [path.to_owned(), with_suffix(path, migrate::UNFINISHED)] {
        for part in ["", "-wal", "-journal", "-shm"] {
            // Mostly not there; what cannot be removed is in nobody's way.
            let _ = std::fs::remove_file(with_suffix(&file, part));
        }
    }
}

impl OwnCopy {
    /// Copies `from` to `path`, examines the copy (ours, exactly; whole; not newer) and brings
    /// it up to date.
    pub(super) fn of(from: &Path, path: &Path) -> Result<OwnCopy> {
        let file = new_file(path);
        copy_parts(from, path)?;
        Ok(OwnCopy { conn: examined(path)?, file })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Closes the copy, forces it to the disk and gives it its name.
    pub(super) fn finish(self, name: &Path) -> Result<()> {
        let OwnCopy { conn, file } = self;
        conn.close().map_err(|(_, error)| error)?;
        File::options().write(true).open(&file.0)?.sync_all()?;
        Ok(std::fs::rename(&file.0, name)?)
    }
}

fn copy_parts(from: &Path, to: &Path) -> Result<()> {
    let mut file = File::open(from)?;
    let size = file.metadata()?.len();
    let mut head = [0; 16];
    match size {
        0 => return Err(GarageError::new(Kind::Foreign, "the file is empty")),
        size if size > LARGEST => return Err(GarageError::new(Kind::LookTooLong, format!("{size} bytes"))),
        _ => file.read_exact(&mut head).map_err(|_| no_database())?,
    }
    if head != *MAGIC {
        return Err(no_database());
    }
    if with_suffix(from, "-shm").exists() {
        // Somebody may have it open: only SQLite knows which pages belong together.
        return copy_pages(from, to);
    }
    copy_as_it_lies(from, to)
}

/// The file with the logs that SQLite would still put into it.
pub(super) fn copy_as_it_lies(from: &Path, to: &Path) -> Result<()> {
    copy_file(from, to)?;
    for log in LOGS.map(|log| (with_suffix(from, log), with_suffix(to, log))) {
        if log.0.exists() {
            copy_file(&log.0, &log.1)?;
        }
    }
    Ok(())
}

fn no_database() -> GarageError {
    GarageError::new(Kind::Damaged, "no database")
}

/// Never the rights of a file that may come from a stick: the copy must be written to, and is
/// nobody else's.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let mut copy = private::options().write(true).create_new(true).open(to)?;
    std::io::copy(&mut File::open(from)?, &mut copy)?;
    Ok(copy.sync_all()?)
}

fn copy_pages(from: &Path, to: &Path) -> Result<()> {
    let mut source = open_reader(from)?;
    look_at(&mut source, |conn| migrate::standing(conn).map(drop))?;
    private::file(to)?;
    let mut copy = Connection::open(to)?;
    let step = Backup::new(&source, &mut copy)?.step(-1)?;
    match step {
        StepResult::Done => Ok(()),
        _ => Err(GarageError::new(Kind::Busy, "the copy did not come to its end")),
    }
}

fn examined(path: &Path) -> Result<Connection> {
    let size = path.metadata()?.len();
    let mut conn = opened(path)?;
    within(&mut conn, EXAMINING + Duration::from_secs(size / BYTES_A_SECOND))?;
    let standing = migrate::standing(&conn)?;
    if standing == Standing::Empty {
        return Err(GarageError::new(Kind::Foreign, "the file is empty"));
    }
    conn.execute_batch(SETTINGS)?;
    is_whole(&conn)?;
    conn.progress_handler(0, None::<fn() -> bool>)?;
    if standing == Standing::Older {
        conn.close().map_err(|(_, error)| error)?;
        migrate::upgrade(path, &mut |_| {})?;
        conn = opened(path)?;
        conn.execute_batch(SETTINGS)?;
    }
    Ok(conn)
}

fn opened(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    guard(&conn)?;
    Ok(conn)
}
