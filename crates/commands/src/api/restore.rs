//! Restore, as the faces see it.

use cheku_domain::Timestamp;
use cheku_garage::Newer;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an account of a backup would send its key to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyAddress {
    /// The provider's id.
    pub provider: String,
    /// The origin.
    pub address: String,
}

/// A look at a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreLookRequest {
    /// The backup: the handle of a `ChosenFile`.
    pub from: String,
}

/// What a person should know before a backup takes the garage's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreLook {
    /// What the present garage has and the backup has not; `None` = it cannot be read.
    pub newer: Option<Newer>,
    /// The present garage is damaged: there may be more than `newer` could count.
    pub damaged: bool,
    /// Vehicles in the backup's list.
    pub vehicles: u32,
    /// When the backup's last question was asked.
    pub last_asked: Option<Timestamp>,
    /// Where the backup's accounts would send their keys to.
    pub addresses: Vec<CopyAddress>,
    /// The present garage has accounts or calls, so that its price, caps and schedule can stand.
    pub has_settings: bool,
}

impl RestoreLook {
    /// A person should see it first.
    pub fn lacks_something(&self) -> bool {
        self.damaged || self.newer.is_none_or(|newer| newer != Newer::default())
    }
}

/// A restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreRequest {
    /// The backup: the handle of a `ChosenFile`.
    pub from: String,
    /// The violations of calls that the backup lacks come along.
    pub violations: bool,
    /// Price, caps, schedule and accounts of the backup, instead of those of now.
    pub settings_of_copy: bool,
    /// A person has seen what the backup lacks.
    pub confirmed: bool,
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreReply {
    /// Where the former garage is kept; "" when there was none.
    pub path: String,
    /// What it had and the backup had not; `None` = it could not be read.
    pub newer: Option<Newer>,
    /// Receipts that the garage names now and that lie whole neither here nor beside the backup.
    pub receipts_missing: u32,
}

/// A garage that a restore put aside or did not put in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PutAside {
    /// The file's name in the home folder.
    pub name: String,
    /// Vehicles in its list; `None` = it cannot be read.
    pub vehicles: Option<u32>,
    /// When its last question was asked.
    pub last_asked: Option<Timestamp>,
}

/// Which garage is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Taken {
    /// One that was put aside, by its name; `None` = an empty one begins.
    pub name: Option<String>,
}
