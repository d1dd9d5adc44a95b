//! Answers that the ledger could not take: a full disk, a locked file. They were paid
//! for, so they are kept and written again, and nothing is sent meanwhile.

use crate::attempt::Settling;
use crate::control::Order;
use crate::flow::Held;
use crate::run::Run;
use cheku_domain::ledger::LedgerError;
use std::time::Duration;
use tokio::time::Instant;

/// How often a failing ledger is tried before the batch gives up.
const MOST_TRIES: u32 = 6;
/// The pause after the first failure; it doubles with every other.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How the ledger is.
#[derive(Debug, Clone, Copy, Default)]
enum Health {
    #[default]
    Well,
    /// It failed so often; nothing is written before the moment.
    Waits(u32, Instant),
    /// It failed so often and is being tried again.
    Tried(u32),
}

/// What waits for a ledger that failed.
#[derive(Default)]
pub(crate) struct Unwritten {
    health: Health,
    kept: Vec<(Held, Settling)>,
}

impl Unwritten {
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub fn is_well(&self) -> bool {
        matches!(self.health, Health::Well)
    }

    /// How many wait while the ledger fails, with those that are being tried again.
    pub fn count(&self, tried: usize) -> Option<u32> {
        (!self.is_well()).then(|| u32::try_from(self.kept.len() + tried).unwrap_or(u32::MAX))
    }

    /// True while nothing may be written.
    pub fn waits(&self) -> bool {
        matches!(self.health, Health::Waits(..))
    }

    /// When the ledger is tried again.
    pub fn due(&self) -> Option<Instant> {
        match self.health {
            Health::Waits(_, until) => Some(until),
            _ => None,
        }
    }

    pub fn keep(&mut self, held: Held, settling: Settling) {
        self.kept.push((held, settling));
    }

    /// The pause is over now.
    pub fn hurry(&mut self) {
        if let Health::Waits(_, until) = &mut self.health {
            *until = Instant::now();
        }
    }

    /// Counts a failure; false when there have been enough. Those of one try count once.
    fn failed(&mut self, now: Instant) -> bool {
        let failures = match self.health {
            Health::Waits(..) => return true,
            Health::Well => 1,
            Health::Tried(failures) => failures + 1,
        };
        self.health = Health::Waits(failures, now + FIRST_PAUSE * (1 << failures.min(8)) / 2);
        failures < MOST_TRIES
    }
}

impl Run<'_> {
    /// The ledger took something. While others are kept, their pause goes on.
    pub(crate) fn written(&mut self) {
        if self.unwritten.is_empty() {
            self.unwritten.health = Health::Well;
        }
    }

    /// The ledger did not take what came of a call.
    pub(crate) fn unsettled(&mut self, held: Held, settling: Settling, error: LedgerError) {
        self.unwritten.keep(held, settling);
        self.ledger_failed(error);
    }

    /// Waits for the ledger, or gives it up. After a cancel nobody waits.
    pub(crate) fn ledger_failed(&mut self, error: LedgerError) {
        let may_wait = self.unwritten.failed(Instant::now());
        if self.ledger_error.is_none() && may_wait && self.control.current() != Order::Cancel {
            tracing::warn!(code = error.code, "the ledger could not be written and is tried again");
            return;
        }
        self.ledger_error.get_or_insert(error);
        self.halt();
        for (held, settling) in std::mem::take(&mut self.unwritten.kept) {
            self.doubtful(held);
            self.lost.push(settling.settlement);
        }
    }

    /// Once the pause is over: everything that was kept, in its order.
    pub(crate) fn write_again(&mut self, now: Instant) {
        let Health::Waits(failures, until) = self.unwritten.health else { return };
        if until > now {
            return;
        }
        self.unwritten.health = Health::Tried(failures);
        for (held, settling) in std::mem::take(&mut self.unwritten.kept) {
            self.write(held, settling);
        }
    }
}
