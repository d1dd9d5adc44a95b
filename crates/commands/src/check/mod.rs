//! The check: plan, start, pause, cancel, resume, and what came of it.

mod batches;
pub(crate) mod clients;
mod dead_letters;
mod items;
mod plan_view;
mod planning;
mod progress;
mod rest;
mod settle_later;
mod start;
mod unsettled;

pub use batches::{batch, batches};
pub use items::batch_items;
pub use settle_later::{unwritten_retry, unwritten_set_aside};
pub(crate) use start::{Held, begin_held, hold};
pub(crate) use unsettled::Unsettled;

use crate::api::{
    CheckRequest, CommandError, ErrorCode, Event, Nothing, Plan, Progress, ResumePlan, ResumeRequest,
};
use crate::error::Result;
use crate::{App, running};
use cheku_batch::Order;

/// What a batch would do; nothing is sent.
pub async fn check_plan(app: &App, request: CheckRequest) -> Result<Plan> {
    let draft = planning::draft(app, &request).await?;
    Ok(plan_view::plan_of(&draft))
}

/// What going on with a batch would do; nothing is sent. `None` = nothing is left of it.
pub async fn check_resume_plan(app: &App, request: ResumeRequest) -> Result<Option<ResumePlan>> {
    let rest = rest::draft(app, request).await?;
    Ok(rest.map(|rest| ResumePlan {
        plan: plan_view::plan_of(&rest.draft),
        max_cost_fen: rest.request.max_cost_fen,
    }))
}

/// Starts a batch and returns at once with its first figures.
pub async fn check_start(app: &App, request: CheckRequest) -> Result<Progress> {
    running::refuse_while_running(app)?;
    start::begin(app, start::Wanted::New(Box::new(request))).await
}

/// Goes on with the vehicles of a batch that were not asked since.
pub async fn check_resume(app: &App, request: ResumeRequest) -> Result<Progress> {
    running::refuse_while_running(app)?;
    start::begin(app, start::Wanted::Rest(request)).await
}

/// Sends nothing new until `check_continue`.
pub async fn check_pause(app: &App, _: Nothing) -> Result<Nothing> {
    order(app, Order::Pause)
}

/// Asks on.
pub async fn check_continue(app: &App, _: Nothing) -> Result<Nothing> {
    order(app, Order::Run)
}

/// Sends nothing new, ever; answers under way are awaited and written.
pub async fn check_cancel(app: &App, _: Nothing) -> Result<Nothing> {
    order(app, Order::Cancel)
}

fn order(app: &App, order: Order) -> Result<Nothing> {
    let running = app.running();
    let Some(running) = running.as_ref() else { return Err(no_batch()) };
    running.control.order(order);
    let mut progress = running.progress.borrow().clone();
    progress.state = progress::state_for(order);
    app.tell(Event::Progress { progress });
    Ok(Nothing {})
}

/// The last batch: live while it runs, as kept after.
pub async fn last_batch(app: &App, _: Nothing) -> Result<Option<Progress>> {
    if let Some(progress) = running::progress(app) {
        return Ok(Some(progress));
    }
    app.work(progress::last_kept).await
}

/// Waits until the batch of this process has ended and everything is written;
/// its last figures. For faces that have nothing else to do.
pub async fn wait_for_end(app: &App) -> Result<Progress> {
    let receiver = app.running().as_ref().map(|running| running.progress.clone());
    if let Some(mut progress) = receiver {
        while progress.changed().await.is_ok() {}
        let last = progress.borrow().clone();
        return Ok(last);
    }
    last_batch(app, Nothing {}).await?.ok_or_else(no_batch)
}

/// Calls `show` with every change of the running batch's figures, until it ends.
pub async fn watch(app: &App, mut show: impl FnMut(&Progress)) {
    let receiver = app.running().as_ref().map(|running| running.progress.clone());
    let Some(mut progress) = receiver else { return };
    while progress.changed().await.is_ok() {
        show(&progress.borrow_and_update());
    }
}

fn no_batch() -> CommandError {
    CommandError::new(ErrorCode::NoBatch, "no batch runs")
}
