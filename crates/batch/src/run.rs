//! Runs a batch: one coordinator hands out the steps of attempts, counts, and
//! decides when to stop. Steps run beside each other; each attempt sends at most
//! one question.

mod begin;
mod outcome;
mod unwritten;

use crate::attempt::{Attempt, Ready, Shared, StepResult};
use crate::budget::{Budget, Capped};
use crate::control::{Control, Order};
use crate::gate::Gate;
use crate::job::{Ended, Job, JobItem, Stop, StopKind};
use crate::monotonic_clock::never_back;
use crate::pace::Pace;
use crate::queue::Queue;
use crate::rules::Rules;
use crate::steps::{Step, Steps};
use crate::tally::Tally;
use crate::unwritten::Unwritten;
use cheku_domain::ledger::{Ledger, LedgerError, Settlement};
use cheku_domain::provider::{Provider, Scope};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// A batch that slows down and gets no answer for this long is stopped.
const TOO_SLOW: Duration = Duration::from_secs(60);

/// What a provider failed one after another, of any vehicles.
#[derive(Default)]
pub(crate) struct Row {
    pub failures: u32,
    /// Vehicles whose tries are used up by them.
    pub vehicles: u32,
}

/// A running batch.
pub(crate) struct Run<'a> {
    pub shared: Arc<Shared>,
    pub providers: HashMap<String, Arc<dyn Provider>>,
    pub queue: Queue,
    pub steps: Steps,
    /// Committed as asked; each leaves as soon as there is a place for it.
    pub ready: VecDeque<(Attempt, Ready)>,
    pub unwritten: Unwritten,
    pub budget: Budget,
    pub pace: Pace,
    pub control: Control,
    pub tally: Tally,
    /// Failures one after another, by provider.
    pub in_a_row: HashMap<String, Row>,
    /// Providers whose last answer was lost or cannot be read, and how many questions had
    /// been sent when that was known: until it answers again it is asked one at a time.
    pub in_doubt: HashMap<String, u64>,
    pub sent: u64,
    /// Providers that failed; their vehicles fall back to the other one where they may.
    pub failed: HashSet<String>,
    pub halted: bool,
    pub stop: Option<Stop>,
    pub ledger_error: Option<LedgerError>,
    /// Answers that could not be written to the end.
    pub lost: Vec<Settlement>,
    /// Since when there was no answer although the vendor complained: the minute
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
    Ended { tally: run.tally, stop, ledger: run.ledger_error, unsettled: run.lost }
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
            entry_time: never_back(job.clock.clone()),
            clock: job.clock,
            rules: Rules::default(),
            gate: Gate::new(control.clone()),
        };
        let providers = job.providers;
        let known = job.items.into_iter().filter(|item| providers.contains_key(&item.provider));
        let queue = Queue::new(known.map(|item| {
            let fallback = item.fallback.filter(|fallback| providers.contains_key(*fallback));
            JobItem { fallback, ..item }
        }));
        Run {
            shared: Arc::new(shared),
            providers,
            queue,
            steps: Steps::default(),
            ready: VecDeque::new(),
            unwritten: Unwritten::default(),
            budget: Budget::new(job.caps, job.prices),
            pace: Pace::new(job.concurrency, job.rate),
            control,
            tally,
            in_a_row: HashMap::new(),
            in_doubt: HashMap::new(),
            sent: 0,
            failed: HashSet::new(),
            halted: false,
            stop: None,
            ledger_error: None,
            lost: Vec::new(),
            silent_since: None,
            observe,
        }
    }

    async fn finish_all(&mut self) {
        let mut orders = self.control.watch();
        loop {
            self.begin_steps();
            self.report();
            if self.is_idle() && self.nothing_more_to_send() {
                return;
            }
            let timer = self.timer();
            tokio::select! {
                Some(done) = self.steps.next(), if !self.steps.is_empty() => self.finish(done),
                () = sleep_until(timer), if timer.is_some() => self.check_silence(),
                _ = orders.changed() => self.ordered(),
            }
        }
    }

    fn finish(&mut self, (mut attempt, result): (Attempt, Option<StepResult>)) {
        match result {
            Some(StepResult::Ready(ready)) => {
                self.unwritten.written();
                attempt.city.clone_from(&ready.question.city);
                self.ready.push_back((attempt, ready));
            }
            Some(StepResult::NotReady(why)) => self.not_ready(attempt, why),
            Some(StepResult::Answered(call, answer)) => self.answered(attempt, call, answer),
            Some(StepResult::Settled(settling, Ok(settled))) => {
                self.unwritten.written();
                self.settled(attempt, settling.verdict, settled);
            }
            Some(StepResult::Settled(settling, Err(error))) => self.unsettled(attempt, settling, error),
            None => self.step_panicked(&attempt),
        }
    }

    fn report(&mut self) {
        self.tally.doubtful_cost = self.budget.doubtful_cost();
        self.tally.limit = u32::try_from(self.pace.limit()).unwrap_or(u32::MAX);
        self.tally.slowed = self.pace.is_slowed();
        self.tally.unwritten = self.unwritten.count(self.steps.count(Step::Settling));
        (self.observe)(&self.tally);
    }

    /// True when no question is anywhere between its turn and its settlement.
    fn is_idle(&self) -> bool {
        self.steps.is_empty() && self.ready.is_empty() && self.unwritten.is_empty()
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

    /// A question may leave: the batch was neither halted by an answer nor paused or stopped by the person.
    pub fn may_send(&self) -> bool {
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

    /// Free answers under way may give room back; only when none is left is the cap final.
    pub fn capped(&mut self, capped: Capped) {
        if self.is_idle() {
            self.halt_for(match capped {
                Capped::Batch => StopKind::MaxCost,
                Capped::Month => StopKind::MonthCap,
            });
        }
    }

    fn timer(&self) -> Option<Instant> {
        let write = self.unwritten.due();
        if !self.may_send() {
            return write;
        }
        let gate = self.pace.wait_until(Instant::now()).filter(|_| self.queue.has_ready());
        let silence = self.silent_since.map(|since| since + TOO_SLOW);
        [self.queue.next_due(), gate, silence, write].into_iter().flatten().min()
    }

    fn check_silence(&mut self) {
        if self.silent_since.is_some_and(|since| since.elapsed() >= TOO_SLOW) {
            self.halt_for(StopKind::TooSlow);
        }
    }

    /// A pause is no silence: the minute begins anew. What could not be written is
    /// tried at once: the person may have made room.
    fn ordered(&mut self) {
        self.silent_since = self.silent_since.map(|_| Instant::now());
        self.unwritten.retry_now();
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
