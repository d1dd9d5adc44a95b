//! What people do, in the real window.

mod accessible;
mod closing;
mod export;
mod files;
mod finding;
mod import;
mod keyboard;
mod kit;
mod leftovers;
mod looks;
mod money;
mod opening;
mod restoring;
mod schedule;
mod tray;
mod unopened;
mod unread;
mod whole_path;
mod working;
