//! What this process knows of newer versions.

use crate::api::CommandError;
use cheku_update::{Kind, Offer, Progress, Ready, Source, Version, own_version};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All of it, behind one lock.
pub(crate) struct Updates(Mutex<Known>);

/// What is known of them.
pub(super) struct Known {
    /// `None` = the program was built without an address: it never looks.
    pub source: Option<Source>,
    pub kind: Kind,
    pub trouble: Option<CommandError>,
    pub stage: Stage,
    /// The version of the next start, where one was put in place since this one's.
    pub installed: Option<Version>,
}

impl Known {
    /// What is on this computer already.
    pub(super) fn here(&self) -> Version {
        self.installed.iter().cloned().fold(own_version(), Version::max)
    }
}

/// How far the newest one got.
#[derive(Clone)]
pub(super) enum Stage {
    None,
    Found(Offer),
    Fetching(Offer, Progress),
    /// A file that the person brought along is being copied and checked.
    Taking,
    Ready(Ready),
}

impl Default for Updates {
    fn default() -> Updates {
        let (kind, stage) = (Kind::ByHand, Stage::None);
        Updates(Mutex::new(Known { source: None, kind, trouble: None, stage, installed: None }))
    }
}

impl Updates {
    /// What is known now.
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
