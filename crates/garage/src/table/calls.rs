//! Calls (调用): every question and lookup, committed as asked before its bytes
//! leave. What a person finds out about a doubtful one stands beside what the
//! vendor said; `effective` is the person's word where there is one.

use crate::error::GarageErrorKind as Kind;
use crate::row::{first, word, word_or_none};
use crate::window::Conditions;
use crate::{Garage, GarageError, Result};
use cheku_domain::ledger::{BatchId, CallId};
use cheku_domain::{Attempt, Charge, Fen, PlateType, Timestamp, VehicleId};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallKind {
    /// A question about a vehicle.
    Question,
    /// A free lookup: cities, prefixes.
    Lookup,
}

impl CallKind {
    /// The word that stands for it in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            CallKind::Question => "question",
            CallKind::Lookup => "lookup",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<CallKind> {
        [CallKind::Question, CallKind::Lookup].into_iter().find(|kind| kind.word() == word)
    }
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// UUIDv7.
    pub id: CallId,
    /// Question or lookup.
    pub kind: CallKind,
    /// Its batch.
    pub batch: BatchId,
    /// The vehicle asked about.
    pub vehicle: Option<VehicleId>,
    /// Its plate when it was asked.
    pub plate: Option<String>,
    /// Its plate type now; `None` when the vehicle has another plate since.
    pub plate_type: Option<PlateType>,
    /// The provider's id.
    pub provider: String,
    /// The city asked.
    pub city: Option<String>,
    /// When it was committed as asked.
    pub asked_at: Timestamp,
    /// When its answer was kept.
    pub settled_at: Option<Timestamp>,
    /// How far it got.
    pub state: Attempt,
    /// What the vendor's document says of its answer.
    pub charge: Charge,
    /// What a person found out about a doubtful one.
    pub person_charge: Option<Charge>,
    /// When the person said so.
    pub person_at: Option<Timestamp>,
    /// What it cost; `None` = charged without a price, or doubtful.
    pub cost: Option<Fen>,
    /// The kind of a failure (`ErrorKind::code`).
    pub error_kind: Option<String>,
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words.
    pub text: Option<String>,
}

impl CallRow {
    /// The person's word where there is one, else the vendor's.
    pub fn effective(&self) -> Charge {
        self.person_charge.unwrap_or(self.charge)
    }
}

/// Which calls; `None` = no limit on that side. The end is exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallRange {
    /// Asked at or after.
    pub from: Option<Timestamp>,
    /// Asked before.
    pub until: Option<Timestamp>,
    /// Only this provider's.
    pub provider: Option<String>,
    /// Only this batch's.
    pub batch: Option<BatchId>,
}

/// The figures of some calls; charged + free + doubtful + asking = calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct CallSums {
    /// Questions about vehicles.
    pub calls: u32,
    /// Charged ones.
    pub charged: u32,
    /// Of these: with an answer that cannot be read yet.
    pub unreadable: u32,
    /// Free ones.
    pub free: u32,
    /// Those whose answer was lost; nobody knows whether they are charged.
    pub doubtful: u32,
    /// Those under way.
    pub asking: u32,
    /// Free lookups, apart from `calls`.
    pub lookups: u32,
    /// What the charged ones cost, as far as it is known.
    pub cost_fen: Fen,
    /// Charged ones without a price.
    pub cost_unknown: u32,
}

/// An asked call that waits for its outcome.
pub(crate) struct OpenCall {
    pub(crate) number: i64,
    pub(crate) id: String,
    pub(crate) batch: String,
    pub(crate) vehicle: Option<String>,
    pub(crate) provider: String,
    pub(crate) city: Option<String>,
    pub(crate) former_account: Option<String>,
    /// Somebody took this process for dead meanwhile.
    pub(crate) given_up: bool,
    /// What a person said of it then; the money follows that word.
    pub(crate) person: Option<Charge>,
}

/// What a call came to.
pub(crate) struct Verdict {
    pub(crate) state: Attempt,
    pub(crate) charge: Charge,
    pub(crate) kind: Option<&'static str>,
    pub(crate) code: String,
    pub(crate) text: String,
}

/// What `read` wants of each call.
pub(crate) const COLUMNS: &str = "calls.*, (SELECT v.plate_type FROM vehicles v
     WHERE v.id = calls.vehicle AND v.plate = calls.plate) AS plate_type";

pub(crate) fn read(row: &Row<'_>) -> Result<CallRow> {
    Ok(CallRow {
        id: CallId(row.get("id")?),
        kind: word(row, "kind", CallKind::from_word)?,
        batch: BatchId(row.get("batch")?),
        vehicle: row.get::<_, Option<String>>("vehicle")?.map(VehicleId),
        plate: row.get("plate")?,
        plate_type: word_or_none(row, "plate_type", PlateType::parse)?,
        provider: row.get("provider")?,
        city: row.get("city")?,
        asked_at: Timestamp(row.get("asked_at")?),
        settled_at: row.get::<_, Option<i64>>("settled_at")?.map(Timestamp),
        state: word(row, "state", Attempt::from_word)?,
        charge: word(row, "charge", Charge::from_word)?,
        person_charge: word_or_none(row, "person_charge", Charge::from_word)?,
        person_at: row.get::<_, Option<i64>>("person_at")?.map(Timestamp),
        cost: row.get::<_, Option<i64>>("cost_fen")?.map(Fen),
        error_kind: row.get("error_kind")?,
        code: row.get("code")?,
        text: row.get("text")?,
    })
}

