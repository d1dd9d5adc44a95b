//! `calls`

use super::{at, at_maybe};
use cheku_commands::api::{CallRow, CallSums};
use cheku_domain::{Fen, PlateType, Timestamp};
use serde::Serialize;

/// `calls`
#[derive(Serialize)]
pub struct Calls {
    calls: u32,
    charged: u32,
    /// Of these: with an answer that cannot be read yet.
    unreadable: u32,
    free: u32,
    /// Asked without a readable answer (the contract of `calls`): those under way, too.
    doubtful: u32,
    lookups: u32,
    cost_fen: Fen,
    cost_unknown: u32,
    /// Empty unless asked for.
    list: Vec<Call>,
}

impl Calls {
    /// Sums and rows as the document has them.
    pub fn of(sums: &CallSums, rows: &[CallRow]) -> Calls {
        Calls {
            calls: sums.calls,
            charged: sums.charged,
            unreadable: sums.unreadable,
            free: sums.free,
            doubtful: sums.doubtful + sums.asking,
            lookups: sums.lookups,
            cost_fen: sums.cost_fen,
            cost_unknown: sums.cost_unknown,
            list: rows.iter().map(Into::into).collect(),
        }
    }
}

/// One call of the ledger.
#[derive(Serialize)]
pub struct Call {
    id: String,
    plate: Option<String>,
    /// null = a lookup, or the vehicle has another plate since.
    plate_type: Option<&'static str>,
    provider: String,
    #[serde(serialize_with = "at")]
    asked_at: Timestamp,
    #[serde(serialize_with = "at_maybe")]
    settled_at: Option<Timestamp>,
    state: &'static str,
    charge: &'static str,
    code: Option<String>,
}

impl From<&CallRow> for Call {
    fn from(row: &CallRow) -> Call {
        Call {
            id: row.id.clone(),
            plate: row.plate.as_ref().map(ToString::to_string),
            plate_type: row.plate_type.map(PlateType::code),
            provider: row.provider.clone(),
            asked_at: row.asked_at,
            settled_at: row.settled_at,
            state: row.state.word(),
            charge: row.charge.word(),
            code: row.code.clone(),
        }
    }
}

/// `calls show`
#[derive(Serialize)]
pub struct CallShown<'a> {
    pub call: Call,
    pub answer: Option<Answer<'a>>,
}

/// An answer as it came.
#[derive(Serialize)]
pub struct Answer<'a> {
    #[serde(serialize_with = "at")]
    pub received_at: Timestamp,
    pub http_status: u16,
    pub content_type: Option<&'a str>,
    pub bytes: u64,
    pub text: &'a str,
}
