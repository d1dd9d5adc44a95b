//! Settling: what a call came to, its violations, its cost, its item and its
//! vehicle's summary, all in the transaction that the writer gives.

use crate::merge::{self, Origin};
use crate::table::calls::{self, OpenCall, Verdict};
use crate::table::items::{self, ItemState};
use crate::table::summaries::{self, Answer, Learned};
use crate::table::{batches, claims, locks};
use crate::{Result, account_cost};
use cheku_domain::ledger::{Outcome, Settled, Settlement};
use cheku_domain::provider::{CountedTotals, ErrorKind, ProviderError, Reply};
use cheku_domain::{Attempt, Charge, Timestamp, VehicleStatus, Violation};
use rusqlite::Connection;

/// Answers that say nothing about violations stand with a word of their own where a
/// failure has its kind: people need to be told what they mean.
const NO_DATA: &str = "no_data";
const AWAITS_CALLBACK: &str = "awaits_callback";

/// Settles an open call.
pub(crate) fn settle(conn: &Connection, settlement: Settlement) -> Result<Settled> {
    let call = calls::open_call(conn, &settlement.call.0)?;
    let verdict = verdict_of(&settlement.outcome);
    let cost = account_cost::take(conn, &call.provider, verdict.charge)?;
    calls::settle(conn, &call, &verdict, cost, settlement.at)?;
    let Some(vehicle) = call.vehicle.as_deref() else {
        return Ok(Settled { cost, ..Settled::default() });
    };
    // A doubtful question is never repeated by itself, whatever was wished.
    let again = settlement.again && verdict.state != Attempt::Doubtful;
    let (state, new) = if again {
        (ItemState::Waiting, 0)
    } else {
        learn(conn, &call, vehicle, settlement.outcome, settlement.at)?
    };
    items::settle(conn, &call, state, &verdict, cost, new, settlement.at)?;
    batches::count_new(conn, &call.batch, new)?;
    let unpaid = summaries::totals(conn, vehicle)?.unpaid;
    Ok(Settled { new_violations: new, unpaid, cost })
}

/// State, charge and the vendor's words of an outcome.
fn verdict_of(outcome: &Outcome) -> Verdict {
    let replied = |kind, charge: Charge, code: &str, text: &str| Verdict {
        state: Attempt::Answered,
        charge,
        kind,
        code: code.to_owned(),
        text: text.to_owned(),
    };
    match outcome {
        Outcome::LookedUp => replied(None, Charge::No, "", ""),
        Outcome::Replied(Reply::Answered { charge, raw_code, .. }) => replied(None, *charge, raw_code, ""),
        Outcome::Replied(Reply::NoData { charge, raw_code, raw_text }) => {
            replied(Some(NO_DATA), *charge, raw_code, raw_text)
        }
        Outcome::Replied(Reply::Pending { charge, raw_code, raw_text }) => {
            replied(Some(AWAITS_CALLBACK), *charge, raw_code, raw_text)
        }
        Outcome::Failed(error) => Verdict {
            state: if error.charge == Charge::Unknown { Attempt::Doubtful } else { Attempt::Failed },
            charge: error.charge,
            kind: Some(error.kind.code()),
            code: error.raw_code.clone(),
            text: error.raw_text.clone(),
        },
    }
}

/// What the outcome says about the vehicle.
fn learn(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    outcome: Outcome,
    at: Timestamp,
) -> Result<(ItemState, u32)> {
    match outcome {
        Outcome::LookedUp => Ok((ItemState::Waiting, 0)),
        Outcome::Replied(Reply::Answered { violations, claimed, .. }) => {
            let counted = CountedTotals::of(&violations);
            claims::hold(conn, vehicle, &call.provider, &claimed, &counted, at)?;
            answered(conn, call, vehicle, violations, at)
        }
        Outcome::Replied(Reply::NoData { raw_code, raw_text, .. }) => {
            let error = Some((NO_DATA, raw_code.as_str(), raw_text.as_str()));
            let answer = Answer { at, provider: &call.provider, batch: &call.batch, new: 0 };
            let learned = Learned { status: VehicleStatus::NoData, error, answer: Some(answer) };
            summaries::learn(conn, vehicle, &learned)?;
            Ok((ItemState::NoData, 0))
        }
        Outcome::Replied(Reply::Pending { raw_code, raw_text, .. }) => {
            let error = Some((AWAITS_CALLBACK, raw_code.as_str(), raw_text.as_str()));
            let learned = Learned { status: VehicleStatus::Pending, error, answer: None };
            summaries::learn(conn, vehicle, &learned)?;
            Ok((ItemState::Pending, 0))
        }
        Outcome::Failed(error) => failed(conn, call, vehicle, &error, at),
    }
}

fn answered(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    rows: Vec<Violation>,
    at: Timestamp,
) -> Result<(ItemState, u32)> {
    let origin = Origin {
        vehicle,
        provider: &call.provider,
        asked_city: call.city.as_deref(),
        call_number: call.number,
        batch: &call.batch,
        at,
    };
    let new = merge::take_answer(conn, &origin, rows)?;
    locks::unlock(conn, vehicle, &call.provider)?;
    let status = summaries::by_figures(&summaries::totals(conn, vehicle)?);
    let answer = Answer { at, provider: &call.provider, batch: &call.batch, new };
    summaries::learn(conn, vehicle, &Learned { status, error: None, answer: Some(answer) })?;
    Ok((ItemState::Answered, new))
}

fn failed(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    error: &ProviderError,
    at: Timestamp,
) -> Result<(ItemState, u32)> {
    let (status, state) = match (error.charge, error.kind) {
        (Charge::Unknown, _) => (VehicleStatus::Doubtful, ItemState::Doubtful),
        (_, ErrorKind::VehicleLocked) => (VehicleStatus::Locked, ItemState::Failed),
        _ => (VehicleStatus::Failed, ItemState::Failed),
    };
    if status == VehicleStatus::Locked {
        locks::lock(conn, vehicle, &call.provider, at)?;
    }
    let words = Some((error.kind.code(), error.raw_code.as_str(), error.raw_text.as_str()));
    summaries::learn(conn, vehicle, &Learned { status, error: words, answer: None })?;
    Ok((state, 0))
}
