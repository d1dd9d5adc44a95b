//! Files that a person chose. The page has a handle for each, never a path: a page that
//! somebody else's text took over could name any file otherwise. A handle is for one
//! purpose, reading or writing or opening, and unknown to the next start.

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use cheku_files::Place;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Handles that are known at once; the oldest go first.
const KNOWN: usize = 200;

/// What a handle stands for.
#[derive(Clone)]
pub(crate) enum Purpose {
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

    /// A handle for this purpose.
    pub(crate) fn add(&self, purpose: Purpose) -> String {
        // Its last 74 bits are random: not to be guessed.
        let handle = uuid::Uuid::now_v7().to_string();
        let mut all = self.all();
        all.push_back((handle.clone(), purpose));
        while all.len() > KNOWN {
            all.pop_front();
        }
        handle
    }

    /// Lets go of a handle.
    pub(crate) fn forget(&self, handle: &str) {
        self.all().retain(|(known, _)| known != handle);
    }

    /// What stands behind a handle, where it is for the wanted purpose.
    pub(crate) fn find<T>(&self, handle: &str, wanted: impl Fn(&Purpose) -> Option<T>) -> Result<T> {
        let all = self.all();
        let found = all.iter().find(|(known, _)| known == handle).and_then(|(_, purpose)| wanted(purpose));
        found.ok_or_else(|| CommandError::new(ErrorCode::FileNotChosen, "no such handle for this purpose"))
    }
}
