//! `cargo xtask bench`

use crate::shell::{self, Outcome};
use crate::{build, paths, setup, window};

/// Measures every figure, or the one that is named.
pub fn run(args: &[String]) -> Outcome {
    match args.split_first() {
        Some((figure, rest)) if figure == "window" => real_window(rest),
        Some((figure, rest)) => start(figure, rest),
        None => start("all", args),
    }
}

/// Starts the optimised measuring program with one of its commands.
pub fn start(command: &str, args: &[String]) -> Outcome {
    shell::run(
        shell::cargo().args(["run", "--release", "--package", "cheku-bench", "--", command]).args(args),
    )
}

/// The real window, optimised as it ships, against one with nothing in it.
fn real_window(args: &[String]) -> Outcome {
    setup::all()?;
    build::ui()?;
    build::released(&["cheku", "cheku-blank"], "cheku/custom-protocol,cheku-blank/custom-protocol")?;
    build::released(&["cheku-e2e"], "")?;
    let measure = paths::released("window_bench").to_string_lossy().into_owned();
    let words: Vec<&str> = std::iter::once(measure.as_str()).chain(args.iter().map(String::as_str)).collect();
    let mut session = window::driven(&words)?;
    session.env("CHEKU_APP", paths::released("cheku")).env("CHEKU_BLANK", paths::released("cheku-blank"));
    shell::run(&mut session)
}
