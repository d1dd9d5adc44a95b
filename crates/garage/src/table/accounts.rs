//! Accounts (账号) without their secrets, and how many of their calls were charged.

use super::former_accounts;
use crate::row::{collect, first};
use crate::{Garage, GarageError, Result};
use cheku_domain::provider::Account;
use cheku_domain::{CallCost, PriceList};
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;
use std::time::Duration;

/// The account's price list, of a row with `prices` and `free_calls`.
pub(crate) fn price_list(row: &Row<'_>) -> Result<PriceList> {
    let steps: String = row.get("prices")?;
    Ok(PriceList { free_calls: row.get("free_calls")?, steps: serde_json::from_str(&steps)? })
}

fn read(row: &Row<'_>) -> Result<Account> {
    let (form, learned): (String, String) = (row.get("form")?, row.get("learned")?);
    let timeout: Option<i64> = row.get("timeout_ms")?;
    let (quota, from): (Option<u32>, u32) = (row.get("quota")?, row.get("quota_from")?);
    let since = row.get::<_, u32>("charged_calls")?.saturating_sub(from);
    Ok(Account {
        provider: row.get("provider")?,
        values: serde_json::from_str(&form)?,
        prices: price_list(row)?,
        quota_left: quota.map(|quota| quota.saturating_sub(since)),
        concurrency: row.get("concurrency")?,
        per_minute: row.get("per_minute")?,
        allow_http: row.get("allow_http")?,
        timeout: timeout.map(|ms| Duration::from_millis(u64::try_from(ms).unwrap_or(0))),
        is_default: row.get("is_default")?,
        learned: serde_json::from_str(&learned)?,
        identity: row.get("identity")?,
    })
}

/// How many calls of the account that is saved were charged so far. Another account in
/// the same provider's place begins with its own count, and the one that was there keeps its.
fn charged_so_far(conn: &Connection, account: &Account) -> Result<u32> {
    let sql = "SELECT identity, charged_calls FROM accounts WHERE provider = ?1";
    let present: Option<(String, u32)> =
        first(conn.prepare_cached(sql)?.query([&account.provider])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
    match present {
        Some((identity, charged)) if identity == account.identity || identity.is_empty() => Ok(charged),
        Some(_) => {
            former_accounts::keep(conn, &account.provider)?;
            former_accounts::take_back(conn, &account.provider, &account.identity)
        }
        None => former_accounts::take_back(conn, &account.provider, &account.identity),
    }
}

fn save(conn: &Connection, account: &Account) -> Result<()> {
    if account.is_default {
        conn.execute("UPDATE accounts SET is_default = 0 WHERE provider <> ?1", [&account.provider])?;
    }
    let charged = charged_so_far(conn, account)?;
    let timeout = account.timeout.map(|timeout| i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX));
    conn.execute(
        "INSERT INTO accounts (provider, form, prices, free_calls, quota, concurrency, per_minute, allow_http,
             timeout_ms, is_default, learned, identity, charged_calls, quota_from)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)
         ON CONFLICT DO UPDATE SET form = excluded.form, prices = excluded.prices,
             free_calls = excluded.free_calls, quota = excluded.quota, quota_from = excluded.quota_from,
             concurrency = excluded.concurrency, per_minute = excluded.per_minute,
             allow_http = excluded.allow_http, timeout_ms = excluded.timeout_ms,
             is_default = excluded.is_default, learned = excluded.learned,
             identity = excluded.identity, charged_calls = excluded.charged_calls",
        params![
            account.provider,
            serde_json::to_string(&account.values)?,
            serde_json::to_string(&account.prices.steps)?,
            account.prices.free_calls,
            account.quota_left,
            account.concurrency,
            account.per_minute,
            account.allow_http,
            timeout,
            account.is_default,
            serde_json::to_string(&account.learned)?,
            account.identity,
            charged,
        ],
    )?;
    // Someone is always asked where a vehicle has no choice of its own.
    conn.execute(
        "UPDATE accounts SET is_default = 1 WHERE provider = ?1
         AND NOT EXISTS (SELECT 1 FROM accounts WHERE is_default = 1)",
        [&account.provider],
    )?;
    Ok(())
}

/// What so many more charged calls of `provider` cost; without an account nobody knows.
pub(crate) fn cost_of_next(conn: &Connection, provider: &str, calls: u32) -> Result<CallCost> {
    let sql = "SELECT prices, free_calls, charged_calls FROM accounts WHERE provider = ?1";
    let found = first(conn.prepare_cached(sql)?.query([provider])?, |row| {
        Ok(price_list(row)?.of_next(row.get("charged_calls")?, calls))
    })?;
    Ok(found.unwrap_or(CallCost { unknown: calls, ..CallCost::default() }))
}

impl Garage {
    /// An account by its provider.
    pub fn account(&self, provider: &str) -> Result<Option<Account>> {
        let sql = "SELECT * FROM accounts WHERE provider = ?1";
        self.read(|conn| first(conn.prepare_cached(sql)?.query([provider])?, read))
    }

    /// All accounts, by provider.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        self.read(|conn| {
            collect(conn.prepare_cached("SELECT * FROM accounts ORDER BY provider")?.query([])?, read)
        })
    }

    /// How many of an account's calls were charged so far: what is left of its
    /// free ones and of its package.
    pub fn charged_calls(&self, provider: &str) -> Result<u32> {
        let sql = "SELECT charged_calls FROM accounts WHERE provider = ?1";
        let count =
            self.read(|conn| first(conn.prepare_cached(sql)?.query([provider])?, |row| Ok(row.get(0)?)))?;
        Ok(count.unwrap_or(0))
    }

    /// Saves an account; its count of charged calls stays, also when it was away (see
    /// `Account::identity`). A default one takes the place of another, and the first
    /// account is the default.
    pub fn save_account(&self, account: &Account) -> Result<()> {
        let account = account.clone();
        self.write(move |conn| save(conn, &account))
    }

    /// Forgets an account; its calls stay, and so does their count for when it comes back.
    pub fn remove_account(&self, provider: &str) -> Result<()> {
        let provider = provider.to_owned();
        self.write(move |conn| {
            former_accounts::keep(conn, &provider)?;
            conn.execute("DELETE FROM accounts WHERE provider = ?1", [&provider])?;
            Ok(())
        })
    }

    /// Keeps what a client learned by itself.
    pub fn remember(&self, provider: &str, learned: &BTreeMap<String, String>) -> Result<()> {
        let (provider, learned) = (provider.to_owned(), serde_json::to_string(learned)?);
        self.write(move |conn| {
            let sql = "UPDATE accounts SET learned = ?2 WHERE provider = ?1";
            match conn.execute(sql, params![provider, learned])? {
                0 => Err(GarageError::not_found("account")),
                _ => Ok(()),
            }
        })
    }
}
