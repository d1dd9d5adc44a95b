//! What runs out soon: a window of open due dates by day, and how many there are in each step.

use super::due_dates::{self, DueDate};
use crate::row::{collect, first, int, word_or_none};
use crate::{Garage, Result};
use cheku_domain::{DueStep, Fen, PlateType, Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

/// Which open due dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueQuery {
    /// The day by which drivers who left are known.
    pub today: NaiveDate,
    /// Until this day; `None` = all.
    pub until: Option<NaiveDate>,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

/// A due date in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The date.
    pub due: DueDate,
    /// The vehicle's plate and type; `None` of a driver's.
    pub vehicle: Option<(String, PlateType)>,
    /// What stands open of the vehicle.
    pub open: OpenOf,
}

/// What stands open of a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenOf {
    /// Violations that are not paid.
    pub unpaid: u32,
    /// Their known fines.
    pub fines_due: Fen,
    /// Those whose fine is not known.
    pub fines_unknown: u32,
    /// When the vehicle was last answered for; `None` = never, so that nothing is known.
    pub checked_at: Option<Timestamp>,
}

/// How many open due dates are in each step.
pub type DueCounts = BTreeMap<DueStep, u32>;

/// Of vehicles in the list, and of drivers who are here on day `?2`.
const HERE: &str = "FROM due_dates d LEFT JOIN vehicles v ON v.id = d.vehicle
    LEFT JOIN drivers p ON p.name = d.driver
    WHERE d.ended_at IS NULL AND d.day <= ?1 AND coalesce(v.removed, 0) = 0
        AND (p.left_on IS NULL OR p.left_on > ?2)";
/// After every day that can be entered.
const END: &str = "9999";

pub(crate) fn rows_sql() -> String {
    let joined = HERE.replace(
        "LEFT JOIN drivers",
        "LEFT JOIN vehicle_summaries s ON s.vehicle = d.vehicle LEFT JOIN drivers",
    );
    format!(
        "SELECT d.*, v.plate, v.plate_type, s.unpaid, s.fines_due_fen, s.fines_unknown, s.checked_at
         {joined} ORDER BY d.day, d.id LIMIT ?3 OFFSET ?4"
    )
}

pub(crate) fn counts_sql() -> String {
    format!("SELECT d.day, count(*) AS dates {HERE} GROUP BY d.day")
}

fn read(row: &Row<'_>) -> Result<DueRow> {
    let plate: Option<String> = row.get("plate")?;
    let plate_type = word_or_none(row, "plate_type", PlateType::parse)?;
    Ok(DueRow {
        due: due_dates::read(row)?,
        vehicle: plate.zip(plate_type),
        open: OpenOf {
            unpaid: row.get::<_, Option<u32>>("unpaid")?.unwrap_or(0),
            fines_due: Fen(row.get::<_, Option<i64>>("fines_due_fen")?.unwrap_or(0)),
            fines_unknown: row.get::<_, Option<u32>>("fines_unknown")?.unwrap_or(0),
            checked_at: row.get::<_, Option<i64>>("checked_at")?.map(Timestamp),
        },
    })
}

fn until(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| END.to_owned(), |day| day.to_string())
}

fn counts(conn: &Connection, today: NaiveDate, last: Option<NaiveDate>) -> Result<DueCounts> {
    let of_days = collect(
        conn.prepare_cached(&counts_sql())?.query(params![until(last), today.to_string()])?,
        |row| {
            let day = crate::row::day(row, "day")?.unwrap_or(today);
            Ok((DueStep::of(day, today), row.get::<_, u32>("dates")?))
        },
    )?;
    let mut counts = DueCounts::new();
    for (step, dates) in of_days {
        *counts.entry(step).or_default() += dates;
    }
    Ok(counts)
}

pub(crate) const NEXT_OF: &str =
    "SELECT * FROM due_dates WHERE vehicle = ?1 AND ended_at IS NULL ORDER BY day, id LIMIT 1";

/// A vehicle's nearest open due date.
pub(crate) fn next_of(conn: &Connection, vehicle: &VehicleId) -> Result<Option<DueDate>> {
    first(conn.prepare_cached(NEXT_OF)?.query([&vehicle.0])?, due_dates::read)
}

impl Garage {
    /// A window of the open due dates, the nearest first. Those of removed vehicles and of drivers who left
    /// are not in it.
    pub fn due_dates(&self, query: &DueQuery) -> Result<Vec<DueRow>> {
        let limit = query.limit.map_or(-1, int);
        let values = params![until(query.until), query.today.to_string(), limit, int(query.offset)];
        self.read(|conn| collect(conn.prepare_cached(&rows_sql())?.query(values)?, read))
    }

    /// How many of them are in each step, as far as `last`; `None` = all.
    pub fn due_counts(&self, today: NaiveDate, last: Option<NaiveDate>) -> Result<DueCounts> {
        self.read(|conn| counts(conn, today, last))
    }
}
