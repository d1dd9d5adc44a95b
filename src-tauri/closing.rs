//! What happens when the window is asked to close, or the program to end, while
//! something is unfinished.

use crate::commands::App;
use crate::{tray, window};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager, Window, WindowEvent};

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

    /// The end was asked for. True when an earlier press went without an answer.
    fn pressed(&self, now: Instant) -> bool {
        let mut since = self.since();
        now.duration_since(*since.get_or_insert(now)) >= PATIENCE
    }

    fn since(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The close button was pressed. With an icon in the tray the window goes there, and
/// whatever runs goes on; else the page is asked first.
pub fn requested(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let handle = window.app_handle();
    if tray::is_up(handle) {
        api.prevent_close();
        if let Err(error) = window.hide() {
            tracing::warn!(%error, "the window could not be hidden");
        }
    } else if asks_first(handle) {
        api.prevent_close();
    }
}

/// The person wants to end the program, wherever its window is.
pub fn quit(handle: &AppHandle) {
    if asks_first(handle) {
        window::come_forward(handle);
    } else {
        handle.exit(0);
    }
}

/// Questions whose answer nobody awaits may be charged for nothing, so the page asks
/// first; it closes the window when all is written, or when the person insists. A page
/// that died cannot ask, and must not keep the program open for ever.
fn asks_first(handle: &AppHandle) -> bool {
    let Some(core) = handle.try_state::<App>().filter(|core| core.is_unfinished()) else { return false };
    if handle.try_state::<Asked>().is_some_and(|asked| asked.pressed(Instant::now())) {
        tracing::warn!("the page does not answer; the program ends on the second press");
        return false;
    }
    core.close_asked();
    true
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
