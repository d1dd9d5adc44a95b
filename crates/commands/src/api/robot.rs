//! Group robots.

use cheku_domain::{Secret, Timestamp};
use cheku_robots::{Kind, Refusal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A group robot and how it stands. Never its address or secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RobotView {
    /// Whose it is.
    pub kind: Kind,
    /// It is told after each check. Off until a person switches it on.
    pub on: bool,
    /// It is told of due dates, once a day. Off until a person switches it on.
    pub on_due: bool,
    /// The host of its address; `None` = no address yet.
    pub host: Option<String>,
    /// A secret signs its messages.
    pub has_secret: bool,
    /// Plates go out whole; else all but their ends is masked.
    pub full_plates: bool,
    /// The last message.
    pub last: Option<RobotTold>,
}

/// A message to a robot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RobotTold {
    /// When it was sent.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: RobotOutcome,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum RobotOutcome {
    /// It stands in the group.
    Taken,
    /// No connection: nothing was sent.
    Unreachable,
    /// The server's certificate is not trusted: nothing was sent.
    Untrusted,
    /// Sent, and no readable answer came back.
    NoAnswer,
    /// The address or the secret is not on this computer: both must be entered again.
    Missing,
    /// The vendor's own refusal.
    Refused {
        /// Its code, words, and what can be done.
        refusal: Refusal,
    },
}

/// A robot as a person enters it.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct RobotForm {
    /// Whose it is.
    pub kind: Kind,
    /// Told after each check.
    pub on: bool,
    /// Told of due dates that newly came near or are over, once a day.
    pub on_due: bool,
    /// The whole address; `None` keeps the one that is there.
    #[ts(type = "string | null")]
    pub address: Option<Secret>,
    /// What signs; `None` keeps the one that is there, an empty one takes it away.
    #[ts(type = "string | null")]
    pub secret: Option<Secret>,
    /// Plates go out whole.
    pub full_plates: bool,
    /// The language of its messages: "zh" or "en".
    pub lang: String,
}

/// Which robot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct RobotKind {
    /// Whose it is.
    pub kind: Kind,
}
