//! The program that a driver started. It is nobody's child: the driver lets it go, and
//! after a session it may go on without a page, in the way of the next start.

use crate::{Outcome, wait_until};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The processes that were started with `--home` and this folder.
fn of_home(home: &Path) -> Outcome<Vec<PathBuf>> {
    let wanted = format!("--home\0{}\0", home.display());
    let is_wanted = |entry: &PathBuf| {
        fs::read_to_string(entry.join("cmdline")).is_ok_and(|words| words.ends_with(&wanted))
    };
    let entries = fs::read_dir("/proc")?.filter_map(Result::ok).map(|entry| entry.path());
    Ok(entries.filter(is_wanted).collect())
}

/// Ends what still runs on this folder and waits until it is gone.
pub(crate) async fn end(home: &Path) -> Outcome {
    for process in of_home(home)? {
        // Gone by itself in the meantime: then there is nothing to end.
        Command::new("kill").args(process.file_name()).status()?;
    }
    wait_until("the program to end", async || Ok(of_home(home)?.is_empty().then_some(()))).await
}
