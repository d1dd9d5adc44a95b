//! Why a vehicle is not asked, and how many are not.

use crate::provider::Refusal;
use crate::words;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why an item of a batch was not asked; nothing was sent, nothing cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// No longer in use (停用、已售、报废).
    Left,
    /// Asked successfully within the freshness window.
    Fresh,
    /// Locked by a charged refusal until its data changes.
    Locked,
    /// The provider's rule wants something that is missing, or a city to be chosen.
    Incomplete(Refusal),
    /// Its city is in maintenance.
    City,
    /// An earlier question is doubtful.
    Doubtful,
    /// An earlier question is pending.
    Pending,
    /// An earlier answer was paid for and cannot be read yet.
    PaidUnread,
    /// The provider does not know this plate type.
    Unsupported,
}

words! {
    /// The same without what is missing: the word that is kept and that faces translate.
    pub enum SkipKind {
        Left = "left",
        Fresh = "fresh",
        Locked = "locked",
        Incomplete = "incomplete",
        City = "city",
        Doubtful = "doubtful",
        Pending = "pending",
        PaidUnread = "paid_unread",
        Unsupported = "unsupported",
    }
}

impl Skip {
    /// Which kind it is.
    pub fn kind(&self) -> SkipKind {
        match self {
            Skip::Left => SkipKind::Left,
            Skip::Fresh => SkipKind::Fresh,
            Skip::Locked => SkipKind::Locked,
            Skip::Incomplete(_) => SkipKind::Incomplete,
            Skip::City => SkipKind::City,
            Skip::Doubtful => SkipKind::Doubtful,
            Skip::Pending => SkipKind::Pending,
            Skip::PaidUnread => SkipKind::PaidUnread,
            Skip::Unsupported => SkipKind::Unsupported,
        }
    }

    /// Its word.
    pub fn word(&self) -> &'static str {
        self.kind().word()
    }
}

/// How many are skipped, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkippedBy {
    /// Answered within the freshness window.
    pub fresh: u32,
    /// Locked by a charged refusal.
    pub locked: u32,
    /// Data or city missing.
    pub incomplete: u32,
    /// City in maintenance.
    pub city: u32,
    /// An earlier question is doubtful.
    pub doubtful: u32,
    /// An earlier question is pending.
    pub pending: u32,
    /// An earlier answer was paid for and cannot be read yet.
    pub unreadable: u32,
    /// Plate type unknown to the provider.
    pub unsupported: u32,
    /// No longer in use.
    pub left: u32,
}

impl SkippedBy {
    /// Counts some more of a kind.
    pub fn add(&mut self, kind: SkipKind, vehicles: u32) {
        let count = match kind {
            SkipKind::Left => &mut self.left,
            SkipKind::Fresh => &mut self.fresh,
            SkipKind::Locked => &mut self.locked,
            SkipKind::Incomplete => &mut self.incomplete,
            SkipKind::City => &mut self.city,
            SkipKind::Doubtful => &mut self.doubtful,
            SkipKind::Pending => &mut self.pending,
            SkipKind::PaidUnread => &mut self.unreadable,
            SkipKind::Unsupported => &mut self.unsupported,
        };
        *count += vehicles;
    }

    /// All of them.
    pub fn sum(&self) -> u32 {
        let SkippedBy { fresh, locked, incomplete, city, doubtful, pending, unreadable, unsupported, left } =
            self;
        fresh + locked + incomplete + city + doubtful + pending + unreadable + unsupported + left
    }
}
