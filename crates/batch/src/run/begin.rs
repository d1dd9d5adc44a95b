//! Begins steps: who may be prepared, sent and settled now, and how many at once.

use super::Run;
use crate::attempt::{Attempt, Ready, Settling};
use crate::steps::Step;
use crate::verdict::Verdict;
use cheku_domain::ledger::{CallId, Outcome, Settlement};
use cheku_domain::provider::Body;
use std::collections::HashMap;
use tokio::time::Instant;

/// For this many places one more intent is committed ahead: a commit may then take a
/// tenth of an answer's time without a place being empty. More would only leave more
/// doubt behind after a crash, and under ten at once there is none.
const PLACES_FOR_ONE_AHEAD: usize = 10;

impl Run<'_> {
    /// Begins every step that may begin now.
    pub(super) fn begin_steps(&mut self) {
        let now = Instant::now();
        self.queue.release(now);
        self.write_again(now);
        self.send_ready(now);
        self.prepare_more(now);
    }

    fn send_ready(&mut self, now: Instant) {
        while let Some((attempt, _)) = self.ready.front() {
            let goes_back = self.is_barred(attempt, now);
            if !goes_back && self.steps.count(Step::Asking) >= self.pace.limit() {
                return;
            }
            let Some((attempt, ready)) = self.ready.pop_front() else { return };
            if goes_back { self.take_back(attempt, ready) } else { self.ask(attempt, ready) }
        }
    }

    /// Whether something came between the intent and the question's turn.
    fn is_barred(&self, attempt: &Attempt, now: Instant) -> bool {
        let (gate, provider) = (&self.shared.gate, attempt.provider());
        !self.may_send()
            || !self.unwritten.is_well()
            || self.pace.is_held(now)
            || gate.is_provider_shut(provider)
            || gate.is_city_shut(provider, attempt.city.as_deref())
            || self.is_watched(provider) && self.steps.is_any(provider, &[Step::Asking])
            || self.is_failing(provider) && attempt.failures.total() < self.queue.most_failures(provider)
    }

    fn ask(&mut self, mut attempt: Attempt, ready: Ready) {
        // The queue holds only items of providers that are here.
        let Some(provider) = self.providers.get(attempt.provider()).cloned() else { return };
        attempt.number = self.sent;
        attempt.asked_at = Instant::now();
        self.sent += 1;
        let shared = self.shared.clone();
        self.steps.begin(Step::Asking, attempt, async move { shared.ask(ready, provider.as_ref()).await });
    }

    fn take_back(&mut self, attempt: Attempt, ready: Ready) {
        self.settle(attempt, ready.call, (Outcome::TakenBack, None), Verdict::TakenBack);
    }

    /// Writes down what came of a call.
    pub(super) fn settle(
        &mut self,
        attempt: Attempt,
        call: CallId,
        (outcome, body): (Outcome, Option<Body>),
        verdict: Verdict,
    ) {
        let (at, again) = ((self.shared.entry_time)(), verdict.leaves_unasked());
        self.write(attempt, Settling { settlement: Settlement { call, outcome, body, at, again }, verdict });
    }

    /// Hands a settlement to the ledger, or keeps it while the ledger cannot write.
    pub(super) fn write(&mut self, attempt: Attempt, settling: Settling) {
        if self.unwritten.waits() {
            self.unwritten.keep(attempt, settling);
            return;
        }
        let shared = self.shared.clone();
        self.steps.begin(Step::Settling, attempt, async move { shared.settle(settling).await });
    }

    fn prepare_more(&mut self, now: Instant) {
        while self.may_prepare(now)
            && let Some(next) = self.next_waiting()
        {
            match self.budget.reserve(next.provider()) {
                Ok(()) => self.prepare(next, now),
                Err(capped) => {
                    self.queue.put_back(next);
                    self.capped(capped);
                    return;
                }
            }
        }
    }

    fn may_prepare(&self, now: Instant) -> bool {
        let limit = self.pace.limit();
        let before_answer =
            self.steps.count(Step::Preparing) + self.ready.len() + self.steps.count(Step::Asking);
        let settling = self.steps.count(Step::Settling);
        // A ledger that failed shows first that it writes again.
        let can_write = self.unwritten.is_well() || (!self.unwritten.waits() && settling == 0);
        self.may_send()
            && can_write
            && before_answer < limit + limit / PLACES_FOR_ONE_AHEAD
            && settling < limit
            && self.pace.wait_until(now).is_none()
    }

    /// The next vehicle, less those of providers that are watched until they give a sign.
    fn next_waiting(&mut self) -> Option<Attempt> {
        let watched = self.providers.keys().filter(|provider| self.is_watched(provider));
        let least: HashMap<String, Option<u32>> =
            watched.map(|provider| (provider.clone(), self.least_failures(provider))).collect();
        self.queue.pop(|attempt| match least.get(attempt.provider()) {
            None => true,
            Some(least) => least.is_some_and(|least| attempt.failures.total() >= least),
        })
    }

    /// How often a vehicle must have failed for a watched provider to be asked about it now;
    /// `None` = nobody is. A failing one is asked about those that it failed for most often:
    /// so a few vehicles use up their tries, and the others wait.
    fn least_failures(&self, provider: &str) -> Option<u32> {
        let failing = self.is_failing(provider);
        (!self.is_under_way(provider)).then(|| if failing { self.queue.most_failures(provider) } else { 0 })
    }

    /// Asked one question at a time until it answers: it lost an answer, took money for
    /// one that cannot be read, or fails. A gateway that is down must not make a whole fleet
    /// doubtful, and one that fails is not hammered.
    fn is_watched(&self, provider: &str) -> bool {
        self.in_doubt.contains_key(provider) || self.is_failing(provider)
    }

    /// Whether one of its questions has left and is not at its end.
    fn is_under_way(&self, provider: &str) -> bool {
        self.steps.is_any(provider, &[Step::Preparing, Step::Asking, Step::Settling])
            || self.ready.iter().any(|(attempt, _)| attempt.provider() == provider)
    }

    fn prepare(&mut self, mut attempt: Attempt, now: Instant) {
        let Some(provider) = self.providers.get(attempt.provider()).cloned() else { return };
        (attempt.number, attempt.asked_at) = (self.sent, now);
        self.pace.sent(now);
        self.tally.ask();
        let (shared, item) = (self.shared.clone(), attempt.item.clone());
        let work = async move { shared.prepare(item, provider.as_ref()).await };
        self.steps.begin(Step::Preparing, attempt, work);
    }
}
