//! Building the UI and the app.

use crate::paths;
use crate::shell::{self, Outcome};

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

/// Programs of these packages, optimised as they ship.
pub fn released(packages: &[&str], features: &str) -> Outcome {
    let named = packages.iter().flat_map(|package| ["-p", *package]);
    shell::run(shell::cargo().args(["build", "--release", "--features", features]).args(named))
}
