//! By Windows' own list of tasks: asked to end, a task gets the message of the close button.

use crate::Outcome;
use std::process::Command;

const PROGRAM: &str = "IMAGENAME eq cheku.exe";

/// Presses the close button of every window of the program.
pub fn press_close() -> Outcome {
    // It says so, too, when there is none.
    Command::new("taskkill").args(["/FI", PROGRAM]).output()?;
    Ok(())
}

/// How many windows of the program a person sees: each start has one.
pub fn shown_windows() -> Outcome<usize> {
    Ok(window_titles()?.len())
}

/// What stands in their title bars.
pub fn window_titles() -> Outcome<Vec<String>> {
    let tasks = ["/V", "/FI", PROGRAM, "/FI", "WINDOWTITLE ne N/A", "/FO", "CSV", "/NH"];
    let listed = Command::new("tasklist").args(tasks).output()?;
    let lines = String::from_utf8_lossy(&listed.stdout).into_owned();
    // `"cheku.exe",…,"its title"`
    let title = |line: &str| Some(line.strip_suffix('"')?.rsplit_once(",\"")?.1.to_owned());
    Ok(lines.lines().filter(|line| line.starts_with("\"cheku.exe\"")).filter_map(title).collect())
}
