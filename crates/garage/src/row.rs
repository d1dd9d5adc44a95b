//! Reading columns into the domain's types. A word that the program does not
//! know is an error, never a default.

use crate::{GarageError, Result};
use cheku_domain::ledger::News;
use cheku_domain::text::{clean, clean_lines};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use rusqlite::Row;
use rusqlite::types::FromSql;

/// An offence's time as vendors mostly write it.
pub(crate) fn canonical(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// An offence's time as it stands in the file: seconds of what clocks in China show.
pub(crate) fn seconds(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp()
}

/// Reads such a time back.
pub(crate) fn time_of(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|time| time.naive_utc())
}

/// What tells a row from another one that has its number in a copy of the file.
pub(crate) fn new_tag() -> u32 {
    let [.., a, b, c, d] = *uuid::Uuid::now_v7().as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// A fresh UUIDv7 as text.
pub(crate) fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Reads a word of one of the domain's enums.
pub(crate) fn word<T>(row: &Row<'_>, column: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    let text: String = row.get(column)?;
    read(&text).ok_or_else(|| GarageError::unknown_word(column))
}

/// The same where the column may be NULL.
pub(crate) fn word_or_none<T>(
    row: &Row<'_>,
    column: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| read(&text).ok_or_else(|| GarageError::unknown_word(column))).transpose()
}

/// Reads a calendar day.
pub(crate) fn day(row: &Row<'_>, column: &str) -> Result<Option<NaiveDate>> {
    word_or_none(row, column, |text| text.parse().ok())
}

/// A row's columns from the first to the last: quicker than names where rows are many.
pub(crate) struct Cells<'row, 'statement> {
    row: &'row Row<'statement>,
    at: usize,
}

impl<'row, 'statement> Cells<'row, 'statement> {
    pub(crate) fn of(row: &'row Row<'statement>) -> Self {
        Cells { row, at: 0 }
    }

    /// The next column.
    pub(crate) fn next<T: FromSql>(&mut self) -> Result<T> {
        let value = self.row.get(self.at)?;
        self.at += 1;
        Ok(value)
    }

    /// A word of one of the domain's enums.
    pub(crate) fn word<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        self.word_or_none(read)?.ok_or_else(|| self.unknown())
    }

    /// The same where the column may be NULL.
    pub(crate) fn word_or_none<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        let text = self.text()?;
        text.map(|text| read(text).ok_or_else(|| self.unknown())).transpose()
    }

    /// An offence's time; `None` for NULL.
    pub(crate) fn time(&mut self) -> Result<Option<NaiveDateTime>> {
        let seconds: Option<i64> = self.next()?;
        seconds.map(|seconds| time_of(seconds).ok_or_else(|| self.unknown())).transpose()
    }

    /// A state by its number.
    pub(crate) fn code<T>(&mut self, read: impl Fn(i64) -> Option<T>) -> Result<T> {
        let code = self.next()?;
        read(code).ok_or_else(|| self.unknown())
    }

    /// The next column's text where it lies, to be looked at and not kept; `None` for NULL.
    pub(crate) fn text(&mut self) -> Result<Option<&'row str>> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        Ok(value.as_str_or_null().map_err(rusqlite::Error::from)?)
    }

    /// Words that blanks divide; none for NULL.
    pub(crate) fn words(&mut self) -> Result<Vec<String>> {
        let text: Option<String> = self.next()?;
        Ok(text.iter().flat_map(|text| text.split(' ')).map(str::to_owned).collect())
    }

    /// Of the column that was read last.
    fn unknown(&self) -> GarageError {
        let name = self.row.as_ref().column_name(self.at.saturating_sub(1));
        GarageError::unknown_word(name.unwrap_or_default())
    }
}

/// Collects the rows of a prepared query with a reader that can refuse a word.
pub(crate) fn collect<T>(
    mut rows: rusqlite::Rows<'_>,
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first row, if any.
pub(crate) fn first<T>(
    mut rows: rusqlite::Rows<'_>,
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    rows.next()?.map(read).transpose()
}

/// A count or an offset as SQLite takes it.
pub(crate) fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Cleaned, and blanks as `None`, since blank fields are never "": one driver is not two
/// for a mark that nobody sees.
pub(crate) fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| clean(&text)).filter(|text| !text.is_empty())
}

/// The same for a remark of several lines.
pub(crate) fn filled_lines(text: Option<String>) -> Option<String> {
    text.map(|text| clean_lines(&text)).filter(|text| !text.is_empty())
}

/// Reads what was told out of a batch's or an item's row.
pub(crate) fn news(row: &Row<'_>) -> Result<News> {
    Ok(News { new: row.get("new_violations")?, first_found: row.get("first_found")?, gone: row.get("gone")? })
}
