//! Figures that are kept while rows change, so that no total scans violations:
//! `recount` counts every violation into its fleet, driver, city and month, and
//! into its vehicle's summary.

use crate::row::{collect, first};
use crate::window::Conditions;
use crate::{Garage, Result, fleet_size};
use cheku_domain::{Fen, Totals};
use rusqlite::{Connection, Row};

/// `tallies` holds one row for each key and standing; `concerned` how many
/// vehicles have a returned violation under a key, and as 'fleet' how many there
/// are. A key is '' where the violation has none (no driver, no city, no readable time).
pub(crate) const CREATE: &str = "
CREATE TABLE tallies (
    dimension TEXT NOT NULL CHECK (dimension IN ('fleet', 'driver', 'city', 'month')),
    key TEXT NOT NULL,
    standing TEXT NOT NULL,
    rows INTEGER NOT NULL,
    fines_fen INTEGER NOT NULL,
    fines_unknown INTEGER NOT NULL,
    points INTEGER NOT NULL,
    points_unknown INTEGER NOT NULL,
    PRIMARY KEY (dimension, key, standing)
) STRICT, WITHOUT ROWID;
CREATE TABLE concerned (
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    vehicles INTEGER NOT NULL,
    PRIMARY KEY (dimension, key)
) STRICT, WITHOUT ROWID;
";

/// What to total by (terminal contract: `totals --by`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Key: the plate.
    Vehicle,
    /// Who had the vehicle at the time, else the vehicle's driver.
    Driver,
    /// The vehicle's group.
    Group,
    /// Where it happened.
    City,
    /// YYYY-MM of the offence.
    Month,
}

/// The whole fleet's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FleetTotals {
    /// Vehicles in the garage.
    pub vehicles: u32,
    /// What is owed.
    pub totals: Totals,
}

/// One line of `totals --by`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupTotals {
    /// The key; "" where there is none.
    pub key: String,
    /// Vehicles of that key: for vehicle and group all of them, else those with
    /// a returned violation under it.
    pub vehicles: u32,
    /// What is owed.
    pub totals: Totals,
}

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

fn read_group(row: &Row<'_>) -> Result<GroupTotals> {
    Ok(GroupTotals { key: row.get("key")?, vehicles: row.get("vehicles")?, totals: read_totals(row)? })
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

fn grouped(by: By) -> String {
    let over_tallies = |dimension: &str| {
        format!(
            "SELECT t.key AS key, coalesce(max(c.vehicles), 0) AS vehicles, {FIGURES}
             FROM tallies t LEFT JOIN concerned c ON c.dimension = t.dimension AND c.key = t.key
             WHERE t.dimension = '{dimension}' GROUP BY t.key HAVING violations > 0 ORDER BY t.key"
        )
    };
    let over_vehicles = |column: &str| {
        format!(
            "SELECT coalesce(v.{column}, '') AS key, count(*) AS vehicles, {SUMMED}
             FROM vehicles v JOIN vehicle_summaries s ON s.vehicle = v.id
             WHERE v.removed = 0 GROUP BY coalesce(v.{column}, '') ORDER BY 1"
        )
    };
    match by {
        By::Vehicle => over_vehicles("plate"),
        By::Group => over_vehicles("team"),
        By::Driver => over_tallies("driver"),
        By::City => over_tallies("city"),
        By::Month => over_tallies("month"),
    }
}

impl Garage {
    /// What the fleet owes.
    pub fn totals(&self) -> Result<FleetTotals> {
        self.read(|conn| {
            let vehicles = fleet_size::kept(conn)?;
            Ok(FleetTotals { vehicles, totals: kept(conn, "fleet", "", &[])?.1 })
        })
    }

    /// What is owed, by key, in order of the key.
    pub fn totals_by(&self, by: By) -> Result<Vec<GroupTotals>> {
        self.read(|conn| collect(conn.prepare_cached(&grouped(by))?.query([])?, read_group))
    }
}
