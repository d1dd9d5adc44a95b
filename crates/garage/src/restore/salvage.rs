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

const READING: Duration = Duration::from_secs(120);

/// How the garage of one schema version is read. It is mended as that version and then upgraded like any other.
struct Form {
    version: i64,
    /// What a restore may take over (`carry`), in the order in which they name each other.
    tables: Vec<&'static str>,
    /// Tables whose rows other rows will name by a number that they have, although no column holds it.
    numbered: &'static [&'static str],
    /// Rows of violations that name others which could not be read.
    mend: String,
}

/// The tables of version 26.
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
/// What a later version added, and how its rows are mended.
const ADDED: [(i64, &[&str], &str); 3] = [
    (28, &["cases", "case_steps"], MEND_CASES),
    (34, &["settlements", "settlement_lines"], MEND_SETTLEMENTS),
    (35, &["clearances", "clearance_lines"], MEND_CLEARANCES),
];

impl Form {
    /// Of the versions that can be read, the newest first.
    fn all() -> Vec<Form> {
        let since_whole = (migrate::whole()..=migrate::newest()).rev().map(Form::since_whole);
        since_whole.chain([Form::last_of_history()]).collect()
    }

    fn since_whole(version: i64) -> Form {
        let mut form = Form { version, tables: TABLES.to_vec(), numbered: &[], mend: MEND_VIOLATIONS.into() };
        for (_, tables, mend) in ADDED.iter().filter(|(since, ..)| *since <= version) {
            form.tables.extend_from_slice(tables);
            form.mend.push_str(mend);
        }
        form
    }

    fn last_of_history() -> Form {
        let later = ["texts", "driver_names"];
        Form {
            version: migrate::last_of_history(),
            tables: TABLES.into_iter().filter(|table| !later.contains(table)).collect(),
            numbered: &["vehicles", "violations"],
            mend: MEND_VIOLATIONS_OF_25.into(),
        }
    }

    /// The one that this file has. Of other tables nothing is known; a schema that cannot be read tells nothing.
    fn of(source: &Connection) -> Option<Form> {
        Form::all().into_iter().find(|form| has_tables(source, form.version, &form.tables).unwrap_or(false))
    }
}

/// Rows that name others which could not be read: they go, or name nobody any more. A call keeps
/// its plate; a batch that is gone is begun again by what its calls tell.
const MEND: &str = "
    UPDATE calls SET vehicle = NULL WHERE vehicle NOT IN (SELECT id FROM vehicles);
    INSERT INTO batches (id, provider, started_at, ended_at, state, planned)
        SELECT batch, min(provider), min(asked_at), max(coalesce(settled_at, asked_at)), 'interrupted', count(*)
        FROM calls WHERE batch NOT IN (SELECT id FROM batches) GROUP BY batch ORDER BY min(asked_at);
    UPDATE batches SET first_part = NULL WHERE first_part NOT IN (SELECT id FROM batches);
    DELETE FROM items WHERE batch NOT IN (SELECT id FROM batches) OR vehicle NOT IN (SELECT id FROM vehicles);
    DELETE FROM vehicle_summaries WHERE vehicle NOT IN (SELECT id FROM vehicles);
    INSERT INTO vehicle_summaries (vehicle) SELECT id FROM vehicles WHERE true ON CONFLICT DO NOTHING;
    DELETE FROM vehicle_locks WHERE vehicle NOT IN (SELECT id FROM vehicles);
    DELETE FROM claims WHERE vehicle NOT IN (SELECT id FROM vehicles);";

/// A provider's lost name stands in its calls, too (kind 7, `TextKind`). Act, place, city and driver that are lost
/// become the empty text: a violation that was paid for stays known. The empty text gets a number above all that are
/// in use, so that it is not taken for one that is lost.
const MEND_VIOLATIONS: &str = "
    INSERT OR IGNORE INTO texts (id, kind, text) SELECT s.provider, 7, c.provider
        FROM violation_sources s JOIN calls c ON c.number = s.call_number
        WHERE s.provider NOT IN (SELECT id FROM texts) GROUP BY 1;
    DELETE FROM violation_sources WHERE violation NOT IN (SELECT number FROM violations)
        OR provider NOT IN (SELECT id FROM texts);
    UPDATE violation_sources SET asked_city = NULL WHERE asked_city NOT IN (SELECT id FROM texts);
    UPDATE violations SET code = NULL WHERE code NOT IN (SELECT id FROM texts);
    UPDATE violations SET city_number = NULL WHERE city_number NOT IN (SELECT id FROM texts);
    UPDATE violations SET authority = NULL WHERE authority NOT IN (SELECT id FROM texts);
    CREATE TEMP TABLE above (id INTEGER NOT NULL);
    INSERT INTO above SELECT max(
        (SELECT coalesce(max(id), 0) FROM texts),
        coalesce(max(act), 0), coalesce(max(place), 0), coalesce(max(city), 0)) FROM violations;
    INSERT OR IGNORE INTO texts (id, kind, text) SELECT id + 1, 1, '' FROM above;
    INSERT OR IGNORE INTO texts (id, kind, text) SELECT id + 2, 2, '' FROM above;
    INSERT OR IGNORE INTO texts (id, kind, text) SELECT id + 3, 4, '' FROM above;
    UPDATE violations SET act = (SELECT id FROM texts WHERE kind = 1 AND text = '')
        WHERE act NOT IN (SELECT id FROM texts);
    UPDATE violations SET place = (SELECT id FROM texts WHERE kind = 2 AND text = '')
        WHERE place NOT IN (SELECT id FROM texts);
    UPDATE violations SET city = (SELECT id FROM texts WHERE kind = 4 AND text = '')
        WHERE city NOT IN (SELECT id FROM texts);
    INSERT OR IGNORE INTO driver_names (id, name) SELECT 1 + max(
        (SELECT coalesce(max(id), 0) FROM driver_names), coalesce(max(driver), 0)), '' FROM violations;
    UPDATE violations SET driver = (SELECT id FROM driver_names WHERE name = '')
        WHERE driver NOT IN (SELECT id FROM driver_names);
    DROP TABLE above;
    DELETE FROM violations WHERE vehicle NOT IN (SELECT number FROM vehicles)
        OR number NOT IN (SELECT violation FROM violation_sources);
    UPDATE violations SET first_batch = NULL WHERE first_batch NOT IN (SELECT number FROM batches);
    DELETE FROM violation_sources WHERE violation NOT IN (SELECT number FROM violations);";

