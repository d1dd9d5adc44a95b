//! The vehicles of a batch, the latest first.

use crate::App;
use crate::api::{ItemQuery, ItemRow, ItemState, ItemWindow, Reason};
use crate::error::{Result, bad_request, count};
use cheku_domain::ledger::BatchId;
use cheku_domain::provider::PASSING;
use cheku_domain::{Charge, Plate, Timestamp};

/// A window of a batch's vehicles.
pub async fn batch_items(app: &App, query: ItemQuery) -> Result<ItemWindow> {
    app.work(move |garage| {
        let batch = match query.batch {
            Some(id) => Some(BatchId(id)),
            None => garage.last_batch()?.map(|row| row.id),
        };
        let Some(batch) = batch else { return Ok(ItemWindow { total: 0, rows: Vec::new() }) };
        let states = match query.state.is_empty() {
            true => super::progress::HAD_THEIR_TURN.to_vec(),
            false => query.state.clone(),
        };
        let window = garage.items(
            &batch,
            &cheku_garage::ItemQuery {
                states,
                new_only: query.new_only,
                newest_first: true,
                offset: query.offset as usize,
                limit: (query.limit > 0).then_some(query.limit as usize),
            },
        )?;
        let rows = window.rows.into_iter().map(row).collect::<Result<_>>()?;
        Ok(ItemWindow { total: count(window.total), rows })
    })
    .await
}

fn row(item: cheku_garage::ItemRow) -> Result<ItemRow> {
    let plate = Plate::parse(&item.plate).map_err(|error| bad_request(error.code()))?;
    // A skip keeps its refusal's code beside it; a failure keeps the vendor's words.
    let refusal = item.reason_text.as_deref().and_then(Reason::from_word);
    let reason = refusal.or_else(|| item.reason.as_deref().and_then(Reason::from_word));
    let can_retry = item.state == ItemState::Failed
        && item.charge != Some(Charge::Yes)
        && item.reason.as_deref().is_some_and(|reason| PASSING.contains(&reason));
    let took = item.asked_at.zip(item.settled_at).map(|(asked, settled)| (settled.0 - asked.0).max(0));
    Ok(ItemRow {
        vehicle: item.vehicle.0,
        plate_type: item.plate_type,
        driver: item.driver,
        unpaid: item.unpaid,
        plate,
        provider: item.provider,
        instead_of: item.instead_of,
        state: item.state,
        at: item.settled_at.or(item.asked_at).unwrap_or(Timestamp(0)),
        new_violations: item.news.new,
        first_found: item.news.first_found,
        gone: item.news.gone,
        reason,
        can_retry,
        code: item.call_code.filter(|code| !code.is_empty()),
        text: item.call_text.filter(|text| !text.is_empty()),
        cost_fen: item.cost.filter(|_| item.charge == Some(Charge::Yes)),
        charge: item.charge,
        took_ms: took.map(count),
    })
}
