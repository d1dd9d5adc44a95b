//! Opening a garage: refuse what is not ours or newer, copy before an upgrade,
//! then the handle (`garage`).

use crate::batch_lock::nobody_else;
use crate::migrate::{self, Standing, Tell, Upgrading};
use crate::names::FILE;
use crate::read::BUSY;
use crate::restore::place;
use crate::{Garage, GarageError, Result, batch_lock, before_upgrade, in_use, opened_by, schema};
use cheku_domain::{CutOffRestore, Timestamp};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::{Path, PathBuf};

const PREPARED: usize = 128;
/// Pages (4 KiB) in the write-ahead log before they are carried over: a batch
/// changes the same pages again and again, so a longer log writes less.
const WAL_PAGES: i64 = 8_000;
/// Memory for pages, in KiB as SQLite wants it (negative): the ends of all indexes that
/// a batch writes to fit in.
const CACHE: i64 = -16_384;

impl Garage {
    /// Opens the garage of a folder, or begins one. What a batch left open when its
    /// process died becomes doubtful, unless a batch is running right now. None is begun
    /// beside one that a restore put aside or did not put in its place; `garage_missing`.
    pub fn open(dir: &Path, now: Timestamp) -> Result<Garage> {
        Garage::open_telling(dir, now, &mut |_| {})
    }

    /// Whether only older versions have opened this folder's garage: it is copied first, and upgraded
    /// where its schema is theirs.
    pub fn is_older(dir: &Path) -> bool {
        let path = dir.join(FILE);
        let look = || -> Result<bool> {
            let conn = crate::read::open_reader(&path)?;
            match migrate::standing(&conn)? {
                Standing::Older => Ok(true),
                Standing::Current => opened_by::is_first_start(&conn),
                Standing::Empty => Ok(false),
            }
        };
        place::is_there(dir) && look().unwrap_or(false)
    }

    /// The same, telling how far it is where the file is an older version's and is written anew:
    /// that takes some seconds for every hundred thousand violations.
    pub fn open_telling(dir: &Path, now: Timestamp, tell: &mut dyn FnMut(Upgrading)) -> Result<Garage> {
        let cut_off = put_right(dir)?;
        if !place::is_there(dir) {
            place::refuse_beside(dir)?;
        }
        Garage::open_or_begin(dir.join(FILE), cut_off, now, tell)
    }

    /// The newest version that has opened this folder's garage, also one that this program is too
    /// old for; `None` where there is none, or it cannot be read.
    pub fn opened_by(dir: &Path) -> Option<String> {
        opened_by::newest_of(&dir.join(FILE))
    }

    /// Begins an empty garage although others were put aside in its folder: a person said so.
    pub fn begin(dir: &Path, now: Timestamp) -> Result<Garage> {
        let cut_off = put_right(dir)?;
        place::keep_waiting(dir, now)?;
        Garage::open_or_begin(dir.join(FILE), cut_off, now, &mut |_| {})
    }

    fn open_or_begin(
        path: PathBuf,
        cut_off: Option<CutOffRestore>,
        now: Timestamp,
        tell: Tell<'_>,
    ) -> Result<Garage> {
        let dir = path.parent().unwrap_or(Path::new("."));
        let (open, conn) = open_current(dir, &path, now, tell)?;
        let garage = Garage::over(conn, path, open, cut_off, now)?;
        batch_lock::recover_if_idle(&garage, now)?;
        crate::erase::finish_if_idle(&garage, now);
        Ok(garage)
    }
}

/// Makes the folder, and ends a restore that was cut off. What one left that had not come so far
/// is in nobody's way: another one may be at work.
fn put_right(dir: &Path) -> Result<Option<CutOffRestore>> {
    cheku_files::private::home(dir)?;
    crate::restore::clear_looks(dir);
    if !place::is_left(dir) {
        return Ok(None);
    }
    match nobody_else(dir) {
        Ok(_alone) => place::end_cut_off(dir),
        Err(held) if place::is_marked(dir) => Err(held),
        Err(_) => Ok(None),
    }
}

/// The file as this program knows it, and that it is in use. An older one is copied and
/// upgraded first, which nobody else may have it open for.
fn open_current(
    dir: &Path,
    path: &Path,
    now: Timestamp,
    tell: Tell<'_>,
) -> Result<(in_use::Open, Connection)> {
    let open = in_use::share(dir)?;
    // SQLite makes its other files with the rights of this one. Not before it is ours to open: a
    // restore must find no empty file in its place.
    cheku_files::private::file(path)?;
    let (conn, standing) = open_writer(path)?;
    match standing {
        Standing::Current => {
            before_upgrade::before_first_start(&conn, path, now)?;
            return Ok((open, conn));
        }
        Standing::Empty => {
            migrate::begin(&conn)?;
            opened_by::note(&conn)?;
            return Ok((open, conn));
        }
        Standing::Older => drop((conn, open)),
    }
    upgrade_alone(dir, path, now, tell)?;
    Ok((in_use::share(dir)?, open_writer(path)?.0))
}

fn upgrade_alone(dir: &Path, path: &Path, now: Timestamp, tell: Tell<'_>) -> Result<()> {
    let _alone = nobody_else(dir)?;
    let (conn, standing) = open_writer(path)?;
    if standing != Standing::Older {
        return Ok(());
    }
    migrate::refuse_without_room(path)?;
    before_upgrade::copy(&conn, path, now)?;
    conn.close().map_err(|(_, error)| error)?;
    migrate::upgrade(path, tell)?;
    opened_by::note(&open_writer(path)?.0)
}

/// Opens the connection that writes, and how its file stands. FULL makes every commit wait for the disk:
/// an intent that is lost in a power cut would be a question asked unknown. On macOS
/// that takes `fullfsync`, else the drive's own cache is not emptied; other systems have
/// no such thing and ignore it.
fn open_writer(path: &Path) -> Result<(Connection, Standing)> {
    let mut conn = Connection::open(path).map_err(|error| why_not_opened(error, path))?;
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(PREPARED);
    crate::read::guard(&conn)?;
    // Before anything is changed: a file that is refused stays as it is, with its log.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let standing = schema::look_at(&mut conn, migrate::standing)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    crate::in_doubt::register(&conn)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    conn.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
    Ok((conn, standing))
}

/// SQLite says only that it could not. The system says more: of a file that another program holds
/// for itself, as Windows lets it, that it is in use.
fn why_not_opened(error: rusqlite::Error, path: &Path) -> GarageError {
    match std::fs::OpenOptions::new().read(true).write(true).open(path) {
        Err(refused) => refused.into(),
        Ok(_) => error.into(),
    }
}
