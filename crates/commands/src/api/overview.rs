//! The overview.

use super::{CallSums, ViolationRow};
use cheku_domain::{Fen, Span, Timestamp, Totals, TotalsBy, VehicleStatus};
use cheku_garage::GroupTotals;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Vehicles by status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatusCount {
    /// The status.
    pub status: VehicleStatus,
    /// Vehicles.
    pub count: u32,
}

/// The last batch that asked anything, with those that it went on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LastCheck {
    /// Its newest batch.
    pub batch: String,
    /// When its first batch began.
    pub began_at: Timestamp,
    /// When its newest batch began.
    pub started_at: Timestamp,
    /// Vehicles asked, by all its batches.
    pub asked: u32,
    /// Vehicles that were refused or failed in the newest batch.
    pub failed: u32,
    /// Vehicles without a readable answer in it.
    pub doubtful: u32,
    /// Vehicles that it did not ask on purpose.
    pub skipped: u32,
    /// Vehicles that it did not come to.
    pub not_asked: u32,
    /// Violations found with their vehicle's first answer, in all its batches.
    pub first_found: u32,
    /// Violations that no provider lists any more since it began.
    pub gone: u32,
}

/// What nobody has seen yet, whichever check found it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewSums {
    /// Violations.
    pub violations: u32,
    /// Vehicles they belong to.
    pub vehicles: u32,
    /// Known fines.
    pub fines_fen: Fen,
    /// Unknown fines.
    pub fines_unknown: u32,
}

/// One month of offences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonthCount {
    /// YYYY-MM.
    pub month: String,
    /// Not paid.
    pub unpaid: u32,
    /// Paid.
    pub paid: u32,
}

/// Which totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TotalsRequest {
    /// Broken down by this.
    pub by: Option<TotalsBy>,
    /// Of these days alone.
    pub span: Option<Span>,
}

/// What is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FleetTotals {
    /// Vehicles in the garage.
    pub vehicles: u32,
    /// How many of them were never answered for; what they owe is not in the sums.
    pub unanswered: u32,
    /// What they owe; of a span what was asked for alone.
    #[serde(flatten)]
    pub totals: Totals,
    /// Broken down; empty unless asked for. Of a span only what has a violation in it.
    pub groups: Vec<GroupTotals>,
    /// Of a span of offences: violations without a readable time, still returned. They are in no other figure.
    pub undated: u32,
}

/// What the first page shows of a span of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SpanOverview {
    /// What the violations in it come to.
    pub totals: Totals,
    /// Vehicles with something unpaid in it.
    pub unpaid_vehicles: u32,
    /// Violations without a readable time, in none of these figures; of a span by first sight there are none.
    pub undated: u32,
    /// Commonest acts among the unpaid ones in it, at most five.
    pub acts: Vec<super::KeyCount>,
    /// Commonest places, likewise.
    pub places: Vec<super::KeyCount>,
    /// Cities, likewise.
    pub cities: Vec<super::KeyCount>,
}

/// Everything the first page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Overview {
    /// Due dates that are over or run out within 60 days, by step.
    pub due: Vec<super::DueCount>,
    /// Vehicles in the garage.
    pub vehicles: u32,
    /// What they owe.
    pub totals: Totals,
    /// By status; they add up to `vehicles`.
    pub statuses: Vec<StatusCount>,
    /// With something unpaid, whatever a later check came to.
    pub unpaid_vehicles: u32,
    /// What is to be done.
    pub todo: super::Todo,
    /// A batch runs, here or in another process.
    pub running: bool,
    /// The last check; none while nothing was ever asked.
    pub last_check: Option<LastCheck>,
    /// What nobody has seen yet.
    pub new: NewSums,
    /// The newest new rows, at most 24.
    pub new_rows: Vec<ViolationRow>,
    /// This month's calls.
    pub calls: CallSums,
    /// The last twelve months of offences.
    pub months: Vec<MonthCount>,
    /// Commonest acts among the unpaid ones, at most five.
    pub acts: Vec<super::KeyCount>,
    /// Commonest places, likewise.
    pub places: Vec<super::KeyCount>,
    /// Cities, likewise.
    pub cities: Vec<super::KeyCount>,
}
