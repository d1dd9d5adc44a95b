//! What the end of a step means for the batch: figures, money, pace, stops.

use super::Run;
use crate::attempt::{Attempt, NotReady};
use crate::job::{Stop, StopKind};
use crate::retry::{self, Failures, LONGEST_WAIT, Next};
use crate::verdict::Verdict;
use cheku_domain::Charge;
use cheku_domain::ledger::{CallId, Outcome, Settled};
use cheku_domain::provider::{Answer, ErrorKind, ProviderError, Scope};
use std::time::Duration;
use tokio::time::Instant;

/// How long the batch holds back after a "too fast" that names no wait.
const UNSTATED_WAIT: Duration = Duration::from_secs(3);
/// So many failures one after another are a provider's, not a vehicle's.
const FAILURES: u32 = 3;

impl Run<'_> {
    /// Nothing was sent about the vehicle.
    pub(super) fn not_ready(&mut self, attempt: Attempt, why: NotReady) {
        match why {
            NotReady::Skipped(skip) => {
                self.unwritten.written();
                self.budget.settle(attempt.provider(), Charge::No);
                self.tally.skip(&skip);
            }
            NotReady::FallsBack => {
                self.give_back(&attempt);
                self.fall_back(attempt);
            }
            NotReady::Withheld => self.unasked(attempt),
            NotReady::NoRule(error) => {
                self.without_rule(attempt.provider(), error);
                self.give_back(&attempt);
                self.leave(attempt);
            }
            NotReady::Unwritten(error) => {
                self.unasked(attempt);
                self.ledger_failed(error);
            }
        }
    }

    /// A step panicked. Whether its question left is not known, so it counts
    /// as doubtful, and three such in a row stop the provider. The panic's text
    /// may quote people's data and is not logged.
    pub(super) fn step_panicked(&mut self, attempt: &Attempt) {
        tracing::error!("an attempt ended unexpectedly");
        self.doubtful(attempt);
        let error = ProviderError {
            kind: ErrorKind::Unreadable,
            charge: Charge::Unknown,
            raw_code: "panic".to_owned(),
            raw_text: String::new(),
        };
        self.count_row(attempt.provider(), error);
    }

    /// It waits on, unless its provider stopped.
    fn unasked(&mut self, attempt: Attempt) {
        self.give_back(&attempt);
        if self.shared.gate.is_provider_shut(attempt.provider()) {
            self.leave(attempt);
        } else {
            self.queue.put_back(attempt);
        }
    }

    /// Its room in the budget is free again.
    fn give_back(&mut self, attempt: &Attempt) {
        self.budget.settle(attempt.provider(), Charge::No);
        self.tally.back_to_waiting();
    }

    /// It may have been charged: its room stays taken.
    pub(super) fn doubtful(&mut self, attempt: &Attempt) {
        self.tally.asking -= 1;
        self.tally.doubtful += 1;
        self.budget.settle(attempt.provider(), Charge::Unknown);
    }

    /// The vehicle stays unasked; a refusal that concerns everybody stops the provider.
    fn without_rule(&mut self, provider: &str, error: ProviderError) {
        match retry::next(error.kind, Charge::No, u32::MAX) {
            Next::Stop => self.stop_provider(provider, stop_kind(&error), error),
            _ => self.count_row(provider, error),
        }
    }

    /// The answer is here: what it means for the others holds at once, before it is
    /// written, since the next question leaves before that.
    pub(super) fn answered(&mut self, mut attempt: Attempt, call: CallId, answer: Answer) {
        let Answer { reading, body } = answer;
        let verdict = Verdict::of(&reading, &attempt.item, &mut attempt.failures, &self.shared.gate);
        let outcome = reading.map_or_else(Outcome::Failed, Outcome::Replied);
        match &verdict {
            Verdict::Failed { error, next, .. } => self.refused(&attempt, error, *next),
            _ => {
                self.in_a_row.remove(attempt.provider());
                self.in_doubt.remove(attempt.provider());
                self.vendor_works(&attempt);
            }
        }
        self.settle(attempt, call, (outcome, body), verdict);
    }

    /// The vendor works: an answer, or a refusal that concerns one vehicle.
    fn vendor_works(&mut self, attempt: &Attempt) {
        self.silent_since = None;
        self.pace.answered(attempt.asked_at.elapsed());
    }

    fn refused(&mut self, attempt: &Attempt, error: &ProviderError, next: Next) {
        let (provider, now) = (attempt.provider(), Instant::now());
        self.mind_the_pace(attempt, error, now);
        if let Next::SkipCity = next {
            self.shared.gate.shut_city(provider, attempt.city.as_deref());
        }
        match error.kind {
            ErrorKind::Lost if self.is_known_to_be_lost(provider, attempt.number) => return,
            ErrorKind::Lost => {}
            // The next one would be paid for, too.
            ErrorKind::PaidUnread => drop(self.in_doubt.insert(provider.to_owned(), self.sent)),
            _ => drop(self.in_doubt.remove(provider)),
        }
        match next {
            // The connection is everybody's: the others need not try it too.
            Next::RetryAfter(wait) if error.kind.scope() == Scope::Network => {
                self.count_failure(provider);
                self.pace.hold(now + wait);
            }
            // Too fast is no failure: the pace sees to it.
            Next::RetryAfter(_) if matches!(error.kind, ErrorKind::RateLimited { .. }) => {}
            Next::RetryAfter(_) => self.count_failure(provider),
            Next::Stop => self.stop_provider(provider, stop_kind(error), error.clone()),
            Next::SkipCity | Next::AskPerson => self.count_row(provider, error.clone()),
        }
    }

    /// What came of a call is written: it counts.
    pub(super) fn settled(&mut self, attempt: Attempt, verdict: Verdict, settled: Settled) {
        let charge = verdict.charge();
        self.tally.count_settled(charge, &settled);
        match &verdict {
            Verdict::TakenBack => return self.unasked(attempt),
            Verdict::Answered(_) => self.tally.answered(settled.unpaid > 0),
            Verdict::NoData(_) => self.tally.no_data(),
            Verdict::Pending(_) => self.tally.pending(),
            Verdict::Failed { error, .. } if !verdict.leaves_unasked() => self.tally.failed(error),
            Verdict::Failed { .. } => self.tally.back_to_waiting(),
        }
        self.budget.settle(attempt.provider(), charge);
        if let Verdict::Failed { next, falls_back, .. } = verdict {
            self.after_failure(attempt, next, falls_back);
        }
    }

    fn after_failure(&mut self, attempt: Attempt, next: Next, falls_back: bool) {
        match next {
            _ if falls_back => self.fall_back(attempt),
            // One that was under way when its provider stopped is not repeated.
            Next::RetryAfter(_) if self.shared.gate.is_provider_shut(attempt.provider()) => {
                self.leave(attempt);
            }
            Next::RetryAfter(wait) => self.queue.delay(Instant::now() + wait, attempt),
            _ => {}
        }
    }

    fn mind_the_pace(&mut self, attempt: &Attempt, error: &ProviderError, now: Instant) {
        match error.kind {
            // The provider stops over such a wait; the others need not wait.
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
            kind if matches!(kind.scope(), Scope::Vehicle | Scope::City) => self.vendor_works(attempt),
            _ => {}
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

    /// From the third failure on, whichever vehicles they are of, only repeats leave (contract:
    /// "What is asked again, and what is not").
    pub(super) fn is_failing(&self, provider: &str) -> bool {
        self.in_a_row.get(provider).is_some_and(|row| row.failures >= FAILURES)
    }

    fn count_failure(&mut self, provider: &str) {
        let row = self.in_a_row.entry(provider.to_owned()).or_default();
        row.failures = row.failures.saturating_add(1);
    }

    /// One vehicle's tries are used up. "N in a row" counts the failures of all, and three
    /// vehicles are as many as a failing provider is asked about to the end.
    fn count_row(&mut self, provider: &str, error: ProviderError) {
        let Some(limit) = retry::row_limit(error.kind) else {
            self.in_a_row.remove(provider);
            return;
        };
        self.count_failure(provider);
        let row = self.in_a_row.entry(provider.to_owned()).or_default();
        row.vehicles = row.vehicles.saturating_add(1);
        if row.vehicles >= FAILURES && row.failures >= u32::from(limit) {
            self.stop_provider(provider, StopKind::Vendor, error);
        }
    }

    fn stop_provider(&mut self, provider: &str, kind: StopKind, error: ProviderError) {
        let scope = error.kind.scope();
        if scope == Scope::Provider {
            self.failed.insert(provider.to_owned());
        }
        let stop = Stop { kind, scope: Some(scope), provider: Some(provider.to_owned()), error: Some(error) };
        self.stop.get_or_insert(stop);
        self.shared.gate.shut_provider(provider);
        for attempt in self.queue.take_all_of(provider) {
            self.leave(attempt);
        }
    }

    /// Its provider is not asked any more: the vehicle falls back to the other one
    /// where it is the provider that failed, and stays unasked everywhere else.
    fn leave(&mut self, attempt: Attempt) {
        if self.failed.contains(attempt.provider()) && self.shared.gate.may_fall_back(&attempt.item) {
            self.fall_back(attempt);
        }
    }

    /// The vehicle is asked of its other provider, once.
    fn fall_back(&mut self, mut attempt: Attempt) {
        let Some(fallback) = attempt.item.fallback.take() else { return };
        attempt.item.provider = fallback.to_owned();
        attempt.failures = Failures::default();
        self.tally.elsewhere += 1;
        self.queue.append(attempt);
    }
}

fn stop_kind(error: &ProviderError) -> StopKind {
    match error.kind {
        ErrorKind::Untrusted => StopKind::Untrusted,
        ErrorKind::NotSent => StopKind::NoNetwork,
        _ => StopKind::Vendor,
    }
}
