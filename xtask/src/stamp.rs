//! Doing a slow step only when its input changed.

use crate::paths;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// Remembers under `target/` what a step was last done for.
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The stamp of a step whose outcome depends on these files.
    pub fn of(step: &str, inputs: &[PathBuf]) -> Stamp {
        Stamp { file: paths::target().join("xtask").join(step), now: digest(inputs) }
    }

    /// Whether the step was done for these very inputs.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|before| before == self.now)
    }

    /// Notes that it is done.
    pub fn set(&self) -> Result<(), String> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&self.file, &self.now))
            .map_err(|error| format!("cannot write {}: {error}", self.file.display()))
    }
}

/// Not cryptographic: it tells a changed lock file from an unchanged one.
fn digest(inputs: &[PathBuf]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in inputs {
        fs::read(file).ok().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
