//! From a file, bytes or the clipboard to a [`Book`]. What a file is, its first
//! bytes say: systems name web pages and text ".xls", and people rename files.

use crate::book::Binding;
use crate::gathering::Grid;
use crate::table::MOST_BYTES;
use crate::{Book, SheetError, html, ods, text, xls, xlsx, xml2003};
use std::fs::File;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use zip::ZipArchive;

const ZIP: &[u8] = b"PK\x03\x04";
/// Compound File Binary: xls, and any Office file behind a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

type Take<'t> = &'t mut dyn FnMut(Grid) -> Result<(), SheetError>;

/// Reads a csv, txt, xlsx, xls or ods file, a web page's tables, or XML-spreadsheet 2003.
pub fn open(path: &Path) -> Result<Book, SheetError> {
    let file = File::open(path).map_err(|_| SheetError::Unreadable)?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know; a device never ends.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| SheetError::Unreadable)?;
    from_bytes(bytes)
}

/// Reads the content of such a file.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Book, SheetError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(SheetError::TooLarge { limit: MOST_BYTES });
    }
    bound(|take| {
        if bytes.starts_with(ZIP) {
            zipped(bytes, take)
        } else if bytes.starts_with(COMPOUND) {
            xls::read(bytes, take)
        } else {
            plain(&bytes, take)
        }
    })
}

/// Reads cells copied in a spreadsheet: separated by tabs, quoted where a cell
/// holds a line end. Text copied elsewhere may use any other separator.
pub fn from_clipboard(pasted: &str) -> Result<Book, SheetError> {
    if pasted.len() as u64 > MOST_BYTES {
        return Err(SheetError::TooLarge { limit: MOST_BYTES });
    }
    let tabs = pasted.contains('\t').then_some('\t');
    bound(|take| take(text::rows(pasted, tabs)))
}

/// A damaged file must not take the program down, whatever a parser makes of it.
fn bound(read: impl FnOnce(Take<'_>) -> Result<(), SheetError>) -> Result<Book, SheetError> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut binding = Binding::default();
        read(&mut |grid| binding.take(grid))?;
        binding.finish()
    }))
    .unwrap_or(Err(SheetError::Unreadable))
}

/// Reads an xlsx or ods: both are zip archives.
fn zipped(bytes: Vec<u8>, take: Take<'_>) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    refuse_giants(&mut archive)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("[Content_Types].xml") && !has("word/document.xml") {
        xlsx::read(&mut archive, take)
    } else if has("content.xml") {
        ods::read(&mut archive, take)
    } else {
        Err(SheetError::NotASpreadsheet)
    }
}

/// Unpacks every entry into nothing and counts: the sizes that an archive claims
/// for itself may lie, and a few kilobytes can hold terabytes.
fn refuse_giants(archive: &mut ZipArchive<Cursor<Vec<u8>>>) -> Result<(), SheetError> {
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| SheetError::Unreadable)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| SheetError::Unreadable)?;
        left = left.checked_sub(size).ok_or(SheetError::TooLarge { limit: MOST_BYTES })?;
    }
    Ok(())
}

/// Reads what is text inside: markup by its first sign, else separated text.
fn plain(bytes: &[u8], take: Take<'_>) -> Result<(), SheetError> {
    let text = text::decode(bytes)?;
    text::refuse_what_is_no_table(&text)?;
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return take(text::rows(&text, None));
    }
    // The text has been decoded: what it says of its encoding no longer holds.
    let body =
        start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(start, |(_, body)| body);
    if xml2003::is_one(body) {
        xml2003::read(body, take)
    } else if body.contains("urn:oasis:names:tc:opendocument") {
        ods::content_of(body.as_bytes(), take)
    } else {
        html::read(body, take)
    }
}
