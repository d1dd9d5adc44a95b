//! The desktop program.

// Without this Windows opens a console behind the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let home = cheku_app::home::chosen(std::env::args_os().skip(1), std::env::var_os("CHEKU_HOME"));
    let in_tray = cheku_app::at_login::in_tray(std::env::args_os());
    match cheku_app::run(home, in_tray) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // No window could be made: the terminal is the only place left to say it.
            eprintln!("cheku: {error}");
            ExitCode::FAILURE
        }
    }
}
