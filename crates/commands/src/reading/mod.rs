//! Foreign spreadsheets are read where they can do no harm. A file of two kilobytes can
//! unfold into gigabytes or send its reader round for ever, and a program that ends for it
//! takes a check with it. So this program starts itself again to read one file, under
//! limits, and takes the book from it.

mod child;
mod limits;
#[cfg(all(test, unix))]
mod tests;

pub use child::reads_for_another;

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use cheku_sheets::{Book, SheetError};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The first argument of a process that was started to read.
const READ: &str = "--read-a-spreadsheet-for-cheku";
/// A fleet is read within a second.
const AT_MOST: Duration = Duration::from_secs(20);
/// What a book can come to as JSON: its text, quotes and commas.
const MOST_ANSWER: u64 = 256 << 20;

/// What a reading process says.
type Answer = std::result::Result<Book, SheetError>;

/// Where spreadsheets are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// In a process of its own, begun from this program, which calls `reads_for_another`.
    Apart(PathBuf),
    /// In this process: for tests of a crate, which have no such program.
    Here,
}

impl Reader {
    /// This program again. On Linux by the name of what runs, which an update does not
    /// change under it.
    pub fn this_program() -> Reader {
        let named =
            if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() };
        // Where a system does not tell, the start of the reader fails and is said.
        Reader::Apart(named.unwrap_or_default())
    }

    /// Reads a file's content. `file` is its name, for the refusal.
    pub(crate) fn read(&self, bytes: Vec<u8>, file: &str) -> Result<Book> {
        let read = match self {
            Reader::Here => cheku_sheets::from_bytes(bytes).map_err(CommandError::from),
            Reader::Apart(program) => apart(program.as_os_str(), bytes, AT_MOST),
        };
        read.map_err(|refused| refused.with("file", file))
    }
}

fn apart(program: &OsStr, bytes: Vec<u8>, at_most: Duration) -> Result<Book> {
    let begun = Command::new(program)
        .arg(READ)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = begun.map_err(|error| {
        CommandError::new(ErrorCode::Internal, format!("no process to read with: {}", error.kind()))
    })?;
    let said = hear(&mut child, bytes, at_most);
    // It has said all, or it is too late; one that ended already is not found.
    let _ = child.kill();
    let _ = child.wait();
    let answer: Answer = serde_json::from_slice(&said?)
        .map_err(|_| CommandError::new(ErrorCode::ReadingBrokeOff, "the reading process ended"))?;
    Ok(answer?)
}

/// Hands the file over and takes the answer. Both at once: a full pipe waits for its reader.
fn hear(child: &mut Child, bytes: Vec<u8>, at_most: Duration) -> Result<Vec<u8>> {
    let (mut to, from) = match (child.stdin.take(), child.stdout.take()) {
        (Some(to), Some(from)) => (to, from),
        _ => return Err(CommandError::new(ErrorCode::Internal, "no pipe to the reading process")),
    };
    // One that has seen enough closes its end; what it says tells why.
    thread::spawn(move || drop(to.write_all(&bytes)));
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let done = from.take(MOST_ANSWER).read_to_end(&mut answer);
        // Nobody listens any more when it was too late.
        let _ = said.send(done.map(|_| answer));
    });
    match heard.recv_timeout(at_most) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(_)) => Err(CommandError::new(ErrorCode::ReadingBrokeOff, "the answer could not be read")),
        Err(_) => Err(CommandError::new(ErrorCode::ReadingTooLong, "the reading process took too long")),
    }
}