/// What was said of a violation that is lost is about nothing.
const MEND_CASES: &str = "
    DELETE FROM cases WHERE violation NOT IN (SELECT number FROM violations);
    DELETE FROM case_steps WHERE violation NOT IN (SELECT number FROM violations);";

/// A line without its settlement is of none.
const MEND_SETTLEMENTS: &str = "
    DELETE FROM settlement_lines WHERE settlement NOT IN (SELECT id FROM settlements);";

/// The same of clearance sheets.
const MEND_CLEARANCES: &str = "
    DELETE FROM clearance_lines WHERE clearance NOT IN (SELECT id FROM clearances);";

/// The same in version 25, whose violations hold their texts themselves.
const MEND_VIOLATIONS_OF_25: &str = "
    DELETE FROM violations WHERE vehicle NOT IN (SELECT id FROM vehicles)
        OR id NOT IN (SELECT violation FROM violation_sources);
    UPDATE violations SET first_batch = NULL WHERE first_batch NOT IN (SELECT id FROM batches);
    DELETE FROM violation_sources WHERE violation NOT IN (SELECT id FROM violations)
        OR vehicle NOT IN (SELECT id FROM vehicles);";

/// What can be read of `from`, as a garage of its own at `to`; `None` when that is nothing.
pub(super) fn of(from: &Path, to: &Path) -> Result<Option<OwnCopy>> {
    let damaged = new_file(&crate::names::with_suffix(to, ".damaged"));
    copy_as_it_lies(from, damaged.path())?;
    let mut source = Connection::open(damaged.path())?;
    guard(&source)?;
    within(&mut source, READING)?;
    let Some(form) = Form::of(&source) else { return Ok(None) };
    let file = new_file(to);
    let conn = Connection::open(to)?;
    guard(&conn)?;
    conn.execute_batch("PRAGMA foreign_keys = OFF;")?;
    migrate::begin_as(&conn, form.version)?;
    let change = conn.unchecked_transaction()?;
    change.execute_batch("DELETE FROM account_salt")?;
    let mut rows = 0;
    for table in &form.tables {
        rows += read_table(&source, &change, table, form.numbered.contains(table))?;
    }
    change.execute_batch(MEND)?;
    change.execute_batch(&form.mend)?;
    change.commit()?;
    drop(source);
    if rows == 0 {
        return Ok(None);
    }
    if form.version == migrate::newest() {
        return Ok(Some(OwnCopy { conn, file }));
    }
    conn.close().map_err(|(_, error)| error)?;
    migrate::upgrade(to, &mut |_| {})?;
    let conn = Connection::open(to)?;
    guard(&conn)?;
    Ok(Some(OwnCopy { conn, file }))
}

/// Reads a table from its beginning, and after a damaged page from its end. A numbered one keeps its numbers.
fn read_table(source: &Connection, to: &Connection, table: &str, is_numbered: bool) -> Result<usize> {
    let mut columns = super::columns::columns(to, table)?;
    if is_numbered {
        columns.insert(0, "rowid".to_owned());
    }
    let names = columns.join(", ");
    let places = vec!["?"; columns.len()].join(", ");
    let put = format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})");
    let order = columns.first().map(String::as_str).unwrap_or("1");
    let forward = format!("SELECT {names} FROM {table} NOT INDEXED");
    let back = match table {
        "vehicles" | "violations" | "texts" | "driver_names" | "calls" | "batches" | "vehicle_summaries"
        | "former_accounts" | "cases" | "case_steps" | "settlements" | "clearances" => "rowid",
        _ => order,
    };
    let (mut rows, is_whole) = read(source, to, &forward, &put, columns.len())?;
    if is_whole {
        return Ok(rows);
    }
    let backward = format!("{forward} ORDER BY {back} DESC");
    rows += read(source, to, &backward, &put, columns.len())?.0;
    // Their index holds all that they do.
    let index = match table {
        "texts" => "kind, text",
        "driver_names" => "name",
        _ => return Ok(rows),
    };
    let by_index = format!("SELECT {names} FROM {table} ORDER BY {index}");
    Ok(rows + read(source, to, &by_index, &put, columns.len())?.0)
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
