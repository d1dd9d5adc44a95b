//! A program that is carried about takes its garage along.

use std::path::{Path, PathBuf};

/// The file that says so, beside the program. Its content does not matter.
const MARK: &str = "portable";
/// The home, beside it.
const HOME: &str = "data";

/// The home beside this program where the file `portable` stands there; `None` = installed.
pub fn home() -> Option<PathBuf> {
    beside(&std::env::current_exe().ok()?)
}

fn beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    folder.join(MARK).is_file().then(|| folder.join(HOME))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_carried_program_keeps_its_garage_beside_it_and_an_installed_one_does_not() {
        let stick = tempfile::tempdir().unwrap();
        let program = stick.path().join("cheku");
        assert_eq!(beside(&program), None);
        std::fs::write(stick.path().join("portable"), "").unwrap();
        assert_eq!(beside(&program), Some(stick.path().join("data")));
    }
}
