//! Starts a batch: takes the garage's lock, writes the plan down, runs.

use super::clients::Clients;
use super::planning::{Draft, Planned, draft};
use super::progress::{self, Facts, Speed, live, stop_scope, stop_word};
use super::{plan_view, rest, settle_later};
use crate::accounts::{self, MOST_CONCURRENCY};
use crate::api::{BatchState, CheckRequest, CommandError, ErrorCode, Event, Progress, ResumeRequest, Tag};
use crate::error::{Result, count};
use crate::running_batch::Running;
use crate::{App, keys, robots};
use cheku_batch::{Caps, Control, Ended, Job, JobItem, StopKind, Tally, run};
use cheku_domain::ledger::{BatchId, Ledger, SkippedBy};
use cheku_domain::provider::Account;
use cheku_domain::{Fen, Timestamp};
use cheku_garage::{BatchEnd, BatchHold, Garage, NewBatch, NewItem};
use futures_util::FutureExt;
use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Questions under way at once where nothing else is set.
const CONCURRENCY: u32 = 8;
/// Faces are told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// The frame and the overview read their sums anew at most this often while a batch
/// runs; lists wait for its end, since their rows would jump.
const SUMS_EVERY: Duration = Duration::from_secs(2);

/// Which batch is wanted.
pub(crate) enum Wanted {
    /// A new plan.
    New(Box<CheckRequest>),
    /// What a batch did not ask.
    Rest(ResumeRequest),
}

/// What a batch keeps to while it runs.
struct Limits {
    max_cost: Option<Fen>,
    concurrency: Option<u32>,
    rate: Option<f64>,
}

/// The right to run a batch, and the garage to write it to. What could not be written
/// before is written first; taking the lock settles what a dead batch left behind.
pub(crate) async fn hold(app: &App) -> Result<Held> {
    let since = app.0.clock.now();
    let garage = app.garage()?;
    // A keychain that does not answer must keep nobody else from the garage.
    keys::can_be_asked(app).await?;
    settle_later::write(app).await?;
    let hold = app.work(move |garage| Ok(garage.hold_for_batch(since)?)).await?;
    Ok(Held { garage, hold, since })
}

/// Plans, writes the plan down and lets it run; returns the first figures.
pub(crate) async fn begin(app: &App, wanted: Wanted) -> Result<Progress> {
    // The lock comes before the plan, which must see what taking it settled.
    let held = hold(app).await?;
    let (draft, limits, goes_on_with) = match wanted {
        Wanted::New(request) => (draft(app, &request).await?, Limits::wanted(&request), None),
        Wanted::Rest(request) => {
            let Some(rest) = rest::draft(app, request).await? else {
                return Ok(progress::nothing(held.since));
            };
            if plan_view::no_room(&rest.draft) {
                return Err(CommandError::new(ErrorCode::CapUsedUp, "the cap leaves room for no vehicle"));
            }
            let ResumeRequest { max_cost_fen: max_cost, concurrency, rate, .. } = rest.request;
            (rest.draft, Limits { max_cost, concurrency, rate }, Some(rest.before))
        }
    };
    go(app, draft, limits, held, goes_on_with).await
}

/// A new batch under a lock that was taken before; none where its plan asks no vehicle.
pub(crate) async fn begin_held(app: &App, held: Held, request: &CheckRequest) -> Result<Option<Progress>> {
    let draft = draft(app, request).await?;
    if draft.decided.iter().all(|planned| planned.skip.is_some()) {
        return Ok(None);
    }
    go(app, draft, Limits::wanted(request), held, None).await.map(Some)
}

async fn go(
    app: &App,
    draft: Draft,
    limits: Limits,
    held: Held,
    goes_on_with: Option<BatchId>,
) -> Result<Progress> {
    let (id, number) = write_down(app, &draft, limits.max_cost, goes_on_with).await?;
    let providers: BTreeSet<&str> = draft.decided.iter().map(|planned| planned.provider.as_str()).collect();
    let providers = providers.into_iter().map(str::to_owned).collect();
    let (started_at, max_cost) = (held.since, limits.max_cost);
    let facts = Facts { batch: id.0.clone(), number, providers, started_at, max_cost };
    Ok(launch(app, draft, &limits, held, id, facts))
}

