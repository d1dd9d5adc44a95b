//! `cargo xtask screenshots`

use crate::{Outcome, build, paths, setup, shell, window};

/// Walks the real window's pages and keeps their pictures.
pub fn run(args: &[String]) -> Outcome {
    setup::all()?;
    build::ui()?;
    build::driven_app()?;
    let folder = args
        .first()
        .map_or_else(|| paths::root().join("docs/screenshots"), |named| paths::root().join(named));
    let folder = folder.to_string_lossy();
    let walk = ["cargo", "run", "--quiet", "-p", "cheku-e2e", "--bin", "screenshots", "--", &folder];
    shell::run(&mut window::driven(&walk)?)
}
