//! Windows as the system has them, and the close button of their frames.

#[cfg(not(windows))]
mod x11;
#[cfg(not(windows))]
pub use x11::{press_close, screen, shown_windows, window_titles};

#[cfg(windows)]
mod by_task;
#[cfg(windows)]
pub use by_task::{press_close, shown_windows, window_titles};
