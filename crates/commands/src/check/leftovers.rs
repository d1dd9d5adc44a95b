//! Answers that a batch could not write because the garage failed (a full disk, a
//! locked file). They were paid for: they are kept as long as this process lives and
//! written as soon as the garage takes them, before anything else is asked. Meanwhile
//! the batch's lock is kept, so that nobody takes their calls for a dead process'.
//! A process that ends leaves them doubtful. What the garage refuses for good can be
//! set aside into a file, so that it does not keep everything else from beginning.

use super::aside;
use crate::App;
use crate::api::{CommandError, ErrorCode, FilePath, Nothing, Tag};
use crate::error::{Result, count};
use cheku_domain::ledger::{Ledger, Settlement};
use cheku_garage::{BatchHold, Garage};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often the garage is tried again.
const TRY_EVERY: Duration = Duration::from_secs(2);
/// Refusals that pass by themselves or once there is room.
const MAY_PASS: [&str; 4] = ["disk_full", "garage_read_only", "garage_busy", "garage_io"];

/// An answer, the garage that it belongs to, and the lock on that.
#[derive(Clone)]
struct Leftover {
    garage: Garage,
    settlement: Settlement,
    _hold: Arc<BatchHold>,
}

/// What waits for the garage, in order.
#[derive(Default)]
pub(crate) struct Leftovers {
    kept: Mutex<Vec<Leftover>>,
    /// Why the garage refuses some of them for good, by the last try.
    refusal: Mutex<Option<ErrorCode>>,
    /// Whoever writes them has this, so that nobody begins a batch in between.
    turn: tokio::sync::Mutex<()>,
}

impl Leftovers {
    fn kept(&self) -> MutexGuard<'_, Vec<Leftover>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refused(&self) -> MutexGuard<'_, Option<ErrorCode>> {
        self.refusal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many answers wait.
    pub(crate) fn len(&self) -> u32 {
        count(self.kept().len())
    }

    /// Why the garage refuses some of them, where waiting does not help.
    pub(crate) fn refusal(&self) -> Option<ErrorCode> {
        *self.refused()
    }

    /// Writes them; the caller has the turn. One that the garage refuses for good keeps
    /// no other from being written.
    async fn write_all(&self) -> Result<()> {
        let mut refused: Option<CommandError> = None;
        let waiting = self.kept().clone();
        for Leftover { garage, settlement, .. } in waiting {
            let call = settlement.call.clone();
            match garage.settle(settlement).await {
                Ok(_) => {}
                // A person has decided meanwhile.
                Err(error) if error.code == "call_settled" => {
                    tracing::warn!("an answer came too late for its call");
                }
                Err(error) if MAY_PASS.contains(&error.code) => return Err(error.into()),
                Err(error) => {
                    refused.get_or_insert(error.into());
                    continue;
                }
            }
            self.kept().retain(|leftover| leftover.settlement.call != call);
        }
        *self.refused() = refused.as_ref().map(|error| error.code);
        refused.map_or(Ok(()), Err)
    }
}

/// Keeps what a batch handed over and tries until it is written.
pub(super) fn keep(app: &App, garage: &Garage, hold: BatchHold, unsettled: Vec<Settlement>) {
    if unsettled.is_empty() {
        return;
    }
    let hold = Arc::new(hold);
    let of = |settlement| Leftover { garage: garage.clone(), settlement, _hold: hold.clone() };
    app.0.leftovers.kept().extend(unsettled.into_iter().map(of));
    tokio::spawn(try_until_written(app.clone(), garage.clone()));
}

async fn try_until_written(app: App, garage: Garage) {
    loop {
        tokio::time::sleep(TRY_EVERY).await;
        let before = app.0.leftovers.refusal();
        if write(&app).await.is_ok() {
            break;
        }
        if app.0.leftovers.refusal() != before {
            app.changed(&[Tag::State]);
        }
    }
    put_right(&app, garage).await;
}

/// A batch whose end could not be written either is interrupted now, and what was set
/// aside is doubtful.
pub(super) async fn put_right(app: &App, garage: Garage) {
    let now = app.0.clock.now();
    let held = tokio::task::spawn_blocking(move || garage.hold_for_batch(now).map(drop)).await;
    if !matches!(held, Ok(Ok(()))) {
        tracing::debug!("the next batch puts the last one right");
    }
    app.changed(&[Tag::State, Tag::Vehicles, Tag::Calls]);
}

/// Writes them; when that fails again they stay, and nothing else may begin.
pub(super) async fn write(app: &App) -> Result<()> {
    let leftovers = &app.0.leftovers;
    let _turn = leftovers.turn.lock().await;
    if leftovers.len() == 0 {
        return Ok(());
    }
    leftovers.write_all().await?;
    app.changed(&[Tag::State, Tag::Vehicles, Tag::Violations, Tag::Calls]);
    Ok(())
}

/// Tries at once to write the answers that wait; the garage's refusal otherwise.
pub async fn unwritten_retry(app: &App, _: Nothing) -> Result<Nothing> {
    let written = write(app).await;
    app.changed(&[Tag::State]);
    written.map(|()| Nothing {})
}

/// Writes the answers that wait into a file beside the garage once a last try has failed,
/// and lets go of them: their calls are doubtful then, and checks may begin again.
/// The file; "" when the garage took all of them after all.
pub async fn unwritten_set_aside(app: &App, _: Nothing) -> Result<FilePath> {
    if write(app).await.is_ok() {
        return Ok(FilePath { path: String::new() });
    }
    let leftovers = &app.0.leftovers;
    let _turn = leftovers.turn.lock().await;
    let Some(garage) = leftovers.kept().first().map(|first| first.garage.clone()) else {
        return Ok(FilePath { path: String::new() });
    };
    let answers: Vec<Settlement> =
        leftovers.kept().iter().map(|leftover| leftover.settlement.clone()).collect();
    let beside = garage.clone();
    let path = tokio::task::spawn_blocking(move || aside::append(&beside, &answers))
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))??;
    // The lock on the garage goes with them.
    leftovers.kept().clear();
    *leftovers.refused() = None;
    put_right(app, garage).await;
    Ok(FilePath { path: path.to_string_lossy().into_owned() })
}
