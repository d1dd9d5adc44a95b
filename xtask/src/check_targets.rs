//! `cargo xtask check-targets`

use crate::shell::{self, Outcome};
use crate::{build, setup};
use std::path::{Path, PathBuf};

/// The systems that people have and a developer may not: each by the targets that tell of it.
const SYSTEMS: [(&str, &[&str]); 2] = [
    ("Windows", &["x86_64-pc-windows-msvc", "x86_64-pc-windows-gnu"]),
    ("macOS", &["aarch64-apple-darwin", "x86_64-apple-darwin"]),
];

/// Runs clippy for each system whose standard library is installed here, and says of the others
/// what is missing. Code behind `cfg(windows)` is compiled nowhere else before it is pushed.
pub fn run(_args: &[String]) -> Outcome {
    setup::all()?;
    // The app embeds the page.
    build::ui()?;
    let libraries = libraries()?;
    for (system, targets) in SYSTEMS {
        match targets.iter().find(|target| is_installed(&libraries, target)) {
            Some(target) => check(system, target)?,
            None => println!("{system}: not checked. `rustup target add {}` brings its library.", targets[0]),
        }
    }
    Ok(())
}

fn check(system: &str, target: &str) -> Outcome {
    println!("== {system} ({target})");
    let lints = ["clippy", "--workspace", "--all-targets", "--keep-going", "--target", target];
    shell::run(shell::cargo().args(lints).args(["--", "-D", "warnings"]))
}

/// Where the compiler keeps a folder for each target.
fn libraries() -> Result<PathBuf, String> {
    let root = shell::answer(shell::program("rustc").args(["--print", "sysroot"]));
    Ok(PathBuf::from(root.ok_or("rustc does not answer")?).join("lib/rustlib"))
}

fn is_installed(libraries: &Path, target: &str) -> bool {
    let files = std::fs::read_dir(libraries.join(target).join("lib"));
    files
        .into_iter()
        .flatten()
        .flatten()
        .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

#[cfg(test)]
mod tests {
    use super::{is_installed, libraries};
    use crate::shell;

    #[test]
    fn this_machine_has_its_own_library_and_none_of_an_invented_system() {
        let facts = shell::answer(shell::program("rustc").arg("-vV")).unwrap();
        let host = facts.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let libraries = libraries().unwrap();
        assert!(is_installed(&libraries, host));
        assert!(!is_installed(&libraries, "x86_64-none-moon"));
    }
}
