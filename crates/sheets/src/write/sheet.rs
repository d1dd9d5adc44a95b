//! What is written: a table's columns and its cells.

use cheku_domain::{Fen, Timestamp};
use chrono::{NaiveDate, NaiveDateTime};

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
