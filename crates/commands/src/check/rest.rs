//! What a batch left unasked: who that is, and what going on with it costs.

use super::batches;
use super::planning::{Draft, draft_rest};
use crate::App;
use crate::api::ResumeRequest;
use crate::error::Result;
use cheku_domain::ledger::BatchId;
use cheku_domain::{Fen, VehicleId};
use cheku_garage::Garage;

/// What a batch left unasked, planned.
pub(crate) struct RestDraft {
    pub draft: Draft,
    /// With the cap that is kept to.
    pub request: ResumeRequest,
    /// The batch that it goes on with.
    pub before: BatchId,
}

/// Plans what a batch left unasked; `None` = nothing is left.
pub(crate) async fn draft(app: &App, mut request: ResumeRequest) -> Result<Option<RestDraft>> {
    let batch = request.batch.clone();
    let Some((before, rest)) = app.work(move |garage| rest_of(garage, batch)).await? else { return Ok(None) };
    if rest.is_empty() {
        return Ok(None);
    }
    if request.keep_cap && request.max_cost_fen.is_none() {
        let before = before.clone();
        request.max_cost_fen = app.work(move |garage| cap_left(garage, &before)).await?;
    }
    Ok(Some(RestDraft { draft: draft_rest(app, rest, &request).await?, request, before }))
}

/// What is left of a batch's own cap, after what it and every later part of the check spent, with their
/// doubtful calls; `None` = it had none. Going on twice with one batch gives its rest once.
fn cap_left(garage: &Garage, batch: &BatchId) -> Result<Option<Fen>> {
    let Some(cap) = garage.batch(batch)?.and_then(|row| row.cap) else { return Ok(None) };
    let mut left = cap.0;
    for part in garage.parts_from(batch)? {
        let (counts, unconfirmed) =
            (garage.batch_counts(&part)?, garage.batch_detail(&part)?.unconfirmed.cost);
        // What nobody can reckon is not nothing: then the cap counts as used up, and a person types another.
        if counts.cost_unknown + unconfirmed.unknown > 0 {
            return Ok(Some(Fen(0)));
        }
        left -= counts.cost_fen.0 + unconfirmed.known.0;
    }
    Ok(Some(Fen(left.max(0))))
}

/// Vehicles with the provider that they were to be asked of.
type Rest = Vec<(VehicleId, String)>;

/// The vehicles that were not asked, of the last batch or of one by its id or number; and which batch that is.
fn rest_of(garage: &Garage, batch: Option<String>) -> Result<Option<(BatchId, Rest)>> {
    let row = match batch {
        None => garage.last_batch()?,
        Some(wanted) => Some(batches::find(garage, &wanted)?),
    };
    match row {
        Some(row) => Ok(Some((row.id.clone(), garage.not_asked(&row.id)?))),
        None => Ok(None),
    }
}
