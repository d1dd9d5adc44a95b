//! What happens when the window is asked to close while something is unfinished.

use crate::commands::App;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::{Manager, Window, WindowEvent};

/// A page that lives asks the core something at once; one that has said nothing for so
/// long is gone, and a second press closes the window.
const PATIENCE: Duration = Duration::from_secs(2);

/// Since when the page owes an answer.
#[derive(Default)]
pub struct Asked(Mutex<Option<Instant>>);

impl Asked {
    /// The page has called: it lives.
    pub fn answered(&self) {
        *self.since() = None;
    }

    /// The close button was pressed. True when an earlier press went without an answer.
    fn pressed(&self, now: Instant) -> bool {
        let mut since = self.since();
        now.duration_since(*since.get_or_insert(now)) >= PATIENCE
    }

    fn since(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Questions whose answer nobody awaits may be charged for nothing, so the page asks
/// first; it closes the window when all is written, or when the person insists. A page
/// that died cannot ask, and must not keep the window open for ever.
pub fn ask_first(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let Some(core) = window.try_state::<App>().filter(|core| core.is_unfinished()) else { return };
    let is_silent = window.try_state::<Asked>().is_some_and(|asked| asked.pressed(Instant::now()));
    if is_silent {
        tracing::warn!("the page does not answer; the window closes on the second press");
        return;
    }
    api.prevent_close();
    core.close_asked();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_that_stays_silent_is_closed_on_a_second_press() {
        let (asked, start) = (Asked::default(), Instant::now());
        assert!(!asked.pressed(start));
        assert!(!asked.pressed(start + PATIENCE / 2), "a double click leaves it time");
        assert!(asked.pressed(start + PATIENCE), "since the first press");
        asked.answered();
        assert!(!asked.pressed(start + PATIENCE * 2), "it answered: the person was asked");
    }
}
