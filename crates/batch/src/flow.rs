//! How attempts move from step to step, and how many may be in each.

use crate::attempt::{Came, End, Ready, Settling};
use crate::queue::Waiting;
use crate::run::Run;
use cheku_domain::ledger::{CallId, Outcome, Settlement};
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
            || self.in_doubt.contains_key(provider) && self.steps.is_any(provider, &[Step::Asking])
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
        self.settle(held, waiting, call, Outcome::TakenBack, End::TakenBack);
    }

    /// Writes down what came of a call.
    pub(crate) fn settle(&mut self, held: Held, waiting: Waiting, call: CallId, outcome: Outcome, end: End) {
        let (at, again) = ((self.shared.entry_time)(), end.leaves_unasked());
        let settlement = Settlement { call, outcome, at, again };
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
            && let Some(next) = self.queue.pop()
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
            && !self.awaits_a_sign()
    }

    /// True while the next provider lost an answer and one of its questions is
    /// under way: a gateway that is down must not make a whole fleet doubtful.
    fn awaits_a_sign(&self) -> bool {
        let Some(next) = self.queue.next_provider() else { return false };
        self.in_doubt.contains_key(next)
            && (self.steps.is_any(next, &[Step::Preparing, Step::Asking])
                || self.ready.iter().any(|(held, _)| held.provider == next))
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
