//! Figures that faces show beside the lists: what a batch came to, how many
//! vehicles stand under each choice of a filter, what is commonest.

use crate::row::{collect, first, int};
use crate::table::calls::CallRange;
use crate::table::cities;
use crate::table::sight::FIRST_FOUND;
use crate::table::spend::{self, Exposure};
use crate::table::standing::{UNHANDLED, UNPAID};
use crate::table::texts::TextKind;
use crate::table::violation_query::Count;
use crate::{Garage, Result};
use cheku_domain::ledger::BatchId;
use cheku_domain::provider::PASSING;
use cheku_domain::{CityRule, Fen, Timestamp};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What `BatchCounts` does not tell of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchDetail {
    /// The providers asked.
    pub providers: Vec<String>,
    /// Answered vehicles that have something unpaid now.
    pub owing: u32,
    /// Failed ones that the refusal locked.
    pub locked: u32,
    /// Failed ones that can be asked again free.
    pub free_again: u32,
    /// Vehicles with violations that were new in it.
    pub new_vehicles: u32,
    /// Vehicles that went over to the other provider.
    pub elsewhere: u32,
    /// Its calls that nobody has confirmed yet, and what they cost if they were charged.
    pub unconfirmed: Exposure,
    /// What the violations that were new in it owe now.
    pub new: NewOwed,
    /// The kind of the refusal that stopped it (`ErrorKind::code`).
    pub stop_kind: Option<String>,
}

/// What violations that were new in a batch owe: fines of the unpaid ones, points of
/// those not handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct NewOwed {
    /// Known fines.
    pub fines_fen: Fen,
    /// Unpaid ones whose fine nobody knows.
    pub fines_unknown: u32,
    /// Known points.
    pub points: u32,
    /// Ones not handled whose points nobody knows.
    pub points_unknown: u32,
}

/// A choice of the vehicles' list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VehicleChoice {
    /// 分组; "" = without one.
    Group,
    /// 驾驶员; "" = without one.
    Driver,
    /// 号牌种类
    PlateType,
}

/// What is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// 违法行为
    Act,
    /// 违法地点
    Place,
    /// Where it happened.
    City,
}

/// An item `i` whose failure cost nothing and passes (`domain::provider::PASSING`).
fn free_again() -> String {
    format!("i.state = 'failed' AND i.reason IN ('{}')", PASSING.join("', '"))
}

fn detail(conn: &Connection, batch: &str) -> Result<BatchDetail> {
    let sql = "SELECT DISTINCT provider FROM items WHERE batch = ?1 ORDER BY provider";
    let providers = collect(conn.prepare_cached(sql)?.query([batch])?, |row| Ok(row.get(0)?))?;
    let free_again = free_again();
    let sql = format!(
        "SELECT
            count(*) FILTER (WHERE i.state = 'answered' AND s.unpaid > 0),
            count(*) FILTER (WHERE i.state = 'failed' AND i.reason = 'vehicle_locked'),
            count(*) FILTER (WHERE {free_again}),
            count(*) FILTER (WHERE i.new_violations > 0),
            count(i.instead_of)
        FROM items i JOIN vehicle_summaries s ON s.vehicle = i.vehicle WHERE i.batch = ?1"
    );
    let counted = first(conn.prepare_cached(&sql)?.query([batch])?, |row| {
        Ok(BatchDetail {
            owing: row.get(0)?,
            locked: row.get(1)?,
            free_again: row.get(2)?,
            new_vehicles: row.get(3)?,
            elsewhere: row.get(4)?,
            ..BatchDetail::default()
        })
    })?;
    let range = CallRange { batch: Some(BatchId(batch.to_owned())), ..CallRange::default() };
    let unconfirmed = spend::exposure(conn, &range)?;
    let sql = "SELECT c.error_kind FROM calls c JOIN batches b ON b.id = c.batch
        WHERE c.batch = ?1 AND c.code = b.stop_code AND c.error_kind IS NOT NULL ORDER BY c.number DESC LIMIT 1";
    let stop_kind = first(conn.prepare_cached(sql)?.query([batch])?, |row| Ok(row.get(0)?))?;
    let new = new_owed(conn, batch)?;
    Ok(BatchDetail { providers, unconfirmed, new, stop_kind, ..counted.unwrap_or_default() })
}

