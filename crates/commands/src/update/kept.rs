//! What is remembered of updates, beside the garage and not in it: where the garage is newer than
//! the program, an update is what helps.

use crate::error::Result;
use cheku_domain::Timestamp;
use cheku_files::FileError;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// One small file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub by_itself: bool,
    pub looked_at: Option<Timestamp>,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { by_itself: true, looked_at: None }
    }
}

fn file(home: &Path) -> PathBuf {
    home.join("update.json")
}

/// One that cannot be read is as none.
pub(super) fn read(home: &Path) -> Kept {
    let text = std::fs::read(file(home)).ok();
    text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

pub(super) fn change(home: &Path, change: impl FnOnce(&mut Kept)) -> Result<()> {
    let mut kept = read(home);
    change(&mut kept);
    let text = serde_json::to_vec(&kept).unwrap_or_default();
    let path = file(home);
    let put = cheku_files::private::options().write(true).create(true).truncate(true).open(&path);
    Ok(put.and_then(|mut open| open.write_all(&text)).map_err(|error| FileError::of_io(&error, &path))?)
}
