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
    // In one step: what a power cut left half would turn the looking on again.
    let put = || -> std::io::Result<()> {
        let mut beside = tempfile::Builder::new().prefix(".cheku-").tempfile_in(home)?;
        beside.write_all(&text)?;
        beside.as_file().sync_all()?;
        beside.persist(&path)?;
        Ok(())
    };
    Ok(put().map_err(|error| FileError::of_io(&error, &path))?)
}
