//! Runs a batch: one coordinator hands out attempts, counts, and decides when
//! to stop. Attempts run beside each other; each sends at most one question.

use crate::attempt::{AttemptEnd, Shared};
use crate::budget::{Budget, Capped};
use crate::control::{Control, Order};
use crate::gate::Gate;
use crate::job::{Ended, Job, JobItem, Stop, StopKind};
use crate::pace::Pace;
use crate::queue::{Queue, Waiting};
use crate::rules::Rules;
use crate::tally::Tally;
use cheku_domain::ledger::{Ledger, LedgerError};
use cheku_domain::provider::{Provider, Scope};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;

/// A batch that slows down and gets no answer for this long stops by itself.
const TOO_SLOW: Duration = Duration::from_secs(60);

/// An attempt that came to its end.
pub(crate) struct Done {
    pub waiting: Waiting,
    pub end: AttemptEnd,
}

/// What an attempt under way holds; kept here, so that it outlives a panic of the attempt.
pub(crate) struct Held {
    pub provider: String,
    /// How many were sent before it, over the whole batch.
    pub number: u64,
}

/// A running batch.
pub(crate) struct Run<'a> {
    pub shared: Arc<Shared>,
    providers: HashMap<String, Arc<dyn Provider>>,
    pub queue: Queue,
    under_way: JoinSet<Done>,
    pub held: HashMap<Id, Held>,
    pub budget: Budget,
    pub pace: Pace,
    control: Control,
    pub tally: Tally,
    pub in_a_row: HashMap<String, u8>,
    /// Providers whose last answer was lost, and how many questions had been sent
    /// when that was known: until it answers again it is asked one at a time.
    pub in_doubt: HashMap<String, u64>,
    pub sent: u64,
    /// Providers that failed; vehicles that may go over to the other one do.
    pub left: HashSet<String>,
    pub halted: bool,
    pub stop: Option<Stop>,
    pub ledger_error: Option<LedgerError>,
    /// Since when nobody has answered although the vendor complained: the minute
    /// of `TOO_SLOW` runs from here.
    pub silent_since: Option<Instant>,
    observe: &'a (dyn Fn(&Tally) + Send + Sync),
}

/// Runs the batch to its end. `observe` is called after every change of the
/// figures and must be quick. Whoever wants an end gives `Order::Cancel`: a
/// future that is dropped instead leaves the questions under way doubtful.
pub async fn run(
    job: Job,
    ledger: Arc<dyn Ledger>,
    control: Control,
    observe: &(dyn Fn(&Tally) + Send + Sync),
) -> Ended {
    let mut run = Run::new(job, ledger, control, observe);
    run.finish_all().await;
    let stop = run.stop.take().filter(|stop| run.left_something_undone(stop));
    Ended { tally: run.tally, stop, ledger: run.ledger_error }
}

