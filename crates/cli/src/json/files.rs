//! What was written, restored or erased.

use crate::face::RefusalBody;
use cheku_commands::api::Newer;
use serde::Serialize;

/// `erase`
#[derive(Serialize)]
pub struct Erased<'a> {
    pub vehicles: u32,
    pub violations: u32,
    pub calls: u32,
    pub receipts: u32,
    pub copies: &'a [String],
}

/// `export --format html`
#[derive(Serialize)]
pub struct Report<'a> {
    pub rows: u32,
    pub all: u32,
    pub file: &'a str,
}

/// `backup`
#[derive(Serialize)]
pub struct Backup<'a> {
    pub file: &'a str,
    /// Beside it, in the folder `attachments`.
    pub receipts: u32,
    /// Named by it, and missing or changed here.
    pub receipts_missing: u32,
}

/// A file that was written.
#[derive(Serialize)]
pub struct File<'a> {
    pub file: &'a str,
}

/// `restore`
#[derive(Serialize)]
pub struct Restored<'a> {
    /// Where the former garage is kept; "" = there was none, null = nothing was restored.
    pub file: Option<&'a str>,
    /// What it had and the backup had not; null = it could not be read.
    pub newer: Option<Newer>,
    /// Receipts that it names now and that are whole neither here nor beside the backup.
    pub receipts_missing: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<RefusalBody<'a>>,
}
