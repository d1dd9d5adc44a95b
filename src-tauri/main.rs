//! The desktop program.

// Without this Windows opens a console behind the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use cheku_app::{at_login, home, unopened};
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(served) = unopened::serves_another() {
        return served;
    }
    unopened::watch();
    let named =
        home::chosen(std::env::args_os().skip(1), std::env::var_os("CHEKU_HOME")).or_else(home::carried);
    match cheku_app::run(named, at_login::in_tray(std::env::args_os())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => unopened::say(&reason),
    }
}
