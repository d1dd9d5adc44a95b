//! Restore (恢复): a backup takes the garage's place, without rewinding what was paid for (`carry`)
//! and without a moment in which there is no garage (`place`).

mod accounts;
mod carry;
mod columns;
mod newer;
mod own_copy;
pub(crate) mod place;
mod salvage;
mod violations;
mod wishes;

pub use newer::Newer;
pub use wishes::{Settings, Wishes};

use crate::error::GarageErrorKind as Kind;
use crate::names::{FILE, with_suffix};
use crate::row::{collect, first};
use crate::table::receipts;
use crate::{Garage, Result};
use cheku_domain::Timestamp;
use cheku_files::attachments;
use own_copy::OwnCopy;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An account that a copy names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyAccount {
    /// The provider's id.
    pub provider: String,
    /// The form's values by field key.
    pub values: BTreeMap<String, String>,
}

/// What a person should know before a copy takes the garage's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What the present garage has and the copy has not; `None` = it cannot be read.
    pub newer: Option<Newer>,
    /// The present garage is damaged or was changed by another program: there may be more than `newer` could count.
    pub damaged: bool,
    /// Vehicles in the copy's list.
    pub vehicles: u32,
    /// When the copy's last question was asked.
    pub last_asked: Option<Timestamp>,
    /// The accounts that the copy names.
    pub accounts: Vec<CopyAccount>,
    /// The present garage has accounts or calls of its own, so that its settings can stand.
    pub has_settings: bool,
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the former garage is kept; `None` when there was none.
    pub kept: Option<PathBuf>,
    /// What it had and the copy had not; `None` = it could not be read.
    pub newer: Option<Newer>,
    /// It was damaged: what could still be read came along.
    pub damaged: bool,
    /// Whose settings stand.
    pub settings: Settings,
    /// Receipts that the garage names now and that lie whole neither beside it nor beside the copy.
    pub receipts_missing: u32,
}

/// The present garage as far as it can be read.
enum Present {
    Absent,
    Whole(OwnCopy),
    /// What could still be read of one that is damaged, or that another program changed.
    Damaged(OwnCopy),
    /// Not ours, newer, or beyond reading: nothing of it can be taken over.
    Unreadable,
}

impl Present {
    fn of(dir: &Path) -> Result<Present> {
        if !place::is_there(dir) {
            return Ok(Present::Absent);
        }
        match OwnCopy::of(&dir.join(FILE), &look_path(dir, "present")) {
            Ok(copy) => Ok(Present::Whole(copy)),
            Err(error) if matches!(error.kind, Kind::Damaged | Kind::Altered) => {
                let salvaged = salvage::of(&dir.join(FILE), &look_path(dir, "salvaged"))?;
                Ok(salvaged.map_or(Present::Unreadable, Present::Damaged))
            }
            Err(error) if SAYS_NOTHING.contains(&error.kind) => Ok(Present::Unreadable),
            Err(error) => Err(error),
        }
    }

    /// As much of it as there is.
    fn copy(&self) -> Option<&OwnCopy> {
        match self {
            Present::Whole(copy) | Present::Damaged(copy) => Some(copy),
            Present::Absent | Present::Unreadable => None,
        }
    }

    fn newer(&self, copy: &Connection) -> Result<Option<Newer>> {
        match (self, self.copy()) {
            (_, Some(present)) => newer::count(copy, present.path()).map(Some),
            (Present::Unreadable, None) => Ok(None),
            (_, None) => Ok(Some(Newer::default())),
        }
    }

    fn is_damaged(&self) -> bool {
        matches!(self, Present::Damaged(_))
    }
}

/// Copies the receipts that lie beside a copy to those beside the garage, before the garage names them; says how
/// many are nowhere.
fn fetch_receipts(copy: &Connection, from: &Path, dir: &Path) -> Result<u32> {
    let beside = from.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let missing = attachments::copy(beside, dir, &receipts::named(copy)?)?;
    Ok(u32::try_from(missing.len()).unwrap_or(u32::MAX))
}

