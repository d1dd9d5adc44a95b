//! Backups (备份): one consistent file each, checked before it counts. There are no
//! secrets in the garage, so there are none in its backups. `restore` brings one back.

use crate::backup_list::{has_vehicles, is_empty};
use crate::error::GarageErrorKind as Kind;
use crate::integrity::is_whole;
use crate::names::with_suffix;
use crate::read::{guard, open_reader};
use crate::table::receipts;
use crate::{Garage, GarageError, Result};
use cheku_domain::Timestamp;
use cheku_files::attachments::{self, Name};
use cheku_files::{FileError, Place, private};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where automatic copies lie, and those that nobody named a place for.
pub(crate) const FOLDER: &str = cheku_files::BACKUPS;
/// A copy that nothing was written to for so long was broken off; a younger one may be another
/// process' work, which is done in minutes.
const BROKEN_OFF: Duration = Duration::from_secs(60 * 60);
/// How many copies of days are kept.
pub(crate) const KEPT: usize = 10;

/// Copies a consistent state of `from` into one new file and checks it; nothing
/// stands at `to` before it is whole.
pub(crate) fn copy(from: &Connection, to: &Path) -> Result<()> {
    // Window and terminal may make the copy of the day at the same time.
    let unfinished = with_suffix(to, &format!(".{}.part", std::process::id()));
    let done = begin(&unfinished)
        .and_then(|()| fill(from, &unfinished))
        .and_then(|()| copy_receipts(home_of(from), &unfinished).map(drop))
        .and_then(|()| Ok(std::fs::rename(&unfinished, to)?));
    if done.is_err() {
        // What is left of a failed copy is of no use; the first error is the telling one.
        let _ = std::fs::remove_file(&unfinished);
    }
    done
}

/// Begins a copy anew where an earlier one broke off.
fn begin(to: &Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_file(to)?;
    }
    Ok(private::file(to)?)
}

fn fill(from: &Connection, to: &Path) -> Result<()> {
    let mut copy = Connection::open(to)?;
    guard(&copy)?;
    // All pages in one step: one view of the file, whatever is written meanwhile.
    let step = Backup::new(from, &mut copy)?.step(-1)?;
    if step != StepResult::Done {
        return Err(GarageError::new(Kind::Busy, "the copy did not come to its end"));
    }
    copy.execute_batch("PRAGMA journal_mode = DELETE;")?;
    is_whole(&copy)
}

/// The folder of the file that is copied.
fn home_of(conn: &Connection) -> &Path {
    folder_of(Path::new(conn.path().unwrap_or_default()))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts what receipts a copy names beside it, before it has its name: a folder of copies shares them. A garage that
/// lost one is copied all the same.
fn copy_receipts(home: &Path, copy: &Path) -> Result<Receipts> {
    let names: Vec<Name> = receipts::named(&open_reader(copy)?)?;
    let missing = attachments::copy(home, folder_of(copy), &names)?;
    if !missing.is_empty() {
        tracing::warn!(count = missing.len(), "receipts are missing and not in the backup");
    }
    let count = |names: &[Name]| u32::try_from(names.len()).unwrap_or(u32::MAX);
    Ok(Receipts { beside: count(&names) - count(&missing), missing: count(&missing) })
}

/// What receipts lie beside a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Receipts {
    /// In `attachments` beside it.
    pub beside: u32,
    /// Named by it, and not whole beside the garage.
    pub missing: u32,
}

/// True of a copy's name without its ending where it was made before an upgrade.
pub(crate) fn is_before_upgrade(name: &str) -> bool {
    name.ends_with("-before-upgrade")
}

pub(crate) fn is_of_a_day(name: &str) -> bool {
    // Exactly: older ones are cleared away, also in a folder that holds a person's own files.
    let day = name.strip_prefix("garage-").filter(|day| day.len() == "20260312".len());
    day.is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()))
}

pub(crate) fn is_broken_off(path: &Path) -> bool {
    let written = path.metadata().and_then(|facts| facts.modified());
    // A moment that is still to come counts as young.
    written.is_ok_and(|written| written.elapsed().is_ok_and(|since| since > BROKEN_OFF))
}

