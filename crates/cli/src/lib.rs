//! The terminal face of Cheku: reads the words of a command line, calls the one
//! command that they mean, prints its reply. It decides nothing.

mod args;
mod exit;
mod face;
mod json;
mod lang;
mod paths;
mod run;
mod stop;
mod table;
mod words;

pub use args::PROGRAM;

use clap::{CommandFactory, FromArgMatches};
use face::Face;
use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the words of a command line say, which follow the program's name.
pub fn run_words(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    if let Some(read) = cheku_commands::reads_for_another() {
        return read;
    }
    let command = words::help::in_language(args::Args::command(), lang::early());
    let matches = command.get_matches_from(std::iter::once(PROGRAM.into()).chain(words));
    let args = match args::Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    let face = Face { lang: args.lang.unwrap_or_else(lang::of_the_system), json: args.json };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return face.broken(&error.to_string()).into(),
    };
    let exit = match runtime.block_on(run::run(args, &face)) {
        Ok(exit) => face.ends(exit),
        Err(error) => face.refused(&error),
    };
    // A keychain that hangs must not keep the process alive.
    runtime.shutdown_background();
    exit.into()
}
