//! Accounts that were here before, and how many of their calls were charged. A vendor
//! counts free calls and price steps by its own account: one that is added again goes
//! on where it was, another begins anew.

use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, first};
use crate::{Garage, GarageError, Result};
use rusqlite::Connection;

/// Keeps the count of the provider's present account, which is about to go, and marks
/// the calls that may still be charged to it.
pub(crate) fn keep(conn: &Connection, provider: &str) -> Result<()> {
    // Replaced, not updated: the highest number is the one that went last.
    conn.execute(
        "INSERT OR REPLACE INTO former_accounts (provider, identity, charged_calls)
         SELECT provider, identity, charged_calls FROM accounts WHERE provider = ?1",
        [provider],
    )?;
    conn.execute(
        "UPDATE calls SET former_account = (SELECT identity FROM accounts WHERE provider = ?1)
         WHERE effective = 'unknown' AND provider = ?1 AND former_account IS NULL",
        [provider],
    )?;
    Ok(())
}

/// How many calls of an account that comes were charged when it was here before. One
/// that went before there were identities is taken for the same.
pub(crate) fn take_back(conn: &Connection, provider: &str, identity: &str) -> Result<u32> {
    let sql = "DELETE FROM former_accounts WHERE provider = ?1 AND identity IN (?2, '')
               RETURNING charged_calls";
    let counts = collect(conn.prepare(sql)?.query([provider, identity])?, |row| Ok(row.get(0)?))?;
    Ok(counts.into_iter().fold(0, u32::saturating_add))
}

/// Counts a charged call into the account that it was marked with; false when that one
/// is back.
pub(crate) fn count(conn: &Connection, provider: &str, identity: &str) -> Result<bool> {
    let sql = "UPDATE former_accounts SET charged_calls = charged_calls + 1
               WHERE provider = ?1 AND identity = ?2";
    Ok(conn.prepare_cached(sql)?.execute([provider, identity])? > 0)
}

/// Counts a call that a batch still asked after its account went.
pub(crate) fn count_late(conn: &Connection, provider: &str) -> Result<()> {
    conn.execute(
        "UPDATE former_accounts SET charged_calls = charged_calls + 1
         WHERE number = (SELECT max(number) FROM former_accounts WHERE provider = ?1)",
        [provider],
    )?;
    Ok(())
}

impl Garage {
    /// What this file's account identities are made with, so that they mean nothing
    /// anywhere else.
    pub fn account_salt(&self) -> Result<String> {
        let sql = "SELECT salt FROM account_salt";
        let salt = self.read(|conn| first(conn.prepare_cached(sql)?.query([])?, |row| Ok(row.get(0)?)))?;
        salt.ok_or_else(|| GarageError::new(Kind::Damaged, "the salt of accounts is gone"))
    }
}