/// What recovering gives a call that it found under way.
pub(crate) const INTERRUPTED: &str = "interrupted";

/// The call with how far it got and when it was settled.
fn known(conn: &Connection, id: &str) -> Result<Option<(OpenCall, Attempt, Option<Timestamp>)>> {
    let sql =
        "SELECT number, batch, vehicle, provider, city, former_account, state, person_charge, settled_at,
                      coalesce(error_kind, '') = ?2 AS given_up FROM calls WHERE id = ?1";
    first(conn.prepare_cached(sql)?.query([id, INTERRUPTED])?, |row| {
        let call = OpenCall {
            number: row.get(0)?,
            id: id.to_owned(),
            batch: row.get(1)?,
            vehicle: row.get(2)?,
            provider: row.get(3)?,
            city: row.get(4)?,
            former_account: row.get(5)?,
            given_up: row.get("given_up")?,
            person: word_or_none(row, "person_charge", Charge::from_word)?,
        };
        let settled_at = row.get::<_, Option<i64>>("settled_at")?.map(Timestamp);
        Ok((call, word(row, "state", Attempt::from_word)?, settled_at))
    })
}

/// The call, if it still waits for its outcome. One that was given up does: whoever did only
/// supposed that nobody would hear the answer, and a true one beats that.
pub(crate) fn open_call(conn: &Connection, id: &str) -> Result<OpenCall> {
    let (call, state, _) = known(conn, id)?.ok_or_else(|| GarageError::not_found("call"))?;
    match state {
        Attempt::Asked => Ok(call),
        Attempt::Doubtful | Attempt::Failed if call.given_up => Ok(call),
        _ => Err(GarageError::new(Kind::CallSettled, "the call has its outcome already")),
    }
}

/// A call that was paid for and whose answer cannot be read yet, with when that came.
pub(crate) fn unread_call(conn: &Connection, id: &str) -> Result<Option<(OpenCall, Timestamp)>> {
    let unread = known(conn, id)?.filter(|(_, state, _)| *state == Attempt::Unreadable);
    Ok(unread.and_then(|(call, _, settled_at)| Some((call, settled_at?))))
}

pub(crate) fn settle(
    conn: &Connection,
    call: &OpenCall,
    verdict: &Verdict,
    cost: Option<Fen>,
    at: Timestamp,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE calls SET state = ?2, charge = ?3, cost_fen = ?4, error_kind = ?5, code = nullif(?6, ''),
             text = nullif(?7, ''), settled_at = ?8 WHERE number = ?1",
    )?
    .execute(params![
        call.number,
        verdict.state.word(),
        verdict.charge.word(),
        cost.map(|cost| cost.0),
        verdict.kind,
        verdict.code,
        verdict.text,
        at.0
    ])?;
    Ok(())
}

/// What it cost as it stands.
pub(crate) fn cost(conn: &Connection, call: &OpenCall) -> Result<Option<Fen>> {
    let sql = "SELECT cost_fen FROM calls WHERE number = ?1";
    let cost =
        first(conn.prepare_cached(sql)?.query([call.number])?, |row| Ok(row.get::<_, Option<i64>>(0)?))?;
    Ok(cost.flatten().map(Fen))
}

/// Takes an open call out again.
pub(crate) fn forget(conn: &Connection, call: &OpenCall) -> Result<()> {
    conn.prepare_cached("DELETE FROM calls WHERE number = ?1")?.execute([call.number])?;
    Ok(())
}

pub(crate) fn find(conn: &Connection, id: &str) -> Result<Option<CallRow>> {
    first(conn.prepare_cached(&format!("SELECT {COLUMNS} FROM calls WHERE id = ?1"))?.query([id])?, read)
}

pub(crate) fn conditions(range: &CallRange) -> Conditions {
    let mut conditions = Conditions::default();
    if let Some(from) = range.from {
        conditions.with("asked_at >= ?", from.0);
    }
    if let Some(until) = range.until {
        conditions.with("asked_at < ?", until.0);
    }
    if let Some(provider) = &range.provider {
        conditions.with("provider = ?", provider.clone());
    }
    if let Some(batch) = &range.batch {
        conditions.with("batch = ?", batch.0.clone());
    }
    conditions
}

impl Garage {
    /// A call by its id.
    pub fn call(&self, id: &str) -> Result<Option<CallRow>> {
        self.read(|conn| find(conn, id))
    }
}