async fn write_down(
    app: &App,
    draft: &Draft,
    cap: Option<Fen>,
    goes_on_with: Option<BatchId>,
) -> Result<(BatchId, u32)> {
    let items = draft.decided.iter().map(|planned| NewItem {
        vehicle: planned.vehicle.id.clone(),
        provider: planned.provider.clone(),
        instead_of: planned.instead_of.clone(),
        skip: planned.skip.clone(),
    });
    let new =
        NewBatch { provider: draft.default_provider.clone(), cap, goes_on_with, items: items.collect() };
    let now = app.0.clock.now();
    app.work(move |garage| {
        let id = garage.create_batch(new, now)?;
        let number = garage.batch(&id)?.map_or(0, |row| count(row.number));
        Ok((id, number))
    })
    .await
}

fn launch(app: &App, draft: Draft, limits: &Limits, held: Held, id: BatchId, facts: Facts) -> Progress {
    let limits = Limits::of(limits, &draft);
    let Draft { clients, decided, caps, .. } = draft;
    let job = job(app, &clients, decided, caps, &limits, id.clone());
    let control = Control::default();
    let first_tally = Tally::new(count(job.items.len()), job.skipped);
    let first = live(&facts, &first_tally, control.current(), 0.0);
    let (sender, receiver) = watch::channel(first.clone());
    *app.running() = Some(Running { control: control.clone(), progress: receiver });
    app.changed(crate::tags::BATCH);
    let teller = Teller {
        app: app.clone(),
        facts,
        control,
        sender,
        told: Mutex::new(Told { progress: Instant::now(), sums: Instant::now(), speed: Speed::default() }),
    };
    tokio::spawn(watch_over(teller, clients, job, held, id));
    first
}

/// Takes the plan's vehicles over, so that each is freed once it had its turn.
fn job(
    app: &App,
    clients: &Clients,
    decided: Vec<Planned>,
    caps: Caps,
    limits: &Limits,
    batch: BatchId,
) -> Job {
    let mut skipped = SkippedBy::default();
    let mut items = Vec::with_capacity(decided.len());
    for Planned { vehicle, provider, fallback, skip, .. } in decided {
        match skip {
            Some(skip) => skipped.add(skip.kind(), 1),
            None => items.push(JobItem { vehicle, provider, fallback }),
        }
    }
    Job {
        batch,
        items,
        skipped,
        providers: clients.iter().map(|(id, client)| (id.clone(), client.provider.clone())).collect(),
        prices: clients.iter().map(|(id, client)| (id.clone(), client.price.clone())).collect(),
        caps,
        // At most 100, so the cast is exact on every machine.
        concurrency: limits.concurrency.unwrap_or(CONCURRENCY).clamp(1, MOST_CONCURRENCY) as usize,
        rate: limits.rate,
        clock: app.0.clock.as_function(),
    }
}

impl Limits {
    fn wanted(request: &CheckRequest) -> Limits {
        Limits { max_cost: request.max_cost_fen, concurrency: request.concurrency, rate: request.rate }
    }

    /// The wanted ones, else the accounts' own.
    fn of(wanted: &Limits, draft: &Draft) -> Limits {
        let rate = wanted.rate.or_else(|| {
            let a_minute = least(draft, |account| account.per_minute);
            a_minute.map(|questions| f64::from(questions) / 60.0)
        });
        let concurrency = wanted.concurrency.or_else(|| least(draft, |account| account.concurrency));
        Limits { max_cost: wanted.max_cost, concurrency, rate }
    }
}

/// The tightest of the accounts' own limits: one pace serves the whole batch.
fn least(draft: &Draft, limit: impl Fn(&Account) -> Option<u32>) -> Option<u32> {
    let asked = |id: &String| draft.decided.iter().any(|planned| planned.provider == *id);
    let accounts = draft.clients.iter().filter(|(id, _)| draft.take_other || asked(id));
    accounts.filter_map(|(_, client)| limit(&client.account)).min()
}

/// Tells the faces while the batch runs; the figures themselves are never late.
struct Teller {
    app: App,
    facts: Facts,
    control: Control,
    sender: watch::Sender<Progress>,
    told: Mutex<Told>,
}

/// When the faces were told last.
struct Told {
    progress: Instant,
    sums: Instant,
    speed: Speed,
}

impl Teller {
    fn observe(&self, tally: &Tally) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = told.progress.elapsed() >= TELL_EVERY;
        if !is_due && tally.not_asked + tally.asking > 0 {
            return;
        }
        let rate = told.speed.of(tally.done());
        told.progress = Instant::now();
        if told.sums.elapsed() >= SUMS_EVERY {
            told.sums = Instant::now();
            self.app.changed(&[Tag::State]);
        }
        let progress = live(&self.facts, tally, self.control.current(), rate);
        self.sender.send_replace(progress.clone());
        self.app.tell(Event::Progress { progress });
    }
}

