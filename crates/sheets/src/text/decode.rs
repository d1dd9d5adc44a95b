//! From bytes to text: which encoding a file has.

use crate::SheetError;
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes among which a page names its own encoding.
const HEAD: usize = 1_024;

/// A byte order mark decides; else valid UTF-8 is UTF-8; else UTF-16, which has a zero
/// in every second byte of plain Latin; else what a page says of itself; else GB18030,
/// of which GBK and GB 2312 are parts, as Chinese Excel saves.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..]).ok_or(SheetError::Unreadable);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return decoded(encoding, bytes).ok_or(SheetError::NotASpreadsheet);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let named = named_encoding(bytes).and_then(|encoding| decoded(encoding, bytes));
    named.or_else(|| decoded(GB18030, bytes)).ok_or(SheetError::NotASpreadsheet)
}

fn decoded<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (!damaged).then_some(text)
}

/// Commas, digits and line ends have their zero always on the same side.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Some signs of Chinese have a zero on the other side.
    match (even, odd) {
        (even, odd) if odd > 8 * even => Some(UTF_16LE),
        (even, odd) if even > 8 * odd => Some(UTF_16BE),
        _ => None,
    }
}

/// `<meta charset="gb2312">`, `<?xml encoding="gbk"?>`.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let (_, behind) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label: String = behind
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}
