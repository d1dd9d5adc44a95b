//! The desktop face: one window over the use cases of `cheku-commands`. It
//! decides nothing; whatever a person can ask for is a command of that crate.

mod app;
pub mod at_login;
mod closing;
mod commands;
mod dialogs;
mod events;
pub mod home;
mod ipc;
mod logs;
mod notices;
mod painting;
mod reports;
mod schedule;
mod taskbar;
mod tray;
mod tray_menu;
pub mod unopened;
mod updates;
mod window;

pub use app::run;
