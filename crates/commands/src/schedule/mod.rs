//! The scheduled check: off until a person switches it on, capped each time,
//! never twice a day. The day is written down as begun before anything else happens, so
//! that a program which ends in the middle, however often, asks at most once.

mod due;
mod hindrance;
mod kept;
mod today;

pub(crate) use kept::BEGUN;
pub(crate) use today::Today;

use crate::App;
use crate::accounts;
use crate::api::{
    CheckRequest, CommandError, ErrorCode, Event, GarageKind, Nothing, Schedule, ScheduleView,
    ScheduledOutcome, ScheduledRun, Tag,
};
use crate::check;
use crate::error::Result;
use cheku_domain::Timestamp;
use cheku_garage::Garage;

/// The schedule and how it stands.
pub async fn schedule(app: &App, _: Nothing) -> Result<ScheduleView> {
    let now = app.0.clock.now();
    let standing = app.work(move |garage| kept::standing(garage, now)).await?;
    let unknown = || match app.0.today.is_beginning() {
        true => ScheduledOutcome::Beginning,
        false => ScheduledOutcome::CutShort,
    };
    let last =
        standing.last.map(|(at, outcome)| ScheduledRun { at, outcome: outcome.unwrap_or_else(unknown) });
    let hindrance = hindrance::first(app, &standing.schedule, standing.is_due).await?;
    let stuck = app.0.today.stuck().filter(|_| standing.is_due);
    let next_at = standing.next_at.filter(|_| is_real(app));
    Ok(ScheduleView { schedule: standing.schedule, next_at, last, stuck, hindrance })
}

/// Saves the schedule; `schedule_invalid` names the field that does not fit. What is
/// switched on after its time begins on the next of its days.
pub async fn schedule_save(app: &App, wanted: Schedule) -> Result<ScheduleView> {
    let wanted = valid(wanted)?;
    if let Some(provider) = &wanted.provider {
        let id = accounts::entry(provider)?.descriptor.id;
        if app.work(move |garage| Ok(garage.account(id)?)).await?.is_none() {
            return Err(CommandError::new(ErrorCode::NoAccount, "no account").with("provider", id));
        }
    }
    let now = app.0.clock.now();
    app.work(move |garage| kept::save(garage, wanted, now)).await?;
    app.changed(&[Tag::Settings]);
    schedule(app, Nothing {}).await
}

/// In order and without repeats; held against what each field may be.
fn valid(mut wanted: Schedule) -> Result<Schedule> {
    let wrong = |field: &str| Err(CommandError::new(ErrorCode::ScheduleInvalid, field).with("field", field));
    wanted.days.sort_unstable();
    wanted.days.dedup();
    if due::time_of_day(&wanted.at).is_none() {
        return wrong("at");
    }
    if wanted.days.iter().any(|day| !(1..=7).contains(day)) || (wanted.on && wanted.days.is_empty()) {
        return wrong("days");
    }
    match wanted.max_cost_fen {
        Some(cap) if cap.0 <= 0 => wrong("max_cost_fen"),
        None if wanted.on => wrong("max_cost_fen"),
        _ => Ok(wanted),
    }
}

impl App {
    /// Begins today's check if it is due, and says what came of it; `None` where there is
    /// nothing to do, or not yet: while a batch runs here or elsewhere, or the garage cannot
    /// be written, the day stays open for the next look. Never in the demo.
    pub async fn check_if_due(&self) -> Option<ScheduledOutcome> {
        let now = self.0.clock.now();
        let is_due = is_real(self) && self.work(move |garage| is_due(garage, now)).await.unwrap_or(false);
        let begun = if is_due { begin_today(self, now).await } else { Ok(None) };
        look_ended(self, begun.as_ref().err());
        begun.unwrap_or(None)
    }
}

