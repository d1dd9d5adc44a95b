//! What a charged call costs by the account's price list; without a price the cost
//! is unknown, never zero.

use crate::Result;
use crate::table::accounts;
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
         RETURNING charged_calls, free_calls, prices",
    )?;
    let cost = crate::row::first(count.query([provider])?, |row| {
        Ok(accounts::price_list(row)?.of_call(row.get("charged_calls")?))
    })?;
    Ok(cost.flatten())
}
