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

/// Kills the processes that draw the page of the program on this folder, as a crash does.
pub(crate) fn kill_page(home: &Path) -> Outcome {
    let mut killed = 0;
    for program in of_home(home)? {
        let Some(id) = program.file_name() else { continue };
        let children = fs::read_to_string(program.join("task").join(id).join("children"))?;
        for child in children.split_whitespace() {
            let name = fs::read_to_string(format!("/proc/{child}/comm")).unwrap_or_default();
            if name.starts_with("WebKitWeb") {
                Command::new("kill").args(["-KILL", child]).status()?;
                killed += 1;
            }
        }
    }
    if killed == 0 { Err("no process draws a page".into()) } else { Ok(()) }
}

/// True when nothing runs on this folder any more.
pub(crate) fn is_gone(home: &Path) -> Outcome<bool> {
    Ok(of_home(home)?.is_empty())
}

/// Ends what still runs on this folder and waits until it is gone.
pub(crate) async fn end(home: &Path) -> Outcome {
    for process in of_home(home)? {
        // Gone by itself in the meantime: then there is nothing to end.
        Command::new("kill").args(process.file_name()).status()?;
    }
    wait_until("the program to end", async || Ok(is_gone(home)?.then_some(()))).await
}
