//! `cargo xtask crash-test`

use crate::{Outcome, bench};

/// Kills processes in the middle of batches; `--kills N`, a thousand by default.
pub fn run(args: &[String]) -> Outcome {
    bench::start("crash-test", args)
}
