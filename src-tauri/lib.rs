//! The desktop face: one window over the use cases of `cheku-commands`. It
//! decides nothing; whatever a person can ask for is a command of that crate.

mod app;
mod closing;
mod commands;
mod dialogs;
mod events;
pub mod home;
mod ipc;
mod logs;
mod painting;
mod reports;
mod taskbar;

pub use app::run;
