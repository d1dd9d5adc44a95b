//! What a charged call costs: the first of an account are free, the others cost
//! its price, and without a price the cost is unknown, never zero.

use crate::Result;
use cheku_domain::{Charge, Fen};
use rusqlite::Connection;

/// The cost of one call by its charge, counting it into the account. `None` =
/// not known: charged without a price, or nobody knows whether it is charged.
pub(crate) fn take(conn: &Connection, provider: &str, charge: Charge) -> Result<Option<Fen>> {
    match charge {
        Charge::No => Ok(Some(Fen(0))),
        Charge::Unknown => Ok(None),
        Charge::Yes => take_charged(conn, provider),
    }
}

fn take_charged(conn: &Connection, provider: &str) -> Result<Option<Fen>> {
    let mut count = conn.prepare_cached(
        "UPDATE accounts SET charged_calls = charged_calls + 1 WHERE provider = ?1
         RETURNING charged_calls <= free_calls AS is_free, price_fen",
    )?;
    let account = crate::row::first(count.query([provider])?, |row| {
        Ok((row.get::<_, bool>("is_free")?, row.get::<_, Option<i64>>("price_fen")?))
    })?;
    Ok(match account {
        Some((true, _)) => Some(Fen(0)),
        Some((false, price)) => price.map(Fen),
        None => None,
    })
}
