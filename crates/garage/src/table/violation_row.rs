//! One row of the list of violations. Columns are read by their places: a search
//! by name for each of them is most of the time that a long list takes.

use super::sight::{FIRST_FOUND, NEW};
use super::stages;
use super::standing::{self, SHOWN};
use crate::Result;
use crate::row::{Cells, canonical};
use cheku_domain::ShownState;
use cheku_domain::case::Payment;
use cheku_domain::ledger::BatchId;
use cheku_domain::{DriverWhy, Fen, Payer, PlateType, Points, Stage, Timestamp, VehicleId, Violation};
use chrono::NaiveDate;
use rusqlite::Row;
use std::collections::BTreeMap;

/// One row of the list: what the providers say together.
#[derive(Debug, Clone, PartialEq)]
pub struct ViolationRow {
    /// Opaque: its number here and what tells it from others of that number.
    pub id: String,
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its plate.
    pub plate: String,
    /// Its plate type now.
    pub plate_type: PlateType,
    /// Its team now (分组).
    pub group: Option<String>,
    /// The merged values; the provider's own numbers stand in `Garage::sources`.
    pub violation: Violation,
    /// State, "no longer returned" included.
    pub state: ShownState,
    /// Whose it is, as far as is known.
    pub driver: Option<String>,
    /// Why it is theirs; `None` where it is nobody's.
    pub driver_why: Option<DriverWhy>,
    /// The providers that told of it.
    pub providers: Vec<String>,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// In which batch.
    pub first_batch: Option<BatchId>,
    /// When it was last returned.
    pub last_seen: Timestamp,
    /// Since when no provider returns it.
    pub gone_since: Option<Timestamp>,
    /// Nobody has seen it.
    pub is_new: bool,
    /// It came with its vehicle's first answer (首次查到).
    pub first_found: bool,
    /// How far it got at this desk.
    pub stage: Stage,
    /// While its driver is to handle it: the day by which.
    pub due: Option<NaiveDate>,
    /// What was said of its payment, if anything; who bears the cost among it.
    pub paid: Option<Payment>,
    /// The person's note.
    pub note: Option<String>,
    /// The decision document's day, as the person entered it.
    pub decision_date: Option<NaiveDate>,
}

/// The id of a violation by its number and tag; `number_in` reads it back.
fn id_of(number: i64, tag: u32) -> String {
    format!("{number}-{tag:08x}")
}

/// The number and the tag of a violation's id; `None` for a text that is none.
pub(crate) fn number_in(id: &str) -> Option<(i64, u32)> {
    let (number, tag) = id.split_once('-')?;
    Some((number.parse().ok()?, u32::from_str_radix(tag, 16).ok()?))
}

/// The same id in a statement, of `violations y`.
pub(crate) const ID: &str = "y.number || '-' || printf('%08x', y.tag)";

/// What providers say together, of `violations y`, as `read_violation` takes it.
pub(crate) const VIOLATION: &str =
    "y.time, y.time_text, (SELECT text FROM texts WHERE id = y.place) AS place,
    (SELECT text FROM texts WHERE id = y.act) AS act, (SELECT text FROM texts WHERE id = y.code) AS code,
    y.fine_fen, y.points, y.state, (SELECT text FROM texts WHERE id = y.city) AS city,
    (SELECT text FROM texts WHERE id = y.city_number) AS city_number,
    (SELECT text FROM texts WHERE id = y.authority) AS authority, y.online, y.repeat";

/// The rows of `violations y`, in the order in which `Reader` takes their columns.
pub(crate) fn select() -> String {
    format!(
        "SELECT y.number, y.tag, v.id, v.plate, v.plate_type, v.team, {VIOLATION},
            {SHOWN}, (SELECT name FROM driver_names WHERE id = y.driver) AS driver,
            (SELECT group_concat(t.text, ' ' ORDER BY t.text) FROM violation_sources s JOIN texts t ON t.id = s.provider
             WHERE s.violation = y.number) AS providers,
            y.first_seen, (SELECT id FROM batches WHERE number = y.first_batch) AS first_batch, y.last_seen,
            y.gone_since, y.stage, y.due,
            c.said = 'paid' AS is_paid, c.paid_on, c.paid_fen, c.payer, c.driver_fen, c.agent_fen, c.deducted_month,
            y.note, y.decision_date, y.given IS NOT NULL, y.news
         FROM violations y CROSS JOIN vehicles v ON v.number = y.vehicle LEFT JOIN cases c ON c.violation = y.number"
    )
}

/// Reads a row.
pub(crate) fn read(row: &Row<'_>) -> Result<ViolationRow> {
    let mut cells = Cells::of(row);
    let row = ViolationRow {
        id: id_of(cells.next()?, cells.next()?),
        vehicle: VehicleId(cells.next()?),
        plate: cells.next()?,
        plate_type: cells.word(PlateType::parse)?,
        group: cells.next()?,
        violation: read_violation(&mut cells)?,
        state: cells.code(standing::from_code)?,
        driver: cells.next::<Option<String>>()?.filter(|driver| !driver.is_empty()),
        providers: cells.words()?,
        first_seen: Timestamp(cells.next()?),
        first_batch: cells.next::<Option<String>>()?.map(BatchId),
        last_seen: Timestamp(cells.next()?),
        gone_since: cells.next::<Option<i64>>()?.map(Timestamp),
        is_new: false,
        first_found: false,
        stage: cells.code(stages::from_code)?,
        due: cells.word_or_none(|text| text.parse().ok())?,
        paid: read_payment(&mut cells)?,
        note: cells.next()?,
        decision_date: cells.word_or_none(|text| text.parse::<NaiveDate>().ok())?,
        driver_why: None,
    };
    let why = if cells.next()? { DriverWhy::ByHand } else { DriverWhy::Period };
    let news: Option<i64> = cells.next()?;
    let (is_new, first_found) = (news == Some(NEW), news == Some(FIRST_FOUND));
    Ok(ViolationRow { driver_why: row.driver.is_some().then_some(why), is_new, first_found, ..row })
}

fn read_payment(cells: &mut Cells<'_, '_>) -> Result<Option<Payment>> {
    let is_paid: Option<bool> = cells.next()?;
    let payment = Payment {
        on: cells.word_or_none(|text| text.parse().ok())?,
        amount: cells.next::<Option<i64>>()?.map(Fen),
        payer: cells.word_or_none(Payer::from_word)?,
        driver_part: cells.next::<Option<i64>>()?.map(Fen),
        agent_fee: cells.next::<Option<i64>>()?.map(Fen),
        deducted_month: cells.next()?,
    };
    Ok(is_paid.unwrap_or(false).then_some(payment))
}

/// Reads `VIOLATION`; a text that the file has lost is empty.
pub(crate) fn read_violation(cells: &mut Cells<'_, '_>) -> Result<Violation> {
    let time = cells.time()?;
    let own_text: Option<String> = cells.next()?;
    Ok(Violation {
        time,
        time_text: own_text.or_else(|| time.map(canonical)).unwrap_or_default(),
        place: cells.next::<Option<String>>()?.unwrap_or_default(),
        act: cells.next::<Option<String>>()?.unwrap_or_default(),
        code: cells.next()?,
        fine: cells.next::<Option<i64>>()?.map(Fen),
        points: cells.next::<Option<u8>>()?.map(Points),
        state: cells.code(|code| standing::from_code(code)?.state())?,
        city: cells.next::<Option<String>>()?.filter(|city| !city.is_empty()),
        city_number: cells.next()?,
        authority: cells.next()?,
        online: cells.next()?,
        numbers: BTreeMap::new(),
        repeat: cells.next()?,
    })
}