fn new_owed(conn: &Connection, batch: &str) -> Result<NewOwed> {
    let sql = format!(
        "SELECT coalesce(sum(fine_fen) FILTER (WHERE {UNPAID}), 0),
                count(*) FILTER (WHERE {UNPAID} AND fine_fen IS NULL),
                coalesce(sum(points) FILTER (WHERE {UNHANDLED}), 0),
                count(*) FILTER (WHERE {UNHANDLED} AND points IS NULL)
         FROM violations WHERE first_batch = (SELECT number FROM batches WHERE id = ?1) AND news IS NOT {FIRST_FOUND}"
    );
    let found = first(conn.prepare_cached(&sql)?.query([batch])?, |row| {
        Ok(NewOwed {
            fines_fen: Fen(row.get(0)?),
            fines_unknown: row.get(1)?,
            points: row.get(2)?,
            points_unknown: row.get(3)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

impl Garage {
    /// What the list of batches does not tell of one.
    pub fn batch_detail(&self, batch: &BatchId) -> Result<BatchDetail> {
        self.read(|conn| detail(conn, &batch.0))
    }

    /// How many vehicles stand under each value of a choice, most first.
    pub fn vehicle_choices(&self, choice: VehicleChoice) -> Result<Vec<Count>> {
        let column = match choice {
            VehicleChoice::Group => "team",
            VehicleChoice::Driver => "driver",
            VehicleChoice::PlateType => "plate_type",
        };
        let sql = format!(
            "SELECT coalesce({column}, '') AS key, count(*) AS rows FROM vehicles WHERE removed = 0
             GROUP BY 1 ORDER BY 2 DESC, 1"
        );
        self.counts(&sql, [])
    }

    /// The commonest acts, places or cities among the unpaid violations.
    pub fn ranking(&self, ranking: Ranking, limit: usize) -> Result<Vec<Count>> {
        match ranking {
            Ranking::Act => self.top(TextKind::Act, UNPAID, limit),
            Ranking::Place => self.top(TextKind::Place, UNPAID, limit),
            Ranking::City => {
                let sql = "SELECT key, sum(rows) AS rows FROM tallies WHERE dimension = 'city'
                    AND standing IN ('unhandled', 'handled_unpaid') AND key <> ''
                    GROUP BY key HAVING sum(rows) > 0 ORDER BY 2 DESC, 1 LIMIT ?1";
                self.counts(sql, [int(limit)])
            }
        }
    }

    /// Vehicles whose last question could not be asked before something is
    /// completed, by the last batch that considered them.
    pub fn incomplete_vehicles(&self, batch: &BatchId) -> Result<u32> {
        let sql =
            "SELECT count(*) FROM items WHERE batch = ?1 AND state = 'skipped' AND reason = 'incomplete'";
        let found =
            self.read(|conn| first(conn.prepare_cached(sql)?.query([&batch.0])?, |row| Ok(row.get(0)?)))?;
        Ok(found.unwrap_or(0))
    }

    /// Failed vehicles of a batch that can be asked again free.
    pub fn free_again(&self, batch: &BatchId) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM items i WHERE i.batch = ?1 AND {}", free_again());
        let found =
            self.read(|conn| first(conn.prepare_cached(&sql)?.query([&batch.0])?, |row| Ok(row.get(0)?)))?;
        Ok(found.unwrap_or(0))
    }

    /// A kept rule that is still fresh enough to be used, as the ledger gives it.
    pub fn kept_rule(&self, provider: &str, key: &str, now: Timestamp) -> Result<Option<CityRule>> {
        let oldest = Timestamp(now.0 - crate::ledger::RULE_DAYS * crate::ledger::DAY_MS);
        self.read(|conn| cities::kept_rule(conn, provider, key, oldest))
    }

    fn counts(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Count>> {
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query(values)?, |row| {
                Ok(Count { key: row.get("key")?, rows: row.get("rows")? })
            })
        })
    }
}
