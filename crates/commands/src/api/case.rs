//! Cases: what people said about violations, step by step.

use cheku_domain::case::Step;
use cheku_domain::{Stage, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One step as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptStep {
    /// What was said, or what an answer brought ("changed", "verified", "verified_gone", "returned",
    /// "still_there").
    pub step: Step,
    /// When; `None` = with an upgrade.
    pub at: Option<Timestamp>,
    /// Who said so, at this desk; of what an answer brought, the provider's id. "" = not told.
    pub by: String,
    /// When it was taken back; `None` = it counts.
    pub taken_back_at: Option<Timestamp>,
}

/// How many violations are at a stage, in the whole garage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// Violations.
    pub count: u32,
}
