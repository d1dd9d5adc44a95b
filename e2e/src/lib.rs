//! The real window, driven by WebDriver: a small harness on which stories read
//! as what a person does.
//!
//! Every window is the real program (`CHEKU_APP`) on a home folder of its own,
//! with its own driver, so that stories can run side by side.

mod axe;
mod closing;
#[cfg(not(windows))]
mod desktop;
mod driver;
mod fleet;
mod home;
mod process;
mod small;
mod waiting;
mod window;

pub use axe::{AxeSource, findings};
#[cfg(not(windows))]
pub use closing::screen;
pub use closing::{press_close, shown_windows, window_titles};
#[cfg(not(windows))]
pub use desktop::{Desktop, Icon};
pub use driver::Driver;
pub use fleet::{broken_off, fill, paid_unread};
pub use home::Home;
pub use small::small;
pub use waiting::{PATIENCE, wait_at_most, wait_until};
pub use window::{Key, Language, Theme, Window};

/// Anything that goes wrong ends the story; its text says what was missing.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
