//! Answers that the ledger could not take: a full disk, a locked file. They were paid
//! for, so they are kept and written again, and nothing is sent meanwhile.

use crate::attempt::{Attempt, Settling};
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
    kept: Vec<(Attempt, Settling)>,
}

impl Unwritten {
    /// No answer waits to be written.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The ledger took the last answer that it was given.
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

    /// Keeps an answer that the ledger did not take, to be written again.
    pub fn keep(&mut self, attempt: Attempt, settling: Settling) {
        self.kept.push((attempt, settling));
    }

    /// Takes out everything that was kept, in its order.
    pub fn take(&mut self) -> Vec<(Attempt, Settling)> {
        std::mem::take(&mut self.kept)
    }

    /// The ledger took something. While others are kept, their pause goes on.
    pub fn written(&mut self) {
        if self.is_empty() {
            self.health = Health::Well;
        }
    }

    /// Whether the pause is over; the ledger counts as being tried then.
    pub fn try_again(&mut self, now: Instant) -> bool {
        match self.health {
            Health::Waits(failures, until) if until <= now => {
                self.health = Health::Tried(failures);
                true
            }
            _ => false,
        }
    }

    /// The pause is over now.
    pub fn retry_now(&mut self) {
        if let Health::Waits(_, until) = &mut self.health {
            *until = Instant::now();
        }
    }

    /// Counts a failure; false when there have been enough. Those of one try count once.
    pub fn failed(&mut self, now: Instant) -> bool {
        let failures = match self.health {
            Health::Waits(..) => return true,
            Health::Well => 1,
            Health::Tried(failures) => failures + 1,
        };
        self.health = Health::Waits(failures, now + FIRST_PAUSE * (1 << failures.min(8)) / 2);
        failures < MOST_TRIES
    }
}
