//! Files that a person chose. The page has a handle for each, never a path: a page that
//! somebody else's text took over could name any file otherwise. A handle is for one
//! purpose, reading or writing or opening, and unknown to the next start.

use crate::App;
use crate::api::{ChosenFile, CommandError, ErrorCode};
use crate::error::Result;
use cheku_files::Place;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Handles that are known at once; the oldest go first.
const KNOWN: usize = 200;

/// What a handle stands for.
#[derive(Clone)]
enum Purpose {
    Read(PathBuf),
    Write(Place),
    Open(PathBuf),
}

/// The handles of this process.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<VecDeque<(String, Purpose)>>);

impl Chosen {
    fn all(&self) -> MutexGuard<'_, VecDeque<(String, Purpose)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, purpose: Purpose) -> String {
        // Its last 74 bits are random: not to be guessed.
        let handle = uuid::Uuid::now_v7().to_string();
        let mut all = self.all();
        all.push_back((handle.clone(), purpose));
        while all.len() > KNOWN {
            all.pop_front();
        }
        handle
    }

    fn find<T>(&self, handle: &str, wanted: impl Fn(&Purpose) -> Option<T>) -> Result<T> {
        let all = self.all();
        let found = all.iter().find(|(known, _)| known == handle).and_then(|(_, purpose)| wanted(purpose));
        found.ok_or_else(|| CommandError::new(ErrorCode::FileNotChosen, "no such handle for this purpose"))
    }
}

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
        self.0.chosen.all().retain(|(known, _)| known != handle);
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
