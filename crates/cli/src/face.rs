//! Where results and words go: results to stdout, words for people to stderr.

use crate::exit::Exit;
use crate::lang::Lang;
use crate::words;
use cheku_commands::{CommandError, ErrorCode};
use serde::Serialize;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// A result of this process could not be written.
static UNWRITTEN: AtomicBool = AtomicBool::new(false);

/// How this process speaks.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// To people.
    pub lang: Lang,
    /// To scripts.
    pub json: bool,
}

#[derive(Serialize)]
struct Refusal<'a> {
    error: RefusalBody<'a>,
}

/// A refusal in a document.
#[derive(Serialize)]
pub struct RefusalBody<'a> {
    pub code: &'static str,
    pub message: &'a str,
}

impl Face {
    /// The one of two sentences.
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }

    /// Prints the result: the document, or what people read. A closed pipe
    /// (`| head`) is the reader's business; a full disk is told.
    pub fn result(&self, document: &impl Serialize, readable: impl FnOnce() -> String) {
        let text = if self.json { self.document(document) } else { without_controls(&readable()) };
        let mut out = io::stdout().lock();
        match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                UNWRITTEN.store(true, Ordering::Relaxed);
                self.note(self.say(
                    "结果写不出去，多半是磁盘满了。命令本身已经做完；腾出空间后再看一次结果。",
                    "The result could not be written; the disk may be full. The command itself is done: make room, then look again.",
                ));
            }
            _ => {}
        }
    }

    /// How a command that came to its end ends: what it found must have been written.
    pub fn ends(&self, exit: Exit) -> Exit {
        if UNWRITTEN.load(Ordering::Relaxed) { Exit::Unwritten } else { exit }
    }

    fn document(&self, document: &impl Serialize) -> String {
        // Our own structs of strings and numbers cannot fail to be written.
        serde_json::to_string(document).unwrap_or_else(|_| "null".to_owned())
    }

    /// Tells the person something beside the result.
    pub fn note(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", without_controls(text));
    }

    /// Says why a command was refused, and how the process ends.
    pub fn refused(&self, error: &CommandError) -> Exit {
        let sentence = words::errors::sentence(self.lang, error);
        if self.json {
            let body = RefusalBody { code: error.code.word(), message: &sentence };
            self.result(&Refusal { error: body }, String::new);
        }
        self.note(&sentence);
        Exit::of_error(error.code)
    }

    /// Says what was in the way beside a result that is printed already, and how the process ends.
    pub fn noted(&self, code: ErrorCode) -> Exit {
        let error = CommandError::new(code, "the place of the keys cannot be read");
        self.note(&words::errors::sentence(self.lang, &error));
        Exit::of_error(code)
    }

    /// Something below the commands failed.
    pub fn broken(&self, detail: &str) -> Exit {
        self.refused(&CommandError::new(ErrorCode::Internal, detail))
    }
}

/// Vendors' words and spreadsheets' cells are untrusted: a terminal obeys what
/// stands in them unless the control characters go.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendor_cannot_command_the_terminal() {
        assert_eq!(without_controls("次数不足\u{1b}[2J\r\nok\u{9b}"), "次数不足[2J\nok");
    }
}
