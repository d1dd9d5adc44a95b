//! The last check (最近一次查询): the last batch that asked anything, with those that it
//! goes on with. A batch that skipped everybody told nobody anything, and one that was
//! cut short and resumed is one check to a person.

use crate::row::{first, news};
use crate::{Garage, Result};
use cheku_domain::Timestamp;
use cheku_domain::ledger::{BatchId, News};
use rusqlite::{Connection, Row};

/// The ids of its batches, a subquery. One value instead of EXISTS, which SQLite turns into
/// a join and then reads every call for.
pub(crate) const BATCHES: &str = "(
    WITH last (id) AS (
        SELECT coalesce(b.first_part, b.id) FROM batches b
        WHERE (SELECT 1 FROM calls c WHERE c.batch = b.id AND c.kind = 'question' LIMIT 1)
        ORDER BY b.number DESC LIMIT 1)
    SELECT id FROM last UNION ALL SELECT b.id FROM batches b JOIN last ON b.first_part = last.id)";

/// When its first batch began, a subquery.
pub(crate) fn began() -> String {
    format!("(SELECT min(started_at) FROM batches WHERE id IN {BATCHES})")
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
    /// What its answers told, in all batches.
    pub news: News,
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
        news: news(row)?,
    })
}

fn last_check(conn: &Connection) -> Result<Option<LastCheck>> {
    let sql = format!(
        "WITH parts AS (SELECT * FROM batches WHERE id IN {BATCHES}),
              newest AS (SELECT id, started_at FROM parts ORDER BY number DESC LIMIT 1)
         SELECT newest.id AS newest, newest.started_at AS started_at,
                (SELECT started_at FROM parts ORDER BY number LIMIT 1) AS began_at,
                (SELECT sum(new_violations) FROM parts) AS new_violations,
                (SELECT sum(first_found) FROM parts) AS first_found, (SELECT sum(gone) FROM parts) AS gone,
                count(*) FILTER (WHERE i.state NOT IN ('waiting', 'skipped')) AS asked,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'failed') AS failed,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'doubtful') AS doubtful,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'skipped') AS skipped,
                count(*) FILTER (WHERE i.batch = newest.id AND i.state = 'waiting') AS not_asked
         FROM newest JOIN items i ON i.batch IN {BATCHES} GROUP BY newest.id"
    );
    first(conn.prepare_cached(&sql)?.query([])?, read)
}

fn began_last(conn: &Connection) -> Result<Option<Timestamp>> {
    let sql = format!("SELECT started_at FROM batches WHERE id IN {BATCHES} ORDER BY number DESC LIMIT 1");
    first(conn.prepare_cached(&sql)?.query([])?, |row| Ok(Timestamp(row.get(0)?)))
}

impl Garage {
    /// When the newest batch of the last check began, without a look at its vehicles; `None` while nothing was
    /// ever asked.
    pub fn last_check_at(&self) -> Result<Option<Timestamp>> {
        self.read(began_last)
    }

    /// What the last check came to; `None` while nothing was ever asked.
    pub fn last_check(&self) -> Result<Option<LastCheck>> {
        self.read(last_check)
    }
}
