//! xls: calamine reads the values; what it does not tell (number formats, hidden
//! rows, formulas without a value) stands in records of the same stream.

mod records;

use crate::gathering::{Gathering, Grid, Merge};
use crate::moment::{of_iso, written};
use crate::shown::{plain, shown};
use crate::{Cell, CellKind, SheetError};
use calamine::{
    Data, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError, open_workbook_from_rs,
};
use records::Facts;
use std::io::Cursor;

type Bytes = Cursor<Vec<u8>>;

/// Reads every sheet of the workbook, or finds that the file is behind a password.
pub(crate) fn read(
    bytes: Vec<u8>,
    take: &mut dyn FnMut(Grid) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let bytes = Cursor::new(bytes);
    let facts = records::read(bytes.clone())?;
    let mut book = open(bytes)?;
    let sheets = book.sheets_metadata().to_vec();
    let known = facts.len() == sheets.len();
    for (sheet, facts) in sheets.iter().zip(facts.into_iter().chain(std::iter::repeat_with(Facts::default))) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut gathering = Gathering::new(sheet.name.clone(), sheet.visible != SheetVisible::Visible);
        let facts = if known { facts } else { Facts::default() };
        gather(&mut book, &sheet.name, &facts, &mut gathering)?;
        take(gathering.finish())?;
    }
    Ok(())
}

fn open(bytes: Bytes) -> Result<Xls<Bytes>, SheetError> {
    match open_workbook_from_rs(bytes.clone()) {
        Ok(book) => Ok(book),
        Err(XlsError::Password) => Err(SheetError::PasswordProtected),
        // A protected xlsx hides in the same container.
        Err(_) => match open_workbook_from_rs::<Xlsx<_>, _>(bytes) {
            Err(XlsxError::Password) => Err(SheetError::PasswordProtected),
            _ => Err(SheetError::Unreadable),
        },
    }
}

fn gather(
    book: &mut Xls<Bytes>,
    name: &str,
    facts: &Facts,
    gathering: &mut Gathering,
) -> Result<(), SheetError> {
    facts.hidden.iter().for_each(|row| gathering.hide(*row..=*row));
    for merge in book.merge_cells_by_sheet_name(name).unwrap_or_default() {
        let columns = merge.start.1 as usize..=merge.end.1 as usize;
        gathering.merge(Merge { rows: merge.start.0 + 1..=merge.end.0 + 1, columns });
    }
    let range = book.worksheet_range(name).map_err(|_| SheetError::Unreadable)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(top);
        let column = column + left as usize;
        gathering.put(row.saturating_add(1), column, cell(value, facts.formats.get(&(row, column))));
    }
    for (row, column) in &facts.without_value {
        gathering.put(*row + 1, *column, Cell::new("", CellKind::NoValue));
    }
    Ok(())
}

fn cell(value: &Data, format: Option<&String>) -> Cell {
    let number = |digits: String| {
        let text = format.map(|format| shown(format, &digits)).unwrap_or(digits);
        Cell::new(text, CellKind::Number)
    };
    match value {
        Data::Empty => Cell::default(),
        Data::String(text) | Data::DurationIso(text) => Cell::from(text.as_str()),
        Data::DateTimeIso(text) => Cell::new(of_iso(text), CellKind::Date),
        Data::Bool(yes) => Cell::new(if *yes { "TRUE" } else { "FALSE" }, CellKind::Bool),
        Data::Error(error) => Cell::new(error.to_string(), CellKind::Error),
        Data::Int(digits) => number(digits.to_string()),
        Data::Float(digits) => number(plain(&digits.to_string())),
        Data::DateTime(moment) => match moment.as_datetime().filter(|_| moment.is_datetime()) {
            Some(at) => Cell::new(written(at), CellKind::Date),
            None => number(plain(&moment.as_f64().to_string())),
        },
    }
}
