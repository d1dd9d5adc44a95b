//! What the list of vehicles can be asked for, and what it answers.

use super::due_dates::DueDate;
use crate::window::Direction;
use cheku_domain::{Left, Timestamp, Totals, Vehicle, VehicleStatus};
use chrono::NaiveDate;
use std::sync::Arc;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VehicleColumn {
    /// Order of creation.
    #[default]
    Added,
    /// 号牌号码
    Plate,
    /// 号牌种类
    PlateType,
    /// 分组
    Group,
    /// 驾驶员
    Driver,
    /// 所有人
    Owner,
    /// Status, the most urgent first.
    Status,
    /// Last answer.
    CheckedAt,
    /// Known fines due.
    FinesDue,
    /// Points waiting.
    PointsWaiting,
    /// Violations that a provider still returns.
    Violations,
    /// Violations not paid.
    Unpaid,
    /// Violations that nobody has seen.
    New,
    /// The nearest open due date.
    Due,
}

/// Which vehicles, in which order. Empty lists and `None` mean "all".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VehicleQuery {
    /// Words that all must be found: plate fragments, VIN tail, driver, group,
    /// owner, note, pinyin or initials of driver and group.
    pub search: String,
    /// Those that left for one of these reasons, instead of those in use.
    pub left: Vec<Left>,
    /// By status; `Owing` means all with something unpaid.
    pub statuses: Vec<VehicleStatus>,
    /// By group; "" = without one.
    pub groups: Vec<String>,
    /// By driver; "" = without one.
    pub drivers: Vec<String>,
    /// By plate type code.
    pub plate_types: Vec<String>,
    /// By the provider chosen for them; "" = no choice of their own.
    pub providers: Vec<String>,
    /// Only those with violations that nobody has seen.
    pub new_only: bool,
    /// Only those without an answer since.
    pub not_checked_since: Option<Timestamp>,
    /// Only those with a violation first seen in or after this moment (本月新增).
    pub first_seen_from: Option<Timestamp>,
    /// Only those whose details can only be wrong (资料存疑).
    pub in_doubt: bool,
    /// Only those with an open due date until this day.
    pub due_until: Option<NaiveDate>,
    /// Only these ids, as far as the rest matches.
    pub only: Option<Vec<String>>,
    /// Without these ids.
    pub except: Vec<String>,
    /// Sorted by.
    pub sort: VehicleColumn,
    /// Which way.
    pub direction: Direction,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

impl VehicleQuery {
    /// Nothing is left out, whatever the order and the window.
    pub(crate) fn is_of_all(&self) -> bool {
        let VehicleQuery { sort, direction, offset, limit, .. } = *self;
        *self == VehicleQuery { sort, direction, offset, limit, ..VehicleQuery::default() }
    }
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleRow {
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Why and since when it is no longer in use.
    pub left: Option<(Left, Option<NaiveDate>)>,
    /// What is known at a glance.
    pub status: VehicleStatus,
    /// When it was last answered.
    pub checked_at: Option<Timestamp>,
    /// By whom.
    pub checked_with: Option<String>,
    /// What it owes.
    pub totals: Totals,
    /// Violations that nobody has seen.
    pub new: u32,
    /// Its nearest open due date.
    pub next_due: Option<DueDate>,
    /// Kind of the last failure (`ErrorKind::code`, "no_data", "awaits_callback", "interrupted").
    pub error_kind: Option<String>,
    /// The vendor's code.
    pub error_code: Option<String>,
    /// The vendor's words.
    pub error_text: Option<String>,
}

/// Rows in view, and count and totals of all that match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleWindow {
    /// All that match.
    pub total: usize,
    /// The rows in view.
    pub rows: Vec<VehicleRow>,
    /// What all that match owe.
    pub totals: Totals,
    /// Violations that nobody has seen, over all that match.
    pub new_count: u32,
    /// How many of all that match nobody has ever answered for; what they owe is not in `totals`.
    pub unanswered: u32,
}

/// What planning needs to know of a vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The vehicle; shared, since a plan hands it on a few times.
    pub vehicle: Arc<Vehicle>,
    /// No longer in use.
    pub left: bool,
    /// What is known at a glance.
    pub status: VehicleStatus,
    /// When it was last answered: for the freshness window.
    pub checked_at: Option<Timestamp>,
    /// Who gave that answer: an answer of one provider is no reason to spare the other.
    pub checked_with: Option<String>,
    /// Providers that must not be asked until its data changes.
    pub locked_for: Vec<String>,
}
