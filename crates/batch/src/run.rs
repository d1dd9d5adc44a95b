//! Runs a batch: one coordinator hands out attempts, counts, and decides when
//! to stop. Attempts run beside each other; each sends at most one question.

use crate::attempt::{AttemptEnd, End, Report, Shared};
use crate::budget::{Budget, Capped, Caps, Price, Reserved};
use crate::control::{Control, Order};
use crate::pace::Pace;
use crate::retry::{self, Next};
use crate::rules::Rules;
use crate::tally::Tally;
use cheku_domain::ledger::{BatchId, Ledger, LedgerError};
use cheku_domain::provider::{ErrorKind, Provider, ProviderError, Scope};
use cheku_domain::{Charge, Timestamp, Vehicle};
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// A batch that slows down and gets no answer for this long stops by itself.
const TOO_SLOW: Duration = Duration::from_secs(60);

/// One vehicle that waits.
#[derive(Debug, Clone)]
pub struct JobItem {
    /// The vehicle, as planned.
    pub vehicle: Arc<Vehicle>,
    /// The provider to ask.
    pub provider: String,
}

/// Everything a batch needs.
pub struct Job {
    /// Its id in the ledger.
    pub batch: BatchId,
    /// Who waits, in order.
    pub items: Vec<JobItem>,
    /// Vehicles that were skipped when it was planned, by `Skip::word`.
    pub skipped: BTreeMap<&'static str, u32>,
    /// Open clients by provider id.
    pub providers: HashMap<String, Arc<dyn Provider>>,
    /// Prices by provider id.
    pub prices: HashMap<String, Price>,
    /// Limits in money.
    pub caps: Caps,
    /// Questions under way at once, at most.
    pub concurrency: usize,
    /// Questions a second, at most.
    pub rate: Option<f64>,
    /// The programme's clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// Which kind of stop it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopKind {
    /// The batch's cap.
    MaxCost,
    /// The month's cap.
    MonthCap,
    /// The person.
    Cancelled,
    /// No connection.
    NoNetwork,
    /// Slowed down without an answer.
    TooSlow,
    /// The vendor's refusal.
    Vendor,
}

/// Why a batch stopped early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Which kind.
    pub kind: StopKind,
    /// How far it reaches; `None` for money and the person.
    pub scope: Option<Scope>,
    /// The provider that refused.
    pub provider: Option<String>,
    /// Its classified refusal.
    pub error: Option<ProviderError>,
}

impl Stop {
    fn plain(kind: StopKind) -> Stop {
        Stop { kind, scope: None, provider: None, error: None }
    }
}

/// How a batch ended.
#[derive(Debug)]
pub struct Ended {
    /// Its figures.
    pub tally: Tally,
    /// Why it stopped early.
    pub stop: Option<Stop>,
    /// The ledger failed: nothing more could be asked.
    pub ledger: Option<LedgerError>,
}

struct Waiting {
    item: JobItem,
    tries: u32,
}

/// A repeat that must wait; ordered so that the earliest is the heap's greatest.
struct Delayed {
    at: Instant,
    waiting: Waiting,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Delayed) -> bool {
        self.at == other.at
    }
}
impl Eq for Delayed {}
impl PartialOrd for Delayed {
    fn partial_cmp(&self, other: &Delayed) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Delayed {
    fn cmp(&self, other: &Delayed) -> std::cmp::Ordering {
        other.at.cmp(&self.at)
    }
}

struct Done {
    waiting: Waiting,
    reserved: Reserved,
    end: AttemptEnd,
}

struct Run<'a> {
    shared: Arc<Shared>,
    providers: HashMap<String, Arc<dyn Provider>>,
    waiting: VecDeque<Waiting>,
    delayed: BinaryHeap<Delayed>,
    under_way: JoinSet<Done>,
    budget: Budget,
    pace: Pace,
    control: Control,
    tally: Tally,
    in_a_row: HashMap<String, u8>,
    stopped: HashMap<String, Stop>,
    stop: Option<Stop>,
    ledger_error: Option<LedgerError>,
    /// When the last answer came, once the vendor has complained since.
    slow_since: Option<Instant>,
    observe: &'a (dyn Fn(&Tally) + Send + Sync),
}

