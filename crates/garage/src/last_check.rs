//! The last check (最近一次查询): the last batch that asked anything, with those that it
//! goes on with. A batch that skipped everybody told nobody anything, and one that was
//! cut short and resumed is one check to a person: what came new in either part is new.

use crate::row::{collect, first};
use crate::{Garage, Result};
use cheku_domain::Timestamp;
use cheku_domain::ledger::BatchId;
use rusqlite::{Connection, Row};

/// The ids of its batches, a subquery. One value instead of EXISTS, which SQLite turns into
/// a join and then reads every call for.
pub(crate) const BATCHES: &str = "(
    WITH last (id) AS (
        SELECT coalesce(b.first_part, b.id) FROM batches b
        WHERE (SELECT 1 FROM calls c WHERE c.batch = b.id AND c.kind = 'question' LIMIT 1)
        ORDER BY b.number DESC LIMIT 1)
    SELECT id FROM last UNION ALL SELECT b.id FROM batches b JOIN last ON b.first_part = last.id)";

/// The numbers of its batches, a subquery.
pub(crate) fn numbers() -> String {
    format!("(SELECT number FROM batches WHERE id IN {BATCHES})")
}

/// Their ids, for reading many rows.
pub(crate) fn batches(conn: &Connection) -> Result<Vec<String>> {
    let sql = format!("SELECT id FROM batches WHERE id IN {BATCHES}");
    collect(conn.prepare_cached(&sql)?.query([])?, |row| Ok(row.get(0)?))
}

/// What the last check came to, in vehicles. What failed and what was left is its newest
/// batch's: that is the one that can be looked at and gone on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCheck {
    /// Its newest batch.
    pub newest: BatchId,
    /// When its first batch began.
    pub began_at: Timestamp,
    /// When its newest batch began.
    pub started_at: Timestamp,
    /// Asked, by all its batches.
    pub asked: u32,
    /// Refused or failed in the newest batch.
    pub failed: u32,
    /// Asked by it without a readable answer.
    pub doubtful: u32,
    /// Not asked by it on purpose.
    pub skipped: u32,
    /// Not asked by it.
    pub not_asked: u32,
    /// Violations seen for the first time, in all batches.
    pub new_violations: u32,
    /// With violations seen for the first time, in all batches.
    pub new_vehicles: u32,
}

fn read(row: &Row<'_>) -> Result<LastCheck> {
    Ok(LastCheck {
        newest: BatchId(row.get("newest")?),
        began_at: Timestamp(row.get("began_at")?),
        started_at: Timestamp(row.get("started_at")?),
        asked: row.get("asked")?,
        failed: row.get("failed")?,
        doubtful: row.get("doubtful")?,
        skipped: row.get("skipped")?,
        not_asked: row.get("not_asked")?,
        new_violations: row.get("new_violations")?,
        new_vehicles: row.get("new_vehicles")?,
    })
}

fn last_check(conn: &Connection) -> Result<Option<LastCheck>> {
    let sql = format!(
        "WITH parts AS (SELECT * FROM batches WHERE id IN {BATCHES}),
              newest AS (SELECT id, started_at FROM parts ORDER BY number DESC LIMIT 1)
         SELECT newest.id AS newest, newest.started_at AS started_at,
                (SELECT started_at FROM parts ORDER BY number LIMIT 1) AS began_at,
                (SELECT sum(new_violations) FROM parts) AS new_violations,
                count(*) FILTER (WHERE i.state NOT IN ('waiting', 'skipped')) AS asked,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'failed') AS failed,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'doubtful') AS doubtful,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'skipped') AS skipped,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'waiting') AS not_asked,
                count(DISTINCT i.vehicle) FILTER (WHERE i.new_violations > 0) AS new_vehicles
         FROM newest JOIN items i ON i.batch IN {BATCHES} GROUP BY newest.id"
    );
    first(conn.prepare_cached(&sql)?.query([])?, read)
}

/// As much of the last check as the frame of every page shows: from its batches alone,
/// without a look at their vehicles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastCheckSeen {
    /// When its newest batch began.
    pub started_at: Timestamp,
    /// Violations seen for the first time, in all batches.
    pub new_violations: u32,
}

fn seen(conn: &Connection) -> Result<Option<LastCheckSeen>> {
    let sql = format!(
        "WITH parts AS (SELECT number, started_at, new_violations FROM batches WHERE id IN {BATCHES})
         SELECT started_at, (SELECT sum(new_violations) FROM parts) FROM parts ORDER BY number DESC LIMIT 1"
    );
    first(conn.prepare_cached(&sql)?.query([])?, |row| {
        Ok(LastCheckSeen { started_at: Timestamp(row.get(0)?), new_violations: row.get(1)? })
    })
}

impl Garage {
    /// When the last check began and what came new with it; `None` while nothing was ever asked.
    pub fn last_check_seen(&self) -> Result<Option<LastCheckSeen>> {
        self.read(seen)
    }

    /// What the last check came to; `None` while nothing was ever asked.
    pub fn last_check(&self) -> Result<Option<LastCheck>> {
        self.read(last_check)
    }
}
