//! Accounts (账号) without their secrets, and how many of their calls were charged.

use crate::row::{collect, first};
use crate::{Garage, GarageError, Result};
use cheku_domain::Fen;
use cheku_domain::provider::Account;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) const CREATE: &str = "
CREATE TABLE accounts (
    provider TEXT NOT NULL PRIMARY KEY,
    form TEXT NOT NULL,
    price_fen INTEGER,
    free_calls INTEGER NOT NULL,
    allow_http INTEGER NOT NULL CHECK (allow_http IN (0, 1)),
    timeout_ms INTEGER,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    learned TEXT NOT NULL,
    charged_calls INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_default ON accounts (is_default) WHERE is_default = 1;
";

fn read(row: &Row<'_>) -> Result<Account> {
    let (form, learned): (String, String) = (row.get("form")?, row.get("learned")?);
    let timeout: Option<i64> = row.get("timeout_ms")?;
    Ok(Account {
        provider: row.get("provider")?,
        values: serde_json::from_str(&form)?,
        price: row.get::<_, Option<i64>>("price_fen")?.map(Fen),
        free_calls: row.get("free_calls")?,
        allow_http: row.get("allow_http")?,
        timeout: timeout.map(|ms| Duration::from_millis(u64::try_from(ms).unwrap_or(0))),
        is_default: row.get("is_default")?,
        learned: serde_json::from_str(&learned)?,
    })
}

fn save(conn: &Connection, account: &Account) -> Result<()> {
    if account.is_default {
        conn.execute("UPDATE accounts SET is_default = 0 WHERE provider <> ?1", [&account.provider])?;
    }
    let timeout = account.timeout.map(|timeout| i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX));
    conn.execute(
        "INSERT INTO accounts (provider, form, price_fen, free_calls, allow_http, timeout_ms, is_default, learned)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET form = excluded.form, price_fen = excluded.price_fen,
             free_calls = excluded.free_calls, allow_http = excluded.allow_http, timeout_ms = excluded.timeout_ms,
             is_default = excluded.is_default, learned = excluded.learned",
        params![
            account.provider,
            serde_json::to_string(&account.values)?,
            account.price.map(|price| price.0),
            account.free_calls,
            account.allow_http,
            timeout,
            account.is_default,
            serde_json::to_string(&account.learned)?,
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

    /// Saves an account; its count of charged calls stays. A default one takes the
    /// place of another, and the first account is the default.
    pub fn save_account(&self, account: &Account) -> Result<()> {
        let account = account.clone();
        self.write(move |conn| save(conn, &account))
    }

    /// Forgets an account; its calls stay.
    pub fn remove_account(&self, provider: &str) -> Result<()> {
        let provider = provider.to_owned();
        self.write(move |conn| {
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
