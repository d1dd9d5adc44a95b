//! What is asked of the list of violations, and what it answers.

use super::violation_row::ViolationRow;
use crate::window::Direction;
use cheku_domain::{ShownState, Span, Stage, Timestamp, Totals, UnknownPart, VehicleId};
use chrono::NaiveDate;

/// What the list is sorted by; each has its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViolationColumn {
    /// Time of the offence.
    #[default]
    Time,
    /// 号牌号码
    Plate,
    /// 罚款; unknown ones before all others.
    Fine,
    /// 记分; unknown ones before all others.
    Points,
    /// State.
    State,
    /// Who drove.
    Driver,
    /// Where it happened.
    City,
    /// 违法行为
    Act,
    /// 违法地点
    Place,
    /// When it was first seen.
    FirstSeen,
    /// How far it got, the most pressing first; of those that were told, the one that is due first.
    Stage,
}

/// Which violations, in which order. Empty lists and `None` mean "all"; a key of
/// "" means "without one".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViolationQuery {
    /// Words that all must be found: in the act, place or code, or in what finds the vehicle.
    pub search: String,
    /// Of these vehicles.
    pub vehicles: Vec<VehicleId>,
    /// Of vehicles that left, instead of those in use.
    pub left: bool,
    /// By state.
    pub states: Vec<ShownState>,
    /// Only those that nobody has seen.
    pub new_only: bool,
    /// Only those seen for the first time in the last check, running or ended, whether they were news or not.
    pub found_in_last_check: bool,
    /// Only those that no provider lists any more since the last check, running or ended.
    pub gone_in_last_check: bool,
    /// Only those of which one of these is still wanted and not known.
    pub unknown: Vec<UnknownPart>,
    /// By how far they got at this desk.
    pub stages: Vec<Stage>,
    /// Only those that were told and are due before this day.
    pub due_before: Option<NaiveDate>,
    /// Only those that are handled and unpaid by a decision of or before this day.
    pub decided_until: Option<NaiveDate>,
    /// First seen in or after this moment (本月新增).
    pub first_seen_from: Option<Timestamp>,
    /// Of these days alone.
    pub span: Option<Span>,
    /// By who drove.
    pub driver: Option<String>,
    /// By where it happened.
    pub city: Option<String>,
    /// By month of the offence, YYYY-MM.
    pub month: Option<String>,
    /// By act, exactly.
    pub act: Option<String>,
    /// By place, exactly.
    pub place: Option<String>,
    /// By the vehicle's group.
    pub group: Option<String>,
    /// Only these ids, as far as the rest matches.
    pub only: Option<Vec<String>>,
    /// Without these ids.
    pub except: Vec<String>,
    /// Sorted by.
    pub sort: ViolationColumn,
    /// Which way.
    pub direction: Direction,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

/// Rows in view, and count and totals of all that match.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViolationWindow {
    /// All that match.
    pub total: usize,
    /// The rows in view.
    pub rows: Vec<ViolationRow>,
    /// What all that match and are still returned amount to.
    pub totals: Totals,
}

/// How many returned violations share an act or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The act or the place.
    pub key: String,
    /// How many.
    pub rows: u32,
}
