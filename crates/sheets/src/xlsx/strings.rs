//! The strings that cells share, and how strings are written in an xlsx.

use super::parts::Parts;
use crate::SheetError;
use crate::gathering::MOST_CELLS;
use crate::markup::{add_text, next, reader};
use crate::table::MOST_BYTES;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::BufRead;

/// Reads the shared strings; a workbook may have none.
pub(super) fn read(parts: &mut Parts<'_>, path: Option<&str>) -> Result<Vec<String>, SheetError> {
    let Some(part) = parts.open(path.unwrap_or("xl/sharedStrings.xml"))? else { return Ok(Vec::new()) };
    let (mut reader, mut buffer) = (reader(part), Vec::new());
    let mut strings = Vec::new();
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                if strings.len() >= MOST_CELLS {
                    return Err(SheetError::TooLarge { limit: MOST_BYTES });
                }
                strings.push(one(&mut reader, "si")?);
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// One string up to its element's end: the pieces of rich text together, without
/// the small characters that say how it is pronounced.
pub(super) fn one<R: BufRead>(reader: &mut Reader<R>, element: &str) -> Result<String, SheetError> {
    let (mut text, mut buffer) = (String::new(), Vec::new());
    let (mut in_text, mut in_sounds) = (false, false);
    loop {
        match next(reader, &mut buffer)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_sounds = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_sounds = false,
                name if name == element => return Ok(unescaped(&text)),
                _ => {}
            },
            Event::Eof => return Err(SheetError::Unreadable),
            event if in_text && !in_sounds => add_text(&event, &mut text),
            _ => {}
        }
    }
}

/// `_x000D_` stands for a character that XML cannot hold (ECMA-376 22.9.2.19).
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (front, back) = rest.split_at(at);
        out.push_str(front);
        let code = back.get(2..6).filter(|_| back.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &back[7..];
            }
            None => {
                out.push_str("_x");
                rest = &back[2..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_what_only_looks_so_stays() {
        for (written, expected) in [
            ("甲_x000D_\n乙", "甲\r\n乙"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x12_", "_x12_"),
            ("_xD800_", "_xD800_"),
            ("_x车辆号码_", "_x车辆号码_"),
            ("a_x", "a_x"),
        ] {
            assert_eq!(unescaped(written), expected);
        }
    }
}
