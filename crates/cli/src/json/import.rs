//! `import`

use cheku_commands::api::{LeftOut, PassedOverWhy};
use serde::Serialize;

/// `import`
#[derive(Serialize)]
pub struct Imported {
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub driver_changes: u32,
    pub due_dates: u32,
    /// Known vehicles that went out of use, among the updated ones.
    pub leaving: u32,
    pub rejected: Vec<Complaint>,
    pub warnings: Vec<Complaint>,
    /// Rows in the file = added + updated + unchanged + rejected + passed over.
    pub rows: u32,
    pub passed_over: u32,
    pub passed_over_rows: Vec<PassedOver>,
    pub sheets: Vec<ImportedSheet>,
}

/// A row that is no vehicle, or was not taken.
#[derive(Serialize)]
pub struct PassedOver {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub row: u32,
    pub why: PassedOverWhy,
    pub message: &'static str,
    pub text: String,
}

/// One sheet of the file.
#[derive(Serialize)]
pub struct ImportedSheet {
    pub name: String,
    pub read: bool,
    pub rows: u32,
    pub why: Option<LeftOut>,
}

/// One rejected cell, or a warning.
#[derive(Serialize)]
pub struct Complaint {
    /// Where the file has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    pub row: u32,
    pub column: String,
    pub code: &'static str,
    pub message: String,
    pub text: String,
    /// The days that the cell can be read as, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<String>,
}
