//! The desktop program.

// Without this Windows opens a console behind the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use cheku_app::{at_login, home, unopened};
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Some(done) = in_terminal() {
        return done;
    }
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

/// Linux' packages hold one program: `cheku-cli` there starts it with this word first. Two would
/// be twice as large, since nearly all of both is the same.
#[cfg(target_os = "linux")]
fn in_terminal() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    words.next().filter(|first| first == "--in-terminal")?;
    Some(cheku_cli::run_words(words))
}
