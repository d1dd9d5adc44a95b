//! A second place for backups (第二备份位置: a NAS, a stick), and the trial that a copy can be brought back. What is not there now is
//! told and waited for: a stick is put in when somebody has it.

use crate::backup::{KEPT, copy, is_broken_off, is_of_a_day, unfinished_of, whole};
use crate::backup_list::is_empty;
use crate::names::FILE;
use crate::read::open_reader;
use crate::{Finding, Garage, Level, Result};
use cheku_domain::Timestamp;
use cheku_files::{BACKUPS, private};
use std::path::{Path, PathBuf};

/// Where a copy is opened for its trial, and removed after it.
const TRIAL: &str = ".trial";

/// What a trial came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The copy.
    pub file: PathBuf,
    /// The codes of what was wrong with it; none = it can be brought back.
    pub wrong: Vec<String>,
}

/// The newest copy of a day that is whole.
fn newest(home: &Path) -> Result<Option<PathBuf>> {
    let folder = home.join(BACKUPS);
    if folder.is_dir() { Ok(whole(&folder, is_of_a_day)?.pop()) } else { Ok(None) }
}

/// Opens a copy in a folder of its own, as a restore would, and asks the doctor about it.
fn examined(copy: &Path, folder: &Path, now: Timestamp) -> Result<Vec<Finding>> {
    private::folder(folder)?;
    std::fs::copy(copy, folder.join(FILE))?;
    Garage::open(folder, now)?.doctor()
}

impl Garage {
    /// The copies of days in a folder, the oldest first; none where it cannot be read.
    pub fn backups_of_days(folder: &Path) -> Vec<PathBuf> {
        whole(folder, is_of_a_day).unwrap_or_default()
    }

    /// What a copy has as one of its settings; `None` where it has none, or cannot be read.
    pub fn setting_of_copy(copy: &Path, key: &str) -> Option<String> {
        let conn = open_reader(copy).ok()?;
        conn.query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0)).ok()
    }

    /// Puts the newest copy of a day into a second folder, with its receipts, where it is not there yet; the last ten
    /// of days are kept there, and nothing else is touched. The copy, if one was written.
    pub fn copy_to_second(&self, folder: &Path) -> Result<Option<PathBuf>> {
        let Some(newest) = newest(self.dir())? else { return Ok(None) };
        let to = folder.join(newest.file_name().unwrap_or_default());
        let is_new = !to.exists() || (is_empty(&to) && !is_empty(&newest));
        if to == newest || !is_new {
            return Ok(None);
        }
        let left = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        for part in left.filter(|path| unfinished_of(path, is_of_a_day) && is_broken_off(path)) {
            std::fs::remove_file(part)?;
        }
        copy(&open_reader(&newest)?, &to)?;
        let mut others = whole(folder, is_of_a_day)?;
        others.retain(|other| *other != to);
        let superfluous = others.len().saturating_sub(KEPT - 1);
        others.iter().take(superfluous).try_for_each(std::fs::remove_file)?;
        Ok(Some(to))
    }

    /// Tries whether the newest copy of a day can be brought back: it is opened elsewhere and examined like the garage
    /// itself. Receipts lie beside the copies and are no part of it. `None` where there is no copy.
    pub fn try_copy(&self, now: Timestamp) -> Result<Option<Trial>> {
        let Some(file) = newest(self.dir())? else { return Ok(None) };
        let folder = self.dir().join(BACKUPS).join(TRIAL);
        let clear = || if folder.exists() { std::fs::remove_dir_all(&folder) } else { Ok(()) };
        clear()?;
        let found = examined(&file, &folder, now);
        clear()?;
        let wrong = match found {
            Ok(found) => found
                .into_iter()
                .filter(|finding| finding.level == Level::Error && !finding.code.starts_with("receipts_"))
                .map(|finding| finding.code.to_owned())
                .collect(),
            Err(error) => vec![error.code().to_owned()],
        };
        Ok(Some(Trial { file, wrong }))
    }
}
