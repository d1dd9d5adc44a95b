//! The garage's file, the names of what lies beside it, and that names are on the disk.

use crate::Result;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The file's name in its folder.
pub(crate) const FILE: &str = "garage.sqlite";

/// The path with more behind its name.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Names are as durable as the folder that holds them. Windows writes them with the file.
pub(crate) fn sync_folder(dir: &Path) -> Result<()> {
    if cfg!(unix) { Ok(File::open(dir)?.sync_all()?) } else { Ok(()) }
}
