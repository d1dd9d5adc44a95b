//! xlsx, xls and ods, through calamine, under limits of our own.

use crate::table::{Gathering, MOST_BYTES, Row, heading_index};
use crate::unfolded::refuse_wide_content;
use crate::{CellKind, SheetError};
use calamine::{
    Cell, Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Sheet, SheetVisible, Xls, XlsError,
};
use calamine::{Range, Xlsx, XlsxError, open_workbook_from_rs};
use std::io::{BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

type Bytes = Cursor<Vec<u8>>;

/// Reads an xlsx or ods: both are zip archives.
pub(crate) fn zipped(bytes: Vec<u8>) -> Result<Vec<Row>, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let (xlsx, ods) = (has("[Content_Types].xml") && !has("word/document.xml"), has("content.xml"));
    refuse_giants(&mut archive)?;
    refuse_boasts(&mut archive)?;
    if !xlsx && ods {
        let content = archive.by_name("content.xml").map_err(|_| SheetError::Unreadable)?;
        refuse_wide_content(BufReader::new(content))?;
    }
    let bytes = archive.into_inner();
    match (xlsx, ods) {
        (true, _) => guarded(|| read_xlsx(bytes)),
        (_, true) => guarded(|| read_ods(bytes)),
        _ => Err(SheetError::NotASpreadsheet),
    }
}

/// Reads an xls, or finds that the file is behind a password.
pub(crate) fn compound(bytes: Vec<u8>) -> Result<Vec<Row>, SheetError> {
    guarded(|| read_xls(Cursor::new(bytes)))
}

/// Unpacks every entry into nothing and counts: the sizes that an archive claims
/// for itself may lie, and a few kilobytes can hold terabytes.
fn refuse_giants(archive: &mut ZipArchive<Bytes>) -> Result<(), SheetError> {
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| SheetError::Unreadable)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| SheetError::Unreadable)?;
        left = left.checked_sub(size).ok_or(SheetError::TooLarge { limit: MOST_BYTES })?;
    }
    Ok(())
}

/// The reader behind makes room for as many shared strings as an xlsx claims to
/// have; a claim beyond what 64 MiB can hold (an empty string takes five bytes)
/// would end the program for want of memory.
fn refuse_boasts(archive: &mut ZipArchive<Bytes>) -> Result<(), SheetError> {
    let Ok(entry) = archive.by_name("xl/sharedStrings.xml") else { return Ok(()) };
    let mut head = Vec::new();
    entry.take(4_096).read_to_end(&mut head).map_err(|_| SheetError::Unreadable)?;
    let head = String::from_utf8_lossy(&head);
    let claim =
        head.split_once("uniqueCount=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    let believable = |count: &str| count.parse().is_ok_and(|count: u64| count <= MOST_BYTES / 5);
    if claim.is_none_or(believable) { Ok(()) } else { Err(SheetError::Unreadable) }
}

/// A damaged file must not take the program down, whatever the parser makes of it.
fn guarded(read: impl FnOnce() -> Result<Vec<Row>, SheetError>) -> Result<Vec<Row>, SheetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(SheetError::Unreadable))
}

fn read_xlsx(bytes: Bytes) -> Result<Vec<Row>, SheetError> {
    let mut book: Xlsx<_> = open_workbook_from_rs(bytes).map_err(|error| match error {
        XlsxError::Password => SheetError::PasswordProtected,
        // An archive with the right look but without a workbook: another Office file.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => SheetError::NotASpreadsheet,
        _ => SheetError::Unreadable,
    })?;
    let sheets = visible(book.sheets_metadata());
    likeliest_sheet(&sheets, |name| {
        let mut cells = match book.worksheet_cells_reader(name) {
            // A chart sheet has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
            other => other.map_err(|_| SheetError::Unreadable)?,
        };
        let mut gathering = Gathering::default();
        // Cell by cell, so that one stray cell in the far corner costs nothing.
        while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Unreadable)? {
            put_xlsx(&mut gathering, &cell)?;
        }
        Ok(gathering.finish())
    })
}

