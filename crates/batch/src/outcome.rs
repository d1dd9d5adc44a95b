//! What the end of a step means for the batch: figures, money, pace, stops.

use crate::attempt::{End, Settling, Unready};
use crate::flow::{Held, Written};
use crate::job::{Stop, StopKind};
use crate::queue::Waiting;
use crate::retry::{self, Failures, LONGEST_WAIT, Next};
use crate::run::Run;
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
    pub(crate) fn unready(&mut self, held: Held, waiting: Waiting, why: Unready) {
        match why {
            Unready::Skipped(skip) => {
                self.written();
                self.budget.settle(&held.provider, Charge::No);
                self.tally.skip(&skip);
            }
            Unready::Elsewhere => {
                self.unasked(held, None);
                self.move_on(waiting);
            }
            Unready::Withheld => self.unasked(held, Some(waiting)),
            Unready::NoRule(error) => {
                self.without_rule(&held.provider, error);
                self.unasked(held, None);
                self.leave(waiting);
            }
            Unready::Unwritten(error) => {
                self.unasked(held, Some(waiting));
                self.ledger_failed(error);
            }
        }
    }

    /// A step panicked. Whether its question left nobody knows, so it counts
    /// as doubtful, and three such in a row stop the provider. The panic's text
    /// may quote people's data and is not logged.
    pub(crate) fn lost_track(&mut self, held: Held) {
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

    /// Its room is given back; it waits on, unless its provider stopped.
    fn unasked(&mut self, held: Held, waiting: Option<Waiting>) {
        match waiting {
            Some(waiting) if self.shared.gate.is_provider_shut(&held.provider) => self.leave(waiting),
            Some(waiting) => self.queue.put_back(waiting),
            None => {}
        }
        self.budget.settle(&held.provider, Charge::No);
        self.tally.back_to_waiting();
    }

    /// Nobody knows whether it was charged: its room stays taken.
    pub(crate) fn doubtful(&mut self, held: Held) {
        self.tally.asking -= 1;
        self.tally.doubtful += 1;
        self.budget.settle(&held.provider, Charge::Unknown);
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
    pub(crate) fn answered(&mut self, held: Held, mut waiting: Waiting, call: CallId, answer: Answer) {
        let Answer { reading, body } = answer;
        let end = End::of(&reading, &mut waiting, &self.shared.gate);
        let outcome = reading.map_or_else(Outcome::Failed, Outcome::Replied);
        match &end {
            End::Failed { error, next, .. } => self.refused(&held, &waiting, error, *next),
            _ => {
                self.in_a_row.remove(&held.provider);
                self.in_doubt.remove(&held.provider);
                self.heard(&held);
            }
        }
        self.settle(held, waiting, Written { call, outcome, body }, end);
    }

    /// The vendor works: an answer, or a refusal that concerns one vehicle.
    fn heard(&mut self, held: &Held) {
        self.silent_since = None;
        self.pace.answered(held.asked_at.elapsed());
    }

    fn refused(&mut self, held: &Held, waiting: &Waiting, error: &ProviderError, next: Next) {
        let (provider, now) = (&held.provider, Instant::now());
        self.mind_the_pace(held, error, now);
        if let Next::SkipCity = next {
            self.shared.gate.shut_city(provider, waiting.city.as_deref());
        }
        match error.kind {
            ErrorKind::Lost if self.is_known_to_be_lost(provider, held.number) => return,
            ErrorKind::Lost => {}
            // The next one would be paid for, too.
            ErrorKind::PaidUnread => drop(self.in_doubt.insert(provider.to_owned(), self.sent)),
            _ => drop(self.in_doubt.remove(provider)),
        }
        match next {
            // The connection is everybody's: the others need not try it too.
            Next::RetryAfter(wait) if error.kind == ErrorKind::NotSent => {
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
    pub(crate) fn settled(&mut self, held: Held, settling: Settling, settled: Settled) {
        let Settling { waiting, end, .. } = settling;
        let charge = end.charge();
        self.tally.count_settled(charge, &settled);
        match end {
            End::TakenBack => return self.unasked(held, Some(waiting)),
            End::Failed { error, next, elsewhere } => self.failed(waiting, &error, next, elsewhere),
            End::NoData(_) => self.tally.no_data(),
            End::Pending(_) => self.tally.pending(),
            End::Answered(_) => self.tally.answered(settled.unpaid > 0),
        }
        self.budget.settle(&held.provider, charge);
    }

    fn failed(&mut self, waiting: Waiting, error: &ProviderError, next: Next, elsewhere: bool) {
        if elsewhere || next.leaves_unasked(error.charge) {
            self.tally.back_to_waiting();
        } else {
            self.tally.failed(error);
        }
        match next {
            _ if elsewhere => self.move_on(waiting),
            // One that was under way when its provider stopped is not repeated.
            Next::RetryAfter(_) if self.shared.gate.is_provider_shut(&waiting.item.provider) => {
                self.leave(waiting);
            }
            Next::RetryAfter(wait) => self.queue.delay(Instant::now() + wait, waiting),
            _ => {}
        }
    }

    fn mind_the_pace(&mut self, held: &Held, error: &ProviderError, now: Instant) {
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
            kind if matches!(kind.scope(), Scope::Vehicle | Scope::City) => self.heard(held),
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
    pub(crate) fn is_failing(&self, provider: &str) -> bool {
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
    match error.kind {
        // The wire's word: somebody is there, and nobody vouches for them.
        ErrorKind::NotSent if error.raw_code == "tls" => StopKind::Untrusted,
        ErrorKind::NotSent => StopKind::NoNetwork,
        _ => StopKind::Vendor,
    }
}
