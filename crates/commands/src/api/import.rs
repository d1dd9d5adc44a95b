//! Import: preview, correction, commit.

use super::ComplaintCode;
use cheku_sheets::{LeftOut, Meaning, PassedOverWhy};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the rows come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ImportSource {
    /// A file that was picked.
    File {
        /// Its handle (`ChosenFile`).
        file: String,
        /// Its name.
        name: String,
    },
    /// A file that was dropped: its content.
    Bytes {
        /// Its name.
        name: String,
        /// Base64 of its content.
        base64: String,
    },
    /// Text pasted from a spreadsheet.
    Text {
        /// The text.
        text: String,
    },
}

/// Import, with what the person has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// Where from.
    pub source: ImportSource,
    /// What was chosen for single sheets; the others are read as they come.
    #[serde(default)]
    pub sheets: Vec<SheetChoice>,
    /// Whether hidden rows are taken too.
    #[serde(default)]
    pub include_hidden: bool,
}

/// What the person has chosen for one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetChoice {
    /// The sheet's name; "" where the file has no sheets.
    pub sheet: String,
    /// Whether it is read; `None` = as it comes.
    pub taken: Option<bool>,
    /// One meaning per column; `None` = as guessed.
    pub mapping: Option<Vec<Option<Meaning>>>,
}

/// One sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetReport {
    /// Its name; "" where the file has no sheets.
    pub name: String,
    /// Its rows with something in them, besides the headings.
    pub rows: u32,
    /// Why it is left out; `None`: it is read.
    pub left_out: Option<LeftOut>,
}

/// A row that is no vehicle, or is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassedOverRow {
    /// Its sheet; "" where the file has no sheets.
    pub sheet: String,
    /// The spreadsheet's row number.
    pub row: u32,
    /// Why.
    pub why: PassedOverWhy,
    /// The beginning of what stands in it.
    pub text: String,
}

/// A rejected cell or a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowComplaint {
    /// Its sheet; "" where the file has no sheets.
    pub sheet: String,
    /// The spreadsheet's row number (the heading is row 1).
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What is wrong.
    pub code: ComplaintCode,
    /// The cell for people: its beginning, invisible characters named.
    pub value: String,
    /// The cell as it stands, at most two hundred characters.
    pub text: String,
    /// The row's plate as it stands.
    pub plate: String,
    /// YYYY-MM-DD: the days that the cell can be read as, where there are several.
    pub readings: Vec<String>,
    /// The earlier row with the same plate, where that is what is wrong.
    pub repeats: Option<u32>,
    /// The sheet of that row, where it is another one.
    pub repeats_in: Option<String>,
}

/// What an import does to one vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new vehicle.
    Added,
    /// Fields change.
    Updated,
    /// Nothing changes.
    Unchanged,
    /// The row is rejected.
    Rejected,
    /// The row is not taken.
    PassedOver,
}

/// One row of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewRow {
    /// The spreadsheet's row number.
    pub row: u32,
    /// What it does.
    pub change: Change,
    /// The cells, as read, in the order of `headings`.
    pub cells: Vec<String>,
    /// The normalised plate, if it is one.
    pub plate: Option<String>,
    /// The plate type that will be kept.
    pub plate_type: Option<String>,
    /// True when it was suggested from the plate.
    pub suggested: bool,
    /// Hidden by a filter or by hand.
    pub hidden: bool,
}

/// One sheet of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetPreview {
    /// Its name and how many rows it has.
    pub sheet: SheetReport,
    /// Whether it can be taken: it holds a table.
    pub can_be_taken: bool,
    /// The headings, in order.
    pub headings: Vec<String>,
    /// What each column means.
    pub mapping: Vec<Option<Meaning>>,
    /// The first rows, at most 200, the rejected ones first, then the hidden ones.
    pub rows: Vec<PreviewRow>,
}

/// What an import would do; nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// The file's sheets, in order; a text file has one without a name.
    pub sheets: Vec<SheetPreview>,
    /// Rows in the file: added, updated, unchanged, rejected and passed over together.
    pub rows: u32,
    /// Rows that are not taken, those of the sheets left out among them.
    pub passed_over: u32,
    /// Hidden rows in the sheets that are read, taken or not.
    pub hidden: u32,
    /// The rows passed over in the sheets that are read, at most 200.
    pub passed_over_rows: Vec<PassedOverRow>,
    /// Vehicles that would be added.
    pub added: u32,
    /// Vehicles that would change.
    pub updated: u32,
    /// Vehicles that stay.
    pub unchanged: u32,
    /// Known vehicles that would go over to another driver: from the row's own moment (起始), else from now.
    pub driver_changes: u32,
    /// Known vehicles that would go out of use (使用状态、停用日期).
    pub leaving: u32,
    /// Due dates that would be new or take another one's place.
    pub due_dates: u32,
    /// Good rows whose plate type is suggested from the plate.
    pub suggested_types: u32,
    /// Good rows without a city, by where their plate was issued ("江苏省 苏州市"), most first.
    pub suggested_cities: Vec<super::KeyCount>,
    /// Rejected cells, one entry a reason.
    pub rejected: Vec<RowComplaint>,
    /// Worth knowing.
    pub warnings: Vec<RowComplaint>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Vehicles added.
    pub added: u32,
    /// Vehicles changed.
    pub updated: u32,
    /// Vehicles that stayed.
    pub unchanged: u32,
    /// Known vehicles that went over to another driver.
    pub driver_changes: u32,
    /// Known vehicles that went out of use.
    pub leaving: u32,
    /// Due dates that are new or took another one's place.
    pub due_dates: u32,
    /// Rejected cells.
    pub rejected: Vec<RowComplaint>,
    /// Worth knowing.
    pub warnings: Vec<RowComplaint>,
    /// Rows in the file: added, updated, unchanged, rejected and passed over together.
    pub rows: u32,
    /// Rows that were not taken, those of the sheets left out among them.
    pub passed_over: u32,
    /// The rows passed over in the sheets that were read.
    pub passed_over_rows: Vec<PassedOverRow>,
    /// The file's sheets, in order.
    pub sheets: Vec<SheetReport>,
    /// Takes the whole import back.
    pub undo: Option<String>,
}

/// Saves the rejected rows with reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveRejectedRequest {
    /// The same import.
    pub import: ImportRequest,
    /// Where to: the handle of a `ChosenFile`.
    pub to: String,
    /// The heading of the added column, in the person's language.
    pub reason_heading: String,
    /// A sentence for each complaint code, in the person's language; "{row}" in it
    /// stands for the row that is repeated.
    pub reasons: std::collections::BTreeMap<String, String>,
}
