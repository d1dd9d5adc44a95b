//! The scheduled check.

use super::{CommandError, Hindrance};
use cheku_domain::{Fen, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When the whole garage is asked on schedule, and what that may cost. Kept in the garage;
/// off until a person switches it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Schedule {
    /// Switched on.
    pub on: bool,
    /// The time of day in China Standard Time: "07:30".
    pub at: String,
    /// Days of the week: 1 = Monday to 7 = Sunday.
    pub days: Vec<u8>,
    /// Asked of this provider; `None` = the vehicle's own choice, else the default account.
    pub provider: Option<String>,
    /// Each time may cost at most this; needed when on.
    pub max_cost_fen: Option<Fen>,
}

impl Default for Schedule {
    /// Before the working day, Monday to Saturday: fleets work on Saturdays.
    fn default() -> Schedule {
        Schedule {
            on: false,
            at: "07:30".to_owned(),
            days: (1..=6).collect(),
            provider: None,
            max_cost_fen: None,
        }
    }
}

/// What came of a scheduled check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ScheduledOutcome {
    /// It is being planned at this moment.
    Beginning,
    /// A batch began.
    Began {
        /// Its id.
        batch: String,
        /// 第 37 批
        number: u32,
    },
    /// There was no vehicle to ask, so there is no batch.
    NothingToAsk,
    /// It could not begin; that day is not tried again.
    Refused {
        /// Why.
        error: CommandError,
    },
    /// The programme ended before it had begun; that day is not tried again.
    CutShort,
}

/// A scheduled check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScheduledRun {
    /// When its turn came.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: ScheduledOutcome,
}

/// The schedule and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScheduleView {
    /// As saved.
    pub schedule: Schedule,
    /// When the next one is due. In the past: today's, which waits. `None` while it is off,
    /// and in the demo.
    pub next_at: Option<Timestamp>,
    /// The last one.
    pub last: Option<ScheduledRun>,
    /// Why today's cannot begin although it is due; it does once that is put right.
    pub stuck: Option<CommandError>,
    /// What would keep it from beginning, as things are now.
    pub hindrance: Option<Hindrance>,
}