/// The garage that a batch writes to, and the lock on it. Kept together: while a
/// batch runs, its garage stays the same whatever the window shows.
pub(crate) struct Held {
    pub garage: Garage,
    hold: BatchHold,
    since: Timestamp,
}

/// A fault of ours that breaks a batch off must not leave a window that waits for ever: what
/// was under way is doubtful then, the batch interrupted, and the next one may begin.
async fn watch_over(teller: Teller, clients: Clients, job: Job, held: Held, id: BatchId) {
    let (app, garage, sender) = (teller.app.clone(), held.garage.clone(), teller.sender.clone());
    let ended = AssertUnwindSafe(supervise(teller, clients, job, held, id)).catch_unwind().await;
    let last = match ended {
        Ok(last) => Some(last),
        Err(_) => {
            tracing::error!("a batch ended unexpectedly");
            settle_later::put_right(&app, garage.clone()).await;
            app.work(progress::last_kept).await.ok().flatten()
        }
    };
    last.iter().for_each(|last| drop(sender.send_replace(last.clone())));
    *app.running() = None;
    let told = last.clone();
    last.into_iter().for_each(|progress| app.tell(Event::Ended { progress }));
    app.changed(crate::tags::BATCH);
    // Whoever waits for the end of the batch waits for this too: the terminal ends with it.
    if let Some(last) = told {
        robots::after_check(&app, &last).await;
    }
    drop(sender);
}

async fn supervise(teller: Teller, clients: Clients, job: Job, held: Held, id: BatchId) -> Progress {
    let ledger: Arc<dyn Ledger> = Arc::new(held.garage.clone());
    let mut ended = run(job, ledger, teller.control.clone(), &|tally| teller.observe(tally)).await;
    let app = &teller.app;
    for client in clients.values() {
        if let Err(error) = accounts::remember(app, client.provider.as_ref(), &client.account).await {
            tracing::warn!(code = error.code.word(), "what a client learned could not be kept");
        }
    }
    let garage = held.garage;
    let last = end(app, &teller.facts, garage.clone(), &id, &ended).await;
    let unsettled = std::mem::take(&mut ended.unsettled);
    let is_lost = last.asking > 0 && unsettled.is_empty();
    settle_later::keep(app, &garage, held.hold, unsettled);
    if !is_lost {
        return last;
    }
    // A step of ours broke off, and with it whoever would have heard the answer.
    settle_later::put_right(app, garage.clone()).await;
    let kept = app.work(move |_| progress::last_kept(&garage)).await.ok().flatten();
    kept.map_or_else(|| last.clone(), |kept| Progress { stopped: last.stopped.clone(), ..kept })
}

/// Writes the end down and gives the last figures.
async fn end(app: &App, facts: &Facts, garage: Garage, id: &BatchId, ended: &Ended) -> Progress {
    let end = match (&ended.stop, &ended.ledger) {
        (_, Some(error)) => BatchEnd::Stopped {
            code: error.code.to_owned(),
            scope: progress::GARAGE.to_owned(),
            text: String::new(),
        },
        (None, None) => BatchEnd::Done,
        (Some(stop), None) if stop.kind == StopKind::Cancelled => BatchEnd::Cancelled,
        (Some(stop), None) => BatchEnd::Stopped {
            code: stop_word(stop),
            scope: stop_scope(stop).to_owned(),
            text: stop.error.as_ref().map(|error| error.raw_text.clone()).unwrap_or_default(),
        },
    };
    // A clock that was set back meanwhile does not end a batch before it began.
    let (batch, now) = (id.clone(), app.0.clock.now().max(facts.started_at));
    let kept = tokio::task::spawn_blocking(move || {
        garage.finish_batch(&batch, end, now)?;
        progress::last_kept(&garage)
    });
    let mut last = match kept.await {
        Ok(Ok(Some(kept))) => kept,
        // The garage failed (disk full, say): the figures of the run itself are shown.
        _ => {
            let tally = live(facts, &ended.tally, cheku_batch::Order::Cancel, 0.0);
            let stopped = ended.ledger.as_ref().map(progress::stopped_by_garage);
            Progress { state: BatchState::Interrupted, ended_at: Some(now), stopped, ..tally }
        }
    };
    last.stopped = ended.stop.as_ref().map(progress::stopped).or(last.stopped);
    last
}