/// The files in a folder that begin like a copy which the program makes by itself, one a day and one before
/// an upgrade, each with what follows its name; what a person asked for is never cleared away.
fn automatic(folder: &Path, is_meant: fn(&str) -> bool) -> Result<Vec<(PathBuf, String)>> {
    let paths = std::fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let meant = paths.filter_map(|path| {
        let (name, behind) = path.file_name()?.to_str()?.split_once(".sqlite")?;
        let behind = is_meant(name).then(|| behind.to_owned())?;
        Some((path, behind))
    });
    Ok(meant.collect())
}

/// True of what is left of such a copy that is not whole.
pub(crate) fn unfinished_of(path: &Path, is_meant: fn(&str) -> bool) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split_once(".sqlite"));
    name.is_some_and(|(name, behind)| is_meant(name) && behind.ends_with(".part"))
}

/// Those of them that are whole, the oldest first, since their names begin with their time.
pub(crate) fn whole(folder: &Path, is_meant: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let all = automatic(folder, is_meant)?.into_iter();
    let mut whole: Vec<PathBuf> = all.filter(|(_, behind)| behind.is_empty()).map(|(path, _)| path).collect();
    whole.sort();
    Ok(whole)
}

/// Makes an automatic copy. What a power cut left of others goes first, since it may be what
/// fills the disk.
pub(crate) fn copy_by_itself(from: &Connection, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    private::folder(folder)?;
    for (path, behind) in automatic(folder, |name| is_of_a_day(name) || is_before_upgrade(name))? {
        if behind.ends_with(".part") && is_broken_off(&path) {
            std::fs::remove_file(path)?;
        }
    }
    copy(from, to)
}

/// The file's name in the folder of copies.
pub(crate) fn named(dir: &Path, now: Timestamp, form: &str) -> PathBuf {
    dir.join(FOLDER).join(format!("{}.sqlite", now.in_cst().format(form)))
}

/// Why a backup was not written: what the garage said, or the place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// The garage could not be copied.
    #[error(transparent)]
    Garage(#[from] GarageError),
    /// The copy could not be put there.
    #[error(transparent)]
    Place(#[from] FileError),
}

/// The garage is only read here: what cannot be written is the copy.
fn of_target(error: GarageError, place: &Place) -> BackupError {
    match error.kind {
        Kind::DiskFull => FileError::new("target_full", place.path()).into(),
        Kind::ReadOnly => FileError::new("unwritable", place.path()).into(),
        _ => error.into(),
    }
}

impl Garage {
    /// Writes one consistent, checked file at a place that a person named.
    /// The receipts that it names lie in `attachments` beside it.
    pub fn backup_to(&self, place: &Place) -> std::result::Result<Receipts, BackupError> {
        let conn = open_reader(self.path())?;
        place.write(|file| {
            fill(&conn, file.path())
                .and_then(|()| copy_receipts(self.dir(), file.path()))
                .map_err(|error| of_target(error, place))
        })
    }

    /// The copy of the day, unless there is one; the last ten are kept. One that was made before the first
    /// vehicle came is made again.
    pub fn daily_backup(&self, now: Timestamp) -> Result<Option<PathBuf>> {
        let file = named(self.dir(), now, "garage-%Y%m%d");
        let conn = open_reader(self.path())?;
        if file.exists() && !(has_vehicles(&conn)? && is_empty(&file)) {
            return Ok(None);
        }
        attachments::clear_broken_off(self.dir());
        copy_by_itself(&conn, &file)?;
        // Never the one that was just made, although a clock that was wrong may have made later ones.
        let mut others = whole(&self.dir().join(FOLDER), is_of_a_day)?;
        others.retain(|other| *other != file);
        let superfluous = others.len().saturating_sub(KEPT - 1);
        others.iter().take(superfluous).try_for_each(std::fs::remove_file)?;
        Ok(Some(file))
    }

    /// Where `backup_to` puts a file that a person gave no name for.
    pub fn backup_name(&self, now: Timestamp) -> Result<PathBuf> {
        private::folder(&self.dir().join(FOLDER))?;
        Ok(named(self.dir(), now, "garage-%Y%m%d-%H%M%S"))
    }
}
