//! The API: every request and reply that a face exchanges with the commands.
//! TypeScript types are generated from here (`cargo xtask bindings`).

mod call;
mod check;
mod code;
mod driver;
mod erase;
mod filter;
mod import;
mod overview;
mod restore;
mod schedule;
mod settings;
mod state;
mod vehicle;
mod violation;

pub use call::*;
pub use check::*;
pub use code::*;
pub use driver::*;
pub use erase::*;
pub use filter::*;
pub use import::*;
pub use overview::*;
pub use restore::*;
pub use schedule::*;
pub use settings::*;
pub use state::*;
pub use vehicle::*;
pub use violation::*;

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

/// Undo's handle, kept until the programme ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Undoable {
    /// What `undo` takes; `None` when nothing changed.
    pub undo: Option<String>,
    /// How many rows changed.
    pub count: u32,
}

/// A count with its key, for rankings and small choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyCount {
    /// The key; "" = not known.
    pub key: String,
    /// How many.
    pub count: u32,
}
