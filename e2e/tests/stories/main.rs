//! What people do, in the real window.

mod accessible;
mod addresses;
mod cases;
mod closing;
mod copying;
mod counts;
// Notices as Linux has them.
#[cfg(not(windows))]
mod discreet;
mod due;
mod erasing;
mod export;
mod files;
mod finding;
mod import;
mod import_sheets;
mod issued;
mod keyboard;
mod kit;
mod left;
mod leftovers;
mod looks;
mod money;
mod news;
mod opening;
mod restoring;
mod robots;
mod schedule;
mod taking_back;
mod toasts;
// The panel of freedesktop.org.
#[cfg(not(windows))]
mod tray;
mod two_of_one_plate;
// The input methods of X.
#[cfg(target_os = "linux")]
mod typing;
mod unopened;
mod unread;
// The program in one file is Linux'.
#[cfg(target_os = "linux")]
mod updating;
mod week;
mod whole_path;
mod whose;
mod working;
