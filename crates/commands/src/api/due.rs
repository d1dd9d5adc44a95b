//! Due dates (到期): what runs out when.

use cheku_domain::{DueKind, DueStep, Fen, PlateType, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueView {
    /// UUIDv7.
    pub id: String,
    /// What runs out.
    pub kind: DueKind,
    /// What a person calls a kind of their own; "" of all others.
    pub name: String,
    /// YYYY-MM-DD, the last day on which it holds.
    pub day: String,
    /// How near it is.
    pub step: DueStep,
    /// Days from today; 0 = today, negative = it is over.
    pub days: i32,
    /// When it was dealt with or another day took its place; `None` = it is open.
    pub ended_at: Option<Timestamp>,
}

/// A window of the open due dates, the nearest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DueQuery {
    /// In so many days at most, those that are over included; `None` = all.
    pub within: Option<u32>,
    /// First row.
    pub offset: u32,
    /// Rows wanted; 0 = all.
    pub limit: u32,
}

/// The vehicle of a due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueVehicle {
    /// Its id.
    pub id: String,
    /// Its plate.
    pub plate: String,
    /// Its plate type.
    pub plate_type: PlateType,
}

/// What stands in the way of an inspection that is near: open violations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueHindrance {
    /// Violations that are not paid.
    pub unpaid: u32,
    /// Their known fines.
    pub fines_fen: Fen,
    /// Those whose fine is not known.
    pub fines_unknown: u32,
    /// When the vehicle was last answered for; `None` = never, so that nothing is known.
    pub checked_at: Option<Timestamp>,
}

/// A due date in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueRow {
    /// The date.
    pub due: DueView,
    /// Whose it is, of a vehicle.
    pub vehicle: Option<DueVehicle>,
    /// Whose it is, of a driver.
    pub driver: Option<String>,
    /// Of an inspection that is near or over.
    pub hindrance: Option<DueHindrance>,
}

/// How many open due dates are in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueCount {
    /// The step.
    pub step: DueStep,
    /// How many.
    pub count: u32,
}

/// The rows in view, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueWindow {
    /// How many match.
    pub total: u32,
    /// The rows in view.
    pub rows: Vec<DueRow>,
    /// How many of all that match are in each step; steps without any are left out.
    pub counts: Vec<DueCount>,
}

/// Adds a due date, or corrects one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DueForm {
    /// The one to correct; `None` adds one.
    pub id: Option<String>,
    /// Whose.
    pub owner: Subject,
    /// What runs out.
    pub kind: DueKind,
    /// What a person calls a kind of their own; "" of all others.
    pub name: String,
    /// YYYY-MM-DD
    pub day: String,
}

/// Ends a due date and enters the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DueRenewal {
    /// The one that is dealt with.
    pub id: String,
    /// YYYY-MM-DD of the next; "" = there is none.
    pub next: String,
}
