//! Batches (批次): a persisted state machine with an honest "interrupted".

use super::call_sums;
use super::calls::CallRange;
use super::items::{self, NewItem};
use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, first, int, new_id, news, word};
use crate::{Garage, GarageError, Result};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{BatchId, News};
use cheku_domain::{Fen, Timestamp};
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

/// How far a batch got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Under way, or its process died and nobody has looked yet.
    Running,
    /// Every vehicle had its turn.
    Done,
    /// The account, the provider or a cap stopped it.
    Stopped,
    /// A person stopped it.
    Cancelled,
    /// Its process died.
    Interrupted,
}

impl BatchState {
    const ALL: [BatchState; 5] = [
        BatchState::Running,
        BatchState::Done,
        BatchState::Stopped,
        BatchState::Cancelled,
        BatchState::Interrupted,
    ];

    /// The word that stands for it in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            BatchState::Running => "running",
            BatchState::Done => "done",
            BatchState::Stopped => "stopped",
            BatchState::Cancelled => "cancelled",
            BatchState::Interrupted => "interrupted",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<BatchState> {
        BatchState::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A batch that begins.
#[derive(Debug, Clone)]
pub struct NewBatch {
    /// The provider it is told by, where all vehicles share it, else the default's.
    pub provider: String,
    /// The cap.
    pub cap: Option<Fen>,
    /// The batch whose vehicles that were not asked these are.
    pub goes_on_with: Option<BatchId>,
    /// The vehicles, in the order in which they are asked.
    pub items: Vec<NewItem>,
}

/// How a batch ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchEnd {
    /// Every vehicle had its turn.
    Done,
    /// Something stopped it.
    Stopped {
        /// The vendor's code, or `max_cost`, `month_cap`, `no_network`, `too_slow`.
        code: String,
        /// How far it reaches (`Scope::word`).
        scope: String,
        /// The vendor's words; may be empty.
        text: String,
    },
    /// A person stopped it; stands as code `cancelled`.
    Cancelled,
}

/// One batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Its id.
    pub id: BatchId,
    /// 第 N 批
    pub number: i64,
    /// The provider it is told by.
    pub provider: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How far it got.
    pub state: BatchState,
    /// The cap.
    pub cap: Option<Fen>,
    /// How many vehicles.
    pub planned: u32,
    /// What its answers told.
    pub news: News,
    /// Code, scope and text of what stopped it.
    pub stopped: Option<(String, String, String)>,
}

/// The figures of the terminal's `check`: planned = answered + no_data + pending +
/// failed + doubtful + skipped + not_asked once nothing is under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchCounts {
    /// All vehicles.
    pub planned: u32,
    /// Answered.
    pub answered: u32,
    /// The provider has no data.
    pub no_data: u32,
    /// Accepted, no result to be had.
    pub pending: u32,
    /// Refused or failed.
    pub failed: u32,
    /// Asked without a readable answer.
    pub doubtful: u32,
    /// Not asked on purpose.
    pub skipped: u32,
    /// Not asked.
    pub not_asked: u32,
    /// Questions under way.
    pub under_way: u32,
    /// Skipped ones by `Skip::word`.
    pub skipped_by: BTreeMap<String, u32>,
    /// Charged calls.
    pub charged: u32,
    /// Of these: with an answer that cannot be read yet.
    pub unreadable: u32,
    /// Their known cost.
    pub cost_fen: Fen,
    /// Charged calls without a price.
    pub cost_unknown: u32,
    /// What its answers told.
    pub news: News,
}

fn read(row: &Row<'_>) -> Result<BatchRow> {
    let code: Option<String> = row.get("stop_code")?;
    let text = |column: &str| Ok::<_, GarageError>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
    let (scope, words) = (text("stop_scope")?, text("stop_text")?);
    Ok(BatchRow {
        id: BatchId(row.get("id")?),
        number: row.get("number")?,
        provider: row.get("provider")?,
        started_at: Timestamp(row.get("started_at")?),
        ended_at: row.get::<_, Option<i64>>("ended_at")?.map(Timestamp),
        state: word(row, "state", BatchState::from_word)?,
        cap: row.get::<_, Option<i64>>("cap_fen")?.map(Fen),
        planned: row.get("planned")?,
        news: news(row)?,
        stopped: code.map(|code| (code, scope, words)),
    })
}