/// Keeps why today's cannot begin, and tells it once. To wait for another batch is no
/// refusal.
fn look_ended(app: &App, refusal: Option<&CommandError>) {
    let is_wait =
        |error: &&CommandError| matches!(error.code, ErrorCode::BatchRunning | ErrorCode::GarageHeld);
    let refusal = refusal.filter(|error| !is_wait(error)).cloned();
    let code = |error: &Option<CommandError>| error.as_ref().map(|error| error.code);
    let before = app.0.today.replace(refusal.clone());
    if code(&before) == code(&refusal) {
        return;
    }
    app.changed(&[Tag::Settings]);
    if let Some(error) = refusal {
        tracing::warn!(code = error.code.word(), "the day's own check cannot begin yet");
        app.tell(Event::Scheduled { outcome: ScheduledOutcome::Refused { error } });
    }
}

/// The demo's garage is never asked on schedule.
fn is_real(app: &App) -> bool {
    app.place().kind == GarageKind::Real
}

fn is_due(garage: &Garage, now: Timestamp) -> Result<bool> {
    Ok(kept::standing(garage, now)?.is_due)
}

/// A refusal before the day is marked leaves it open; one after that is the day's outcome.
async fn begin_today(app: &App, now: Timestamp) -> Result<Option<ScheduledOutcome>> {
    crate::running::refuse_while_running(app)?;
    // Under the lock nobody else begins the same day, neither here nor in another process.
    let held = check::hold(app).await?;
    if !is_real(app) {
        return Ok(None);
    }
    let garage = held.garage.clone();
    let beginning = app.0.today.begin();
    let Some(schedule) = blocking(&garage, move |garage| kept::mark(garage, now)).await? else {
        return Ok(None);
    };
    let outcome = match begin(app, held, schedule).await {
        Ok(outcome) => outcome,
        Err(error) => ScheduledOutcome::Refused { error },
    };
    note(&outcome);
    let kept = outcome.clone();
    if let Err(error) = blocking(&garage, move |garage| kept::conclude(garage, kept)).await {
        tracing::warn!(code = error.code.word(), "what came of the day's own check could not be kept");
    }
    drop(beginning);
    app.changed(&[Tag::Settings]);
    app.tell(Event::Scheduled { outcome: outcome.clone() });
    Ok(Some(outcome))
}

async fn begin(app: &App, held: check::Held, schedule: Schedule) -> Result<ScheduledOutcome> {
    let fresh = app.work(accounts::read_settings).await?.fresh_within_hours;
    let request = CheckRequest {
        provider: schedule.provider,
        fresh_within_hours: Some(fresh).filter(|hours| *hours > 0.0),
        max_cost_fen: schedule.max_cost_fen,
        ..CheckRequest::default()
    };
    Ok(match check::begin_held(app, held, &request).await? {
        Some(progress) => ScheduledOutcome::Began { batch: progress.batch, number: progress.number },
        None => ScheduledOutcome::NothingToAsk,
    })
}

/// For the log: a refusal by its code.
fn note(outcome: &ScheduledOutcome) {
    match outcome {
        ScheduledOutcome::Refused { error } => {
            tracing::warn!(code = error.code.word(), "the day's own check was refused");
        }
        ScheduledOutcome::Began { number, .. } => tracing::info!(number, "the day's own check began"),
        _ => tracing::info!("the day's own check had nobody to ask"),
    }
}

/// Garage work off the async threads, on the garage that is held whatever is shown meanwhile.
async fn blocking<T: Send + 'static>(
    garage: &Garage,
    job: impl FnOnce(&Garage) -> Result<T> + Send + 'static,
) -> Result<T> {
    let garage = garage.clone();
    tokio::task::spawn_blocking(move || job(&garage))
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
}

/// Another garage has taken this one's place: what it says counts from now on, so that a
/// check which the one before has made today is not made again.
pub(crate) async fn begin_anew(app: &App) {
    let now = app.0.clock.now();
    if let Err(error) = app.work(move |garage| kept::begin_anew(garage, now)).await {
        tracing::warn!(code = error.code.word(), "the restored schedule could not begin anew");
    }
}

#[cfg(test)]
#[path = "cut_short_tests.rs"]
mod tests;
