//! `cargo xtask test`

use crate::counts::{self, Counts};
use crate::shell::{self, Outcome};
use crate::{build, paths, setup, window};
use std::process::Command;

/// One part of the tests, as it ended.
struct Part {
    name: &'static str,
    counts: Counts,
    broken: Option<String>,
}

/// Runs every part, also after one has failed, so that one run tells everything.
pub fn run(_args: &[String]) -> Outcome {
    setup::all()?;
    let parts = [rust(), ui(), real_window()];
    report(&parts)
}

/// All that needs no window. Chosen together, since cargo builds a library anew for each choice of packages that
/// wants other features of it.
pub const WITHOUT_WINDOW: [&str; 7] =
    ["--workspace", "--exclude", "cheku", "--exclude", "cheku-e2e", "--exclude", "cheku-blank"];

fn rust() -> Part {
    part("Rust", counts::of_cargo, shell::cargo().arg("test").args(WITHOUT_WINDOW).arg("--no-fail-fast"))
}

fn ui() -> Part {
    part("UI", counts::of_vitest, shell::npm(&paths::ui()).args(["test"]))
}

fn real_window() -> Part {
    const NAME: &str = "Real window";
    if let Err(reason) = build::ui().and_then(|()| build::driven_app()) {
        return Part { name: NAME, counts: Counts::default(), broken: Some(reason) };
    }
    let face = part(
        NAME,
        counts::of_cargo,
        shell::cargo().args(["test", "-p", "cheku", "--lib", "--features", "custom-protocol"]),
    );
    let stories =
        window::driven(&["cargo", "test", "-p", "cheku-e2e", "--no-fail-fast", "--", "--test-threads=1"]);
    let window = match stories {
        Ok(mut command) => part(NAME, counts::of_cargo, &mut command),
        Err(reason) => Part { name: NAME, counts: Counts::default(), broken: Some(reason) },
    };
    Part { name: NAME, counts: face.counts.plus(window.counts), broken: face.broken.or(window.broken) }
}

fn part(name: &'static str, count: fn(&str) -> Counts, command: &mut Command) -> Part {
    println!("== {name}");
    match shell::run_read(command) {
        Ok((output, true)) => Part { name, counts: count(&output), broken: None }.not_empty(),
        Ok((output, false)) => {
            Part { name, counts: count(&output), broken: Some("the test program failed".to_owned()) }
        }
        Err(reason) => Part { name, counts: Counts::default(), broken: Some(reason) },
    }
}

impl Part {
    /// A part in which nothing ran has not passed: its output was not understood.
    fn not_empty(mut self) -> Part {
        if self.counts == Counts::default() {
            self.broken = Some("no test was counted".to_owned());
        }
        self
    }

    fn line(&self) -> String {
        match self.counts {
            Counts { passed, failed: 0 } => format!("{} {passed} passed", self.name),
            Counts { passed, failed } => format!("{} {passed} passed, {failed} failed", self.name),
        }
    }
}

/// The last line stands alone and holds the sum: scripts read it.
fn report(parts: &[Part]) -> Outcome {
    println!();
    for part in parts {
        println!("{}", part.line());
    }
    let total = parts.iter().fold(Counts::default(), |sum, part| sum.plus(part.counts));
    let broken: Vec<String> = parts
        .iter()
        .filter_map(|part| part.broken.as_ref().map(|why| format!("{}: {why}", part.name)))
        .collect();
    // A part that could not run at all counts as one failure, never as none.
    let failed = total.failed.max(broken.len().try_into().unwrap_or(u32::MAX));
    println!("{} passed, {failed} failed", total.passed);
    if broken.is_empty() && failed == 0 { Ok(()) } else { Err(broken.join("; ")) }
}
