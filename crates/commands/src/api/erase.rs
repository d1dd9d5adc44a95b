//! Erasing, and what is offered for it.

use cheku_domain::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum EraseWhom {
    /// Every vehicle that bears the plate, or the one of a type; removed ones, too.
    Plate {
        /// `PLATE` or `PLATE:TYPE`.
        plate: String,
    },
    /// The driver of this name.
    Driver {
        /// As vehicles carry it.
        name: String,
    },
    /// Every vehicle that was removed from the lists more than a year ago.
    LongRemoved,
}

/// An order to erase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EraseRequest {
    /// Who.
    pub whom: EraseWhom,
    /// Only say what it would take away.
    pub dry_run: bool,
    /// The copies that still hold it go, too.
    pub delete_copies: bool,
}

/// What an erasure took away, or would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EraseReply {
    /// Vehicles that go; for a driver those that lose their name.
    pub vehicles: u32,
    /// Violations that go; for a driver those that lose their name.
    pub violations: u32,
    /// Calls that lose their plate; what they cost stays.
    pub calls: u32,
    /// Files of receipts that go.
    pub receipts: u32,
    /// Backups, reports and former garages that hold it still.
    pub copies: Vec<String>,
    /// The second folder for backups, where it is not there now: its copies were not looked into and may hold it.
    pub not_looked_into: Option<String>,
}

/// What has lain about for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EraseOffers {
    /// Vehicles that were removed from the lists more than a year ago.
    pub vehicles: Vec<OfferedVehicle>,
    /// Reports older than 90 days.
    pub reports: Vec<OfferedFile>,
    /// Garages that a restore kept beside the present one.
    pub set_aside: Vec<OfferedFile>,
}

/// A removed vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedVehicle {
    /// Its plate.
    pub plate: String,
    /// When it was removed.
    pub removed_at: Timestamp,
}

/// A file below the home folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedFile {
    /// Its path.
    pub path: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Files that can be deleted by one press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferedKind {
    /// `EraseOffers::reports`
    Reports,
    /// `EraseOffers::set_aside`
    SetAside,
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedRequest {
    /// The kind.
    pub kind: OfferedKind,
}
