//! The names of the garage's file and of what lies beside it.

use std::path::{Path, PathBuf};

/// The file's name in its folder.
pub(crate) const FILE: &str = "garage.sqlite";

/// The path with more behind its name.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
