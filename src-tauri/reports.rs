//! Which files the window may hand to the system's browser.

use std::io;
use std::path::{Path, PathBuf};

/// The folder below the home into which printable reports are written.
pub fn folder(home: &Path) -> PathBuf {
    home.join("reports")
}

/// The real path of a report. The window shows text that came from outside, so
/// whatever it asks to open must be an existing file below the reports folder
/// once links and `..` are followed.
pub fn resolve(home: &Path, asked: &Path) -> io::Result<PathBuf> {
    let folder = folder(home).canonicalize()?;
    let file = asked.canonicalize()?;
    if file.starts_with(&folder) && file.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "not a report"))
    }
}

#[cfg(test)]
mod tests {
    use super::{folder, resolve};
    use std::fs;
    use std::io::ErrorKind;

    #[test]
    fn a_report_opens_and_nothing_else_does() {
        let home = tempfile::tempdir().unwrap();
        let inside = folder(home.path()).join("march.html");
        let outside = home.path().join("garage.db");
        fs::create_dir(folder(home.path())).unwrap();
        fs::write(&inside, "report").unwrap();
        fs::write(&outside, "rows").unwrap();

        assert_eq!(resolve(home.path(), &inside).unwrap(), inside.canonicalize().unwrap());
        let refused = |path: &std::path::Path| resolve(home.path(), path).unwrap_err().kind();
        assert_eq!(refused(&outside), ErrorKind::PermissionDenied);
        assert_eq!(refused(&folder(home.path()).join("../garage.db")), ErrorKind::PermissionDenied);
        assert_eq!(refused(&folder(home.path())), ErrorKind::PermissionDenied);
        assert_eq!(refused(&folder(home.path()).join("missing.html")), ErrorKind::NotFound);
    }
}
