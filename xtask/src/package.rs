//! `cargo xtask package`

use crate::{Outcome, paths, setup, shell};
use std::fs;
use std::path::PathBuf;

/// Builds the optimised app and wraps it up for this system.
pub fn run(_args: &[String]) -> Outcome {
    setup::all()?;
    let before = packages();
    shell::run(shell::npm(&paths::root()).args(["exec", "--", "tauri", "build", "--bundles", bundles()]))?;
    let mut made = packages();
    if made.is_empty() {
        return Err("the build made no package".to_owned());
    }
    if made.len() > before.len() {
        made.retain(|file| !before.contains(file));
    }
    for file in made {
        let size = fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?.len();
        println!("{} ({:.1} MB)", file.display(), size as f64 / 1e6);
    }
    Ok(())
}

const fn bundles() -> &'static str {
    if cfg!(target_os = "macos") {
        "dmg"
    } else if cfg!(windows) {
        "nsis"
    } else {
        "deb"
    }
}

fn packages() -> Vec<PathBuf> {
    let folder = paths::target().join("release/bundle").join(bundles());
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}
