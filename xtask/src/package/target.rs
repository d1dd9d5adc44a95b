//! What packages are made for.

use crate::{paths, shell};
use std::path::PathBuf;

/// The compiler's name of a system, and those that it is put together from.
pub struct Target {
    /// As Tauri takes it.
    pub triple: &'static str,
    /// What the compiler builds; two halves for a universal Mac program.
    pub halves: Vec<&'static str>,
}

impl Target {
    /// This machine's own, except on a Mac: packages there are for both kinds.
    pub fn of_this_system() -> Result<Target, String> {
        if cfg!(target_os = "macos") {
            return Ok(Target {
                triple: "universal-apple-darwin",
                halves: vec!["aarch64-apple-darwin", "x86_64-apple-darwin"],
            });
        }
        let facts = shell::answer(shell::program("rustc").arg("-vV")).ok_or("rustc does not answer")?;
        let host = facts.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
        let triple: &'static str = Box::leak(host.to_owned().into_boxed_str());
        Ok(Target { triple, halves: vec![triple] })
    }

    /// Where Tauri puts the packages.
    pub fn bundles(&self) -> PathBuf {
        paths::target().join(self.triple).join("release/bundle")
    }

    /// An optimised program of one half.
    pub fn program(half: &str, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        paths::target().join(half).join("release").join(file)
    }
}
