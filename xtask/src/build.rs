//! Building the UI and the app.

use crate::{Outcome, paths, shell};

/// The UI into `ui/dist`, from which the app embeds it.
pub fn ui() -> Outcome {
    shell::run(shell::npm(&paths::ui()).args(["run", "build"]))
}

/// The app with the embedded UI, unoptimised.
pub fn app() -> Outcome {
    shell::run(shell::cargo().args(["build", "-p", "cheku", "--features", "custom-protocol"]))
}
