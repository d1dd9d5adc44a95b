//! From typed rows to .xlsx and .csv, at a place that a person named: the file appears
//! whole or not at all (`cheku_files::Place`).

mod csv;
mod rejected;
mod sheet;
mod xlsx;

pub use rejected::{Rejected, write_rejected};
pub use sheet::{Column, Kind, Sheet, Value};

use crate::SheetError;
use cheku_files::{FileError, Place, ending_of};
use std::io::{BufWriter, Write};

/// Writes rows to a .xlsx or .csv file and says how many.
pub fn write(
    place: &Place,
    sheet: &Sheet,
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<u64, SheetError> {
    try_write(place, sheet, rows.into_iter().map(Ok))
}

/// Writes rows that may fail to come, from a database say. A row's error leaves
/// what stood at the place as it was.
pub fn try_write<E: From<SheetError> + From<FileError>>(
    place: &Place,
    sheet: &Sheet,
    rows: impl IntoIterator<Item = Result<Vec<Value>, E>>,
) -> Result<u64, E> {
    let format = Format::of(&ending_of(place.path())).ok_or(SheetError::FileTypeUnknown)?;
    place.write(|file| {
        let mut out = BufWriter::new(file.as_file());
        let count = match format {
            Format::Xlsx => xlsx::write(&mut out, sheet, rows.into_iter())?,
            Format::Csv => csv::write(&mut out, sheet, rows.into_iter())?,
        };
        out.flush().map_err(SheetError::from)?;
        Ok(count)
    })
}

/// Writes a text file the same way: whole or not at all.
pub fn write_text(place: &Place, text: &str) -> Result<(), SheetError> {
    place.write(|file| Ok(file.as_file().write_all(text.as_bytes())?))
}

enum Format {
    Xlsx,
    Csv,
}

impl Format {
    fn of(extension: &str) -> Option<Format> {
        match extension {
            "xlsx" => Some(Format::Xlsx),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}
