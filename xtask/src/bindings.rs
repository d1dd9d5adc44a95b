//! `cargo xtask bindings`

use crate::paths;
use crate::shell::{self, Outcome};
use crate::test::WITHOUT_WINDOW;

const FOLDER: &str = "ui/src/bindings";

/// Generates the TypeScript types from the API types of `cheku-commands`, the only crate that exports any.
/// With `--check` it fails when that changed what is committed.
pub fn run(args: &[String]) -> Outcome {
    let folder = paths::root().join(FOLDER);
    let mut generate = shell::cargo();
    generate.args(["test", "--quiet"]).args(WITHOUT_WINDOW).args(["--lib", "export_bindings"]);
    shell::run(generate.env("TS_RS_EXPORT_DIR", &folder))?;
    if args.iter().any(|arg| arg == "--check") { unchanged() } else { Ok(()) }
}

/// Also a file that git does not know yet is a change.
fn unchanged() -> Outcome {
    let status = ["status", "--porcelain", "--untracked-files=all", "--", FOLDER];
    let changes = shell::answer(shell::program("git").args(status)).ok_or("git could not be asked")?;
    if changes.is_empty() {
        return Ok(());
    }
    Err(format!("{FOLDER} was out of date; run `cargo xtask bindings` and commit:\n{changes}"))
}
