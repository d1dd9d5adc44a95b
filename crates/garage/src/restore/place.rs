//! One garage takes another's place. The present file gets a second name first and is then
//! replaced in one step, so that there is a garage at every moment. A mark tells the next start
//! about a restore that was cut off: it is taken back while the new file still waits, and is done
//! once it does not.

use super::own_copy::{LOGS, OwnCopy, copy_file};
use crate::error::GarageErrorKind as Kind;
use crate::migrate::UNFINISHED as UPGRADED;
use crate::names::{FILE, with_suffix};
use crate::read::guard;
use crate::{GarageError, Result};
use cheku_domain::{CutOffRestore, Timestamp};
use cheku_files::sync_folder;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The new file, whole, until it takes its place.
const WAITING: &str = ".restored";
/// The same while it is made.
const UNFINISHED: &str = ".restored.part";
/// Under way, or cut off.
const MARK: &str = "garage.restore";
const ASIDE: &str = "garage-before-restore-";

/// What stands in the mark.
#[derive(Serialize, Deserialize)]
struct Mark {
    /// The second name of the garage that is replaced.
    aside: String,
}

pub(super) fn waiting(dir: &Path) -> PathBuf {
    with_suffix(&dir.join(FILE), WAITING)
}

pub(super) fn unfinished(dir: &Path) -> PathBuf {
    with_suffix(&dir.join(FILE), UNFINISHED)
}

/// True where there is a garage. A file without a byte, as a copying program leaves it, is none.
pub(crate) fn is_there(dir: &Path) -> bool {
    dir.join(FILE).metadata().is_ok_and(|file| file.len() > 0)
}

/// What an upgrade was writing when it was cut off, of the garage or of the copy that a restore made.
fn half_upgraded(dir: &Path) -> [PathBuf; 2] {
    [dir.join(FILE), unfinished(dir)].map(|path| with_suffix(&path, UPGRADED))
}

/// Garages that were put aside or wait for their place, the newest first.
pub(crate) fn found(dir: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = paths.filter(|path| path.file_name().is_some_and(|name| is_aside(&name.to_string_lossy())));
    let mut found: Vec<PathBuf> = named.collect();
    found.sort_by(|one, other| other.cmp(one));
    let waiting = waiting(dir);
    if waiting.exists() {
        found.insert(0, waiting);
    }
    found
}

fn is_aside(name: &str) -> bool {
    name.starts_with(ASIDE) && name.ends_with(".sqlite") && !name.contains(['/', '\\'])
}

/// True where a restore is under way or was cut off.
pub(crate) fn is_marked(dir: &Path) -> bool {
    dir.join(MARK).exists()
}

/// The same, before or after its mark, or what an upgrade left. One that waits is left alone where there is no garage: a
/// person is asked then.
pub(crate) fn is_left(dir: &Path) -> bool {
    let halves = half_upgraded(dir);
    is_marked(dir)
        || unfinished(dir).exists()
        || halves.iter().any(|half| half.exists())
        || (waiting(dir).exists() && is_there(dir))
}

/// Ends a restore that was cut off, if one was. The caller has the folder for itself.
pub(crate) fn end_cut_off(dir: &Path) -> Result<Option<CutOffRestore>> {
    let (path, waiting) = (dir.join(FILE), waiting(dir));
    let mut ended = None;
    if is_marked(dir) {
        ended = Some(CutOffRestore::Finished);
        if waiting.exists() {
            take_back(&path, read_mark(dir)?.as_deref(), &waiting)?;
            sync_folder(dir)?;
            // Where there was no garage before, the one that waited has its place now.
            ended = waiting.exists().then_some(CutOffRestore::TakenBack).or(ended);
        }
        std::fs::remove_file(dir.join(MARK))?;
        sync_folder(dir)?;
    }
    super::own_copy::remove(&unfinished(dir));
    half_upgraded(dir).iter().for_each(|half| super::own_copy::remove(half));
    if is_there(dir) {
        super::own_copy::remove(&waiting);
    }
    Ok(ended)
}

/// The second name of the garage that was to be replaced. A mark is whole before anything else is
/// touched: of one that is not, nothing has to be taken back.
fn read_mark(dir: &Path) -> Result<Option<PathBuf>> {
    let mark = serde_json::from_slice::<Mark>(&std::fs::read(dir.join(MARK))?);
    Ok(mark.ok().filter(|mark| is_aside(&mark.aside)).map(|mark| dir.join(mark.aside)))
}

