//! What a batch is given and how it ends.

use crate::budget::{Caps, Price};
use crate::tally::Tally;
use cheku_domain::ledger::{BatchId, LedgerError, Settlement, SkippedBy};
use cheku_domain::provider::{Provider, ProviderError, Scope};
use cheku_domain::{Timestamp, Vehicle};
use std::collections::HashMap;
use std::sync::Arc;

/// One vehicle that waits.
#[derive(Debug, Clone)]
pub struct JobItem {
    /// The vehicle, as planned.
    pub vehicle: Arc<Vehicle>,
    /// The provider to ask.
    pub provider: String,
    /// Asked instead where that one cannot answer for this vehicle; `None` = no other one is.
    pub fallback: Option<&'static str>,
}

/// Everything a batch needs.
pub struct Job {
    /// Its id in the ledger.
    pub batch: BatchId,
    /// Who waits, in order.
    pub items: Vec<JobItem>,
    /// Vehicles that were skipped when it was planned.
    pub skipped: SkippedBy,
    /// Open clients by provider id. An item of a provider that is not among them stays unasked.
    pub providers: HashMap<String, Arc<dyn Provider>>,
    /// Prices by provider id.
    pub prices: HashMap<String, Price>,
    /// Limits in money.
    pub caps: Caps,
    /// Questions under way at once, at most.
    pub concurrency: usize,
    /// Questions a second, at most.
    pub rate: Option<f64>,
    /// The program's clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// Which kind of stop it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopKind {
    /// The batch's cap.
    MaxCost,
    /// The month's cap.
    MonthCap,
    /// The person.
    Cancelled,
    /// No connection.
    NoNetwork,
    /// A connection, but a certificate that this machine does not trust.
    Untrusted,
    /// Slowed down without an answer.
    TooSlow,
    /// The vendor's refusal.
    Vendor,
}

/// Why a batch stopped early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Which kind.
    pub kind: StopKind,
    /// How far it reaches; `None` for money and the person.
    pub scope: Option<Scope>,
    /// The provider that refused.
    pub provider: Option<String>,
    /// Its classified refusal.
    pub error: Option<ProviderError>,
}

impl Stop {
    pub(crate) fn plain(kind: StopKind) -> Stop {
        Stop { kind, scope: None, provider: None, error: None }
    }
}

/// How a batch ended.
#[derive(Debug)]
pub struct Ended {
    /// Its figures.
    pub tally: Tally,
    /// Why it stopped early: the first reason, unless the person cancelled after it.
    pub stop: Option<Stop>,
    /// The ledger failed: nothing more could be asked.
    pub ledger: Option<LedgerError>,
    /// What could not be written to the end. A ledger that writes again takes it,
    /// as long as nobody has made these calls doubtful meanwhile.
    pub unsettled: Vec<Settlement>,
}