impl<'a> Run<'a> {
    fn new(
        job: Job,
        ledger: Arc<dyn Ledger>,
        control: Control,
        observe: &'a (dyn Fn(&Tally) + Send + Sync),
    ) -> Run<'a> {
        let tally = Tally::new(u32::try_from(job.items.len()).unwrap_or(u32::MAX), job.skipped);
        let shared = Shared {
            batch: job.batch,
            ledger,
            clock: job.clock,
            rules: Rules::default(),
            gate: Gate::new(control.clone()),
        };
        let providers = job.providers;
        let known = job.items.into_iter().filter(|item| providers.contains_key(&item.provider));
        let queue = Queue::new(known.map(|item| {
            let other = item.other.filter(|other| providers.contains_key(*other));
            JobItem { other, ..item }
        }));
        Run {
            shared: Arc::new(shared),
            providers,
            queue,
            under_way: JoinSet::new(),
            held: HashMap::new(),
            budget: Budget::new(job.caps, job.prices),
            pace: Pace::new(job.concurrency, job.rate),
            control,
            tally,
            in_a_row: HashMap::new(),
            in_doubt: HashMap::new(),
            sent: 0,
            left: HashSet::new(),
            halted: false,
            stop: None,
            ledger_error: None,
            silent_since: None,
            observe,
        }
    }

    async fn finish_all(&mut self) {
        let mut orders = self.control.watch();
        loop {
            self.send_what_may_be_sent();
            self.report();
            if self.under_way.is_empty() && self.nothing_more_to_send() {
                return;
            }
            let timer = self.timer();
            tokio::select! {
                Some(done) = self.under_way.join_next_with_id(), if !self.under_way.is_empty() => {
                    match done {
                        Ok((id, done)) => self.finish(id, done),
                        Err(error) => self.lost_track(error.id()),
                    }
                }
                () = sleep_until(timer), if timer.is_some() => self.check_silence(),
                // A pause is no silence: the minute begins anew.
                _ = orders.changed() => self.silent_since = self.silent_since.map(|_| Instant::now()),
            }
        }
    }

    fn report(&mut self) {
        self.tally.doubtful_cost = self.budget.doubtful_cost();
        self.tally.limit = u32::try_from(self.pace.limit()).unwrap_or(u32::MAX);
        self.tally.slowed = self.pace.is_slowed();
        (self.observe)(&self.tally);
    }

    /// True when no question will leave any more, whatever comes back.
    fn nothing_more_to_send(&mut self) -> bool {
        if self.queue.is_empty() || self.halted {
            return true;
        }
        let cancelled = self.control.current() == Order::Cancel;
        if cancelled {
            self.stop = Some(Stop::plain(StopKind::Cancelled));
        }
        cancelled
    }

    /// A provider that failed is no stop where all its vehicles went over to the other one.
    fn left_something_undone(&self, stop: &Stop) -> bool {
        stop.scope != Some(Scope::Provider) || self.tally.elsewhere == 0 || self.tally.not_asked > 0
    }

    fn may_send(&self) -> bool {
        !self.halted && self.control.current() == Order::Run
    }

    /// Ends the whole batch; answers under way are still awaited.
    pub fn halt(&mut self) {
        self.halted = true;
        self.shared.gate.shut_all();
    }

    fn halt_for(&mut self, kind: StopKind) {
        self.halt();
        self.stop.get_or_insert(Stop::plain(kind));
    }

    fn send_what_may_be_sent(&mut self) {
        let now = Instant::now();
        self.queue.release(now);
        while self.may_send()
            && self.under_way.len() < self.pace.limit()
            && self.pace.wait_until(now).is_none()
            && !self.awaits_a_sign()
            && let Some(next) = self.queue.pop()
        {
            match self.budget.reserve(&next.item.provider) {
                Ok(()) => self.send(next, now),
                Err(capped) => {
                    self.queue.put_back(next);
                    self.capped(capped);
                    return;
                }
            }
        }
    }

    /// True while the next provider lost an answer and one of its questions is
    /// under way: a gateway that is down must not make a whole fleet doubtful.
    fn awaits_a_sign(&self) -> bool {
        let Some(next) = self.queue.next_provider() else { return false };
        self.in_doubt.contains_key(next) && self.held.values().any(|held| held.provider == next)
    }

    /// Free answers under way may give room back; only when none is left is the cap final.
    fn capped(&mut self, capped: Capped) {
        if self.under_way.is_empty() {
            self.halt_for(match capped {
                Capped::Batch => StopKind::MaxCost,
                Capped::Month => StopKind::MonthCap,
            });
        }
    }

    fn send(&mut self, mut waiting: Waiting, now: Instant) {
        // The queue holds only items of providers that are here.
        let Some(provider) = self.providers.get(&waiting.item.provider).cloned() else { return };
        let held = Held { provider: waiting.item.provider.clone(), number: self.sent };
        self.sent += 1;
        self.pace.sent(now);
        self.tally.ask();
        let shared = self.shared.clone();
        let task = self.under_way.spawn(async move {
            let end = shared.attempt(&mut waiting, provider.as_ref()).await;
            Done { waiting, end }
        });
        self.held.insert(task.id(), held);
    }

    fn timer(&self) -> Option<Instant> {
        if !self.may_send() {
            return None;
        }
        let gate = self.pace.wait_until(Instant::now()).filter(|_| self.queue.has_ready());
        let silence = self.silent_since.map(|since| since + TOO_SLOW);
        [self.queue.next_due(), gate, silence].into_iter().flatten().min()
    }

    fn check_silence(&mut self) {
        if self.silent_since.is_some_and(|since| since.elapsed() >= TOO_SLOW) {
            self.halt_for(StopKind::TooSlow);
        }
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