fn create(conn: &Connection, new: &NewBatch, now: Timestamp) -> Result<BatchId> {
    let id = new_id();
    conn.prepare_cached(
        "INSERT INTO batches (id, provider, started_at, state, cap_fen, planned, first_part)
         VALUES (?1, ?2, ?3, 'running', ?4, ?5, (SELECT coalesce(first_part, id) FROM batches WHERE id = ?6))",
    )?
    .execute(params![
        id,
        new.provider,
        now.0,
        new.cap.map(|cap| cap.0),
        int(new.items.len()),
        new.goes_on_with.as_ref().map(|batch| &batch.0)
    ])?;
    for (position, item) in new.items.iter().enumerate() {
        items::add(conn, &id, position, item)?;
    }
    Ok(BatchId(id))
}

fn finish(conn: &Connection, batch: &str, end: &BatchEnd, now: Timestamp) -> Result<()> {
    let (state, stop) = match end {
        BatchEnd::Done => (BatchState::Done, None),
        BatchEnd::Stopped { code, scope, text } => {
            (BatchState::Stopped, Some((code.as_str(), scope.as_str(), text.as_str())))
        }
        BatchEnd::Cancelled => (BatchState::Cancelled, Some(("cancelled", "", ""))),
    };
    let ended = conn.execute(
        "UPDATE batches SET state = ?2, ended_at = ?3, stop_code = ?4, stop_scope = ?5, stop_text = ?6
         WHERE id = ?1 AND state IN ('running', 'interrupted')",
        params![batch, state.word(), now.0, stop.map(|s| s.0), stop.map(|s| s.1), stop.map(|s| s.2)],
    )?;
    if ended == 0 { Err(GarageError::not_found("running batch")) } else { Ok(()) }
}

/// `batch_taken` once the batch has ended: another program took this one for dead.
pub(crate) fn must_run(conn: &Connection, batch: &str) -> Result<()> {
    let sql = "SELECT state FROM batches WHERE id = ?1";
    let state =
        first(conn.prepare_cached(sql)?.query([batch])?, |row| word(row, "state", BatchState::from_word))?;
    match state {
        Some(BatchState::Interrupted) => Err(GarageError::new(
            Kind::BatchTaken,
            "another program took this one for dead and ended the batch",
        )),
        _ => Ok(()),
    }
}

/// The number that rows name a batch by; `None` of one that is not kept.
pub(crate) fn number(conn: &Connection, batch: &str) -> Result<Option<i64>> {
    first(conn.prepare_cached("SELECT number FROM batches WHERE id = ?1")?.query([batch])?, |row| {
        Ok(row.get(0)?)
    })
}

/// Counts what an answer told into its batch.
pub(crate) fn count_news(conn: &Connection, batch: &str, news: News) -> Result<()> {
    if news != News::default() {
        let sql = "UPDATE batches SET new_violations = new_violations + ?2, first_found = first_found + ?3,
                       gone = gone + ?4 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute(params![batch, news.new, news.first_found, news.gone])?;
    }
    Ok(())
}

