//! Why a whole file is refused. What is wrong with one row is a `Complaint`.

use crate::meaning::Meaning;
use cheku_files::FileError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file cannot be read or written. The `Display` text is the code alone:
/// a cell's content never gets into an error text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
pub enum SheetError {
    /// Neither a spreadsheet nor text: a picture, a program.
    #[error("not_a_spreadsheet")]
    NotASpreadsheet,
    /// A web page without a table: what a system answers when nobody is logged in.
    #[error("web_page")]
    WebPage,
    /// Sheets with plates, but each is hidden, an example, or not wanted.
    #[error("no_sheet_taken")]
    NoSheetTaken,
    /// Not one cell with something in it.
    #[error("empty_file")]
    EmptyFile,
    /// Headings, but no row below them.
    #[error("headings_only")]
    HeadingsOnly,
    /// More rows than this many.
    #[error("too_many_rows")]
    TooManyRows {
        /// The most rows that are read or written.
        limit: usize,
    },
    /// Larger than this when unpacked.
    #[error("too_large")]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// Two columns with the same meaning; which one counts is for the person to say.
    #[error("column_twice")]
    ColumnTwice {
        /// What both are said to hold.
        meaning: Meaning,
        /// The left one's heading.
        first: String,
        /// The right one's heading.
        second: String,
    },
    /// No column is known to hold plates.
    #[error("plate_column_missing")]
    PlateColumnMissing,
    /// Rows, but each was rejected.
    #[error("no_good_row")]
    NoGoodRow,
    /// Protected by a password.
    #[error("password_protected")]
    PasswordProtected,
    /// Damaged, or the disk refused.
    #[error("unreadable")]
    Unreadable,
    /// The name to write to ends in neither .xlsx nor .csv.
    #[error("file_type_unknown")]
    FileTypeUnknown,
    /// The disk refused; the file that stood there before still stands.
    #[error("unwritable")]
    Unwritable,
    /// The same, for want of room.
    #[error("target_full")]
    TargetFull,
    /// Nothing may be written at this place.
    #[error(transparent)]
    #[serde(skip)]
    Place(#[from] FileError),
}

impl From<std::io::Error> for SheetError {
    fn from(error: std::io::Error) -> SheetError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => SheetError::TargetFull,
            _ => SheetError::Unwritable,
        }
    }
}

impl SheetError {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            SheetError::NotASpreadsheet => "not_a_spreadsheet",
            SheetError::WebPage => "web_page",
            SheetError::NoSheetTaken => "no_sheet_taken",
            SheetError::EmptyFile => "empty_file",
            SheetError::HeadingsOnly => "headings_only",
            SheetError::TooManyRows { .. } => "too_many_rows",
            SheetError::TooLarge { .. } => "too_large",
            SheetError::ColumnTwice { .. } => "column_twice",
            SheetError::PlateColumnMissing => "plate_column_missing",
            SheetError::NoGoodRow => "no_good_row",
            SheetError::PasswordProtected => "password_protected",
            SheetError::Unreadable => "unreadable",
            SheetError::FileTypeUnknown => "file_type_unknown",
            SheetError::Unwritable => "unwritable",
            SheetError::TargetFull => "target_full",
            SheetError::Place(error) => error.code,
        }
    }
}
