//! How today's check stands in this process, beside what the garage keeps.

use crate::api::CommandError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Known only while the program runs.
#[derive(Default)]
pub(crate) struct Today {
    beginning: AtomicBool,
    stuck: Mutex<Option<CommandError>>,
}

impl Today {
    /// True while the day is marked and what comes of it is not known yet.
    pub(super) fn is_beginning(&self) -> bool {
        self.beginning.load(Ordering::Relaxed)
    }

    /// From now on it is, until the value goes.
    pub(super) fn begin(&self) -> Beginning<'_> {
        self.beginning.store(true, Ordering::Relaxed);
        Beginning(self)
    }

    /// Why today's cannot begin although it is due, by the last look.
    pub(super) fn stuck(&self) -> Option<CommandError> {
        self.refusal().clone()
    }

    /// Keeps why it cannot begin; what was kept before.
    pub(super) fn replace(&self, refusal: Option<CommandError>) -> Option<CommandError> {
        std::mem::replace(&mut *self.refusal(), refusal)
    }

    fn refusal(&self) -> MutexGuard<'_, Option<CommandError>> {
        self.stuck.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// While this lives the day's check is being planned.
pub(super) struct Beginning<'a>(&'a Today);

impl Drop for Beginning<'_> {
    fn drop(&mut self) {
        self.0.beginning.store(false, Ordering::Relaxed);
    }
}
