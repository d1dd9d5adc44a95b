//! What the reading process does: nothing but read.

use super::{Answer, READ, limits};
use cheku_sheets::SheetError;
use cheku_sheets::table::MOST_BYTES;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

/// Reads a spreadsheet from standard input when this process was started for that, and
/// says how it ends; `None` for any other start. Both programs ask this before anything.
pub fn reads_for_another() -> Option<ExitCode> {
    let first = std::env::args_os().nth(1)?;
    (first == READ).then(|| match read() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

fn read() -> io::Result<()> {
    limits::hold()?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let answer: Answer = match bytes.len() as u64 > MOST_BYTES {
        true => Err(SheetError::TooLarge { limit: MOST_BYTES }),
        false => cheku_sheets::from_bytes(bytes),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}
