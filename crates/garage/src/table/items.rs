//! Items: the vehicles of a batch, each with how far its question got.

use super::calls::{OpenCall, Verdict};
use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, first, int, news, word, word_or_none};
use crate::window::Conditions;
use crate::{Garage, GarageError, Result};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{BatchId, News, Skip};
use cheku_domain::{Charge, Fen, PlateType, Timestamp, VehicleId};
use rusqlite::{Connection, Row, params};

/// One vehicle of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its plate when the batch was planned.
    pub plate: String,
    /// The provider that is asked.
    pub provider: String,
    /// The provider that it was planned to be asked of, where that one could not answer.
    pub instead_of: Option<String>,
    /// How far it got.
    pub state: ItemState,
    /// Why it was skipped (`Skip::word`; the refusal stands in `reason_text`)
    /// or the kind of its failure.
    pub reason: Option<String>,
    /// The vendor's code and words, or what is missing.
    pub reason_text: Option<String>,
    /// Its last call.
    pub call: Option<String>,
    /// What that call cost.
    pub cost: Option<Fen>,
    /// What its answer told.
    pub news: News,
    /// When it was last asked.
    pub asked_at: Option<Timestamp>,
    /// When that question was settled.
    pub settled_at: Option<Timestamp>,
    /// The vehicle's plate type now.
    pub plate_type: PlateType,
    /// Its driver now; `None` also where it was removed.
    pub driver: Option<String>,
    /// Its violations that are not paid; 0 where it was removed.
    pub unpaid: u32,
    /// Whether that call is charged, once it is settled.
    pub charge: Option<Charge>,
    /// The vendor's code of that call.
    pub call_code: Option<String>,
    /// The vendor's words of that call.
    pub call_text: Option<String>,
}

/// A window of a batch's items, in the batch's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemQuery {
    /// Only these states; empty = all.
    pub states: Vec<ItemState>,
    /// Only those with new violations.
    pub new_only: bool,
    /// The last change first, instead of the batch's order.
    pub newest_first: bool,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

/// Rows in view and the count of all that match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemWindow {
    /// All that match.
    pub total: usize,
    /// The rows in view.
    pub rows: Vec<ItemRow>,
}

/// One vehicle of a batch that begins.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// The provider that it will be asked with.
    pub provider: String,
    /// The provider in whose stead: that one cannot answer for this vehicle.
    pub instead_of: Option<String>,
    /// Why it will not be asked, if the plan knows already.
    pub skip: Option<Skip>,
}

fn read(row: &Row<'_>) -> Result<ItemRow> {
    Ok(ItemRow {
        vehicle: VehicleId(row.get("vehicle")?),
        plate: row.get("plate")?,
        provider: row.get("provider")?,
        instead_of: row.get("instead_of")?,
        state: word(row, "state", ItemState::from_word)?,
        reason: row.get("reason")?,
        reason_text: row.get("reason_text")?,
        call: row.get("call")?,
        cost: row.get::<_, Option<i64>>("cost_fen")?.map(Fen),
        news: news(row)?,
        asked_at: row.get::<_, Option<i64>>("asked_at")?.map(Timestamp),
        settled_at: row.get::<_, Option<i64>>("settled_at")?.map(Timestamp),
        plate_type: word(row, "plate_type", PlateType::parse)?,
        driver: row.get("driver")?,
        unpaid: row.get("unpaid")?,
        charge: word_or_none(row, "call_charge", Charge::from_word)?,
        call_code: row.get("call_code")?,
        call_text: row.get("call_text")?,
    })
}

/// The rows in view, with what is known of their vehicles and calls.
fn window_sql(matching: &str, order: &str, limit: i64, offset: i64) -> String {
    format!(
        "SELECT i.*, v.plate_type, iif(v.removed, NULL, v.driver) AS driver, iif(v.removed, 0, s.unpaid) AS unpaid,
             iif(c.settled_at IS NULL, NULL, c.effective) AS call_charge, c.code AS call_code, c.text AS call_text
         FROM (SELECT * FROM items i WHERE {matching} ORDER BY {order} LIMIT {limit} OFFSET {offset}) i
         CROSS JOIN vehicles v ON v.id = i.vehicle CROSS JOIN vehicle_summaries s ON s.vehicle = i.vehicle
         LEFT JOIN calls c ON c.id = i.call ORDER BY {order}"
    )
}

/// Adds a vehicle to a batch.
pub(crate) fn add(conn: &Connection, batch: &str, position: usize, item: &NewItem) -> Result<()> {
    let plate: Option<String> = first(
        conn.prepare_cached("SELECT plate FROM vehicles WHERE id = ?1")?.query([&item.vehicle.0])?,
        |row| Ok(row.get(0)?),
    )?;
    let plate = plate.ok_or_else(|| GarageError::not_found("vehicle"))?;
    conn.prepare_cached(
        "INSERT INTO items (batch, position, vehicle, plate, provider, instead_of, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting')",
    )?
    .execute(params![batch, int(position), item.vehicle.0, plate, item.provider, item.instead_of])?;
    match &item.skip {
        Some(reason) => skip(conn, batch, &item.vehicle.0, reason),
        None => Ok(()),
    }
}

