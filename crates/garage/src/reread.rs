//! An answer that was paid for and could not be read, once it can be: its rows take the way
//! of every answer's, at the time at which it came. Nothing is sent; bill and charge stay.

use crate::table::calls::{self, OpenCall, Verdict};
use crate::table::items::{self, Came};
use crate::table::{batches, summaries};
use crate::{Garage, Result, settle};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{News, Outcome};
use cheku_domain::provider::Reply;
use rusqlite::{Connection, params};

/// What is known of the vehicle since.
struct Since {
    /// Something was asked later: its end is what is shown of the vehicle.
    asked: bool,
    /// The same provider (and city) has answered later: it has the last word about its rows.
    answered: bool,
}

fn since(conn: &Connection, call: &OpenCall) -> Result<Since> {
    let later = "SELECT 1 FROM calls WHERE vehicle = ?1 AND number > ?2 AND state <> 'asked'";
    let sql = format!(
        "SELECT EXISTS ({later}),
                EXISTS ({later} AND provider = ?3 AND city IS ?4 AND charge = 'yes' AND state <> 'unreadable')"
    );
    let values = params![call.vehicle, call.number, call.provider, call.city];
    let read = |row: &rusqlite::Row<'_>| Ok(Since { asked: row.get(0)?, answered: row.get(1)? });
    Ok(conn.prepare_cached(&sql)?.query_row(values, read)?)
}

/// Whether it was unread until now.
fn read_again(conn: &Connection, id: &str, reply: &Reply) -> Result<bool> {
    let Some((call, at)) = calls::unread_call(conn, id)? else { return Ok(false) };
    let verdict = settle::verdict_of(&Outcome::Replied(reply.clone()));
    now_readable(conn, &call, &verdict)?;
    let (Some(vehicle), Reply::Answered { violations, claimed, .. }) = (&call.vehicle, reply) else {
        return Ok(true);
    };
    let since = since(conn, &call)?;
    let mut news = News::default();
    if !since.answered {
        settle::hold_claims(conn, &call, vehicle, claimed, violations, at)?;
        news = if since.asked {
            let news = settle::take_rows(conn, &call, vehicle, violations, at)?;
            summaries::answered_before(conn, vehicle, &call.provider, at)?;
            news
        } else {
            settle::answered(conn, &call, vehicle, violations, at)?.news
        };
    }
    let cost = calls::cost(conn, &call)?;
    let came = Came { state: ItemState::Answered, verdict: &verdict, cost, news, at };
    items::settle(conn, &call, vehicle, &came)?;
    batches::count_news(conn, &call.batch, news)?;
    Ok(true)
}

fn now_readable(conn: &Connection, call: &OpenCall, verdict: &Verdict) -> Result<()> {
    let sql = "UPDATE calls SET state = ?2, error_kind = NULL, code = nullif(?3, ''), text = NULL WHERE number = ?1";
    conn.prepare_cached(sql)?.execute(params![call.number, verdict.state.word(), verdict.code])?;
    Ok(())
}

impl Garage {
    /// Settles a paid, unreadable call by what its kept answer says after all. Bill and
    /// charge stay as they are. False where it can be read already.
    pub fn settle_reread(&self, call: &str, reply: Reply) -> Result<bool> {
        let call = call.to_owned();
        self.write(move |conn| read_again(conn, &call, &reply))
    }
}
