//! Earlier batches.

use super::{BatchState, Stopped};
use cheku_domain::{Fen, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which earlier batches are wanted, newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BatchQuery {
    /// First row.
    pub offset: u32,
    /// Rows wanted; 0 = all.
    pub limit: u32,
}

/// A batch in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchRow {
    /// Its id.
    pub id: String,
    /// 第 37 批
    pub number: u32,
    /// Where it stands.
    pub state: BatchState,
    /// The provider it is told by.
    pub provider: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// All its vehicles.
    pub planned: u32,
    /// With an answer.
    pub answered: u32,
    /// 查无数据 and 待结果
    pub without_data: u32,
    /// Refused or not reached.
    pub failed: u32,
    /// 存疑
    pub doubtful: u32,
    /// 跳过
    pub skipped: u32,
    /// Not asked then.
    pub not_asked: u32,
    /// Of these, asked by no batch since.
    pub resumable: u32,
    /// Charged calls.
    pub charged: u32,
    /// What they cost.
    pub cost_fen: Fen,
    /// Charged calls without a price.
    pub cost_unknown: u32,
    /// Violations that were new in it.
    pub new_violations: u32,
    /// Violations found with their vehicle's first answer.
    pub first_found: u32,
    /// Why it stopped early.
    pub stopped: Option<Stopped>,
}

/// The rows in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BatchWindow {
    /// How many there are.
    pub total: u32,
    /// The rows.
    pub rows: Vec<BatchRow>,
}
