//! Backups, as the faces see them.

use super::CommandError;
use cheku_domain::Timestamp;
use cheku_domain::restore::BackupHolds;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A backup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupRequest {
    /// Where to: the handle of a `ChosenFile`; `None` = a name in the backups folder.
    pub to: Option<String>,
}

/// What a backup came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupReply {
    /// The file's path.
    pub path: String,
    /// Receipts that lie beside it, in the folder `attachments`.
    pub receipts: u32,
    /// Receipts that it names and that are missing or changed here, so that they are not beside it.
    pub receipts_missing: u32,
    /// The handle for showing it in its folder.
    pub opens: String,
}

/// The copies in the folder of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupList {
    /// The folder.
    pub folder: String,
    /// The handle for opening it.
    pub opens: String,
    /// Its copies, the newest first; none of those that a person keeps elsewhere.
    pub copies: Vec<BackupCopy>,
    /// The second folder, if one was chosen.
    pub second: Option<SecondBackups>,
    /// The last trial that a copy can be brought back; one is made each month.
    pub trial: Option<BackupTrial>,
}

/// A second folder for copies: a NAS, a stick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SecondBackups {
    /// The folder.
    pub folder: String,
    /// Whether it is there now: a stick may be in a pocket.
    pub is_there: bool,
    /// The handle for opening it.
    pub opens: String,
    /// Its copies, the newest first.
    pub copies: Vec<BackupCopy>,
    /// Why the last copy could not be written there; `None` once one was.
    pub failed: Option<CommandError>,
}

/// What came of a trial that a copy can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupTrial {
    /// When it was made.
    pub at: Timestamp,
    /// The copy's name.
    pub name: String,
    /// Codes of what was wrong; none = it can be brought back.
    pub wrong: Vec<String>,
}

/// Chooses a second folder for copies, or none any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SecondBackupsRequest {
    /// The handle of the chosen folder; `None` = copies go to no second folder.
    pub folder: Option<String>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupCopy {
    /// The file's name in the folder.
    pub name: String,
    /// When it was written; `None` = the system does not say.
    pub written: Option<Timestamp>,
    /// Its size, without the receipts beside it.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What is in it; `None` = it cannot be read.
    pub holds: Option<BackupHolds>,
}
