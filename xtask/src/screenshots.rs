//! `cargo xtask screenshots`

use crate::shell::{self, Outcome};
use crate::{build, paths, setup, window};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The documents for people, and where the pictures that they show are kept.
const DOCUMENTS: [&str; 2] = ["README.md", "README.zh-CN.md"];
const KEPT: &str = "docs/screenshots/";

/// Walks the real window's pages and takes their pictures beside the build, or in the folder
/// named first. `--keep` puts those that the READMEs show into the repository: the others are
/// for looking at, and would make every change of the interface heavy.
pub fn run(args: &[String]) -> Outcome {
    let named = args.iter().find(|arg| !arg.starts_with("--"));
    let folder = named.map_or_else(|| paths::target().join("screenshots"), |named| paths::root().join(named));
    setup::all()?;
    build::ui()?;
    build::driven_app()?;
    let taken = folder.to_string_lossy();
    let walk = ["cargo", "run", "--quiet", "-p", "cheku-e2e", "--bin", "screenshots", "--", &taken];
    shell::run(&mut window::driven(&walk)?)?;
    println!("The pictures are in {}", folder.display());
    if args.iter().any(|arg| arg == "--keep") { keep(&folder) } else { Ok(()) }
}

fn keep(taken: &Path) -> Outcome {
    for name in shown()? {
        let kept = paths::root().join(KEPT).join(&name);
        fs::copy(taken.join(&name), &kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    }
    Ok(())
}

/// The pictures that the READMEs show, by their names in `docs/screenshots`.
fn shown() -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(paths::root().join(document))
            .map_err(|error| format!("{document}: {error}"))?;
        let places = text.split(KEPT).skip(1);
        names.extend(places.filter_map(|rest| rest.split(')').next()).map(str::to_owned));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{KEPT, shown};
    use crate::paths;

    #[test]
    fn the_repository_keeps_the_pictures_that_its_readmes_show_and_no_others() {
        let folder = std::fs::read_dir(paths::root().join(KEPT)).unwrap();
        let kept = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert_eq!(kept.collect::<std::collections::BTreeSet<_>>(), shown().unwrap());
    }
}
