//! Which files the window may hand to the system's browser.

use crate::commands::{REPORTS, ending_of, lies_in};
use std::io;
use std::path::{Path, PathBuf};

/// The report as the system's browser takes it. The core wrote it and knows its handle;
/// still nothing is opened but a page that lies in the reports folder itself: whatever
/// took its place since may be a link, or a program. The path stays as it was written,
/// since Windows' shell rejects the form that following its links would give it (`\\?\`).
pub fn openable(home: &Path, report: &Path) -> io::Result<PathBuf> {
    let is_file = report.symlink_metadata()?.is_file();
    if is_file && ending_of(report) == "html" && lies_in(report, &home.join(REPORTS)) {
        std::path::absolute(report)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "not a report"))
    }
}

#[cfg(test)]
mod tests {
    use super::openable;
    use std::fs;
    use std::io::ErrorKind;

    #[test]
    fn a_report_opens_and_nothing_else_does() {
        let home = tempfile::tempdir().unwrap();
        let reports = home.path().join("reports");
        fs::create_dir(&reports).unwrap();
        for name in ["reports/三月.html", "reports/run.exe", "garage.html"] {
            fs::write(home.path().join(name), "x").unwrap();
        }

        assert_eq!(openable(home.path(), &reports.join("三月.html")).unwrap(), reports.join("三月.html"));
        let refused = |name: &str| openable(home.path(), &reports.join(name)).unwrap_err().kind();
        assert_eq!(refused("run.exe"), ErrorKind::PermissionDenied);
        assert_eq!(refused("../garage.html"), ErrorKind::PermissionDenied);
        assert_eq!(refused("."), ErrorKind::PermissionDenied);
        assert_eq!(refused("missing.html"), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_took_a_reports_place_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let reports = home.path().join("reports");
        fs::create_dir(&reports).unwrap();
        fs::write(home.path().join("garage.sqlite"), "rows").unwrap();
        std::os::unix::fs::symlink(home.path().join("garage.sqlite"), reports.join("march.html")).unwrap();

        let refused = openable(home.path(), &reports.join("march.html")).unwrap_err().kind();
        assert_eq!(refused, ErrorKind::PermissionDenied);
    }
}