/// Refusals of a file for what it is, not for what the disk or another program does.
const SAYS_NOTHING: [Kind; 5] = [Kind::Damaged, Kind::Foreign, Kind::Altered, Kind::Newer, Kind::LookTooLong];

/// A place for a look, beside the garage, which is private and on a disk that is written to.
fn look_path(dir: &Path, what: &str) -> PathBuf {
    with_suffix(&dir.join(FILE), &format!(".{}.{what}.look", std::process::id()))
}

fn facts(copy: &Connection) -> Result<(u32, Option<Timestamp>, Vec<CopyAccount>)> {
    let sql = "SELECT (SELECT count(*) FROM vehicles WHERE removed = 0), (SELECT max(asked_at) FROM calls)";
    let (vehicles, asked) =
        copy.query_row(sql, [], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?)))?;
    let sql = "SELECT provider, form FROM accounts ORDER BY provider";
    let accounts = collect(copy.prepare(sql)?.query([])?, |row| {
        let form: String = row.get(1)?;
        Ok(CopyAccount { provider: row.get(0)?, values: serde_json::from_str(&form)? })
    })?;
    Ok((vehicles, asked.map(Timestamp), accounts))
}

fn has_settings(present: &Present) -> Result<bool> {
    let Some(present) = present.copy() else { return Ok(false) };
    let sql = "SELECT EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM batches)";
    Ok(first(present.conn.prepare(sql)?.query([])?, |row| Ok(row.get(0)?))?.unwrap_or(false))
}

impl Garage {
    /// Examines a copy and holds it against the present garage; nothing is changed. The garage
    /// may be open.
    pub fn look_at_backup(dir: &Path, from: &Path) -> Result<Look> {
        cheku_files::private::folder(dir)?;
        clear_looks(dir);
        let copy = OwnCopy::of(from, &look_path(dir, "copy"))?;
        let present = Present::of(dir)?;
        let (vehicles, last_asked, accounts) = facts(&copy.conn)?;
        let newer = present.newer(&copy.conn)?;
        let (damaged, has_settings) = (present.is_damaged(), has_settings(&present)?);
        Ok(Look { newer, damaged, vehicles, last_asked, accounts, has_settings })
    }

    /// Puts a backup in the garage's place. It is examined first (whole, ours, not newer), takes
    /// over what the present garage paid for, and the former file is kept beside it under a name
    /// of its own. No `Garage` of that folder may be open, in this process or another:
    /// `garage_in_use`.
    pub fn restore(dir: &Path, from: &Path, wishes: &Wishes, now: Timestamp) -> Result<Restored> {
        cheku_files::private::folder(dir)?;
        let _alone = crate::batch_lock::nobody_else(dir)?;
        place::end_cut_off(dir)?;
        clear_looks(dir);
        let fresh = OwnCopy::of(from, &place::unfinished(dir))?;
        let present = Present::of(dir)?;
        let newer = present.newer(&fresh.conn)?;
        let settings = if has_settings(&present)? { wishes.settings } else { Settings::AsInCopy };
        match present.copy() {
            Some(present) => carry::over(&fresh.conn, present.path(), wishes)?,
            None => carry::nothing(&fresh.conn)?,
        }
        let damaged = present.is_damaged();
        drop(present);
        let receipts_missing = fetch_receipts(&fresh.conn, from, dir)?;
        let kept = place::put_in_place(dir, fresh, now)?;
        Ok(Restored { kept, newer, damaged, settings, receipts_missing })
    }

    /// Garages of this folder that were put aside by a restore or wait for their place, the
    /// newest first. Any of them can be restored.
    pub fn put_aside(dir: &Path) -> Vec<PathBuf> {
        place::found(dir)
    }
}

/// Removes looks that were cut off. Their process is gone, or so slow that it looks again.
pub(crate) fn clear_looks(dir: &Path) {
    let paths = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let of_looks = paths.filter(|path| {
        path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with(FILE) && name.contains(".look")
        }) && crate::backup::is_broken_off(path)
    });
    of_looks.for_each(|path| drop(std::fs::remove_file(path)));
}
