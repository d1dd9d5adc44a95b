//! Text files: encoding, separator, records. Own splitter, since the row number
//! must be the one a spreadsheet shows: blank lines count, quoted line ends do not.

use crate::table::{Gathering, Row};
use crate::{CellKind, SheetError};
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// Lines by which the separator is told.
const SAMPLE_LINES: usize = 20;
/// A cell of more lines than this is no cell but the rest of the file behind a
/// stray quotation mark.
const MOST_LINES_IN_CELL: usize = 20;
/// What a spreadsheet takes for the beginning of a formula when it opens a text
/// file, the wide forms in Chinese editions too.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Reads separated text of any of the known encodings and separators.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Row>, SheetError> {
    let text = decode(bytes)?;
    refuse_what_is_no_table(&text)?;
    rows_of(&text, None)
}

/// Splits decoded text; without a given separator the likeliest one is taken.
pub(crate) fn rows_of(text: &str, separator: Option<char>) -> Result<Vec<Row>, SheetError> {
    // The end-of-file mark of old DOS programs.
    let text = text.trim_end_matches('\u{1a}');
    let separator = separator.unwrap_or_else(|| likeliest_separator(text));
    match split(text, separator, true)? {
        Some(rows) => Ok(rows),
        None => split(text, separator, false).map(Option::unwrap_or_default),
    }
}

/// A byte order mark decides; else valid UTF-8 is UTF-8; else GB18030, of which
/// GBK and GB 2312 are parts, as Chinese Excel saves.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if damaged { Err(SheetError::Unreadable) } else { Ok(text) };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => {
            let (text, damaged) = GB18030.decode_without_bom_handling(bytes);
            if damaged { Err(SheetError::NotASpreadsheet) } else { Ok(text) }
        }
    }
}

/// Programs, pictures and web pages (often named .xls by the systems that make
/// them) are no tables of text.
fn refuse_what_is_no_table(text: &str) -> Result<(), SheetError> {
    let start = text.trim_start();
    if start.starts_with(['<', '{']) || start.starts_with("%PDF") || is_full_of_controls(text) {
        return Err(SheetError::NotASpreadsheet);
    }
    Ok(())
}

/// A control or two come along with a pasted remark; more make a program or a picture.
fn is_full_of_controls(text: &str) -> bool {
    let strange = |c: &char| c.is_control() && !c.is_whitespace() && *c != '\u{1a}';
    text.contains('\0') || 100 * text.chars().filter(strange).count() > text.chars().count()
}

/// The separator that stands in most of the first lines; between equals the one
/// that stands there oftener. A comma inside the notes of a semicolon file loses.
fn likeliest_separator(text: &str) -> char {
    let mut counts = [0_usize; 3];
    let mut lines_with = [0_usize; 3];
    for line in text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES) {
        for (at, separator) in SEPARATORS.into_iter().enumerate() {
            let count = outside_quotes(line, separator);
            counts[at] += count;
            lines_with[at] += usize::from(count > 0);
        }
    }
    // max_by_key takes the last of equals: the comma.
    (0..SEPARATORS.len()).max_by_key(|&at| (lines_with[at], counts[at])).map_or(',', |at| SEPARATORS[at])
}

const SEPARATORS: [char; 3] = ['\t', ';', ','];

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// One pass over the text. `None` when quotation marks are obviously not used
/// for quoting; the caller then reads again with `quotes` off.
fn split(text: &str, separator: char, quotes: bool) -> Result<Option<Vec<Row>>, SheetError> {
    let mut gathering = Gathering::default();
    let mut characters = text.chars().peekable();
    let (mut row, mut column) = (1_u32, 0_usize);
    let mut cell = String::new();
    loop {
        match characters.next() {
            None => break,
            Some('"') if quotes && cell.trim().is_empty() => {
                cell.clear();
                if !quoted(&mut characters, &mut cell) || cell.lines().count() > MOST_LINES_IN_CELL {
                    return Ok(None);
                }
            }
            Some(c) if c == separator => {
                gathering.put(row, column, unguarded(&cell), CellKind::Text)?;
                cell.clear();
                column += 1;
            }
            Some(c @ ('\n' | '\r')) => {
                if c == '\r' {
                    characters.next_if_eq(&'\n');
                }
                gathering.put(row, column, unguarded(&cell), CellKind::Text)?;
                cell.clear();
                column = 0;
                row = row.saturating_add(1);
            }
            Some(c) => cell.push(c),
        }
    }
    gathering.put(row, column, unguarded(&cell), CellKind::Text)?;
    Ok(Some(gathering.finish()))
}

/// Takes a quoted cell up to its closing mark; `false` when there is none.
fn quoted(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, cell: &mut String) -> bool {
    while let Some(c) = characters.next() {
        if c != '"' {
            cell.push(c);
        } else if characters.next_if_eq(&'"').is_some() {
            cell.push('"');
        } else {
            return true;
        }
    }
    false
}

/// Whether a spreadsheet would run this text, or its apostrophe is one of ours:
/// such text is written with an apostrophe in front, and read without it.
pub(crate) fn needs_guard(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, String)> {
        let rows = rows(text.as_bytes()).expect("a table");
        rows.into_iter().map(|row| (row.number, joined(&row))).collect()
    }

    fn joined(row: &Row) -> String {
        row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn row_numbers_are_those_of_the_spreadsheet() {
        let text = "a,b\r\n\r\n1,\"two\nlines\"\r3,4\n\n5,6";
        let expected = [(1, "a|b"), (3, "1|two\nlines"), (4, "3|4"), (6, "5|6")];
        assert_eq!(shown(text), expected.map(|(number, cells)| (number, cells.to_owned())));
    }

    #[test]
    fn the_separator_is_the_one_that_stands_in_every_line() {
        for (text, expected) in [
            ("车牌号;备注\n苏E1;a,b,c,d\n苏E2;x", "苏E1|a,b,c,d"),
            ("车牌号\t备注\n苏E1\ta;b,c", "苏E1|a;b,c"),
            ("车牌号,备注\n苏E1,\"x;y;z;w\"", "苏E1|x;y;z;w"),
            ("车牌号\n苏E1", "苏E1"),
        ] {
            assert_eq!(shown(text)[1].1, expected, "{text}");
        }
    }

    #[test]
    fn quotes_are_read_and_a_stray_one_swallows_nothing() {
        assert_eq!(shown("a,b\n\"say \"\"hi\"\"\",2")[1].1, "say \"hi\"|2");
        let stray = shown("a,b\n\"5 inch,2\n3,4\n5,6");
        assert_eq!(stray.len(), 4, "no row is lost");
        assert_eq!(stray[3].1, "5|6");
    }

    #[test]
    fn the_guard_against_formulas_is_taken_back() {
        assert_eq!(shown("a,b\n'=1+1,'quoted'")[1].1, "=1+1|'quoted'");
    }

    #[test]
    fn every_promised_encoding_gives_the_same_rows() {
        let text = "车牌号,备注\n苏E12345,鎏金①";
        let gbk = GB18030.encode(text).0.into_owned();
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let little = [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat();
        let big = [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat();
        let marked = [vec![0xef, 0xbb, 0xbf], text.as_bytes().to_vec()].concat();
        for bytes in [gbk, little, big, marked] {
            assert_eq!(rows(&bytes), rows(text.as_bytes()));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in
            [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"<html><table>", b"%PDF-1.7", b"\xff\xff\xff\xff"]
        {
            assert_eq!(rows(bytes), Err(SheetError::NotASpreadsheet));
        }
    }
}
