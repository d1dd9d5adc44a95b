//! xlsx with typed cells. Rows go to the disk one by one (the writer's constant
//! memory mode), so that an export's size costs no memory. Text is written as a
//! string cell: nothing that it begins with can make it a formula.

use super::sheet::{Column, Kind, Sheet, Value};
use crate::SheetError;
use chrono::{Datelike, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// A sheet has 1,048,576 rows, the headings' among them.
const MOST_ROWS: usize = 1_048_575;
/// Excel's limit for one cell, in UTF-16 units; the rest is cut, lest the whole
/// export fail for one endless remark.
const LONGEST_CELL: usize = 32_767;
/// Excel's limit for a sheet's name, in characters.
const LONGEST_NAME: usize = 31;
/// Less than the usual 6: a fleet waits for the file, and a somewhat larger one costs nobody anything.
const COMPRESSION: u8 = 2;
/// Excel's calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

pub(super) fn write<E: From<SheetError>>(
    out: impl Write + Send,
    sheet: &Sheet,
    rows: impl Iterator<Item = Result<Vec<Value>, E>>,
) -> Result<u64, E> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    let formats = Formats::new();
    let page = book.add_worksheet_with_constant_memory().map_err(refused)?;
    prepare(page, sheet, &formats).map_err(refused)?;
    let mut count = 0_u32;
    for row in rows {
        let row = row?;
        if count as usize >= MOST_ROWS {
            return Err(SheetError::TooManyRows { limit: MOST_ROWS }.into());
        }
        count += 1;
        for ((cell, at), column) in row.iter().zip(0_u16..).zip(&sheet.columns) {
            let place = Place { row: count, column: at };
            put(page, place, cell, formats.beside(cell, column)).map_err(refused)?;
        }
    }
    finish(page, sheet, count).map_err(refused)?;
    book.save_to_writer(out).map_err(refused)?;
    Ok(u64::from(count))
}

fn refused(error: XlsxError) -> SheetError {
    match error {
        XlsxError::IoError(error) => SheetError::from(error),
        _ => SheetError::Unwritable,
    }
}

struct Formats {
    heading: Format,
    text: Format,
    yuan: Format,
    integer: Format,
    moment: Format,
    day: Format,
}

impl Formats {
    fn new() -> Formats {
        let of = |shape: &str| Format::new().set_num_format(shape);
        Formats {
            heading: of("@").set_bold().set_align(FormatAlign::VerticalCenter),
            text: of("@"),
            yuan: of("#,##0.00"),
            integer: of("0"),
            moment: of("yyyy-mm-dd hh:mm:ss"),
            day: of("yyyy-mm-dd"),
        }
    }

    fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Yuan => &self.yuan,
            Kind::Integer => &self.integer,
            Kind::DateTime => &self.moment,
            Kind::Date => &self.day,
        }
    }

    /// The format that a cell needs beside its column's own, which it has without
    /// being told: looking a format up takes longer than writing a cell.
    fn beside(&self, cell: &Value, column: &Column) -> Option<&Format> {
        let kind = match cell {
            Value::Empty => column.kind,
            Value::Text(_) => Kind::Text,
            Value::Fen(_) => Kind::Yuan,
            Value::Integer(_) => Kind::Integer,
            Value::DateTime(_) => Kind::DateTime,
            Value::Date(_) => Kind::Date,
        };
        (kind != column.kind).then(|| self.of(kind))
    }
}

fn prepare(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_name(sheet_name(&sheet.name))?;
    page.set_freeze_panes(1, 0)?;
    for (Column { heading, kind, width }, column) in sheet.columns.iter().zip(0_u16..) {
        page.set_column_format(column, formats.of(*kind))?;
        page.set_column_width(column, *width)?;
        page.write_string_with_format(0, column, cut(heading), &formats.heading)?;
    }
    Ok(())
}

fn finish(page: &mut Worksheet, sheet: &Sheet, rows: u32) -> Result<(), XlsxError> {
    let Some(last) = sheet.columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) else {
        return Ok(());
    };
    page.autofilter(0, 0, rows, last)?;
    // Numbers that are meant as text (engine numbers) carry no green warning corner.
    page.ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

#[derive(Clone, Copy)]
struct Place {
    row: u32,
    column: u16,
}

fn put(page: &mut Worksheet, place: Place, cell: &Value, format: Option<&Format>) -> Result<(), XlsxError> {
    match cell {
        Value::Empty => {}
        Value::Text(text) => put_text(page, place, cut(text), format)?,
        // Both are far below 2^53, so a cell's number holds them exactly.
        Value::Fen(amount) => put_number(page, place, amount.0 as f64 / 100.0, format)?,
        Value::Integer(number) => put_number(page, place, *number as f64, format)?,
        Value::DateTime(moment) => put_moment(page, place, *moment, format)?,
        Value::Date(day) => put_moment(page, place, day.and_time(NaiveTime::MIN), format)?,
    }
    Ok(())
}

fn put_text(page: &mut Worksheet, at: Place, text: &str, format: Option<&Format>) -> Result<(), XlsxError> {
    match format {
        Some(format) => page.write_string_with_format(at.row, at.column, text, format),
        None => page.write_string(at.row, at.column, text),
    }
    .map(drop)
}

fn put_number(
    page: &mut Worksheet,
    at: Place,
    number: f64,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match format {
        Some(format) => page.write_number_with_format(at.row, at.column, number, format),
        None => page.write_number(at.row, at.column, number),
    }
    .map(drop)
}

/// A vendor's nonsense year stands outside Excel's calendar and goes as text.
fn put_moment(
    page: &mut Worksheet,
    at: Place,
    moment: NaiveDateTime,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    if !YEARS.contains(&moment.year()) {
        return put_text(page, at, &moment.to_string(), None);
    }
    match format {
        Some(format) => page.write_datetime_with_format(at.row, at.column, moment, format),
        None => page.write_datetime(at.row, at.column, moment),
    }
    .map(drop)
}

fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Without what Excel forbids in a sheet's name.
fn sheet_name(name: &str) -> String {
    let allowed = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    let name: String = allowed.take(LONGEST_NAME).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Sheet1".to_owned() } else { name.to_owned() }
}
