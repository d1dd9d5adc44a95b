//! Answers that a batch could not write because the garage failed (a full disk, a
//! locked file). They were paid for: they are kept as long as this process lives and
//! written as soon as the garage takes them, before anything else is asked. Meanwhile
//! the batch's lock is kept, so that nobody takes their calls for a dead process'.
//! A process that ends leaves them doubtful. What the garage refuses for good can be
//! set aside into a file, so that it does not keep everything else from beginning.

use super::dead_letters;
use super::unsettled::UnsettledAnswer;
use crate::App;
use crate::api::{CommandError, ErrorCode, FilePath, Nothing, Tag};
use crate::error::Result;
use cheku_domain::ledger::Settlement;
use cheku_garage::{BatchHold, Garage};
use std::sync::Arc;
use std::time::Duration;

/// How often the garage is tried again.
const TRY_EVERY: Duration = Duration::from_secs(2);
/// Keeps what a batch handed over and tries until it is written.
pub(super) fn keep(app: &App, garage: &Garage, hold: BatchHold, unsettled: Vec<Settlement>) {
    if unsettled.is_empty() {
        return;
    }
    let hold = Arc::new(hold);
    let of = |settlement| UnsettledAnswer { garage: garage.clone(), settlement, _hold: hold.clone() };
    app.0.unsettled.kept().extend(unsettled.into_iter().map(of));
    tokio::spawn(try_until_written(app.clone(), garage.clone()));
}

async fn try_until_written(app: App, garage: Garage) {
    loop {
        tokio::time::sleep(TRY_EVERY).await;
        let before = app.0.unsettled.refusal();
        if write(&app).await.is_ok() {
            break;
        }
        if app.0.unsettled.refusal() != before {
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
    app.changed(crate::tags::BATCH);
}

/// Writes them; when that fails again they stay, and nothing else may begin.
pub(super) async fn write(app: &App) -> Result<()> {
    let unsettled = &app.0.unsettled;
    let _turn = unsettled.turn.lock().await;
    if unsettled.len() == 0 {
        return Ok(());
    }
    unsettled.write_all().await?;
    app.changed(crate::tags::BATCH);
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
        return Ok(FilePath::default());
    }
    let unsettled = &app.0.unsettled;
    let _turn = unsettled.turn.lock().await;
    let Some(garage) = unsettled.kept().first().map(|first| first.garage.clone()) else {
        return Ok(FilePath::default());
    };
    let answers: Vec<Settlement> = unsettled.kept().iter().map(|answer| answer.settlement.clone()).collect();
    let beside = garage.clone();
    let path = tokio::task::spawn_blocking(move || dead_letters::append(&beside, &answers))
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))??;
    // The lock on the garage goes with them.
    unsettled.kept().clear();
    *unsettled.refused() = None;
    put_right(app, garage).await;
    Ok(app.written(&path))
}
