//! The program's own files: nobody else on the machine may read them, from the moment
//! they are made. On Windows a person's profile has such rights already, and what lies in
//! it inherits them; nothing is changed there.

use crate::{ATTACHMENTS, BACKUPS, LOGS, REPORTS};
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// How the names of our own files in the home begin. It may be a folder that holds other
/// things, whose rights are not ours to change.
const OURS: [&str; 7] = ["garage.", "garage-", "secrets.", "answers-", "window.", "sandbox-", "update."];

/// Makes the home where it is missing, and takes away what others may do with what is
/// ours in it: earlier versions left that open.
pub fn home(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        if !is_for_many(path) {
            rights::only_mine(path);
        }
    } else {
        folder(path)?;
    }
    only_my_files(path, |name| OURS.iter().any(|ours| name.starts_with(ours)))?;
    for name in [ATTACHMENTS, BACKUPS, LOGS, REPORTS] {
        let inner = path.join(name);
        if inner.is_dir() {
            all_of(&inner)?;
        }
    }
    Ok(())
}

/// The same for a folder that is ours with all that is in it, as a library leaves it that
/// makes files by itself.
pub fn all_of(folder: &Path) -> io::Result<()> {
    rights::only_mine(folder);
    only_my_files(folder, |_| true)
}

/// Makes a folder, and those above it that are missing, for this person alone.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a file where none is, for this person alone, and takes away what others may do
/// with one that is there. For libraries that open a file by its name.
pub fn file(path: &Path) -> io::Result<()> {
    if path.is_file() {
        rights::only_mine(path);
        return Ok(());
    }
    match options().write(true).create_new(true).open(path) {
        // Somebody else was quicker: it is there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Options under which a file that is made is this person's alone.
pub fn options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn only_my_files(folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // A link is not followed: what it leads to may be anything.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(&is_ours) {
            rights::only_mine(&entry.path());
        }
    }
    Ok(())
}

/// A folder that others have business in: the system's temporary one, or one that holds
/// this person's whole home.
fn is_for_many(path: &Path) -> bool {
    let holds_the_person = std::env::home_dir().is_some_and(|person| {
        person.ancestors().any(|above| same_file::is_same_file(above, path).unwrap_or(false))
    });
    holds_the_person || rights::is_shared(path)
}

#[cfg(unix)]
mod rights {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    const OTHERS: u32 = 0o077;
    const STICKY: u32 = 0o1000;

    /// A disk without rights, or somebody else's file, is no reason not to open the garage.
    pub(super) fn only_mine(path: &Path) {
        if let Ok(found) = metadata(path)
            && found.permissions().mode() & OTHERS != 0
        {
            let _ = set_permissions(path, Permissions::from_mode(found.permissions().mode() & 0o700));
        }
    }

    pub(super) fn is_shared(path: &Path) -> bool {
        metadata(path).is_ok_and(|found| found.permissions().mode() & STICKY != 0)
    }
}

#[cfg(not(unix))]
mod rights {
    use std::path::Path;

    pub(super) fn only_mine(_: &Path) {}

    pub(super) fn is_shared(_: &Path) -> bool {
        false
    }
}
