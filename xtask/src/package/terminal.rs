//! The terminal program of Windows and macOS: a second one beside the window's. On Linux one
//! program is both (see `linux.rs`).

use super::Target;
use crate::notices;
use crate::shell::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

const PROGRAM: &str = "cheku-cli";

/// Builds it and puts it where Tauri looks for it.
pub fn beside_the_window(target: &Target, beside: &Path) -> Outcome {
    for half in &target.halves {
        shell::run(shell::cargo().args(["build", "--release", "-p", PROGRAM, "--target", half]))?;
        put(&Target::program(half, PROGRAM), &placed(beside, half))?;
    }
    if target.halves.len() > 1 {
        let halves = target.halves.iter().map(|half| placed(beside, half));
        shell::run(
            shell::program("lipo")
                .arg("-create")
                .args(halves)
                .arg("-output")
                .arg(placed(beside, target.triple)),
        )?;
    }
    let program = quoted(&beside.join(PROGRAM));
    let text = format!(r#"{{"bundle":{{"externalBin":[{program}],{}}}}}"#, notices());
    fs::write(config(beside), text).map_err(|error| format!("the packages' list: {error}"))
}

/// What is laid over `tauri.conf.json`: files that are there only once they were built. Were they
/// named in it, no one could compile the app without them.
pub fn config(beside: &Path) -> PathBuf {
    beside.join("tauri.json")
}

/// The part of it with whose work is in the packages.
pub fn notices() -> String {
    format!(r#""resources":{{{}:"NOTICES.txt"}}"#, quoted(&notices::file()))
}

fn placed(beside: &Path, triple: &str) -> PathBuf {
    beside.join(format!("{PROGRAM}-{triple}{}", std::env::consts::EXE_SUFFIX))
}

fn put(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

/// JSON's way to write a path; a chore builds from std alone.
pub fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use std::path::Path;

    #[test]
    fn a_windows_path_stays_itself_in_json() {
        assert_eq!(quoted(Path::new(r"C:\a b\x")), r#""C:\\a b\\x""#);
    }
}