/// An item's question is about to be sent. One that is not waiting is refused:
/// whatever the caller believes, it would be paid twice. Where another provider is
/// asked than was planned, both are kept.
pub(crate) fn asked(
    conn: &Connection,
    batch: &str,
    vehicle: &str,
    provider: &str,
    call: &str,
    at: Timestamp,
) -> Result<()> {
    let mut mark = conn.prepare_cached(
        "UPDATE items SET state = 'asked', call = ?3, asked_at = ?4, settled_at = NULL,
             instead_of = CASE provider WHEN ?5 THEN instead_of ELSE provider END, provider = ?5
         WHERE batch = ?1 AND vehicle = ?2 AND state = 'waiting'",
    )?;
    match mark.execute(params![batch, vehicle, call, at.0, provider])? {
        0 => Err(GarageError::new(Kind::ItemNotWaiting, "the vehicle is not waiting in this batch")),
        _ => Ok(()),
    }
}

/// What its question came to.
pub(crate) struct Came<'a> {
    pub(crate) state: ItemState,
    pub(crate) verdict: &'a Verdict,
    pub(crate) cost: Option<Fen>,
    pub(crate) news: News,
    pub(crate) at: Timestamp,
}

/// Keeps it.
pub(crate) fn settle(conn: &Connection, call: &OpenCall, vehicle: &str, came: &Came<'_>) -> Result<()> {
    let words = [came.verdict.code.as_str(), came.verdict.text.as_str()];
    let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let failed = !matches!(came.state, ItemState::Answered);
    conn.prepare_cached(
        "UPDATE items SET state = ?1, reason = ?2, reason_text = ?3, cost_fen = ?4, new_violations = ?5,
             first_found = ?6, gone = ?7, settled_at = ?8 WHERE batch = ?9 AND vehicle = ?10 AND call = ?11",
    )?
    .execute(params![
        came.state.word(),
        came.verdict.kind,
        failed.then_some(words),
        came.cost.map(|cost| cost.0),
        came.news.new,
        came.news.first_found,
        came.news.gone,
        came.at.0,
        call.batch,
        vehicle,
        call.id
    ])?;
    Ok(())
}

/// Its question never left: it waits as before, with the call before, if there was one.
pub(crate) fn take_back(conn: &Connection, call: &OpenCall) -> Result<()> {
    conn.prepare_cached(
        "UPDATE items SET state = 'waiting', (call, asked_at, settled_at) = (
             SELECT c.id, c.asked_at, c.settled_at FROM calls c
             WHERE c.vehicle = ?2 AND c.batch = ?1 AND c.number < ?3 ORDER BY c.number DESC LIMIT 1)
         WHERE batch = ?1 AND vehicle = ?2 AND call = ?4",
    )?
    .execute(params![call.batch, call.vehicle, call.number, call.id])?;
    Ok(())
}

/// Not asked on purpose: nothing was sent, nothing cost.
pub(crate) fn skip(conn: &Connection, batch: &str, vehicle: &str, skip: &Skip) -> Result<()> {
    let text = match skip {
        Skip::Incomplete(refusal) => Some(refusal.code()),
        _ => None,
    };
    let mut mark = conn.prepare_cached(
        "UPDATE items SET state = 'skipped', reason = ?3, reason_text = ?4
         WHERE batch = ?1 AND vehicle = ?2 AND state = 'waiting'",
    )?;
    match mark.execute(params![batch, vehicle, skip.word(), text])? {
        0 => Err(GarageError::new(Kind::ItemNotWaiting, "the vehicle is not waiting in this batch")),
        _ => Ok(()),
    }
}

impl Garage {
    /// A window of a batch's items.
    pub fn items(&self, batch: &BatchId, query: &ItemQuery) -> Result<ItemWindow> {
        let mut conditions = Conditions::default();
        conditions.with("batch = ?", batch.0.clone());
        // One that was erased counts in the batch's figures and is nobody to be listed.
        conditions.always("plate <> ''");
        let states: Vec<&'static str> = query.states.iter().map(|state| state.word()).collect();
        conditions.any_of("state", &states);
        if query.new_only {
            conditions.always("new_violations > 0");
        }
        let matching = conditions.sql();
        let order = if query.newest_first {
            "coalesce(i.settled_at, i.asked_at, 0) DESC, i.position DESC"
        } else {
            "i.position"
        };
        let (limit, offset) = (query.limit.map_or(-1, int), int(query.offset));
        self.read(|conn| {
            let total: i64 = conn
                .prepare_cached(&format!("SELECT count(*) FROM items WHERE {matching}"))?
                .query_row(conditions.values(), |row| row.get(0))?;
            let sql = window_sql(&matching, order, limit, offset);
            let rows = collect(conn.prepare_cached(&sql)?.query(conditions.values())?, read)?;
            Ok(ItemWindow { total: usize::try_from(total).unwrap_or(0), rows })
        })
    }

    /// The vehicles of a batch that were not asked, then or in a batch begun after
    /// it, with their provider, in the batch's order: what `resume` goes on with.
    /// Removed vehicles are left out.
    pub fn not_asked(&self, batch: &BatchId) -> Result<Vec<(VehicleId, String)>> {
        let sql = "SELECT i.vehicle, i.provider FROM items i JOIN vehicles v ON v.id = i.vehicle
                   WHERE i.batch = ?1 AND i.state = 'waiting' AND v.removed = 0 AND NOT EXISTS (
                       SELECT 1 FROM items j JOIN batches b ON b.id = j.batch
                       WHERE j.vehicle = i.vehicle AND j.state NOT IN ('waiting', 'skipped')
                           AND b.number > (SELECT number FROM batches WHERE id = i.batch))
                   ORDER BY i.position";
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query([&batch.0])?, |row| {
                Ok((VehicleId(row.get(0)?), row.get(1)?))
            })
        })
    }
}
