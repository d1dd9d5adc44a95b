//! How today's check stands in this process, beside what the garage keeps.

use crate::App;
use crate::api::{CommandError, ErrorCode, Event, ScheduledOutcome, Tag};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Known only while the program runs.
#[derive(Default)]
pub(crate) struct Attempt {
    beginning: AtomicBool,
    stuck: Mutex<Option<CommandError>>,
}

impl Attempt {
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

    fn refusal(&self) -> MutexGuard<'_, Option<CommandError>> {
        self.stuck.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// While this lives the day's check is being planned.
pub(super) struct Beginning<'a>(&'a Attempt);

impl Drop for Beginning<'_> {
    fn drop(&mut self) {
        self.0.beginning.store(false, Ordering::Relaxed);
    }
}

/// Keeps why today's cannot begin, and tells it once. To wait for another batch is no
/// refusal.
pub(super) fn look_ended(app: &App, refusal: Option<&CommandError>) {
    let is_wait =
        |error: &&CommandError| matches!(error.code, ErrorCode::BatchRunning | ErrorCode::GarageHeld);
    let refusal = refusal.filter(|error| !is_wait(error)).cloned();
    let code = |error: &Option<CommandError>| error.as_ref().map(|error| error.code);
    let before = std::mem::replace(&mut *app.0.attempt.refusal(), refusal.clone());
    if code(&before) == code(&refusal) {
        return;
    }
    app.changed(&[Tag::Settings]);
    if let Some(error) = refusal {
        tracing::warn!(code = error.code.word(), "the day's own check cannot begin yet");
        app.tell(Event::Scheduled { outcome: ScheduledOutcome::Refused { error } });
    }
}
