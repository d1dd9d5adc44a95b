//! What this process knows of newer versions.

use crate::api::CommandError;
use cheku_update::{Kind, Offer, Progress, Ready, Source};
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
        Updates(Mutex::new(Known { source: None, kind: Kind::ByHand, trouble: None, stage: Stage::None }))
    }
}

impl Updates {
    /// What is known now.
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
