//! Whether the file at a path is still the one that was opened. A garage that was moved
//! away or replaced goes on taking writes that nobody will see.

use crate::error::GarageErrorKind as Kind;
use crate::{GarageError, Result};
use std::path::{Path, PathBuf};

/// The file that a path named when it was opened.
pub(crate) struct FileId {
    path: PathBuf,
    file: Id,
}

/// Told without opening the file: whoever closes any handle of a file gives up this process'
/// own locks on it, and with them SQLite's.
#[cfg(unix)]
type Id = (u64, u64);

#[cfg(unix)]
fn id(path: &Path) -> std::io::Result<Id> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).map(|facts| (facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
type Id = same_file::Handle;

#[cfg(not(unix))]
fn id(path: &Path) -> std::io::Result<Id> {
    same_file::Handle::from_path(path)
}

impl FileId {
    /// The file that is at the path now.
    pub(crate) fn of(path: &Path) -> Result<FileId> {
        Ok(FileId { path: path.to_owned(), file: id(path)? })
    }

    /// `garage_replaced` when another file is there now, or none.
    pub(crate) fn is_still_there(&self) -> Result<()> {
        match id(&self.path) {
            Ok(file) if file == self.file => Ok(()),
            Ok(_) => Err(replaced("another file is in its place")),
            Err(error) => Err(replaced(&error.kind().to_string())),
        }
    }
}

fn replaced(why: &str) -> GarageError {
    GarageError::new(Kind::Replaced, why)
}
