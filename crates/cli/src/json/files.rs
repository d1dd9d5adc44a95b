//! What was written, restored or erased.

use crate::face::RefusalBody;
use cheku_commands::api::{BackupCopy, BackupList, Newer};
use cheku_domain::Timestamp;
use serde::Serialize;

/// `erase`
#[derive(Serialize)]
pub struct Erased<'a> {
    pub vehicles: u32,
    pub violations: u32,
    pub calls: u32,
    pub receipts: u32,
    pub copies: &'a [String],
    pub not_looked_into: Option<&'a str>,
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

/// `backup --list`
#[derive(Serialize)]
pub struct Backups<'a> {
    pub folder: &'a str,
    /// The newest first.
    pub backups: Vec<BackupListed<'a>>,
    /// null = none was chosen.
    pub second: Option<SecondBackups<'a>>,
}

/// The second folder for copies.
#[derive(Serialize)]
pub struct SecondBackups<'a> {
    pub folder: &'a str,
    pub is_there: bool,
    /// The newest first.
    pub backups: Vec<BackupListed<'a>>,
    /// Why the last copy could not be written there; null = it was.
    pub failed: Option<&'a str>,
}

/// A copy in the folder of backups.
#[derive(Serialize)]
pub struct BackupListed<'a> {
    pub file: &'a str,
    #[serde(serialize_with = "super::at_maybe")]
    pub written: Option<Timestamp>,
    pub bytes: u64,
    /// null = it cannot be read.
    pub vehicles: Option<u32>,
    pub violations: Option<u32>,
}

impl<'a> From<&'a BackupList> for Backups<'a> {
    fn from(list: &'a BackupList) -> Backups<'a> {
        let second = list.second.as_ref().map(|second| SecondBackups {
            folder: &second.folder,
            is_there: second.is_there,
            backups: second.copies.iter().map(listed).collect(),
            failed: second.failed.as_ref().map(|error| error.code.word()),
        });
        Backups { folder: &list.folder, backups: list.copies.iter().map(listed).collect(), second }
    }
}

fn listed(copy: &BackupCopy) -> BackupListed<'_> {
    BackupListed {
        file: &copy.name,
        written: copy.written,
        bytes: copy.bytes,
        vehicles: copy.holds.map(|it| it.vehicles),
        violations: copy.holds.map(|it| it.violations),
    }
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
