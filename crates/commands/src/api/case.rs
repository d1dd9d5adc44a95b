//! Cases: what people said about violations, step by step.

use cheku_domain::Stage;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far the violations of the whole garage got. Asked by itself: no filter and no letter changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StageCounts {
    /// How many are at each stage, every stage named.
    pub stages: Vec<StageCount>,
    /// How many were told and are overdue.
    pub overdue: u32,
}

/// How many violations are at a stage, in the whole garage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// Violations.
    pub count: u32,
}
