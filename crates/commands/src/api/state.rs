//! What every page's frame shows, and the events.

use super::{CommandError, ErrorCode, Progress, RobotOutcome, ScheduledOutcome};
use cheku_domain::{CutOffRestore, Fen, Timestamp};
use cheku_garage::PlaceRisk;
use cheku_robots::Kind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which garage is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GarageKind {
    /// The company's own.
    Real,
    /// 演示: sample data, built-in sandbox, a file of its own.
    Demo,
}

/// The frame: navigation counts, the foot, and whether this is the first start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AppState {
    /// Which garage is open.
    pub garage: GarageKind,
    /// Vehicles in it.
    pub vehicles: u32,
    /// Providers with an account.
    pub accounts: Vec<String>,
    /// Violations first seen in the last check.
    pub new_violations: u32,
    /// Doubtful calls that are not settled yet.
    pub doubtful_calls: u32,
    /// Calls that were paid for and whose answer cannot be read yet.
    pub unreadable_calls: u32,
    /// Answers that are here and paid for, but that the garage could not take yet (a
    /// full disk); they are lost when the programme ends before it does.
    pub unwritten_answers: u32,
    /// Why the garage refuses some of them where waiting does not help; they can be set
    /// aside then.
    pub unwritten_refusal: Option<ErrorCode>,
    /// When the last check began, its newest part, as the overview tells it: the end of one that was
    /// interrupted is only noticed later.
    pub last_check: Option<Timestamp>,
    /// Charged this month at known prices.
    pub spent_fen: Fen,
    /// Charged calls this month without a price.
    pub spent_unknown: u32,
    /// The monthly cap, if one is set.
    pub month_cap_fen: Option<Fen>,
    /// The batch that runs in this process.
    pub running: Option<Progress>,
    /// The last batch was interrupted or stopped with vehicles not asked.
    pub resumable: u32,
    /// Why the garage cannot be used; every other figure is empty then.
    pub problem: Option<CommandError>,
    /// Why the folder is no good place for a garage; `None` for most.
    pub risk: Option<PlaceRisk>,
    /// A restore that was cut off before this start, and what came of it.
    pub cut_off_restore: Option<CutOffRestore>,
    /// Cheku's version.
    pub version: String,
    /// Where garage, backups and logs are.
    pub home: String,
}

/// What changed, so that pages refetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// The frame and the overview.
    State,
    /// Vehicles and their summaries.
    Vehicles,
    /// Violations.
    Violations,
    /// Batches and calls.
    Calls,
    /// Accounts and settings.
    Settings,
    /// Newer versions.
    Update,
}

/// What the faces are told without asking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export)]
pub enum Event {
    /// Refetch what these tags name.
    Changed {
        /// The tags.
        tags: Vec<Tag>,
    },
    /// The running batch, at most four times a second.
    Progress {
        /// Its figures.
        progress: Progress,
    },
    /// A batch ended.
    Ended {
        /// Its last figures.
        progress: Progress,
    },
    /// The day's own check had its turn.
    Scheduled {
        /// What came of it.
        outcome: ScheduledOutcome,
    },
    /// A group robot did not take its message.
    RobotFailed {
        /// Whose it is.
        robot: Kind,
        /// Why.
        outcome: RobotOutcome,
    },
    /// The person wants to close the window while `App::is_unfinished`.
    CloseAsked,
    /// The person wants to check, and said so outside of the page.
    CheckAsked,
}
