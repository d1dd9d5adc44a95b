//! From a file, bytes or the clipboard to a [`Table`]. What a file is, its first
//! bytes say: systems name web pages and text ".xls", and people rename files.

use crate::table::MOST_BYTES;
use crate::{SheetError, Table, text, workbook};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const ZIP: &[u8] = b"PK\x03\x04";
/// Compound File Binary: xls, and any Office file behind a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a csv, txt, xlsx, xls or ods file.
pub fn open(path: &Path) -> Result<Table, SheetError> {
    let file = File::open(path).map_err(|_| SheetError::Unreadable)?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know; a device never ends.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| SheetError::Unreadable)?;
    from_bytes(bytes)
}

/// Reads the content of such a file.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Table, SheetError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(SheetError::TooLarge { limit: MOST_BYTES });
    }
    let rows = if bytes.starts_with(ZIP) {
        workbook::zipped(bytes)?
    } else if bytes.starts_with(COMPOUND) {
        workbook::compound(bytes)?
    } else {
        text::rows(&bytes)?
    };
    Table::from_rows(rows)
}

/// Reads cells copied in a spreadsheet: separated by tabs, quoted where a cell
/// holds a line end. Text copied elsewhere may use any other separator.
pub fn from_clipboard(pasted: &str) -> Result<Table, SheetError> {
    if pasted.len() as u64 > MOST_BYTES {
        return Err(SheetError::TooLarge { limit: MOST_BYTES });
    }
    let tabs = pasted.contains('\t').then_some('\t');
    Table::from_rows(text::rows_of(pasted, tabs)?)
}
