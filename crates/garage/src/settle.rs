//! Settling: what a call came to, its violations, its cost, its item and its
//! vehicle's summary, all in the transaction that the writer gives.

use crate::merge::{self, Origin};
use crate::table::answers::{self, Packed};
use crate::table::calls::{self, OpenCall, Verdict};
use crate::table::items::{self, Came};
use crate::table::summaries::{self, Answer};
use crate::table::{batches, claims, locks};
use crate::{Result, account_cost};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{News, Outcome, Settled, Settlement};
use cheku_domain::provider::{ClaimedTotals, CountedTotals, ErrorKind, ProviderError, Reply};
use cheku_domain::{Attempt, Charge, Fen, Timestamp, VehicleStatus, Violation};
use rusqlite::Connection;

/// Answers that say nothing about violations stand with a word of their own where a
/// failure has its kind: people need to be told what they mean.
const NO_DATA: &str = "no_data";
const AWAITS_CALLBACK: &str = "awaits_callback";

/// What the outcome means for the item and its vehicle.
pub(crate) struct Learned {
    state: ItemState,
    pub(crate) news: News,
    unpaid: u32,
}

/// Settles an open call and keeps its answer as it came.
pub(crate) fn settle(conn: &Connection, settlement: &Settlement, body: Option<&Packed>) -> Result<Settled> {
    let call = calls::open_call(conn, &settlement.call.0)?;
    if let Outcome::TakenBack = settlement.outcome {
        return take_back(conn, &call);
    }
    let verdict = verdict_of(&settlement.outcome);
    let cost = cost_of(conn, &call, verdict.charge)?;
    calls::settle(conn, &call, &verdict, cost, settlement.at)?;
    if let Some(body) = body {
        answers::keep(conn, call.number, body, settlement.at)?;
    }
    no_longer_given_up(conn, &call)?;
    let Some(vehicle) = call.vehicle.as_deref() else {
        return Ok(Settled { cost, ..Settled::default() });
    };
    // A doubtful question is never repeated by itself, whatever was wished.
    let again = settlement.again && verdict.state != Attempt::Doubtful;
    let learned = if again {
        untouched(conn, vehicle, ItemState::Waiting)?
    } else {
        learn(conn, &call, vehicle, &settlement.outcome, settlement.at)?
    };
    let Learned { state, news, .. } = learned;
    let came = Came { state, verdict: &verdict, cost, news, at: settlement.at };
    items::settle(conn, &call, vehicle, &came)?;
    batches::count_news(conn, &call.batch, news)?;
    Ok(Settled { news, unpaid: learned.unpaid, cost })
}

/// What a person settled meanwhile is counted already, as that person said.
fn cost_of(conn: &Connection, call: &OpenCall, charge: Charge) -> Result<Option<Fen>> {
    match call.person {
        Some(_) => calls::cost(conn, call),
        None => account_cost::take(conn, &call.provider, call.former_account.as_deref(), charge),
    }
}

/// The call never was: no bytes left, so it is in no list and on no bill.
fn take_back(conn: &Connection, call: &OpenCall) -> Result<Settled> {
    items::take_back(conn, call)?;
    // What a person settled meanwhile stays as that person said.
    if call.person.is_none() {
        calls::forget(conn, call)?;
    }
    no_longer_given_up(conn, call)?;
    Ok(Settled::default())
}

/// Its vehicle was doubtful because of it.
fn no_longer_given_up(conn: &Connection, call: &OpenCall) -> Result<()> {
    match &call.vehicle {
        Some(vehicle) if call.given_up => summaries::no_longer_doubtful(conn, vehicle),
        _ => Ok(()),
    }
}

/// An outcome that says nothing about the vehicle's violations.
fn untouched(conn: &Connection, vehicle: &str, state: ItemState) -> Result<Learned> {
    Ok(Learned { state, news: News::default(), unpaid: summaries::totals(conn, vehicle)?.unpaid })
}

