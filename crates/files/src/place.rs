//! A place that a person names for a file, and the one way to write there.

use crate::{BACKUPS, FileError, REPORTS, private};
use same_file::is_same_file;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Where a file goes, and what may happen to one that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    path: PathBuf,
    home: PathBuf,
    replaces: bool,
    private: bool,
}

impl Place {
    /// A place that a person named; `home` is the folder of the program's own files.
    /// Nothing that stands there is replaced.
    pub fn named(path: &Path, home: &Path) -> Place {
        Place { path: path.to_owned(), home: home.to_owned(), replaces: false, private: false }
    }

    /// A place of the program's own choice below the home.
    pub fn of_ours(path: &Path, home: &Path) -> Place {
        Place::named(path, home).for_this_person()
    }

    /// The same, where the person said that what stands there may go.
    pub fn replacing(self, replaces: bool) -> Place {
        Place { replaces, ..self }
    }

    /// The same, for a file that nobody else may read, wherever it lies. A list is made
    /// to be passed on; a copy of the garage is not.
    pub fn for_this_person(self) -> Place {
        Place { private: true, ..self }
    }

    /// As it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets `fill` write into a file beside the place, syncs it, and renames it in one
    /// step. Until then, and after any failure, what stood there stands there.
    pub fn write<T, E: From<FileError>>(
        &self,
        fill: impl FnOnce(&NamedTempFile) -> Result<T, E>,
    ) -> Result<T, E> {
        self.refuse_what_must_not_be()?;
        let file = self.beside()?;
        let filled = fill(&file)?;
        self.put(file)?;
        Ok(filled)
    }

    fn refuse_what_must_not_be(&self) -> Result<(), FileError> {
        let refused = |code| Err(FileError::new(code, &self.path));
        if is_ours(&self.path, &self.home) {
            return refused("place_is_ours");
        }
        match self.path.symlink_metadata() {
            // A folder is replaced by nobody's wish.
            Ok(found) if found.is_dir() => refused("unwritable"),
            Ok(_) if !self.replaces => refused("file_exists"),
            _ => Ok(()),
        }
    }

    /// In the same folder, thus on the same disk: a rename there is one step. It
    /// vanishes by itself unless it is put in place.
    fn beside(&self) -> Result<NamedTempFile, FileError> {
        let mut builder = Builder::new();
        builder.prefix(".cheku-").suffix(".part");
        #[cfg(unix)]
        if !self.private {
            use std::os::unix::fs::PermissionsExt;
            // As any program's file, under the person's umask; else 0600.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(folder(&self.path)).map_err(|error| FileError::of_io(&error, &self.path))
    }

    fn put(&self, file: NamedTempFile) -> Result<(), FileError> {
        let told = |error: &std::io::Error| FileError::of_io(error, &self.path);
        file.as_file().sync_all().map_err(|error| told(&error))?;
        if self.replaces {
            file.persist(&self.path).map_err(|refused| match is_kept(&refused.error, &self.path) {
                true => FileError::new("file_in_use", &self.path),
                false => told(&refused.error),
            })?;
        } else if let Err(refused) = file.persist_noclobber(&self.path) {
            // Some disks (FAT) have no step that puts a file only where none is.
            if refused.error.kind() == std::io::ErrorKind::AlreadyExists || self.path.exists() {
                return Err(told(&refused.error));
            }
            refused.file.persist(&self.path).map_err(|refused| told(&refused.error))?;
        }
        // Not every stick and drive can; the file itself is on it.
        let _ = sync_folder(folder(&self.path));
        Ok(())
    }
}

/// Windows says "access denied" of a file that another program has open and nobody may
/// take away, as spreadsheets do with what they show.
fn is_kept(error: &std::io::Error, path: &Path) -> bool {
    let denied = cfg!(windows) && error.kind() == std::io::ErrorKind::PermissionDenied;
    denied && path.metadata().is_ok_and(|found| found.is_file() && !found.permissions().readonly())
}

/// Forces a folder's names to the disk: a rename is durable once its folder is. Windows writes names with their
/// files and needs none of it.
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The home holds the garage, its log and its keys: a person's file goes only into the
/// two folders there that are made for such.
fn is_ours(path: &Path, home: &Path) -> bool {
    let is_for_people = |name: &str| {
        let folder = home.join(name);
        // A link that leads back to the home opens nothing.
        !is_same_file(&folder, home).unwrap_or(false) && lies_in(path, &folder)
    };
    lies_in(path, home) && !is_for_people(REPORTS) && !is_for_people(BACKUPS)
}

/// Whether a file, which need not be there, lies in a folder or below. Told by the
/// folders themselves, not by their names: links, `..`, other drive letters and the case
/// of letters lead to the same folder.
pub fn lies_in(file: &Path, above: &Path) -> bool {
    let Ok(folder) = folder(file).canonicalize() else { return false };
    folder.ancestors().any(|one| is_same_file(one, above).unwrap_or(false))
}

/// The ending of a name in small letters; "" where it has none.
pub fn ending_of(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// The path with an ending that says what is in the file: its own where it is one of
/// `endings`, else with the first of them behind it ("车辆 2026.03" is a name, not a kind).
pub fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    let Some(first) = endings.first() else { return path };
    if endings.iter().any(|ending| ending.eq_ignore_ascii_case(&ending_of(&path))) {
        return path;
    }
    let Some(name) = path.file_name() else { return path };
    let mut whole = OsString::from(name);
    whole.push(".");
    whole.push(first);
    path.with_file_name(whole)
}

/// Makes a folder of ours below the home, for the files that are made for people.
pub fn own_folder(home: &Path, name: &str) -> std::io::Result<PathBuf> {
    let folder = home.join(name);
    private::folder(&folder)?;
    Ok(folder)
}
