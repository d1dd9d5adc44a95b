//! The ledger fails: its answers wait, and it is tried again or given up.

use super::Run;
use crate::attempt::{Attempt, Settling};
use crate::control::Order;
use cheku_domain::ledger::LedgerError;
use tokio::time::Instant;

impl Run<'_> {
    /// The ledger did not take what came of a call.
    pub(super) fn unsettled(&mut self, attempt: Attempt, settling: Settling, error: LedgerError) {
        self.unwritten.keep(attempt, settling);
        self.ledger_failed(error);
    }

    /// Waits for the ledger, or gives it up. After a cancel it does not wait.
    pub(super) fn ledger_failed(&mut self, error: LedgerError) {
        let may_wait = self.unwritten.failed(Instant::now());
        if self.ledger_error.is_none() && may_wait && self.control.current() != Order::Cancel {
            tracing::warn!(code = error.code, "the ledger could not be written and is tried again");
            return;
        }
        self.ledger_error.get_or_insert(error);
        self.halt();
        for (attempt, settling) in self.unwritten.take() {
            self.doubtful(&attempt);
            self.lost.push(settling.settlement);
        }
    }

    /// Once the pause is over: everything that was kept, in its order.
    pub(super) fn write_again(&mut self, now: Instant) {
        if self.unwritten.try_again(now) {
            for (attempt, settling) in self.unwritten.take() {
                self.write(attempt, settling);
            }
        }
    }
}
