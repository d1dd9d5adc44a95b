//! The ledger (账): what was asked, what came back, what it cost. Written before
//! the bytes leave and settled in one transaction after.

use crate::provider::{Body, ProviderError, Reply};
use crate::{CityRule, Fen, Timestamp, Vehicle, VehicleId, Work, words};
use std::ops::AddAssign;
use thiserror::Error;

pub use crate::skip::{Skip, SkipKind, SkippedBy};

/// A call's id: UUIDv7 as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub String);

/// A batch's id: UUIDv7 as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub String);

/// What is about to be sent.
#[derive(Debug, Clone)]
pub struct Intent {
    /// The batch it belongs to.
    pub batch: BatchId,
    /// The provider's id.
    pub provider: String,
    /// The vehicle asked about; `None` for a lookup (cities, prefixes).
    pub vehicle: Option<VehicleId>,
    /// Where the provider works by city: the city asked.
    pub city: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What came of a call.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A readable answer.
    Replied(Reply),
    /// A refusal or a failure.
    Failed(ProviderError),
    /// A lookup's rule.
    LookedUp,
    /// Nothing was sent: an order or a stop came between the intent and its turn.
    /// The ledger forgets the call, and its vehicle waits as before.
    TakenBack,
}

/// How a call is settled.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// The call.
    pub call: CallId,
    /// What came of it.
    pub outcome: Outcome,
    /// The answer as it came, to be kept beside the call.
    pub body: Option<Body>,
    /// When.
    pub at: Timestamp,
    /// True when the same vehicle will be asked again in this batch:
    /// its item goes back to waiting and its status is left alone.
    pub again: bool,
}

/// What an answer told that nobody knew before it, in violations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// Seen for the first time, of a vehicle that was answered for before (新增).
    pub new: u32,
    /// Seen for the first time, with the vehicle's first answer (首次查到): what was there before anybody looked.
    pub first_found: u32,
    /// No longer listed by any provider (已查不到).
    pub gone: u32,
}

impl News {
    /// All that were seen for the first time.
    pub fn first_seen(&self) -> u32 {
        self.new + self.first_found
    }
}

impl AddAssign for News {
    fn add_assign(&mut self, more: News) {
        self.new += more.new;
        self.first_found += more.first_found;
        self.gone += more.gone;
    }
}

/// What settling changed, for the progress display.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settled {
    /// What its answer told.
    pub news: News,
    /// Violations not paid, as this vehicle now stands.
    pub unpaid: u32,
    /// What the call cost at the account's price; `None` = charged, price unknown.
    pub cost: Option<Fen>,
}

words! {
    /// How far a vehicle of a batch got. The words are the figures of the terminal's
    /// `check`; `Waiting` is its `not_asked`.
    pub enum ItemState {
        /// Not asked (yet).
        Waiting = "waiting",
        /// The question is under way.
        Asked = "asked",
        /// Answered.
        Answered = "answered",
        /// The provider has no data.
        NoData = "no_data",
        /// Accepted, no result to be had.
        Pending = "pending",
        /// Refused or failed; nothing about it is in doubt.
        Failed = "failed",
        /// Asked without a readable answer.
        Doubtful = "doubtful",
        /// Not asked on purpose.
        Skipped = "skipped",
    }
}

/// Why the ledger could not write. Nothing is sent after one of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {message}")]
pub struct LedgerError {
    /// The code that faces translate ("disk_full", "garage_damaged" …).
    pub code: &'static str,
    /// Technical detail without people's data.
    pub message: String,
}

/// One vehicle of a batch, as it waits.
#[derive(Debug, Clone)]
pub struct Item {
    /// The vehicle, as it was when the batch was planned.
    pub vehicle: Vehicle,
}

/// Keeps the account of every question. Two implementers: the garage and one in
/// memory for tests.
pub trait Ledger: Send + Sync {
    /// Commits, durably, that a question is about to be sent.
    fn intend(&self, intent: Intent) -> Work<'_, Result<CallId, LedgerError>>;

    /// Commits, durably and in one transaction: the answer's violations, the
    /// charge, the call's and the item's state, the vehicle's summary.
    fn settle(&self, settlement: Settlement) -> Work<'_, Result<Settled, LedgerError>>;

    /// Marks an item as not asked.
    fn skip(&self, batch: &BatchId, vehicle: &VehicleId, skip: Skip) -> Work<'_, Result<(), LedgerError>>;

    /// A kept rule, if it is fresh enough to be used.
    fn rule(&self, provider: &str, key: &str) -> Work<'_, Result<Option<CityRule>, LedgerError>>;

    /// Keeps a rule with its date.
    fn keep_rule(
        &self,
        provider: &str,
        key: &str,
        rule: CityRule,
        at: Timestamp,
    ) -> Work<'_, Result<(), LedgerError>>;
}
