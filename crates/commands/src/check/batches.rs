//! Earlier batches: the list, and one of them in full.

use super::progress;
use crate::App;
use crate::api::{BatchQuery, BatchRow, BatchWindow, Id, Progress};
use crate::error::{Result, count, not_found};
use cheku_domain::ledger::BatchId;
use cheku_garage::Garage;

/// A window of the batches, newest first.
pub async fn batches(app: &App, query: BatchQuery) -> Result<BatchWindow> {
    app.work(move |garage| {
        let limit = if query.limit == 0 { usize::MAX } else { query.limit as usize };
        let kept = garage.batches(query.offset as usize, limit)?;
        let rows = kept.into_iter().map(|batch| row(garage, batch)).collect::<Result<_>>()?;
        Ok(BatchWindow { total: garage.batch_total()?, rows })
    })
    .await
}

/// One batch in full, by its id or its number.
pub async fn batch(app: &App, request: Id) -> Result<Progress> {
    if let Some(running) = crate::running::progress(app).filter(|running| running.batch == request.id) {
        return Ok(running);
    }
    app.work(move |garage| progress::kept(garage, find(garage, &request.id)?)).await
}

/// A batch by its id or its number (第 N 批).
pub(crate) fn find(garage: &Garage, name: &str) -> Result<cheku_garage::BatchRow> {
    let found = match name.parse() {
        Ok(number) => garage.batch_numbered(number)?,
        Err(_) => garage.batch(&BatchId(name.to_owned()))?,
    };
    found.ok_or_else(|| not_found("batch"))
}

fn row(garage: &Garage, batch: cheku_garage::BatchRow) -> Result<BatchRow> {
    let counts = garage.batch_counts(&batch.id)?;
    Ok(BatchRow {
        number: count(batch.number),
        state: progress::kept_state(batch.state),
        started_at: batch.started_at,
        ended_at: batch.ended_at,
        planned: counts.planned,
        answered: counts.answered,
        without_data: counts.no_data + counts.pending,
        failed: counts.failed,
        doubtful: counts.doubtful,
        skipped: counts.skipped,
        not_asked: counts.not_asked,
        resumable: progress::resumable(garage, &batch, counts.not_asked)?,
        charged: counts.charged,
        cost_fen: counts.cost_fen,
        cost_unknown: counts.cost_unknown,
        new_violations: counts.news.new,
        first_found: counts.news.first_found,
        stopped: progress::kept_stop(&batch, None),
        provider: batch.provider,
        id: batch.id.0,
    })
}
