//! What an attempt's end means for the batch: figures, money, pace, stops.

use crate::attempt::{AttemptEnd, End, Report};
use crate::job::{Stop, StopKind};
use crate::queue::Waiting;
use crate::retry::{self, Failures, LONGEST_WAIT, Next};
use crate::run::{Done, Held, Run};
use cheku_domain::Charge;
use cheku_domain::ledger::LedgerError;
use cheku_domain::provider::{ErrorKind, ProviderError, Scope};
use std::time::Duration;
use tokio::task::Id;
use tokio::time::Instant;

/// How long the batch holds back after a "too fast" that names no wait.
const UNSTATED_WAIT: Duration = Duration::from_secs(3);

impl Run<'_> {
    pub(crate) fn finish(&mut self, task: Id, done: Done) {
        let Some(held) = self.held.remove(&task) else { return };
        let Done { waiting, end } = done;
        match end {
            AttemptEnd::Settled(report) => self.settled(held, waiting, report),
            AttemptEnd::Unsettled(error) => {
                self.doubtful(held);
                self.ledger_failed(error);
            }
            AttemptEnd::Unwritten(error) => {
                self.unasked(held);
                self.ledger_failed(error);
            }
            AttemptEnd::Skipped(skip) => {
                self.budget.settle(&held.provider, Charge::No);
                self.tally.skip(&skip);
            }
            AttemptEnd::Elsewhere => {
                self.unasked(held);
                self.move_on(waiting);
            }
            AttemptEnd::Withheld => {
                if self.shared.gate.is_provider_shut(&held.provider) {
                    self.leave(waiting);
                } else {
                    self.queue.put_back(waiting);
                }
                self.unasked(held);
            }
            AttemptEnd::NoRule(error) => {
                self.without_rule(&held.provider, error);
                self.unasked(held);
                self.leave(waiting);
            }
        }
    }

    /// An attempt panicked. Whether its question left nobody knows, so it counts
    /// as doubtful, and three such in a row stop the provider. The panic's text
    /// may quote people's data and is not logged.
    pub(crate) fn lost_track(&mut self, task: Id) {
        let Some(held) = self.held.remove(&task) else { return };
        tracing::error!("an attempt ended unexpectedly");
        let provider = held.provider.clone();
        self.doubtful(held);
        let error = ProviderError {
            kind: ErrorKind::Unreadable,
            charge: Charge::Unknown,
            raw_code: "panic".to_owned(),
            raw_text: String::new(),
        };
        self.count_row(&provider, error);
    }

    /// Nothing left for this vehicle: its room is given back.
    fn unasked(&mut self, held: Held) {
        self.budget.settle(&held.provider, Charge::No);
        self.tally.back_to_waiting();
    }

    /// Nobody knows whether it was charged: its room stays taken.
    fn doubtful(&mut self, held: Held) {
        self.tally.asking -= 1;
        self.tally.doubtful += 1;
        self.budget.settle(&held.provider, Charge::Unknown);
    }

    fn ledger_failed(&mut self, error: LedgerError) {
        self.ledger_error.get_or_insert(error);
        self.halt();
    }

    /// The vehicle stays unasked; a refusal that concerns everybody stops the provider.
    fn without_rule(&mut self, provider: &str, error: ProviderError) {
        match retry::next(error.kind, Charge::No, u32::MAX) {
            Next::Stop => self.stop_provider(provider, stop_kind(&error), error),
            _ => self.count_row(provider, error),
        }
    }

    fn settled(&mut self, held: Held, waiting: Waiting, report: Report) {
        self.tally.count_settled(report.charge, &report.settled);
        self.budget.settle(&held.provider, report.charge);
        let owing = report.settled.unpaid > 0;
        match report.end {
            End::Failed { error, next } => return self.failed(waiting, held.number, error, next),
            End::NoData => self.tally.no_data += 1,
            End::Pending => self.tally.pending += 1,
            End::Answered => {
                self.tally.answered += 1;
                self.tally.owing += u32::from(owing);
            }
        }
        self.tally.asking -= 1;
        self.in_a_row.remove(&held.provider);
        self.in_doubt.remove(&held.provider);
        self.heard();
    }

    /// The vendor works: an answer, or a refusal that concerns one vehicle.
    fn heard(&mut self) {
        self.silent_since = None;
        self.pace.answered();
    }

    fn failed(&mut self, waiting: Waiting, question: u64, error: ProviderError, next: Next) {
        let provider = waiting.item.provider.clone();
        let now = Instant::now();
        self.mind_the_pace(&error, now);
        let elsewhere = retry::is_the_others(error.kind, error.charge)
            && self.shared.gate.may_go_elsewhere(&waiting.item);
        if elsewhere || next.leaves_unasked(error.charge) {
            self.tally.back_to_waiting();
        } else {
            self.count_failure(&error);
        }
        if error.kind != ErrorKind::Lost {
            self.in_doubt.remove(&provider);
        } else if self.is_known_to_be_lost(&provider, question) {
            return;
        }
        if elsewhere {
            self.move_on(waiting);
            return self.after_failure(&provider, error, next);
        }
        match next {
            // One that was under way when its provider stopped is not repeated.
            Next::RetryAfter(_) if self.shared.gate.is_provider_shut(&provider) => self.leave(waiting),
            Next::RetryAfter(wait) => {
                if error.kind == ErrorKind::NotSent {
                    // The connection is everybody's: the others need not try it too.
                    self.pace.hold(now + wait);
                }
                self.queue.delay(now + wait, waiting);
            }
            next => self.after_failure(&provider, error, next),
        }
    }

    fn after_failure(&mut self, provider: &str, error: ProviderError, next: Next) {
        match next {
            Next::Stop => self.stop_provider(provider, stop_kind(&error), error),
            _ => self.count_row(provider, error),
        }
    }

    fn mind_the_pace(&mut self, error: &ProviderError, now: Instant) {
        match error.kind {
            // The provider stops over such a wait; nobody else has to sit it out.
            ErrorKind::RateLimited { retry_after: Some(wait) } if wait > LONGEST_WAIT => {}
            ErrorKind::RateLimited { retry_after } => {
                // A wait that the vendor named is no silence: the minute runs from its end.
                let since = self.silent_since.unwrap_or(now);
                self.silent_since = Some(retry_after.map_or(since, |wait| since.max(now + wait)));
                self.pace.too_fast(now, retry_after.unwrap_or(UNSTATED_WAIT));
            }
            // 503 and other unreadable answers of an overloaded gateway.
            ErrorKind::Unreadable | ErrorKind::ProviderBusy { .. } => self.pace.too_fast(now, Duration::ZERO),
            ErrorKind::Lost => {}
            kind if matches!(kind.scope(), Scope::Vehicle | Scope::City) => self.heard(),
            _ => {}
        }
    }

    fn count_failure(&mut self, error: &ProviderError) {
        self.tally.asking -= 1;
        match error.charge {
            Charge::Unknown => self.tally.doubtful += 1,
            Charge::Yes => {
                self.tally.failed += 1;
                self.tally.locked += u32::from(error.kind == ErrorKind::VehicleLocked);
            }
            Charge::No => {
                self.tally.failed += 1;
                let curable =
                    matches!(error.kind, ErrorKind::ProviderBusy { .. } | ErrorKind::RateLimited { .. });
                self.tally.free_again += u32::from(curable || error.kind == ErrorKind::CityClosed);
            }
        }
    }

    /// Questions that were under way together and all got lost (a line that broke,
    /// a computer that slept) are one sign of trouble, not many. From the first
    /// one on the provider is asked one question at a time until it answers.
    fn is_known_to_be_lost(&mut self, provider: &str, question: u64) -> bool {
        let known = self.in_doubt.get(provider).is_some_and(|sent_by_then| question < *sent_by_then);
        if !known {
            self.in_doubt.insert(provider.to_owned(), self.sent);
        }
        known
    }

    /// "N in a row" counts vehicles whose tries are used up.
    fn count_row(&mut self, provider: &str, error: ProviderError) {
        let Some(limit) = retry::row_limit(error.kind) else {
            self.in_a_row.remove(provider);
            return;
        };
        let row = self.in_a_row.entry(provider.to_owned()).or_default();
        *row = row.saturating_add(1);
        if *row >= limit {
            self.stop_provider(provider, StopKind::Vendor, error);
        }
    }

    fn stop_provider(&mut self, provider: &str, kind: StopKind, error: ProviderError) {
        let scope = error.kind.scope();
        if scope == Scope::Provider {
            self.left.insert(provider.to_owned());
        }
        let stop = Stop { kind, scope: Some(scope), provider: Some(provider.to_owned()), error: Some(error) };
        self.stop.get_or_insert(stop);
        self.shared.gate.shut_provider(provider);
        for waiting in self.queue.take_all_of(provider) {
            self.leave(waiting);
        }
    }

    /// Its provider is not asked any more: the vehicle goes over to the other one
    /// where it is the provider that failed, and stays unasked everywhere else.
    fn leave(&mut self, waiting: Waiting) {
        let gone = self.left.contains(&waiting.item.provider);
        if gone && self.shared.gate.may_go_elsewhere(&waiting.item) {
            self.move_on(waiting);
        }
    }

    /// The vehicle is asked of its other provider, once.
    fn move_on(&mut self, mut waiting: Waiting) {
        let Some(other) = waiting.item.other.take() else { return };
        waiting.item.provider = other.to_owned();
        waiting.failures = Failures::default();
        self.tally.elsewhere += 1;
        self.queue.append(waiting);
    }
}

fn stop_kind(error: &ProviderError) -> StopKind {
    if error.kind == ErrorKind::NotSent { StopKind::NoNetwork } else { StopKind::Vendor }
}
