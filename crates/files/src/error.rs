//! Why a file was not written where a person wanted it.

use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A code that faces translate, and the file that it is about. The `Display` text is
/// the code alone: a path can name a person.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}")]
pub struct FileError {
    /// The code that faces translate.
    pub code: &'static str,
    /// The place as it was named.
    pub file: PathBuf,
}

impl FileError {
    /// Every code that this crate returns, for the faces' tables.
    pub const CODES: &'static [&'static str] =
        &["file_exists", "place_is_ours", "file_in_use", "target_full", "unwritable"];

    /// One of the codes above, about this file.
    pub fn new(code: &'static str, file: &Path) -> FileError {
        FileError { code, file: file.to_owned() }
    }

    /// What the system said about the place.
    pub fn of_io(error: &io::Error, file: &Path) -> FileError {
        let code = match error.kind() {
            io::ErrorKind::AlreadyExists => "file_exists",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "target_full",
            _ if is_in_use(error) => "file_in_use",
            _ => "unwritable",
        };
        FileError::new(code, file)
    }
}

/// Whether another program has the file open in a way that keeps us out, as Windows
/// does by default (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
pub fn is_in_use(error: &io::Error) -> bool {
    let by_code = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    by_code || matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy)
}
