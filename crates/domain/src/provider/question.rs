//! What is asked, why it may not be, and what comes back.

use crate::{Charge, Fen, Missing, Violation};
use serde::Serialize;
use ts_rs::TS;

/// A question that is ready to be sent. Parameters hold people's data, so
/// `Debug` shows only their names.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The city it goes to, where the provider works by city; for skipping and for "no longer returned".
    pub city: Option<String>,
    /// Name and value of each parameter, without credentials.
    pub params: Vec<(&'static str, String)>,
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.params.iter().map(|(name, _)| name)).finish()
    }
}

/// Why a vehicle cannot be asked: found here, costs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The city wants more of the engine number (发动机号).
    EngineMissing(Missing),
    /// The city wants more of the frame number (车架号).
    FrameMissing(Missing),
    /// No rule for this plate: the person picks the city.
    CityUnknown,
    /// The provider does not know this plate type.
    PlateTypeUnsupported,
}

impl Refusal {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::EngineMissing(_) => "engine_missing",
            Refusal::FrameMissing(_) => "frame_missing",
            Refusal::CityUnknown => "city_unknown",
            Refusal::PlateTypeUnsupported => "plate_type_unsupported",
        }
    }
}

/// What a provider claims about its own answer: a cross-check only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimedTotals {
    /// 违法条数
    pub violations: Option<u32>,
    /// 违法罚款合计
    pub fines: Option<Fen>,
    /// 违法积分合计
    pub points: Option<u32>,
}

/// A readable answer that is no refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Rows, repeats joined; empty = asked and clean.
    Answered {
        /// The rows.
        violations: Vec<Violation>,
        /// What the provider summed itself.
        claimed: ClaimedTotals,
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
    },
    /// 查无数据: its own state, never "no violations".
    NoData {
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
        /// The provider's text.
        raw_text: String,
    },
    /// Accepted, the result would come by a callback that a desktop cannot receive.
    Pending {
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
        /// The provider's text.
        raw_text: String,
    },
}

/// What `account test` found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TestReport {
    /// True when address and credentials work.
    pub ok: bool,
    /// "ok" or an `ErrorKind` code.
    pub code: String,
    /// The vendor's code and words.
    pub message: String,
    /// Whether testing cost a call.
    pub charged: Charge,
}
