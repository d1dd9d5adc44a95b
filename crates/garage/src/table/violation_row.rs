//! One row of the list of violations. Columns are read by their places: a search
//! by name for each of them is most of the time that a long list takes.

use super::violations::ViolationFilter;
use crate::row::{Cells, TIME};
use crate::{Result, last_check};
use cheku_domain::ledger::BatchId;
use cheku_domain::{Fen, PlateType, Points, Timestamp, VehicleId, Violation, ViolationState};
use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// One row of the list: what the providers say together.
#[derive(Debug, Clone, PartialEq)]
pub struct ViolationRow {
    /// UUIDv7.
    pub id: String,
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its plate.
    pub plate: String,
    /// Its plate type now.
    pub plate_type: PlateType,
    /// The merged values; the provider's own numbers stand in `Garage::sources`.
    pub violation: Violation,
    /// State, "no longer returned" included.
    pub state: ViolationFilter,
    /// Who drove, as far as is known.
    pub driver: Option<String>,
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
    /// First seen in the last check.
    pub is_new: bool,
    /// The person's own mark.
    pub mark: Option<String>,
    /// The person's note.
    pub note: Option<String>,
    /// The decision document's day, as the person entered it.
    pub decision_date: Option<NaiveDate>,
}

/// The rows of `violations y`, in the order in which `Reader` takes their columns.
pub(crate) const SELECT: &str = "SELECT y.id, y.vehicle, y.plate,
    (SELECT v.plate_type FROM vehicles v WHERE v.id = y.vehicle) AS plate_type,
    y.time, y.time_text, y.place, y.act, y.code, y.fine_fen, y.points, y.state, y.city, y.city_number,
    y.authority, y.online, y.repeat,
    y.standing, y.driver,
    (SELECT group_concat(s.provider, ' ') FROM violation_sources s WHERE s.violation = y.id) AS providers,
    y.first_seen, y.first_batch, y.last_seen, y.gone_since,
    y.mark, y.note, y.decision_date
    FROM violations y";

/// Reads rows; knows which batches make one new.
pub(crate) struct Reader {
    last_check: Vec<String>,
}

impl Reader {
    pub(crate) fn new(conn: &Connection) -> Result<Reader> {
        Ok(Reader { last_check: last_check::batches(conn)? })
    }

    pub(crate) fn read(&self, row: &Row<'_>) -> Result<ViolationRow> {
        let row = read(row)?;
        let is_new = row.first_batch.as_ref().is_some_and(|batch| self.last_check.contains(&batch.0));
        Ok(ViolationRow { is_new, ..row })
    }
}

fn read(row: &Row<'_>) -> Result<ViolationRow> {
    let mut cells = Cells::of(row);
    Ok(ViolationRow {
        id: cells.next()?,
        vehicle: VehicleId(cells.next()?),
        plate: cells.next()?,
        plate_type: cells.word(PlateType::parse)?,
        violation: read_violation(&mut cells)?,
        state: cells.word(ViolationFilter::from_word)?,
        driver: cells.next()?,
        providers: cells.words()?,
        first_seen: Timestamp(cells.next()?),
        first_batch: cells.next::<Option<String>>()?.map(BatchId),
        last_seen: Timestamp(cells.next()?),
        gone_since: cells.next::<Option<i64>>()?.map(Timestamp),
        is_new: false,
        mark: cells.next()?,
        note: cells.next()?,
        decision_date: cells.word_or_none(|text| text.parse::<NaiveDate>().ok())?,
    })
}

fn read_violation(cells: &mut Cells<'_, '_>) -> Result<Violation> {
    Ok(Violation {
        time: cells.word_or_none(|text| NaiveDateTime::parse_from_str(text, TIME).ok())?,
        time_text: cells.next()?,
        place: cells.next()?,
        act: cells.next()?,
        code: cells.next()?,
        fine: cells.next::<Option<i64>>()?.map(Fen),
        points: cells.next::<Option<u8>>()?.map(Points),
        state: cells.word(ViolationState::from_word)?,
        city: cells.next()?,
        city_number: cells.next()?,
        authority: cells.next()?,
        online: cells.next()?,
        numbers: BTreeMap::new(),
        repeat: cells.next()?,
    })
}
