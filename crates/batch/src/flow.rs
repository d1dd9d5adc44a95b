//! How attempts move from step to step, and how many may be in each.

use crate::attempt::{Came, End, Ready, Settling};
use crate::queue::Waiting;
use crate::run::Run;
use cheku_domain::ledger::{CallId, Outcome, Settlement};
use cheku_domain::provider::Body;
use std::collections::HashMap;
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;

/// Of this many places on the wire, one more intent is committed ahead: a commit may
/// then take a tenth of an answer's time without a place standing empty. More would
/// only leave more doubt behind after a crash, and under ten at once there is none.
const PLACES_FOR_ONE_AHEAD: usize = 10;

/// The steps of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Preparing,
    Asking,
    Settling,
}

/// What an attempt holds; kept here, so that it outlives a panic of a step.
pub(crate) struct Held {
    pub provider: String,
    /// How many were sent before it, over the whole batch.
    pub number: u64,
    /// When it was sent.
    pub asked_at: Instant,
}

/// What came of a call, as it is written down.
pub(crate) struct Written {
    pub call: CallId,
    pub outcome: Outcome,
    pub body: Option<Body>,
}

/// The steps under way.
#[derive(Default)]
pub(crate) struct Steps {
    tasks: JoinSet<Came>,
    held: HashMap<Id, (Step, Held)>,
    under_way: [usize; 3],
}

impl Steps {
    fn begin(&mut self, step: Step, held: Held, work: impl Future<Output = Came> + Send + 'static) {
        let task = self.tasks.spawn(work);
        self.held.insert(task.id(), (step, held));
        self.under_way[step as usize] += 1;
    }

    /// The next step that ends; without a result where it panicked.
    pub async fn next(&mut self) -> Option<(Held, Option<Came>)> {
        loop {
            let (id, came) = match self.tasks.join_next_with_id().await? {
                Ok((id, came)) => (id, Some(came)),
                Err(error) => (error.id(), None),
            };
            if let Some((step, held)) = self.held.remove(&id) {
                self.under_way[step as usize] -= 1;
                return Some((held, came));
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    pub fn count(&self, step: Step) -> usize {
        self.under_way[step as usize]
    }

    /// Whether a question to `provider` is in one of these steps.
    fn is_any(&self, provider: &str, steps: &[Step]) -> bool {
        self.held.values().any(|(step, held)| held.provider == provider && steps.contains(step))
    }
}

impl Run<'_> {
    /// Begins every step that may begin now.
    pub(crate) fn begin_steps(&mut self) {
        let now = Instant::now();
        self.queue.release(now);
        self.write_again(now);
        self.send_ready(now);
        self.prepare_more(now);
    }

    fn send_ready(&mut self, now: Instant) {
        while let Some((_, ready)) = self.ready.front() {
            let goes_back = self.is_barred(ready, now);
            if !goes_back && self.steps.count(Step::Asking) >= self.pace.limit() {
                return;
            }
            let Some((held, ready)) = self.ready.pop_front() else { return };
            if goes_back { self.take_back(held, ready) } else { self.ask(held, ready) }
        }
    }

    /// Whether something came between the intent and the question's turn.
    fn is_barred(&self, ready: &Ready, now: Instant) -> bool {
        let (gate, provider) = (&self.shared.gate, &ready.waiting.item.provider);
        !self.may_send()
            || !self.unwritten.is_well()
            || self.pace.is_held(now)
            || gate.is_provider_shut(provider)
            || gate.is_city_shut(provider, ready.question.city.as_deref())
            || self.is_watched(provider) && self.steps.is_any(provider, &[Step::Asking])
            || self.is_failing(provider)
                && ready.waiting.failures.total() < self.queue.most_failures(provider)
    }

    fn ask(&mut self, mut held: Held, ready: Ready) {
        // The queue holds only items of providers that are here.
        let Some(provider) = self.providers.get(&held.provider).cloned() else { return };
        held.number = self.sent;
        held.asked_at = Instant::now();
        self.sent += 1;
        let shared = self.shared.clone();
        self.steps.begin(Step::Asking, held, async move { shared.ask(ready, provider.as_ref()).await });
    }

    fn take_back(&mut self, held: Held, ready: Ready) {
        let Ready { waiting, call, .. } = ready;
        let written = Written { call, outcome: Outcome::TakenBack, body: None };
        self.settle(held, waiting, written, End::TakenBack);
    }

    /// Writes down what came of a call.
    pub(crate) fn settle(&mut self, held: Held, waiting: Waiting, written: Written, end: End) {
        let (at, again) = ((self.shared.entry_time)(), end.leaves_unasked());
        let Written { call, outcome, body } = written;
        let settlement = Settlement { call, outcome, body, at, again };
        self.write(held, Settling { waiting, settlement, end });
    }

    /// Hands a settlement to the ledger, or keeps it while the ledger cannot write.
    pub(crate) fn write(&mut self, held: Held, settling: Settling) {
        if self.unwritten.waits() {
            self.unwritten.keep(held, settling);
            return;
        }
        let shared = self.shared.clone();
        self.steps.begin(Step::Settling, held, async move { shared.settle(settling).await });
    }

    fn prepare_more(&mut self, now: Instant) {
        while self.may_prepare(now)
            && let Some(next) = self.next_waiting()
        {
            match self.budget.reserve(&next.item.provider) {
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
    fn next_waiting(&mut self) -> Option<Waiting> {
        let watched = self.providers.keys().filter(|provider| self.is_watched(provider));
        let least: HashMap<String, Option<u32>> =
            watched.map(|provider| (provider.clone(), self.least_failures(provider))).collect();
        self.queue.pop(|waiting| match least.get(&waiting.item.provider) {
            None => true,
            Some(least) => least.is_some_and(|least| waiting.failures.total() >= least),
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
            || self.ready.iter().any(|(held, _)| held.provider == provider)
    }

    fn prepare(&mut self, waiting: Waiting, now: Instant) {
        let Some(provider) = self.providers.get(&waiting.item.provider).cloned() else { return };
        let held = Held { provider: waiting.item.provider.clone(), number: self.sent, asked_at: now };
        self.pace.sent(now);
        self.tally.ask();
        let shared = self.shared.clone();
        self.steps.begin(
            Step::Preparing,
            held,
            async move { shared.prepare(waiting, provider.as_ref()).await },
        );
    }
}
