//! The one window: shown for the first time, and brought to the person.

use crate::unopened;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Manager, WebviewWindow};

/// Its label.
pub const WINDOW: &str = "main";

/// Whether the window has been shown, or waits in the tray from the start.
pub struct Begun(pub AtomicBool);

/// Shows the window for the first time and gives it the keyboard. False when that was
/// done, or the window begins in the tray: then it is the person who shows and hides it.
pub fn show(window: &WebviewWindow) -> bool {
    let is_new = !window.state::<Begun>().0.swap(true, Ordering::Relaxed);
    unopened::opened();
    if is_new && let Err(error) = window.show().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window could not be shown");
        window.state::<Begun>().0.store(false, Ordering::Relaxed);
    }
    is_new
}

/// Brings the window to the person, from wherever it is.
pub fn come_forward(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(WINDOW) {
        // Best effort: some window managers refuse to take the keyboard away.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
