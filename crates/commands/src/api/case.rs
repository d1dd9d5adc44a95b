//! Cases: what people said about violations, step by step.

use cheku_domain::Stage;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many violations are at a stage, in the whole garage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// Violations.
    pub count: u32,
}
