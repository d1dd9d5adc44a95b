//! The document of `batches`.

use cheku_commands::api::BatchRow;
use cheku_domain::{Fen, Timestamp};
use serde::Serialize;

/// `batches`
#[derive(Serialize)]
pub struct Batches {
    pub total: u32,
    pub batches: Vec<Batch>,
}

/// One batch.
#[derive(Serialize)]
pub struct Batch {
    batch: String,
    number: u32,
    state: cheku_commands::api::BatchState,
    provider: String,
    #[serde(serialize_with = "super::at")]
    started_at: Timestamp,
    #[serde(serialize_with = "super::at_maybe")]
    ended_at: Option<Timestamp>,
    planned: u32,
    answered: u32,
    failed: u32,
    doubtful: u32,
    skipped: u32,
    not_asked: u32,
    /// Of these, asked by no batch since.
    resumable: u32,
    charged: u32,
    cost_fen: Fen,
    cost_unknown: u32,
    /// Seen for the first time in it.
    new_violations: u32,
    /// Of these: found with their vehicle's first answer.
    first_found: u32,
    /// The code that stopped it.
    stopped: Option<String>,
}

impl From<&BatchRow> for Batch {
    fn from(row: &BatchRow) -> Batch {
        Batch {
            batch: row.id.clone(),
            number: row.number,
            state: row.state,
            provider: row.provider.clone(),
            started_at: row.started_at,
            ended_at: row.ended_at,
            planned: row.planned,
            answered: row.answered,
            failed: row.failed,
            doubtful: row.doubtful,
            skipped: row.skipped,
            not_asked: row.not_asked,
            resumable: row.resumable,
            charged: row.charged,
            cost_fen: row.cost_fen,
            cost_unknown: row.cost_unknown,
            new_violations: row.new_violations + row.first_found,
            first_found: row.first_found,
            stopped: row.stopped.as_ref().map(|stopped| stopped.code.clone()),
        }
    }
}