/// Runs the batch to its end. `observe` is called after every change of the
/// figures and must be quick.
pub async fn run(
    job: Job,
    ledger: Arc<dyn Ledger>,
    control: Control,
    observe: &(dyn Fn(&Tally) + Send + Sync),
) -> Ended {
    let waiting: VecDeque<Waiting> = job.items.into_iter().map(|item| Waiting { item, tries: 0 }).collect();
    let tally = Tally::new(u32::try_from(waiting.len()).unwrap_or(u32::MAX), job.skipped);
    let shared = Shared {
        batch: job.batch,
        ledger,
        clock: job.clock,
        rules: Rules::default(),
        closed_cities: Default::default(),
    };
    let mut run = Run {
        shared: Arc::new(shared),
        providers: job.providers,
        waiting,
        delayed: BinaryHeap::new(),
        under_way: JoinSet::new(),
        budget: Budget::new(job.caps, job.prices),
        pace: Pace::new(job.concurrency, job.rate),
        control,
        tally,
        in_a_row: HashMap::new(),
        stopped: HashMap::new(),
        stop: None,
        ledger_error: None,
        slow_since: None,
        observe,
    };
    run.finish_all().await;
    Ended { tally: run.tally, stop: run.stop, ledger: run.ledger_error }
}

impl Run<'_> {
    async fn finish_all(&mut self) {
        let mut orders = self.control.watch();
        self.report();
        loop {
            self.send_what_may_be_sent();
            if self.under_way.is_empty() && self.nothing_more_to_send() {
                return;
            }
            let timer = self.timer();
            tokio::select! {
                Some(done) = self.under_way.join_next(), if !self.under_way.is_empty() => {
                    match done {
                        Ok(done) => self.finish(done),
                        // The attempt panicked after its intent was committed: it is
                        // found doubtful when the garage recovers.
                        Err(error) => tracing::error!(%error, "an attempt ended unexpectedly"),
                    }
                }
                () = sleep_until(timer), if timer.is_some() => self.check_pulse(),
                _ = orders.changed() => {}
            }
            self.report();
        }
    }

    fn report(&mut self) {
        self.tally.limit = u32::try_from(self.pace.limit()).unwrap_or(u32::MAX);
        self.tally.slowed = self.pace.is_slowed();
        (self.observe)(&self.tally);
    }

    /// True when no question will leave any more, whatever comes back.
    fn nothing_more_to_send(&mut self) -> bool {
        if self.control.current() == Order::Cancel && self.stop.is_none() && self.anybody_waits() {
            self.stop = Some(Stop::plain(StopKind::Cancelled));
        }
        self.halted() || !self.anybody_waits()
    }

    fn anybody_waits(&self) -> bool {
        !self.waiting.is_empty() || !self.delayed.is_empty()
    }

    /// Stopped as a whole; a single provider's stop is in `stopped`.
    fn halted(&self) -> bool {
        self.ledger_error.is_some()
            || self.control.current() == Order::Cancel
            || self.stop.as_ref().is_some_and(|stop| stop.provider.is_none())
    }

    fn send_what_may_be_sent(&mut self) {
        let now = Instant::now();
        self.release_delayed(now);
        while !self.halted()
            && self.control.current() == Order::Run
            && self.under_way.len() < self.pace.limit()
            && self.pace.wait_until(now).is_none()
        {
            let Some(next) = self.waiting.pop_front() else { return };
            if self.stopped.contains_key(&next.item.provider) {
                continue;
            }
            match self.budget.reserve(&next.item.provider) {
                Ok(reserved) => self.send(next, reserved, now),
                Err(capped) => {
                    self.waiting.push_front(next);
                    self.capped(capped);
                    return;
                }
            }
        }
    }

    /// Free answers under way may give room back; only when none is left is the cap final.
    fn capped(&mut self, capped: Capped) {
        if self.under_way.is_empty() {
            self.stop = Some(Stop::plain(match capped {
                Capped::Batch => StopKind::MaxCost,
                Capped::Month => StopKind::MonthCap,
            }));
        }
    }

    fn release_delayed(&mut self, now: Instant) {
        while self.delayed.peek().is_some_and(|next| next.at <= now) {
            if let Some(next) = self.delayed.pop() {
                self.waiting.push_front(next.waiting);
            }
        }
    }

    fn send(&mut self, mut waiting: Waiting, reserved: Reserved, now: Instant) {
        let Some(provider) = self.providers.get(&waiting.item.provider).cloned() else { return };
        waiting.tries += 1;
        self.pace.sent(now);
        self.tally.ask();
        let shared = self.shared.clone();
        self.under_way.spawn(async move {
            let end = shared.attempt(&waiting.item.vehicle, provider.as_ref(), waiting.tries).await;
            Done { waiting, reserved, end }
        });
    }

    fn timer(&self) -> Option<Instant> {
        let running = self.control.current() == Order::Run && !self.halted();
        let delayed = self.delayed.peek().map(|next| next.at).filter(|_| running);
        let gate = self.pace.wait_until(Instant::now()).filter(|_| running && !self.waiting.is_empty());
        let pulse = self.slow_since.map(|since| since + TOO_SLOW).filter(|_| running);
        [delayed, gate, pulse].into_iter().flatten().min()
    }

    fn check_pulse(&mut self) {
        if self.slow_since.is_some_and(|since| since.elapsed() >= TOO_SLOW) && self.stop.is_none() {
            self.stop = Some(Stop::plain(StopKind::TooSlow));
        }
    }

    fn finish(&mut self, done: Done) {
        let Done { waiting, reserved, end } = done;
        let provider = waiting.item.provider.clone();
        match end {
            AttemptEnd::Skipped(skip) => {
                self.budget.settle(&provider, reserved, Charge::No);
                self.tally.skip(&skip, true);
            }
            AttemptEnd::NoRule(error) => {
                self.budget.settle(&provider, reserved, Charge::No);
                self.tally.back_to_waiting();
                self.without_rule(&provider, error);
            }
            AttemptEnd::Ledger(error) => {
                // Whether the bytes left is not known here, so the room stays taken.
                self.tally.back_to_waiting();
                self.ledger_error.get_or_insert(error);
            }
            AttemptEnd::Settled(report) => self.finish_settled(waiting, reserved, report),
        }
    }

    /// The vehicle stays unasked; a refusal that concerns everybody stops the provider.
    fn without_rule(&mut self, provider: &str, error: ProviderError) {
        match retry::next(error.kind, Charge::No, u32::MAX) {
            Next::Stop => self.stop_provider(provider, stop_kind(&error), error),
            _ => self.count_row(provider, error),
        }
    }

    fn finish_settled(&mut self, waiting: Waiting, reserved: Reserved, report: Report) {
        let provider = waiting.item.provider.clone();
        self.tally.count_settled(report.charge, &report.settled);
        if report.charge == Charge::Unknown {
            self.tally.doubtful_cost += reserved.amount();
        }
        self.budget.settle(&provider, reserved, report.charge);
        match report.end {
            End::Failed { error, next } => self.failed(waiting, error, next),
            answered => {
                self.tally.asking -= 1;
                self.slow_since = None;
                self.in_a_row.remove(&provider);
                self.pace.answered();
                match answered {
                    End::NoData => self.tally.no_data += 1,
                    End::Pending => self.tally.pending += 1,
                    _ => {
                        self.tally.answered += 1;
                        self.tally.owing += u32::from(report.settled.unpaid > 0);
                    }
                }
            }
        }
    }

    fn failed(&mut self, waiting: Waiting, error: ProviderError, next: Next) {
        let provider = waiting.item.provider.clone();
        self.mind_the_pace(&error);
        match next {
            Next::RetryAfter(wait) => {
                self.tally.back_to_waiting();
                self.delayed.push(Delayed { at: Instant::now() + wait, waiting });
            }
            Next::Stop => {
                self.tally.back_to_waiting();
                self.stop_provider(&provider, stop_kind(&error), error);
            }
            Next::SkipCity | Next::AskPerson => {
                self.count_failure(&error);
                self.count_row(&provider, error);
            }
        }
    }

    fn mind_the_pace(&mut self, error: &ProviderError) {
        let now = Instant::now();
        match error.kind {
            ErrorKind::RateLimited { retry_after } => {
                self.slow_since.get_or_insert(now);
                self.pace.too_fast(now, retry_after.unwrap_or(Duration::from_secs(3)));
            }
            // 503 and other unreadable answers of an overloaded gateway.
            ErrorKind::Unreadable | ErrorKind::ProviderBusy { .. } => self.pace.too_fast(now, Duration::ZERO),
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
        let stop = Stop {
            kind,
            scope: Some(error.kind.scope()),
            provider: Some(provider.to_owned()),
            error: Some(error),
        };
        self.stopped.entry(provider.to_owned()).or_insert_with(|| stop.clone());
        self.stop.get_or_insert(stop);
        self.waiting.retain(|waiting| waiting.item.provider != provider);
        self.delayed.retain(|delayed| delayed.waiting.item.provider != provider);
    }
}

fn stop_kind(error: &ProviderError) -> StopKind {
    if error.kind == ErrorKind::NotSent { StopKind::NoNetwork } else { StopKind::Vendor }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
