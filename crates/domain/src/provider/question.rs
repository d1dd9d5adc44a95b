//! What is asked, why it may not be, and what comes back.

use super::ProviderError;
use crate::{Charge, Detail, Fen, Missing, Violation};
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
    /// This would be sent, and can only be wrong (资料存疑).
    InDoubt(Detail),
}

impl Refusal {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::EngineMissing(_) => "engine_missing",
            Refusal::FrameMissing(_) => "frame_missing",
            Refusal::CityUnknown => "city_unknown",
            Refusal::PlateTypeUnsupported => "plate_type_unsupported",
            Refusal::InDoubt(_) => "in_doubt",
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

/// What the rows of an answer come to when they are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountedTotals {
    /// Rows, repeats included.
    pub violations: u32,
    /// Sum of the known fines.
    pub fines: Fen,
    /// Rows whose fine is not known.
    pub fines_unknown: u32,
    /// Sum of the known points.
    pub points: u32,
    /// Rows whose points are not known.
    pub points_unknown: u32,
}

impl CountedTotals {
    /// Adds an answer's rows up.
    pub fn of(rows: &[Violation]) -> CountedTotals {
        rows.iter().fold(CountedTotals::default(), |mut sums, row| {
            sums.violations += row.repeat;
            match row.fine {
                Some(fine) => sums.fines += fine.times(row.repeat.into()),
                None => sums.fines_unknown += row.repeat,
            }
            match row.points {
                Some(points) => sums.points += u32::from(points.0) * row.repeat,
                None => sums.points_unknown += row.repeat,
            }
            sums
        })
    }
}

impl ClaimedTotals {
    /// Whether the provider's own sums cannot be those of its rows. What a row leaves
    /// unknown may make up the rest of a sum, never less than nothing.
    pub fn contradict(&self, counted: &CountedTotals) -> bool {
        let off = |claimed: Option<i64>, known: i64, unknown: u32| {
            claimed.is_some_and(|claimed| if unknown == 0 { claimed != known } else { claimed < known })
        };
        off(self.violations.map(i64::from), counted.violations.into(), 0)
            || off(self.fines.map(|fines| fines.0), counted.fines.0, counted.fines_unknown)
            || off(self.points.map(i64::from), counted.points.into(), counted.points_unknown)
    }
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

/// What came back over the wire, readable or not: paid for, so it is kept as it came. This
/// account's secrets and signatures are replaced. It names people's vehicles, so `Debug`
/// shows only its size.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// The HTTP status.
    pub http_status: u16,
    /// The `Content-Type`, as the vendor names it.
    pub content_type: Option<String>,
    /// How many bytes came; more than `text` has where it was cut.
    pub bytes: u64,
    /// What it says.
    pub text: String,
}

impl Body {
    /// How much of an answer is kept, in bytes: a thousand times a usual one.
    pub const MOST_KEPT: usize = 1024 * 1024;
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({}, {} bytes)", self.http_status, self.bytes)
    }
}

/// What asking came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// As this program reads it.
    pub reading: Result<Reply, ProviderError>,
    /// As it came; `None` where nothing did.
    pub body: Option<Body>,
}

impl From<Result<Reply, ProviderError>> for Answer {
    fn from(reading: Result<Reply, ProviderError>) -> Answer {
        Answer { reading, body: None }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Points;
    use crate::violation::tests::row;

    fn claimed(violations: u32, fines: i64, points: u32) -> ClaimedTotals {
        ClaimedTotals { violations: Some(violations), fines: Some(Fen(fines)), points: Some(points) }
    }

    #[test]
    fn sums_are_held_against_the_rows() {
        let fined =
            Violation { fine: Some(Fen(10_000)), points: Some(Points(3)), repeat: 2, ..row("", "甲", None) };
        let counted = CountedTotals::of(std::slice::from_ref(&fined));
        assert!(!claimed(2, 20_000, 6).contradict(&counted));
        assert!(!ClaimedTotals::default().contradict(&counted), "a provider need not sum");
        for off in [claimed(1, 20_000, 6), claimed(2, 0, 6), claimed(2, 20_000, 3)] {
            assert!(off.contradict(&counted), "{off:?}");
        }
    }

    /// The document's own example: one row without a fine, and 0 as their sum.
    #[test]
    fn what_a_row_leaves_unknown_may_make_up_the_rest() {
        let unknown = Violation { points: Some(Points(2)), ..row("", "甲", None) };
        let known = Violation { fine: Some(Fen(5_000)), ..unknown.clone() };
        assert!(!claimed(1, 0, 2).contradict(&CountedTotals::of(std::slice::from_ref(&unknown))));
        let both = CountedTotals::of(&[unknown, known]);
        assert!(!claimed(2, 25_000, 4).contradict(&both));
        assert!(claimed(2, 0, 4).contradict(&both), "less than what is known");
    }
}
