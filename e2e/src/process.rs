//! The program that a driver started. It is nobody's child: the driver lets it go, and
//! after a session it may go on without a page, in the way of the next start.

use crate::{Outcome, wait_until};
use std::path::Path;
use sysinfo::{Process, ProcessRefreshKind, ProcessesToUpdate, Signal, System, UpdateKind};

/// What draws the page of a program is named so.
const PAGE: &str = if cfg!(windows) { "msedgewebview2" } else { "WebKitWeb" };

/// All processes as they are now, with the words that they were started with.
fn now() -> System {
    let mut system = System::new();
    let words = ProcessRefreshKind::nothing().with_cmd(UpdateKind::Always);
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, words);
    system
}

/// Whether it was started with `--home` and this folder. Each thread has the words, too.
fn is_of(process: &Process, home: &Path) -> bool {
    process.thread_kind().is_none() && process.cmd().ends_with(&["--home".into(), home.into()])
}

/// Kills the processes that draw the page of the program on this folder, as a crash does.
pub(crate) fn kill_page(home: &Path) -> Outcome {
    let system = now();
    let is_page = |process: &&Process| {
        let parent = process.parent().and_then(|parent| system.process(parent));
        process.thread_kind().is_none()
            && process.name().to_string_lossy().starts_with(PAGE)
            && parent.is_some_and(|parent| is_of(parent, home))
    };
    let killed = system.processes().values().filter(is_page).filter(|process| process.kill()).count();
    if killed == 0 { Err("no process draws a page".into()) } else { Ok(()) }
}

/// Kills the program on this folder and waits until it is gone, as when the power goes.
pub(crate) async fn kill(home: &Path) -> Outcome {
    for process in now().processes().values().filter(|process| is_of(process, home)) {
        process.kill();
    }
    wait_until("the program to die", async || Ok(is_gone(home)?.then_some(()))).await
}

/// True when nothing runs on this folder any more.
pub(crate) fn is_gone(home: &Path) -> Outcome<bool> {
    Ok(!now().processes().values().any(|process| is_of(process, home)))
}

/// Ends what still runs on this folder and waits until it is gone.
pub(crate) async fn end(home: &Path) -> Outcome {
    for process in now().processes().values().filter(|process| is_of(process, home)) {
        // Windows knows no gentle way. Gone by itself in the meantime: then there is nothing to end.
        process.kill_with(Signal::Term).unwrap_or_else(|| process.kill());
    }
    wait_until("the program to end", async || Ok(is_gone(home)?.then_some(()))).await
}
