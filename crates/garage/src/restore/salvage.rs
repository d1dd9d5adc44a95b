//! What can still be read of a damaged garage, or of one that another program changed: a restore
//! is what cures it, and the calls that it holds were paid for all the same. Rows are read from both ends of each table, up to the damage.

use super::own_copy::{OwnCopy, copy_as_it_lies, new_file};
use crate::Result;
use crate::migrate;
use crate::read::guard;
use crate::schema::{has_tables, within};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;
use std::time::Duration;

/// What a restore may take over (`carry`), in the order in which they name each other.
const TABLES: [&str; 15] = [
    "vehicles",
    "batches",
    "calls",
    "items",
    "vehicle_summaries",
    "vehicle_locks",
    "claims",
    "texts",
    "driver_names",
    "violations",
    "violation_sources",
    "accounts",
    "former_accounts",
    "account_salt",
    "settings",
];
const READING: Duration = Duration::from_secs(120);

/// Rows that name others which could not be read: they go, or name nobody any more. A call keeps
/// its plate; a batch that is gone is begun again by what its calls tell.
const MEND: &str = "
    UPDATE calls SET vehicle = NULL WHERE vehicle NOT IN (SELECT id FROM vehicles);
    INSERT INTO batches (id, provider, started_at, ended_at, state, planned)
        SELECT batch, min(provider), min(asked_at), max(coalesce(settled_at, asked_at)), 'interrupted', count(*)
        FROM calls WHERE batch NOT IN (SELECT id FROM batches) GROUP BY batch ORDER BY min(asked_at);
    UPDATE batches SET first_part = NULL WHERE first_part NOT IN (SELECT id FROM batches);
    DELETE FROM items WHERE batch NOT IN (SELECT id FROM batches) OR vehicle NOT IN (SELECT id FROM vehicles);
    DELETE FROM violations WHERE vehicle NOT IN (SELECT number FROM vehicles)
        OR number NOT IN (SELECT violation FROM violation_sources);
    UPDATE violations SET first_batch = NULL WHERE first_batch NOT IN (SELECT number FROM batches);
    DELETE FROM violation_sources WHERE violation NOT IN (SELECT number FROM violations)
        OR provider NOT IN (SELECT id FROM texts);
    DELETE FROM vehicle_summaries WHERE vehicle NOT IN (SELECT id FROM vehicles);
    INSERT INTO vehicle_summaries (vehicle) SELECT id FROM vehicles WHERE true ON CONFLICT DO NOTHING;
    DELETE FROM vehicle_locks WHERE vehicle NOT IN (SELECT id FROM vehicles);
    DELETE FROM claims WHERE vehicle NOT IN (SELECT id FROM vehicles);";

/// What can be read of `from`, as a garage of its own at `to`; `None` when that is nothing.
pub(super) fn of(from: &Path, to: &Path) -> Result<Option<OwnCopy>> {
    let damaged = new_file(&crate::backup::with_suffix(to, ".damaged"));
    copy_as_it_lies(from, damaged.path())?;
    let mut source = Connection::open(damaged.path())?;
    guard(&source)?;
    within(&mut source, READING)?;
    // Of other tables nothing is known; a schema that cannot be read tells nothing.
    if !has_tables(&source, &TABLES).unwrap_or(false) {
        return Ok(None);
    }
    let file = new_file(to);
    let conn = Connection::open(to)?;
    guard(&conn)?;
    conn.execute_batch("PRAGMA foreign_keys = OFF;")?;
    migrate::begin(&conn)?;
    let change = conn.unchecked_transaction()?;
    change.execute_batch("DELETE FROM account_salt")?;
    let mut rows = 0;
    for table in TABLES {
        rows += read_table(&source, &change, table)?;
    }
    change.execute_batch(MEND)?;
    change.commit()?;
    drop(source);
    Ok((rows > 0).then_some(OwnCopy { conn, file }))
}

/// Reads a table from its beginning, and after a damaged page from its end.
fn read_table(source: &Connection, to: &Connection, table: &str) -> Result<usize> {
    let columns = super::carry::columns(to, table)?;
    let names = columns.join(", ");
    let places = vec!["?"; columns.len()].join(", ");
    let put = format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})");
    let order = columns.first().map(String::as_str).unwrap_or("1");
    let forward = format!("SELECT {names} FROM {table} NOT INDEXED");
    let back = match table {
        "vehicles" | "violations" | "texts" | "driver_names" | "calls" | "batches" | "vehicle_summaries"
        | "former_accounts" => "rowid",
        _ => order,
    };
    let (rows, is_whole) = read(source, to, &forward, &put, columns.len())?;
    if is_whole {
        return Ok(rows);
    }
    let backward = format!("{forward} ORDER BY {back} DESC");
    Ok(rows + read(source, to, &backward, &put, columns.len())?.0)
}

/// Rows up to the first that cannot be read, and whether there was none.
fn read(
    source: &Connection,
    to: &Connection,
    select: &str,
    put: &str,
    columns: usize,
) -> Result<(usize, bool)> {
    let mut put = to.prepare_cached(put)?;
    let Ok(mut query) = source.prepare(select) else { return Ok((0, false)) };
    let Ok(mut rows) = query.query([]) else { return Ok((0, false)) };
    let mut taken = 0;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let cells: rusqlite::Result<Vec<Value>> = (0..columns).map(|at| row.get(at)).collect();
                // Cells that do not fit their columns are not as this program wrote them.
                taken += cells.and_then(|cells| put.execute(params_from_iter(cells))).unwrap_or(0);
            }
            Ok(None) => return Ok((taken, true)),
            Err(_) => return Ok((taken, false)),
        }
    }
}
