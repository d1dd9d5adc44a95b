//! What Tauri makes, and where it lies.

use super::target::Target;
use crate::paths;
use crate::shell::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// One run of Tauri's own builder; each config is laid over `tauri.conf.json`.
pub fn tauri(target: &Target, what: &str, kinds: &[String], configs: &[&Path]) -> Outcome {
    let mut command = shell::npm(&paths::root());
    command.args(["exec", "--", "tauri", what, "--target", target.triple]);
    for config in configs {
        command.arg("--config").arg(config);
    }
    if !kinds.is_empty() {
        command.arg("--bundles").arg(kinds.join(","));
    }
    shell::run(&mut command)
}

/// An empty folder, whatever was there.
pub fn empty(folder: &Path) -> Outcome {
    let told = |error| format!("{}: {error}", folder.display());
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(told)?;
    }
    fs::create_dir_all(folder).map_err(told)
}

/// The packages: files two floors below, each kind in a folder of its own.
pub fn files_below(bundles: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries(bundles)
        .flat_map(|kind| entries(&kind.path()).map(|entry| entry.path()).collect::<Vec<_>>())
        .filter(|path| path.is_file() && path.extension().is_some_and(is_package))
        .collect();
    files.sort();
    files
}

fn is_package(extension: &std::ffi::OsStr) -> bool {
    ["deb", "rpm", "AppImage", "dmg", "exe", "msi"].iter().any(|known| extension == *known)
}
