//! The API: every request and reply that a face exchanges with the commands.
//! TypeScript types are generated from here (`cargo xtask bindings`).

mod backup;
mod batch;
mod call;
mod case;
mod change;
mod check;
mod clearance;
mod code;
mod driver;
mod due;
mod erase;
mod filter;
mod import;
mod notice;
mod overview;
mod receipt;
mod restore;
mod robot;
mod schedule;
mod settings;
mod settlement;
mod state;
mod todo;
mod update;
mod vehicle;
mod violation;

pub use backup::*;
pub use batch::*;
pub use call::*;
pub use case::*;
pub use change::*;
pub use check::*;
pub use clearance::*;
pub use code::*;
pub use driver::*;
pub use due::*;
pub use erase::*;
pub use filter::*;
pub use import::*;
pub use notice::*;
pub use overview::*;
pub use receipt::*;
pub use restore::*;
pub use robot::*;
pub use schedule::*;
pub use settings::*;
pub use settlement::*;
pub use state::*;
pub use todo::*;
pub use update::*;
pub use vehicle::*;
pub use violation::*;

// Types of the rooms below that faces exchange as they are.
pub use cheku_domain::case::{Handled, Payment, Step, Told};
pub use cheku_domain::clearance::ClearanceHead;
pub use cheku_domain::ledger::{ItemState, SkippedBy};
pub use cheku_domain::settlement::SettlementHead;
pub use cheku_domain::{
    Case, DueKind, DueStep, Payer, ReceiptKind, ShownState, Span, SpanBy, Stage, Subject, TotalsBy,
    UnknownPart,
};
pub use cheku_garage::{
    CallSums, ChangeKind, ChangeState, Given, GroupTotals, KeptStep, NewOwed, Newer, PlaceRisk,
};
pub use cheku_sheets::{LeftOut, Meaning, PassedOverWhy};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request or reply without content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Nothing {}

/// A column's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sort {
    /// The column's name; an unknown one is refused.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// Undo's handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Undoable {
    /// What `undo` takes; `None` when nothing changed.
    pub undo: Option<String>,
    /// How many rows changed.
    pub count: u32,
}

impl From<cheku_garage::Changed> for Undoable {
    fn from(changed: cheku_garage::Changed) -> Undoable {
        let count = u32::try_from(changed.vehicles.len()).unwrap_or(u32::MAX);
        Undoable { undo: (count > 0).then_some(changed.undo.0), count }
    }
}

/// A count with its key, for rankings and small choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyCount {
    /// The key; "" = not known.
    pub key: String,
    /// How many.
    pub count: u32,
}