fn put_xlsx(gathering: &mut Gathering, cell: &Cell<DataRef<'_>>) -> Result<(), SheetError> {
    let (row, column) = cell.get_position();
    match cell.get_value() {
        DataRef::SharedString(text) => gathering.put(row + 1, column as usize, text, CellKind::Text),
        other => {
            let value = Data::from(other.clone());
            gathering.put(row + 1, column as usize, &text_of(&value), kind_of(&value))
        }
    }
}

fn read_xls(bytes: Bytes) -> Result<Vec<Row>, SheetError> {
    let mut book: Xls<_> = match open_workbook_from_rs(bytes.clone()) {
        Ok(book) => book,
        Err(XlsError::Password) => return Err(SheetError::PasswordProtected),
        // A protected xlsx hides in the same container.
        Err(_) => match open_workbook_from_rs::<Xlsx<_>, _>(bytes) {
            Err(XlsxError::Password) => return Err(SheetError::PasswordProtected),
            _ => return Err(SheetError::Unreadable),
        },
    };
    let sheets = visible(book.sheets_metadata());
    likeliest_sheet(&sheets, |name| gather(&book.worksheet_range(name).map_err(|_| SheetError::Unreadable)?))
}

fn read_ods(bytes: Bytes) -> Result<Vec<Row>, SheetError> {
    let mut book: Ods<_> = open_workbook_from_rs(bytes).map_err(|error| match error {
        OdsError::Password => SheetError::PasswordProtected,
        OdsError::InvalidMime(_) => SheetError::NotASpreadsheet,
        OdsError::CellLimitExceeded { .. } => SheetError::TooLarge { limit: MOST_BYTES },
        _ => SheetError::Unreadable,
    })?;
    let sheets = visible(book.sheets_metadata());
    likeliest_sheet(&sheets, |name| gather(&book.worksheet_range(name).map_err(|_| SheetError::Unreadable)?))
}

/// The sheets that the person sees; all of them if every one is hidden.
fn visible(sheets: &[Sheet]) -> Vec<String> {
    let shown = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    if names.is_empty() { sheets.iter().map(|sheet| sheet.name.clone()).collect() } else { names }
}

/// The first sheet with a plate heading, else the first with anything on it:
/// many a workbook begins with a cover or with instructions.
fn likeliest_sheet(
    names: &[String],
    mut read: impl FnMut(&str) -> Result<Vec<Row>, SheetError>,
) -> Result<Vec<Row>, SheetError> {
    let mut fallback = Vec::new();
    for name in names {
        let rows = read(name)?;
        if heading_index(&rows).is_some() {
            return Ok(rows);
        }
        if fallback.is_empty() {
            fallback = rows;
        }
    }
    Ok(fallback)
}

fn gather(range: &Range<Data>) -> Result<Vec<Row>, SheetError> {
    let mut gathering = Gathering::default();
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let number = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(top).saturating_add(1);
        gathering.put(number, column + left as usize, &text_of(value), kind_of(value))?;
    }
    Ok(gathering.finish())
}

fn kind_of(value: &Data) -> CellKind {
    match value {
        Data::Empty | Data::String(_) | Data::DurationIso(_) => CellKind::Text,
        Data::DateTimeIso(_) => CellKind::Date,
        Data::DateTime(moment) if moment.is_datetime() => CellKind::Date,
        Data::Int(_) | Data::Float(_) | Data::DateTime(_) => CellKind::Number,
        Data::Bool(_) => CellKind::Bool,
        Data::Error(_) => CellKind::Error,
    }
}

/// A cell as the person would read it.
fn text_of(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Error(error) => error.to_string(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).replace('T', " "),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Int(number) => number.to_string(),
        // Display never writes an exponent, nor ".0".
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => moment_text(moment),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let Some(at) = moment.as_datetime().filter(|_| moment.is_datetime()) else {
        return moment.as_f64().to_string();
    };
    let format = if at.time() == chrono::NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    at.format(format).to_string()
}
