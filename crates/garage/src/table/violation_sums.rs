//! What a filter's violations come to, without listing one: for what waits at the desk. Nothing here reads
//! more than the rows it counts, and of stages not even those.

use super::violation_filter::matching;
use super::violation_list::figures;
use super::violation_query::ViolationQuery;
use super::violation_search::Search;
use crate::row::collect;
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::{Fen, Totals};
use chrono::NaiveDate;
use rusqlite::{Connection, Row};

/// What violations come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ViolationSums {
    /// How many.
    pub count: u32,
    /// Vehicles they are of.
    pub vehicles: u32,
    /// What they owe.
    pub totals: Totals,
}

/// A fine that is not paid, and the day of its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The fine; `None` = not known.
    pub fine: Option<Fen>,
    /// The decision document's day.
    pub on: NaiveDate,
}

/// Drivers whose points wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PointsOfDrivers {
    /// How many drivers.
    pub drivers: u32,
    /// Their known points together.
    pub points: u32,
    /// Of how many of their violations the points are not known.
    pub unknown: u32,
    /// How many more drivers have less that is known, and points that nobody knows.
    pub below_unknown: u32,
}

/// The number of vehicles of a stage is kept; of anything else it is counted over its rows.
fn vehicles(conn: &Connection, query: &ViolationQuery) -> Result<u32> {
    let by_stage = ViolationQuery { stages: query.stages.clone(), ..ViolationQuery::default() };
    if let [stage] = query.stages[..]
        && *query == by_stage
    {
        let sql = "SELECT coalesce(sum(vehicles), 0) FROM concerned WHERE dimension = 'stage' AND key = ?1";
        return Ok(conn.prepare_cached(sql)?.query_row([stage.word()], |row| row.get(0))?);
    }
    let conditions = matching(query, &Search::of(conn, query)?, true);
    let sql = vehicles_sql(&conditions);
    Ok(conn.prepare_cached(&sql)?.query_row(conditions.values(), |row| row.get(0))?)
}

/// The vehicles of all that match, counted.
pub(crate) fn vehicles_sql(conditions: &Conditions) -> String {
    format!("SELECT count(DISTINCT y.vehicle) FROM violations y WHERE {}", conditions.sql())
}

/// The fines of all that match, with the days of their decisions.
pub(crate) fn decided_sql(conditions: &Conditions) -> String {
    format!("SELECT y.fine_fen, y.decision_date FROM violations y WHERE {}", conditions.sql())
}

fn read_decided(row: &Row<'_>) -> Result<Decided> {
    let fine: Option<i64> = row.get("fine_fen")?;
    let on = crate::row::day(row, "decision_date")?.unwrap_or_default();
    Ok(Decided { fine: fine.map(Fen), on })
}

impl Garage {
    /// What all that match come to; offset, limit and order do not count.
    pub fn violation_sums(&self, query: &ViolationQuery) -> Result<ViolationSums> {
        self.read(|conn| {
            let (count, totals) = figures(conn, query, &Search::of(conn, query)?)?;
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Ok(ViolationSums { count, vehicles: vehicles(conn, query)?, totals })
        })
    }

    /// The fines that are handled and unpaid by decisions of or before a day.
    pub fn decided(&self, until: NaiveDate) -> Result<Vec<Decided>> {
        let query = ViolationQuery { decided_until: Some(until), ..ViolationQuery::default() };
        self.read(|conn| {
            let conditions = matching(&query, &Search::of(conn, &query)?, true);
            let sql = decided_sql(&conditions);
            collect(conn.prepare_cached(&sql)?.query(conditions.values())?, read_decided)
        })
    }

    /// The drivers with at least so many points waiting.
    pub fn drivers_with_points(&self, at_least: u32) -> Result<PointsOfDrivers> {
        let sql = "SELECT count(*) FILTER (WHERE points >= ?1), coalesce(sum(points) FILTER (WHERE points >= ?1), 0),
                       coalesce(sum(points_unknown) FILTER (WHERE points >= ?1), 0),
                       count(*) FILTER (WHERE points < ?1 AND points_unknown > 0)
                   FROM tallies WHERE dimension = 'driver' AND standing = 'unhandled' AND key <> ''";
        self.read(|conn| {
            let read = |row: &Row<'_>| {
                let (drivers, points, unknown) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(PointsOfDrivers { drivers, points, unknown, below_unknown: row.get(3)? })
            };
            Ok(conn.prepare_cached(sql)?.query_row([at_least], read)?)
        })
    }
}
