//! `cheku-cli manual FOLDER`, for packages alone: what the system's `man` and the shells read.

use crate::args::{Args, PROGRAM};
use crate::exit::Exit;
use crate::lang::Lang;
use crate::words;
use cheku_commands::{CommandError, ErrorCode};
use clap::CommandFactory;
use clap_complete::{Shell, generate_to};
use std::io;
use std::path::Path;

/// Writes `man/man1`, `man/zh_CN/man1` and `completions` below the folder.
pub fn write(folder: &Path) -> Result<Exit, CommandError> {
    let written = pages(Lang::En, &folder.join("man/man1"))
        .and_then(|()| pages(Lang::Zh, &folder.join("man/zh_CN/man1")))
        .and_then(|()| completions(&folder.join("completions")));
    written.map_err(|error| CommandError::new(ErrorCode::Unwritable, error.kind().to_string()))?;
    Ok(Exit::Done)
}

/// One page for the program and one for each command.
fn pages(lang: Lang, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(words::help::in_language(Args::command(), lang), folder)
}

fn completions(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    // Words of options are the same in both languages; the help beside them is English.
    let mut command = words::help::in_language(Args::command(), Lang::En);
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        generate_to(shell, &mut command, PROGRAM, folder)?;
    }
    Ok(())
}