fn counts(conn: &Connection, batch: &str) -> Result<BatchCounts> {
    let mut counts = BatchCounts::default();
    let sql = "SELECT state, reason, count(*) AS items FROM items WHERE batch = ?1 GROUP BY state, reason";
    let groups = collect(conn.prepare_cached(sql)?.query([batch])?, |row| {
        let state = word(row, "state", ItemState::from_word)?;
        Ok((state, row.get::<_, Option<String>>("reason")?, row.get::<_, u32>("items")?))
    })?;
    for (state, reason, items) in groups {
        counts.count(state, reason, items);
    }
    let range = CallRange { batch: Some(BatchId(batch.to_owned())), ..CallRange::default() };
    let calls = call_sums::summary(conn, &range)?;
    let sql = "SELECT planned, new_violations, first_found, gone FROM batches WHERE id = ?1";
    let found = first(conn.prepare_cached(sql)?.query([batch])?, |row| Ok((row.get(0)?, news(row)?)))?;
    let (planned, news) = found.ok_or_else(|| GarageError::not_found("batch"))?;
    Ok(BatchCounts {
        planned,
        news,
        charged: calls.charged,
        unreadable: calls.unreadable,
        cost_fen: calls.cost_fen,
        cost_unknown: calls.cost_unknown,
        ..counts
    })
}

impl BatchCounts {
    fn count(&mut self, state: ItemState, reason: Option<String>, items: u32) {
        use ItemState as S;
        let counter = match state {
            S::Waiting => &mut self.not_asked,
            S::Asked => &mut self.under_way,
            S::Answered => &mut self.answered,
            S::NoData => &mut self.no_data,
            S::Pending => &mut self.pending,
            S::Failed => &mut self.failed,
            S::Doubtful => &mut self.doubtful,
            S::Skipped => &mut self.skipped,
        };
        *counter += items;
        if let (S::Skipped, Some(reason)) = (state, reason) {
            *self.skipped_by.entry(reason).or_default() += items;
        }
    }
}

impl Garage {
    /// Begins a batch with all its vehicles. The caller holds `hold_for_batch`.
    pub fn create_batch(&self, new: NewBatch, now: Timestamp) -> Result<BatchId> {
        self.write(move |conn| create(conn, &new, now))
    }

    /// Ends a running batch, and one that was taken for dead: its own word is the true one.
    pub fn finish_batch(&self, batch: &BatchId, end: BatchEnd, now: Timestamp) -> Result<()> {
        let batch = batch.0.clone();
        self.write(move |conn| finish(conn, &batch, &end, now))
    }

    /// A batch by its id.
    pub fn batch(&self, id: &BatchId) -> Result<Option<BatchRow>> {
        let sql = "SELECT * FROM batches WHERE id = ?1";
        self.read(|conn| first(conn.prepare_cached(sql)?.query([&id.0])?, read))
    }

    /// The last batch, running or ended.
    pub fn last_batch(&self) -> Result<Option<BatchRow>> {
        Ok(self.batches(0, 1)?.pop())
    }

    /// A window of the batches, newest first.
    pub fn batches(&self, offset: usize, limit: usize) -> Result<Vec<BatchRow>> {
        let sql = "SELECT * FROM batches ORDER BY number DESC LIMIT ?1 OFFSET ?2";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([int(limit), int(offset)])?, read))
    }

    /// How many batches there are.
    pub fn batch_total(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM batches";
        Ok(self.read(|conn| first(conn.prepare_cached(sql)?.query([])?, |row| Ok(row.get(0)?)))?.unwrap_or(0))
    }

    /// A batch by its number (第 N 批).
    pub fn batch_numbered(&self, number: u32) -> Result<Option<BatchRow>> {
        let sql = "SELECT * FROM batches WHERE number = ?1";
        self.read(|conn| first(conn.prepare_cached(sql)?.query([number])?, read))
    }

    /// A batch with those that went on after it with the same check, in the order of their beginning.
    pub fn parts_from(&self, batch: &BatchId) -> Result<Vec<BatchId>> {
        let sql = "SELECT part.id FROM batches this
                   JOIN batches part ON part.id = this.id
                     OR part.first_part = coalesce(this.first_part, this.id) AND part.number > this.number
                   WHERE this.id = ?1 ORDER BY part.number";
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query([&batch.0])?, |row| Ok(BatchId(row.get(0)?)))
        })
    }

    /// The figures of a batch as they stand now.
    pub fn batch_counts(&self, batch: &BatchId) -> Result<BatchCounts> {
        self.read(|conn| counts(conn, &batch.0))
    }
}
