//! The changes that people made, as the faces see them.

use cheku_domain::Timestamp;
use cheku_garage::{ChangeKind, ChangeState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change that somebody made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeView {
    /// What `undo` and `redo` take.
    pub id: String,
    /// What it was; `None` = made by an older version.
    pub what: Option<ChangeKind>,
    /// When.
    pub at: Timestamp,
    /// Who: the name given at the desk, else that of the system's account; "" = not known.
    pub by: String,
    /// Whether it was made in the terminal.
    pub from_terminal: bool,
    /// Plates and drivers that it is about, a few of them.
    pub about: Vec<String>,
    /// How many vehicles, drivers or violations it is about.
    pub count: u32,
    /// How it stands.
    pub state: ChangeState,
}
