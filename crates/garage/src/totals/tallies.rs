//! Figures that are kept while rows change, so that no total scans violations:
//! `update` counts every violation into its fleet, driver, city and month, and
//! into its vehicle's summary.

use super::fleet_size;
use super::row::UNSEEN;
use crate::row::{collect, first, word_or_none};
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::TotalsBy;
use cheku_domain::{Fen, PlateType, Totals};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The whole fleet's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FleetTotals {
    /// Vehicles in the garage.
    pub vehicles: u32,
    /// What is owed.
    pub totals: Totals,
}

/// One line of `totals --by`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct GroupTotals {
    /// The key; "" where there is none.
    pub key: String,
    /// By vehicle: the type of its plate, which the same number can have another of.
    pub plate_type: Option<PlateType>,
    /// Vehicles of that key: for vehicle and group all of them, else those with
    /// a returned violation under it and those without an answer.
    pub vehicles: u32,
    /// How many of them nobody has ever answered for; they are not in `totals`.
    pub unanswered: u32,
    /// What is owed.
    #[serde(flatten)]
    pub totals: Totals,
}

/// A vehicle that nobody has answered for yet, by its summary `s`.
pub(crate) const UNANSWERED: &str = "s.checked_at IS NULL";

/// The seven figures out of the rows of `tallies`, as columns named like `Totals`' fields.
const FIGURES: &str = "
    coalesce(sum(rows) FILTER (WHERE standing <> 'no_longer_returned'), 0) AS violations,
    coalesce(sum(rows) FILTER (WHERE standing = 'unhandled'), 0) AS unhandled,
    coalesce(sum(rows) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid')), 0) AS unpaid,
    coalesce(sum(fines_fen) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid')), 0) AS fines_due_fen,
    coalesce(sum(fines_unknown) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid')), 0) AS fines_unknown,
    coalesce(sum(points) FILTER (WHERE standing = 'unhandled'), 0) AS points_waiting,
    coalesce(sum(points_unknown) FILTER (WHERE standing = 'unhandled'), 0) AS points_unknown";

/// The same seven out of summaries.
pub(crate) const SUMMED: &str = "
    coalesce(sum(s.violations), 0) AS violations, coalesce(sum(s.unhandled), 0) AS unhandled,
    coalesce(sum(s.unpaid), 0) AS unpaid, coalesce(sum(s.fines_due_fen), 0) AS fines_due_fen,
    coalesce(sum(s.fines_unknown), 0) AS fines_unknown, coalesce(sum(s.points_waiting), 0) AS points_waiting,
    coalesce(sum(s.points_unknown), 0) AS points_unknown";

/// Reads the seven columns.
pub(crate) fn read_totals(row: &Row<'_>) -> Result<Totals> {
    Ok(Totals {
        violations: row.get("violations")?,
        unhandled: row.get("unhandled")?,
        unpaid: row.get("unpaid")?,
        fines_due_fen: Fen(row.get("fines_due_fen")?),
        fines_unknown: row.get("fines_unknown")?,
        points_waiting: row.get("points_waiting")?,
        points_unknown: row.get("points_unknown")?,
    })
}

pub(crate) fn read_group(row: &Row<'_>) -> Result<GroupTotals> {
    Ok(GroupTotals {
        key: row.get("key")?,
        plate_type: word_or_none(row, "plate_type", PlateType::parse)?,
        vehicles: row.get("vehicles")?,
        unanswered: row.get("unanswered")?,
        totals: read_totals(row)?,
    })
}

/// How many rows one kept key has, those no longer returned included, and their
/// totals; only of the given standings, where there are any.
pub(crate) fn kept(
    conn: &Connection,
    dimension: &str,
    key: &str,
    standings: &[&'static str],
) -> Result<(usize, Totals)> {
    let mut conditions = Conditions::default();
    conditions.with("dimension = ?", dimension.to_owned());
    conditions.with("key = ?", key.to_owned());
    conditions.any_of("standing", standings);
    let sql = format!(
        "SELECT coalesce(sum(rows), 0) AS all_rows, {FIGURES} FROM tallies WHERE {}",
        conditions.sql()
    );
    let found = first(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        let rows: i64 = row.get("all_rows")?;
        Ok((usize::try_from(rows).unwrap_or(0), read_totals(row)?))
    })?;
    Ok(found.unwrap_or_default())
}

/// How many violations nobody has seen.
pub(crate) fn unseen(conn: &Connection) -> Result<u32> {
    let (dimension, key) = UNSEEN;
    let sql = "SELECT coalesce(sum(rows), 0) FROM tallies WHERE dimension = ?1 AND key = ?2";
    Ok(conn.prepare_cached(sql)?.query_row([dimension, key], |row| row.get(0))?)
}

/// Under each group, or each vehicle by itself: two can bear one plate.
fn by_vehicles(conn: &Connection, key: &str, plate_type: &str) -> Result<Vec<GroupTotals>> {
    let sql = format!(
        "SELECT {key} AS key, {plate_type} AS plate_type, count(*) AS vehicles,
             count(*) FILTER (WHERE {UNANSWERED}) AS unanswered, {SUMMED}
         FROM vehicles v JOIN vehicle_summaries s ON s.vehicle = v.id
         WHERE v.removed = 0 GROUP BY 1, 2 ORDER BY 1, 2"
    );
    collect(conn.prepare_cached(&sql)?.query([])?, read_group)
}

/// Under each key of the kept tallies. Vehicles that nobody has answered for stand under
/// their `key`, too: what they owe is not known, and must not look like nothing.
fn by_tallies(conn: &Connection, dimension: &str, key: &str) -> Result<Vec<GroupTotals>> {
    let sql = format!(
        "SELECT t.key AS key, NULL AS plate_type, coalesce(max(c.vehicles), 0) AS vehicles, 0 AS unanswered, {FIGURES}
         FROM tallies t LEFT JOIN concerned c ON c.dimension = t.dimension AND c.key = t.key
         WHERE t.dimension = ?1 GROUP BY t.key HAVING violations > 0"
    );
    let known = collect(conn.prepare_cached(&sql)?.query([dimension])?, read_group)?;
    let mut groups: BTreeMap<String, GroupTotals> =
        known.into_iter().map(|group| (group.key.clone(), group)).collect();
    let sql = format!(
        "SELECT {key}, count(*) FROM vehicles v JOIN vehicle_summaries s ON s.vehicle = v.id
         WHERE v.removed = 0 AND {UNANSWERED} GROUP BY 1"
    );
    let blank = collect(conn.prepare_cached(&sql)?.query([])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
    })?;
    for (key, vehicles) in blank {
        let group = groups.entry(key.clone()).or_default();
        group.key = key;
        group.vehicles += vehicles;
        group.unanswered += vehicles;
    }
    Ok(groups.into_values().collect())
}

impl Garage {
    /// What the fleet owes.
    pub fn totals(&self) -> Result<FleetTotals> {
        self.read(|conn| {
            let vehicles = fleet_size::kept(conn)?;
            Ok(FleetTotals { vehicles, totals: kept(conn, "fleet", "", &[])?.1 })
        })
    }

    /// How many violations nobody has seen.
    pub fn new_violations(&self) -> Result<u32> {
        self.read(unseen)
    }

    /// How many vehicles have violations that nobody has seen.
    pub fn new_vehicles(&self) -> Result<u32> {
        let sql = "SELECT vehicles FROM concerned WHERE dimension = ?1 AND key = ?2";
        let (dimension, key) = UNSEEN;
        let found = self
            .read(|conn| first(conn.prepare_cached(sql)?.query([dimension, key])?, |row| Ok(row.get(0)?)))?;
        Ok(found.unwrap_or(0))
    }

    /// How many vehicles nobody has ever answered for: what they owe is not known.
    pub fn unanswered(&self) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) FROM vehicle_summaries s JOIN vehicles v ON v.id = s.vehicle
             WHERE v.removed = 0 AND {UNANSWERED}"
        );
        self.read(|conn| Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?))
    }

    /// What is owed, by key, in order of the key.
    pub fn totals_by(&self, by: TotalsBy) -> Result<Vec<GroupTotals>> {
        self.read(|conn| match by {
            TotalsBy::Vehicle => by_vehicles(conn, "v.plate", "v.plate_type"),
            TotalsBy::Group => by_vehicles(conn, "coalesce(v.team, '')", "NULL"),
            TotalsBy::Driver => by_tallies(conn, "driver", "coalesce(v.driver, '')"),
            TotalsBy::City => by_tallies(conn, "city", "''"),
            TotalsBy::Month => by_tallies(conn, "month", "''"),
        })
    }
}
