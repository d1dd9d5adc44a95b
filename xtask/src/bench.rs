//! `cargo xtask bench`

use crate::{Outcome, shell};

/// Measures every figure, or the one that is named.
pub fn run(args: &[String]) -> Outcome {
    match args.split_first() {
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
