//! Accounts and settings of a restored garage. One garage's stand, those of now unless the copy's
//! are wished; what the vendors counted is both's, so that no price step and no free call comes
//! back. A garage that never had an account nor a batch has nothing that could stand.

use super::columns::columns;
use super::wishes::{Settings, Wishes};
use crate::Result;
use rusqlite::{Connection, params};

/// Decides whose stand, and takes them over.
pub(super) fn carry(conn: &Connection, wishes: &Wishes) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM present.accounts) OR EXISTS (SELECT 1 FROM present.batches)";
    let was_used: bool = conn.query_row(sql, [], |row| row.get(0))?;
    let stands_now = was_used && wishes.settings == Settings::AsNow;
    let (standing, other) = if stands_now { ("present", "main") } else { ("main", "present") };
    former(conn, standing, other)?;
    mark_unknown(conn, standing, other)?;
    counts(conn, standing, other)?;
    if stands_now {
        take(conn, "accounts")?;
        take(conn, "account_salt")?;
        take(conn, "settings")?;
    }
    conn.execute_batch(
        "UPDATE main.accounts AS a SET charged_calls = c.charged_calls FROM account_count c
             WHERE c.provider = a.provider;
         DELETE FROM main.former_accounts WHERE EXISTS (SELECT 1 FROM main.accounts a
             WHERE a.provider = main.former_accounts.provider AND a.identity = main.former_accounts.identity);",
    )?;
    if was_used {
        facts(conn, wishes.facts)?;
    }
    Ok(())
}

/// Accounts that stand no longer are kept with their counts. One from before there were
/// identities is counted in the standing one.
fn former(conn: &Connection, standing: &str, other: &str) -> Result<()> {
    let keep = |from: &str, extra: &str| {
        format!(
            "INSERT INTO main.former_accounts (provider, identity, charged_calls)
                 SELECT provider, identity, charged_calls FROM {from} WHERE {extra}
                 ON CONFLICT DO UPDATE SET charged_calls = max(charged_calls, excluded.charged_calls);"
        )
    };
    let gone = format!(
        "NOT EXISTS (SELECT 1 FROM {standing}.accounts s WHERE s.provider = {other}.accounts.provider
             AND {other}.accounts.identity IN (s.identity, ''))
         AND NOT ({other}.accounts.identity = '' AND EXISTS (SELECT 1 FROM {standing}.former_accounts f
             WHERE f.provider = {other}.accounts.provider))"
    );
    let batch = [keep(&format!("{other}.accounts"), &gone), keep("present.former_accounts", "true")].concat();
    Ok(conn.execute_batch(&batch)?)
}

/// Whose calls of unknown charge are, where the account that asked stands no longer.
fn mark_unknown(conn: &Connection, standing: &str, other: &str) -> Result<()> {
    let (whose, shared) = match other {
        "present" => ("c.id IN brought", ""),
        // The present garage knows which of the calls of both are a former account's.
        _ => (
            "c.id NOT IN (SELECT id FROM present.calls)",
            "UPDATE main.calls AS c SET former_account = n.former_account FROM present.calls n
                 WHERE n.id = c.id AND c.effective = 'unknown';",
        ),
    };
    Ok(conn.execute_batch(&format!(
        "{shared}
         UPDATE main.calls AS c SET former_account = a.identity FROM {other}.accounts a
             WHERE a.provider = c.provider AND c.effective = 'unknown' AND c.former_account IS NULL
                 AND {whose} AND a.identity <> '' AND NOT EXISTS (SELECT 1 FROM {standing}.accounts s
                     WHERE s.provider = a.provider AND s.identity = a.identity);"
    ))?)
}

/// The standing accounts' counts, with what only the other garage knows of the same account.
fn counts(conn: &Connection, standing: &str, other: &str) -> Result<()> {
    let apart = i32::from(other == "present");
    Ok(conn.execute_batch(&format!(
        "CREATE TEMP TABLE account_count AS SELECT s.provider, s.charged_calls + coalesce((
             SELECT c.calls FROM counted_apart c JOIN {other}.accounts o ON o.provider = c.provider
             WHERE c.provider = s.provider AND c.at_present = {apart}
                 AND (o.identity = s.identity OR '' IN (o.identity, s.identity))), 0) AS charged_calls
         FROM {standing}.accounts s;"
    ))?)
}

/// The whole table as it is now.
fn take(conn: &Connection, table: &str) -> Result<()> {
    let names = columns(conn, table)?.join(", ");
    Ok(conn.execute_batch(&format!(
        "DELETE FROM main.{table}; INSERT INTO main.{table} ({names}) SELECT {names} FROM present.{table};"
    ))?)
}

/// Settings that tell what happened, not what is wished.
fn facts(conn: &Connection, keys: &[&str]) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO main.settings SELECT key, value FROM present.settings WHERE key = ?1";
    keys.iter().try_for_each(|key| Ok(conn.execute(sql, params![key]).map(drop)?))
}
