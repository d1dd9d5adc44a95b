//! Answers that a batch could not write because the garage failed (a full disk, a
//! locked file). They were paid for: they are kept as long as this process lives and
//! written as soon as the garage takes them, before anything else is asked. Meanwhile
//! the batch's lock is kept, so that nobody takes their calls for a dead process'.
//! A process that ends leaves them doubtful.

use crate::App;
use crate::error::{Result, count};
use crate::wire::Tag;
use cheku_domain::ledger::{Ledger, Settlement};
use cheku_garage::{BatchHold, Garage};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often the garage is tried again.
const TRY_EVERY: Duration = Duration::from_secs(2);

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
    /// Whoever writes them has this, so that nobody begins a batch in between.
    turn: tokio::sync::Mutex<()>,
}

impl Leftovers {
    fn kept(&self) -> MutexGuard<'_, Vec<Leftover>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn first(&self) -> Option<Leftover> {
        self.kept().first().cloned()
    }

    /// How many answers wait.
    pub(crate) fn len(&self) -> u32 {
        count(self.kept().len())
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
    tokio::spawn(try_until_written(app.clone()));
}

async fn try_until_written(app: App) {
    loop {
        tokio::time::sleep(TRY_EVERY).await;
        if write(&app).await.is_ok() {
            break;
        }
    }
    // A batch whose end could not be written either is interrupted now.
    let now = app.0.clock.now();
    let put_right = app.work(move |garage| {
        garage.hold_for_batch(now)?;
        Ok(())
    });
    if let Err(error) = put_right.await {
        tracing::debug!(code = error.code.word(), "the next batch puts the last one right");
    }
    app.changed(&[Tag::State, Tag::Calls]);
}

/// Writes them; when that fails again they stay, and nothing else may begin.
pub(super) async fn write(app: &App) -> Result<()> {
    let leftovers = &app.0.leftovers;
    let _turn = leftovers.turn.lock().await;
    if leftovers.len() == 0 {
        return Ok(());
    }
    while let Some(Leftover { garage, settlement, .. }) = leftovers.first() {
        match garage.settle(settlement).await {
            Ok(_) => {}
            // A person has decided meanwhile.
            Err(error) if error.code == "call_settled" => {
                tracing::warn!("an answer came too late for its call");
            }
            Err(error) => return Err(error.into()),
        }
        leftovers.kept().remove(0);
    }
    app.changed(&[Tag::State, Tag::Vehicles, Tag::Violations, Tag::Calls]);
    Ok(())
}
