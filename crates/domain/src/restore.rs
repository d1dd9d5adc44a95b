//! Copies of a garage, and restores that a power cut or a crash ended.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the next start made of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CutOffRestore {
    /// The garage is the one from before the restore.
    TakenBack,
    /// The backup had taken the garage's place already; the former one is kept beside it.
    Finished,
}

/// What a copy has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupHolds {
    /// Vehicles in its list.
    pub vehicles: u32,
    /// Their violations, paid ones too.
    pub violations: u32,
}