/// Back to the garage before; where there was none, on to the one that waits.
fn take_back(path: &Path, aside: Option<&Path>, waiting: &Path) -> Result<()> {
    for log in LOGS {
        let log = aside.map(|aside| (with_suffix(aside, log), with_suffix(path, log)));
        if let Some((aside, back)) = log.filter(|log| log.0.exists()) {
            std::fs::rename(aside, back)?;
        }
    }
    match aside.filter(|aside| aside.exists()) {
        Some(aside) if path.exists() => std::fs::remove_file(aside)?,
        Some(aside) => std::fs::rename(aside, path)?,
        None if path.exists() => {}
        None => std::fs::rename(waiting, path)?,
    }
    Ok(())
}

/// Puts the new file in the garage's place; gives where the former one is kept. The caller has
/// the folder for itself.
pub(super) fn put_in_place(dir: &Path, fresh: OwnCopy, now: Timestamp) -> Result<Option<PathBuf>> {
    let path = dir.join(FILE);
    fold(&path);
    let aside = unused_name(dir, now);
    write_mark(dir, &aside)?;
    let put = fresh.finish(&waiting(dir)).and_then(|()| swap(dir, &path, &aside));
    if put.is_err() {
        // The first error is the telling one; what this cannot take back the next start does.
        end_cut_off(dir)?;
    }
    put?;
    std::fs::remove_file(dir.join(MARK))?;
    sync_folder(dir)?;
    Ok(aside.exists().then_some(aside))
}

fn swap(dir: &Path, path: &Path, aside: &Path) -> Result<()> {
    if path.exists() {
        name_twice(path, aside)?;
    }
    // A log that could not be folded belongs to the file that goes.
    for log in LOGS.map(|log| (with_suffix(path, log), with_suffix(aside, log))) {
        if log.0.exists() {
            std::fs::rename(log.0, log.1)?;
        }
    }
    let index = with_suffix(path, "-shm");
    if index.exists() {
        std::fs::remove_file(index)?;
    }
    sync_folder(dir)?;
    std::fs::rename(waiting(dir), path)?;
    Ok(sync_folder(dir)?)
}

/// A second name for the file, on drives without such a thing a copy; never in another's place.
fn name_twice(path: &Path, aside: &Path) -> Result<()> {
    match std::fs::hard_link(path, aside) {
        Err(_) if !aside.exists() => copy_file(path, aside),
        named => Ok(named?),
    }
}

/// Puts the log's pages into the file. One that is damaged keeps its log and goes with it.
fn fold(path: &Path) {
    let folded = || -> Result<()> {
        if !path.exists() {
            return Ok(());
        }
        let conn = Connection::open(path)?;
        guard(&conn)?;
        crate::migrate::standing(&conn)?;
        Ok(conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE;")?)
    };
    if let Err(error) = folded() {
        tracing::warn!(code = error.code(), "the former garage is kept with its log");
    }
}

fn unused_name(dir: &Path, now: Timestamp) -> PathBuf {
    let stamp = now.in_cst().format("%Y%m%d-%H%M%S").to_string();
    let names = std::iter::once(String::new()).chain((2_u32..).map(|number| format!("-{number}")));
    let mut paths = names.map(|number| dir.join(format!("{ASIDE}{stamp}{number}.sqlite")));
    let is_free =
        |path: &PathBuf| ["", "-wal", "-journal"].iter().all(|part| !with_suffix(path, part).exists());
    paths.find(is_free).unwrap_or_else(|| dir.join(ASIDE))
}

fn write_mark(dir: &Path, aside: &Path) -> Result<()> {
    let aside = aside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let options = &mut cheku_files::private::options();
    let mut file = options.write(true).create(true).truncate(true).open(dir.join(MARK))?;
    file.write_all(&serde_json::to_vec(&Mark { aside })?)?;
    file.sync_all()?;
    Ok(sync_folder(dir)?)
}

/// A garage that waits stays, under a name of its own, where another begins.
pub(crate) fn keep_waiting(dir: &Path, now: Timestamp) -> Result<()> {
    let waiting = waiting(dir);
    if waiting.exists() { Ok(std::fs::rename(waiting, unused_name(dir, now))?) } else { Ok(()) }
}

/// Nothing is begun beside a garage that waits for its place or was put aside; `garage_missing`.
pub(crate) fn refuse_beside(dir: &Path) -> Result<()> {
    let found = found(dir);
    if found.is_empty() {
        return Ok(());
    }
    let names = found.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
    Err(GarageError::new(Kind::Missing, names.collect::<Vec<_>>().join(", ")))
}
