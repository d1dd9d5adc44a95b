//! The terminal program.

use std::process::ExitCode;

fn main() -> ExitCode {
    cheku_cli::run_words(std::env::args_os().skip(1))
}