/// State, charge and the vendor's words of an outcome.
pub(crate) fn verdict_of(outcome: &Outcome) -> Verdict {
    let replied = |kind, charge: Charge, code: &str, text: &str| Verdict {
        state: Attempt::Answered,
        charge,
        kind,
        code: code.to_owned(),
        text: text.to_owned(),
    };
    match outcome {
        Outcome::LookedUp | Outcome::TakenBack => replied(None, Charge::No, "", ""),
        Outcome::Replied(Reply::Answered { charge, raw_code, .. }) => replied(None, *charge, raw_code, ""),
        Outcome::Replied(Reply::NoData { charge, raw_code, raw_text }) => {
            replied(Some(NO_DATA), *charge, raw_code, raw_text)
        }
        Outcome::Replied(Reply::Pending { charge, raw_code, raw_text }) => {
            replied(Some(AWAITS_CALLBACK), *charge, raw_code, raw_text)
        }
        Outcome::Failed(error) => Verdict {
            state: match (error.charge, error.kind) {
                (Charge::Unknown, _) => Attempt::Doubtful,
                (_, ErrorKind::PaidUnread) => Attempt::Unreadable,
                _ => Attempt::Failed,
            },
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
    outcome: &Outcome,
    at: Timestamp,
) -> Result<Learned> {
    match outcome {
        Outcome::LookedUp | Outcome::TakenBack => untouched(conn, vehicle, ItemState::Waiting),
        Outcome::Replied(Reply::Answered { violations, claimed, .. }) => {
            hold_claims(conn, call, vehicle, claimed, violations, at)?;
            answered(conn, call, vehicle, violations, at)
        }
        Outcome::Replied(Reply::NoData { raw_code, raw_text, .. }) => {
            let words = Some((NO_DATA, raw_code.as_str(), raw_text.as_str()));
            let answer = Answer { at, provider: &call.provider, words };
            summaries::answered(conn, vehicle, VehicleStatus::NoData, &answer)?;
            untouched(conn, vehicle, ItemState::NoData)
        }
        Outcome::Replied(Reply::Pending { raw_code, raw_text, .. }) => {
            summaries::failed(conn, vehicle, VehicleStatus::Pending, (AWAITS_CALLBACK, raw_code, raw_text))?;
            untouched(conn, vehicle, ItemState::Pending)
        }
        Outcome::Failed(error) => failed(conn, call, vehicle, error, at),
    }
}

/// Marks an answer whose own sums are not those of its rows.
pub(crate) fn hold_claims(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    claimed: &ClaimedTotals,
    rows: &[Violation],
    at: Timestamp,
) -> Result<()> {
    claims::hold(conn, vehicle, &call.provider, claimed, &CountedTotals::of(rows), at)
}

/// Takes an answer over, and shows its vehicle by it.
pub(crate) fn answered(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    rows: &[Violation],
    at: Timestamp,
) -> Result<Learned> {
    let news = take_rows(conn, call, vehicle, rows, at)?;
    let totals = summaries::totals(conn, vehicle)?;
    let answer = Answer { at, provider: &call.provider, words: None };
    summaries::answered(conn, vehicle, summaries::by_figures(&totals), &answer)?;
    Ok(Learned { state: ItemState::Answered, news, unpaid: totals.unpaid })
}

/// Takes an answer's rows over; says what nobody knew before it.
pub(crate) fn take_rows(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    rows: &[Violation],
    at: Timestamp,
) -> Result<News> {
    let origin = Origin {
        vehicle,
        provider: &call.provider,
        asked_city: call.city.as_deref(),
        call_number: call.number,
        batch: &call.batch,
        at,
    };
    let news = merge::take_answer(conn, &origin, rows)?;
    locks::unlock(conn, vehicle, &call.provider)?;
    Ok(news)
}

fn failed(
    conn: &Connection,
    call: &OpenCall,
    vehicle: &str,
    error: &ProviderError,
    at: Timestamp,
) -> Result<Learned> {
    let (status, state) = match (error.charge, error.kind) {
        (Charge::Unknown, _) => (VehicleStatus::Doubtful, ItemState::Doubtful),
        (_, ErrorKind::VehicleLocked) => (VehicleStatus::Locked, ItemState::Failed),
        (_, ErrorKind::PaidUnread) => (VehicleStatus::Unreadable, ItemState::Failed),
        _ => (VehicleStatus::Failed, ItemState::Failed),
    };
    if status == VehicleStatus::Locked {
        locks::lock(conn, vehicle, &call.provider, at)?;
    }
    summaries::failed(conn, vehicle, status, (error.kind.code(), &error.raw_code, &error.raw_text))?;
    untouched(conn, vehicle, state)
}
