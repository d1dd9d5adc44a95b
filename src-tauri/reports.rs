//! Which files the window may hand to the system to show: a report, a receipt.

use crate::commands::{ATTACHMENTS, REPORTS, ReceiptKind, ending_of, lies_in};
use std::io;
use std::path::{Path, PathBuf};

/// The file as the system takes it. The core wrote it and knows its handle; still nothing is opened but a page that
/// lies in the reports folder itself, or a picture or PDF among the receipts of a garage: whatever
/// took its place since may be a link, or a program. The path stays as it was written,
/// since Windows' shell rejects the form that following its links would give it (`\\?\`).
pub fn openable(home: &Path, file: &Path) -> io::Result<PathBuf> {
    let is_file = file.symlink_metadata()?.is_file();
    let ending = ending_of(file);
    let is_report = || ending == "html" && lies_in(file, &home.join(REPORTS));
    let is_receipt = || {
        let folder = file.parent().and_then(Path::file_name);
        let is_kind = ReceiptKind::ALL.iter().any(|kind| kind.ending() == ending);
        is_kind && folder.is_some_and(|folder| folder == ATTACHMENTS) && lies_in(file, home)
    };
    if is_file && (is_report() || is_receipt()) {
        std::path::absolute(file)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "neither a report nor a receipt"))
    }
}

#[cfg(test)]
mod tests {
    use super::openable;
    use std::fs;
    use std::io::ErrorKind;

    #[test]
    fn a_report_and_a_receipt_open_and_nothing_else_does() {
        let home = tempfile::tempdir().unwrap();
        let reports = home.path().join("reports");
        fs::create_dir(&reports).unwrap();
        for name in ["reports/三月.html", "reports/run.exe", "garage.html"] {
            fs::write(home.path().join(name), "x").unwrap();
        }

        assert_eq!(openable(home.path(), &reports.join("三月.html")).unwrap(), reports.join("三月.html"));
        let refused = |name: &str| openable(home.path(), &reports.join(name)).unwrap_err().kind();
        let receipts = home.path().join("attachments");
        fs::create_dir(&receipts).unwrap();
        for name in ["attachments/ab.jpg", "attachments/ab.exe", "photo.jpg"] {
            fs::write(home.path().join(name), "x").unwrap();
        }
        assert_eq!(openable(home.path(), &receipts.join("ab.jpg")).unwrap(), receipts.join("ab.jpg"));
        assert_eq!(refused("../attachments/ab.exe"), ErrorKind::PermissionDenied);
        assert_eq!(refused("../photo.jpg"), ErrorKind::PermissionDenied);
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
