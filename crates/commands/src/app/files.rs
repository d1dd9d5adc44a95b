//! The application's handles for files that the person chose.

use super::App;
use crate::api::{ChosenFile, FilePath};
use crate::chosen::Purpose;
use crate::error::Result;
use cheku_files::{FileError, Place};
use std::io::Write;
use std::path::{Path, PathBuf};

impl App {
    /// A handle for reading the file at `path`, which the person chose.
    pub fn may_read(&self, path: &Path) -> ChosenFile {
        self.chosen(path, Purpose::Read(path.to_owned()))
    }

    /// A handle for writing at `path`, which the person chose; `replaces` where they said
    /// that what stands there may go.
    pub fn may_write(&self, path: &Path, replaces: bool) -> ChosenFile {
        let place = Place::named(path, &self.0.home).replacing(replaces);
        self.chosen(path, Purpose::Write(place))
    }

    /// A handle for opening a file that this program wrote.
    pub(crate) fn may_open(&self, path: &Path) -> String {
        self.0.chosen.add(Purpose::Open(path.to_owned()))
    }

    /// A file that was written where the person chose, as it is told.
    pub(crate) fn written(&self, path: &Path) -> FilePath {
        FilePath { path: path.to_string_lossy().into_owned(), opens: self.may_open(path) }
    }

    /// Writes these bytes where the person chose; tells of the file as one that was written.
    pub(crate) fn put(&self, place: &Place, bytes: &[u8]) -> Result<FilePath> {
        place.write(|file| {
            let written = file.as_file().write_all(bytes);
            written.map_err(|error| FileError::of_io(&error, place.path()))
        })?;
        Ok(self.written(place.path()))
    }

    /// The file behind a handle for reading.
    pub(crate) fn to_read(&self, handle: &str) -> Result<PathBuf> {
        self.0.chosen.find(handle, |purpose| match purpose {
            Purpose::Read(path) => Some(path.clone()),
            _ => None,
        })
    }

    /// The place behind a handle for writing. It serves once: what stands there may be
    /// replaced by what the person asked for, and by nothing later.
    pub(crate) fn to_write(&self, handle: &str) -> Result<Place> {
        let place = self.0.chosen.find(handle, |purpose| match purpose {
            Purpose::Write(place) => Some(place.clone()),
            _ => None,
        })?;
        self.0.chosen.forget(handle);
        Ok(place)
    }

    /// The file of ours behind a handle for opening.
    pub fn to_open(&self, handle: &str) -> Result<PathBuf> {
        self.0.chosen.find(handle, |purpose| match purpose {
            Purpose::Open(path) => Some(path.clone()),
            _ => None,
        })
    }

    fn chosen(&self, path: &Path, purpose: Purpose) -> ChosenFile {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        ChosenFile { file: self.0.chosen.add(purpose), name }
    }
}
