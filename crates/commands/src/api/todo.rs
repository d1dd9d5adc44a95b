//! What is to be done (待办): the manager's day, the most pressing first.

use super::{CallQuery, DriverQuery, VehicleFilter, ViolationFilter};
use cheku_domain::due::DueStep;
use cheku_domain::{Fen, Timestamp, words};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What is to be done. In this order, the most pressing first.
    pub enum TodoKind {
        /// Told, and the day by which to handle it is over.
        Overdue = "overdue",
        /// 说已缴，接口仍有
        StillThere = "still_there",
        /// 待认领
        Unclaimed = "unclaimed",
        /// 待通知
        Untold = "untold",
        /// Drivers with so many points waiting that their licence is at risk.
        Points = "points",
        /// Handled and unpaid, and a late fee runs.
        LateFee = "late_fee",
        /// Due dates that are over.
        DueOver = "due_overdue",
        /// Due dates of today and the next 7 days.
        DueWithin7 = "due_within_7",
        /// Calls of which nobody knows whether they are charged.
        Doubtful = "doubtful",
        /// Charged answers that this version cannot read.
        Unreadable = "unreadable",
        /// Vehicles whose last check failed.
        Failed = "failed",
        /// Vehicles that a provider locked until their details change.
        Locked = "locked",
        /// Vehicles that cannot be asked before something is filled in.
        Incomplete = "incomplete",
        /// Vehicles that were never asked about.
        NeverAsked = "never_asked",
        /// Vehicles whose provider has not answered yet.
        Pending = "pending",
        /// Due dates in 8 to 30 days.
        DueWithin30 = "due_within_30",
        /// Due dates in 31 to 60 days.
        DueWithin60 = "due_within_60",
    }
}

/// Just the rows that a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "rows")]
#[allow(missing_docs, reason = "each list has its own filter")]
#[allow(clippy::large_enum_variant, reason = "a dozen at most")]
pub enum TodoRows {
    Violations {
        filter: ViolationFilter,
    },
    Drivers {
        query: DriverQuery,
    },
    Vehicles {
        filter: VehicleFilter,
    },
    Calls {
        query: CallQuery,
    },
    DueDates {
        step: DueStep,
    },
    /// The plan for all vehicles says what each lacks.
    Plan,
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TodoLine {
    /// What.
    pub kind: TodoKind,
    /// How many of `rows`; never 0.
    pub count: u32,
    /// Of violations: how many vehicles they are of.
    pub vehicles: Option<u32>,
    /// Of violations: their known fines that are due.
    pub fines_fen: Option<Fen>,
    /// How many more of them have an unknown fine.
    pub fines_unknown: u32,
    /// Of violations and drivers: the known points that wait.
    pub points: Option<u32>,
    /// How many more violations have unknown points.
    pub points_unknown: u32,
    /// Of drivers: how many more have fewer known points, and some that are not known.
    pub below_unknown: u32,
    /// Of running late fees: what is known of them today, estimated.
    pub late_fee_fen: Option<Fen>,
    /// Of failed vehicles: how many were not charged and can be asked again free.
    pub free_again: u32,
    /// Where just these are listed.
    pub rows: TodoRows,
}

/// What is to be done, and what was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Todo {
    /// The most pressing first; empty = nothing of what was looked at.
    pub lines: Vec<TodoLine>,
    /// Vehicles looked at.
    pub vehicles: u32,
    /// How many of them were never answered for: of those nothing is known.
    pub unanswered: u32,
    /// Violations looked at that a provider still returns.
    pub violations: u32,
    /// How many of them are unpaid.
    pub unpaid: u32,
    /// When the last check began; `None` = nothing was ever asked.
    pub last_check: Option<Timestamp>,
}
