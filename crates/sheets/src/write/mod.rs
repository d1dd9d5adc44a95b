//! From typed rows to .xlsx and .csv, at a place that a person named: the file appears
//! whole or not at all (`cheku_files::Place`).

mod csv;
mod rejected;
mod xlsx;

pub use rejected::{Rejected, write_rejected};

use crate::SheetError;
use cheku_domain::{Fen, Timestamp};
use cheku_files::{FileError, Place, ending_of};
use chrono::{NaiveDate, NaiveDateTime};
use std::io::{BufWriter, Write};

/// The table to be written, without its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The sheet's name in a workbook; csv has none.
    pub name: String,
    /// From left to right.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// In the person's language.
    pub heading: String,
    /// What its cells hold.
    pub kind: Kind,
    /// In characters of the standard font, as spreadsheets count.
    pub width: f64,
}

impl Column {
    /// A column of the width that suits its kind.
    pub fn new(heading: impl Into<String>, kind: Kind) -> Column {
        let width = match kind {
            Kind::Text => 16.0,
            Kind::Yuan | Kind::Date => 12.0,
            Kind::Integer => 9.0,
            Kind::DateTime => 20.0,
        };
        Column { heading: heading.into(), kind, width }
    }
}

/// What a column holds: decides how a workbook shows it, and what stays text
/// when the person types into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plates, VINs, engine numbers, codes and words.
    Text,
    /// Money: fen here, yuan with two decimals in the file.
    Yuan,
    /// Counts and points.
    Integer,
    /// China Standard Time, to the second.
    DateTime,
    /// A day.
    Date,
}

/// What is written into one cell. Unknown is `Empty`, or a word of the caller's, never a zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, which stays text whatever it looks like.
    Text(String),
    /// Money.
    Fen(Fen),
    /// A count.
    Integer(i64),
    /// A moment in China Standard Time.
    DateTime(NaiveDateTime),
    /// A day.
    Date(NaiveDate),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<Fen> for Value {
    fn from(amount: Fen) -> Value {
        Value::Fen(amount)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}
impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Value {
        Value::DateTime(moment.in_cst().naive_local())
    }
}
impl From<NaiveDateTime> for Value {
    fn from(moment: NaiveDateTime) -> Value {
        Value::DateTime(moment)
    }
}
impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Value {
        Value::Date(day)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(known: Option<T>) -> Value {
        known.map_or(Value::Empty, Into::into)
    }
}

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
