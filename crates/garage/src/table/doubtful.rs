//! Doubtful calls (待确认): questions whose answer was lost, and what a person finds
//! out about them.

use super::calls::{CallKind, CallRow, find};
use super::summaries;
use crate::error::GarageErrorKind as Kind;
use crate::row::first;
use crate::{Garage, GarageError, Result, account_cost};
use cheku_domain::{Attempt, Charge, Timestamp};
use rusqlite::{Connection, params};

/// How many doubtful questions wait for a person.
pub(crate) const DOUBTFUL: &str =
    "SELECT count(*) FROM calls WHERE effective = 'unknown' AND kind = 'question' AND state <> 'asked'";

fn settle_by_person(conn: &Connection, id: &str, charged: bool, at: Timestamp) -> Result<CallRow> {
    let call = find(conn, id)?.ok_or_else(|| GarageError::not_found("call"))?;
    let doubtful = call.effective() == Charge::Unknown && call.kind == CallKind::Question;
    if !doubtful || call.state == Attempt::Asked {
        return Err(GarageError::new(Kind::CallNotDoubtful, "only a doubtful call is settled by a person"));
    }
    let charge = if charged { Charge::Yes } else { Charge::No };
    let cost = account_cost::take(conn, &call.provider, former_account(conn, id)?.as_deref(), charge)?;
    conn.prepare_cached("UPDATE calls SET person_charge = ?2, person_at = ?3, cost_fen = ?4 WHERE id = ?1")?
        .execute(params![id, charge.word(), at.0, cost.map(|cost| cost.0)])?;
    if let Some(vehicle) = &call.vehicle {
        summaries::no_longer_doubtful(conn, &vehicle.0)?;
    }
    find(conn, id)?.ok_or_else(|| GarageError::not_found("call"))
}

/// The account that asked, where it went meanwhile.
fn former_account(conn: &Connection, id: &str) -> Result<Option<String>> {
    let sql = "SELECT former_account FROM calls WHERE id = ?1";
    Ok(first(conn.prepare_cached(sql)?.query([id])?, |row| Ok(row.get(0)?))?.flatten())
}

impl Garage {
    /// Doubtful questions that no person has settled, over all time; looked up, not counted through.
    pub fn doubtful_calls(&self) -> Result<u32> {
        self.read(|conn| Ok(conn.prepare_cached(DOUBTFUL)?.query_row([], |row| row.get(0))?))
    }

    /// Keeps what a person found out about a doubtful call, beside what was known;
    /// costs and the vehicle's status follow. `call_not_doubtful` for any other call.
    pub fn settle_by_person(&self, call: &str, charged: bool, at: Timestamp) -> Result<CallRow> {
        let call = call.to_owned();
        self.write(move |conn| settle_by_person(conn, &call, charged, at))
    }
}
