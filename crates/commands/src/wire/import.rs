//! Import: preview, correction, commit.

use super::ComplaintCode;
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

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Meaning {
    Plate,
    PlateType,
    VehicleClass,
    PlateColour,
    Vin,
    Engine,
    CityCode,
    Owner,
    Group,
    Driver,
    Note,
    Provider,
}

/// Import, with the mapping as corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// Where from.
    pub source: ImportSource,
    /// One meaning per column; `None` = as guessed.
    pub mapping: Option<Vec<Option<Meaning>>>,
}

/// A rejected cell or a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowComplaint {
    /// The spreadsheet's row number (the heading is row 1).
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What is wrong.
    pub code: ComplaintCode,
    /// The cell for people: its beginning, characters that nobody sees named.
    pub value: String,
    /// The cell as it stands, at most two hundred characters.
    pub text: String,
    /// The row's plate as it stands.
    pub plate: String,
    /// The earlier row with the same plate, where that is what is wrong.
    pub repeats: Option<u32>,
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
}

/// What an import would do; nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// The headings, in order.
    pub headings: Vec<String>,
    /// What each column means.
    pub mapping: Vec<Option<Meaning>>,
    /// Vehicles that would be added.
    pub added: u32,
    /// Vehicles that would change.
    pub updated: u32,
    /// Vehicles that stay.
    pub unchanged: u32,
    /// Good rows whose plate type is suggested from the plate.
    pub suggested_types: u32,
    /// Good rows without a city, by where their plate was issued ("江苏省 苏州市"), most first.
    pub suggested_cities: Vec<super::KeyCount>,
    /// Rejected cells, one entry a reason.
    pub rejected: Vec<RowComplaint>,
    /// Worth knowing.
    pub warnings: Vec<RowComplaint>,
    /// The first rows, at most 200, the rejected ones first.
    pub rows: Vec<PreviewRow>,
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
    /// Rejected cells.
    pub rejected: Vec<RowComplaint>,
    /// Worth knowing.
    pub warnings: Vec<RowComplaint>,
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
