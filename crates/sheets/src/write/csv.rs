//! csv as Chinese Excel opens it by a double click: UTF-8 with a byte order mark,
//! CRLF, quotes where RFC 4180 asks for them.
//!
//! Text that a spreadsheet would run (beginning with = + - @ or a tab) gets an
//! apostrophe in front. Excel shows it, which is a blemish; running a note that
//! somebody else typed would be worse. Reading takes the apostrophe away again.

use super::sheet::{Sheet, Value};
use crate::SheetError;
use crate::text::needs_guard;
use ::csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::Write;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn write<E: From<SheetError>>(
    mut out: impl Write,
    sheet: &Sheet,
    rows: impl Iterator<Item = Result<Vec<Value>, E>>,
) -> Result<u64, E> {
    out.write_all(BYTE_ORDER_MARK).map_err(SheetError::from)?;
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    line(&mut lines, sheet.columns.iter().map(|column| guarded(&column.heading)))?;
    let mut count = 0;
    for row in rows {
        let row = row?;
        // A short row is filled up, so that every line has as many cells as the headings.
        let cells = (0..sheet.columns.len()).map(|column| row.get(column).map_or(Cow::Borrowed(""), text_of));
        line(&mut lines, cells)?;
        count += 1;
    }
    lines.flush().map_err(SheetError::from)?;
    Ok(count)
}

fn line<'a>(
    lines: &mut Writer<impl Write>,
    cells: impl Iterator<Item = Cow<'a, str>>,
) -> Result<(), SheetError> {
    for cell in cells {
        lines.write_field(cell.as_bytes()).map_err(refused)?;
    }
    lines.write_record(None::<&[u8]>).map_err(refused)
}

fn refused(error: ::csv::Error) -> SheetError {
    SheetError::from(std::io::Error::from(error))
}

fn text_of(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => guarded(text),
        Value::Fen(amount) => Cow::Owned(amount.to_yuan()),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::DateTime(moment) => Cow::Owned(moment.format("%Y-%m-%d %H:%M:%S").to_string()),
        Value::Date(day) => Cow::Owned(day.format("%Y-%m-%d").to_string()),
    }
}

fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}
