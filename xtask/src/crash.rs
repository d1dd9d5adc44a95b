//! `cargo xtask crash-test`

use crate::shell::{self, Outcome};
use crate::{bench, paths, setup};

/// Kills processes in the middle of batches (`--kills N`, a thousand by default), or at
/// every system call that changes anything (`--points`).
pub fn run(args: &[String]) -> Outcome {
    match args.split_first() {
        Some((first, rest)) if first == "--points" => points(rest),
        _ => bench::start("crash-test", args),
    }
}

/// With the terminal program as it ships.
fn points(args: &[String]) -> Outcome {
    setup::tracer()?;
    shell::run(shell::cargo().args(["build", "--release", "--package", "cheku-cli"]))?;
    let cli = paths::released("cheku-cli").to_string_lossy().into_owned();
    let words: Vec<String> = ["--cli".to_owned(), cli].into_iter().chain(args.iter().cloned()).collect();
    bench::start("points", &words)
}
