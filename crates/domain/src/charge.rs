//! What a question cost and how far it got.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the vendor charges for an answer (计费).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// Free by the vendor's document.
    No,
    /// Charged by the vendor's document.
    Yes,
    /// Nobody can tell from here: the answer was lost, or its code is not documented.
    Unknown,
}

/// The life of one question. `Asked` is committed before the bytes leave; after
/// a crash or a time-out past sending it becomes `Doubtful` (存疑).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Attempt {
    /// Planned, nothing sent.
    Waiting,
    /// Intent committed; bytes may have left.
    Asked,
    /// A readable answer was kept.
    Answered,
    /// A readable refusal, or nothing was sent: no answer to keep.
    Failed,
    /// Sent, no readable answer: may be charged. Never repeated by itself.
    Doubtful,
    /// Answered and charged (已付费，还读不懂): the answer is kept, and a version that can
    /// read it will. Never repeated by itself.
    Unreadable,
}

macro_rules! words {
    ($type:ty { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $type {
            /// The word that stands for it in the database and on the wire.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            /// Reads the word back; `None` for a word this program does not know,
            /// which callers must treat as an error, never as a default.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words!(Charge { No => "no", Yes => "yes", Unknown => "unknown" });
words!(Attempt { Waiting => "waiting", Asked => "asked", Answered => "answered", Failed => "failed", Doubtful => "doubtful", Unreadable => "unreadable" });
