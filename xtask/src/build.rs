//! Building the UI and the app.

use crate::{Outcome, paths, shell};

/// The UI into `ui/dist`, from which the app embeds it.
pub fn ui() -> Outcome {
    shell::run(shell::npm(&paths::ui()).args(["run", "build"]))
}

/// The app with the embedded UI, unoptimised.
pub fn app() -> Outcome {
    app_with("custom-protocol")
}

/// The same for stories, which answer its file dialogs.
pub fn driven_app() -> Outcome {
    app_with("custom-protocol,driven")
}

fn app_with(features: &str) -> Outcome {
    shell::run(shell::cargo().args(["build", "-p", "cheku", "--features", features]))
}
