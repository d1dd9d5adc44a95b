//! What a charged call costs by the account's price list; without a price the cost
//! is unknown, never zero.

use crate::Result;
use crate::table::{accounts, former_accounts};
use cheku_domain::{Charge, Fen};
use rusqlite::Connection;

/// The cost of one call by its charge, counting it into its account: `former`, where
/// that went meanwhile, else the present one. `None` = not known: charged without a
/// price, or by an account whose prices went with it, or nobody knows whether it is charged.
pub(crate) fn take(
    conn: &Connection,
    provider: &str,
    former: Option<&str>,
    charge: Charge,
) -> Result<Option<Fen>> {
    match (charge, former) {
        (Charge::No, _) => Ok(Some(Fen(0))),
        (Charge::Unknown, _) => Ok(None),
        (Charge::Yes, Some(former)) if former_accounts::count(conn, provider, former)? => Ok(None),
        (Charge::Yes, _) => take_charged(conn, provider),
    }
}

fn take_charged(conn: &Connection, provider: &str) -> Result<Option<Fen>> {
    // Two statements: RETURNING would open a table of its own for every call.
    let sql = "SELECT charged_calls, free_calls, prices FROM accounts WHERE provider = ?1";
    let cost = crate::row::first(conn.prepare_cached(sql)?.query([provider])?, |row| {
        let number = row.get::<_, u32>("charged_calls")?.saturating_add(1);
        Ok(accounts::price_list(row)?.of_call(number))
    })?;
    let counted = conn
        .prepare_cached("UPDATE accounts SET charged_calls = charged_calls + 1 WHERE provider = ?1")?
        .execute([provider])?;
    if counted == 0 {
        former_accounts::count_late(conn, provider)?;
    }
    Ok(cost.flatten())
}
