//! Version 26: violations and their sources by number, with texts that repeat kept once. The file is
//! written anew, since nearly every page of the old one changes; so the new one is as small as it gets.

use super::later;
use super::progress::{Tell, Upgrading};
use super::versions::{SCHEMA, newest, sign};
use crate::integrity::is_whole;
use crate::row::{canonical, collect, seconds};
use crate::table::source_text::{differing, digest};
use crate::table::standing;
use crate::table::texts::{self, TextKind};
use crate::{GarageError, Result};
use cheku_domain::ShownState;
use cheku_domain::{Fen, Points, Violation, ViolationState};
use cheku_files::private;
use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Tables whose rows stay as they are.
const SAME: [&str; 22] = [
    "vehicle_summaries",
    "batches",
    "calls",
    "answers",
    "items",
    "vehicle_locks",
    "claims",
    "accounts",
    "former_accounts",
    "account_salt",
    "cities",
    "rules",
    "settings",
    "drivers",
    "driver_assignments",
    "saved_filters",
    "undos",
    "undo_rows",
    "tallies",
    "concerned",
    "batch_owner",
    "sqlite_sequence",
];
/// How many rows are written between two words about it.
const ROWS: u64 = 5_000;

/// Writes the garage at `old`, of the version before, into a new file, and checks that one.
pub(super) fn into(old: &Path, new: &Path, tell: Tell<'_>) -> Result<()> {
    if new.exists() {
        std::fs::remove_file(new)?;
    }
    private::file(new)?;
    let conn = Connection::open(new)?;
    crate::read::guard(&conn)?;
    // Nobody reads this file before it is whole, and of one that is not nothing is kept.
    conn.execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF;",
    )?;
    conn.execute("ATTACH ?1 AS old", [old.to_string_lossy()])?;
    let change = conn.unchecked_transaction()?;
    change.execute_batch(SCHEMA)?;
    let indexes = without_indexes(&change)?;
    copy(&change, "vehicles", "number, ", "rowid, ")?;
    SAME.iter().try_for_each(|table| copy(&change, table, "", ""))?;
    Rewriting::new(&change)?.all(tell)?;
    marks(&change)?;
    change.execute_batch(&indexes.join(";"))?;
    later::apply(&change, 0)?;
    sign(&change, newest())?;
    change.commit()?;
    conn.execute_batch("DETACH old;")?;
    is_whole(&conn)?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Takes the indexes of violations away until all rows are there; gives the statements that make them.
fn without_indexes(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = 'violations'";
    let indexes = collect(conn.prepare(sql)?.query([])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    for (name, _) in &indexes {
        conn.execute_batch(&format!("DROP INDEX main.{name}"))?;
    }
    Ok(indexes.into_iter().map(|(_, sql)| sql).collect())
}

/// The rows of a table, with another column in front.
fn copy(conn: &Connection, table: &str, names: &str, values: &str) -> Result<()> {
    let sql = "SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE hidden = 0 AND name || ', ' <> ?2 ORDER BY cid";
    let columns = collect(conn.prepare(sql)?.query([table, names])?, |row| Ok(row.get::<_, String>(0)?))?;
    let columns = columns.join(", ");
    Ok(conn.execute_batch(&format!(
        "DELETE FROM main.{table};
         INSERT INTO main.{table} ({names}{columns}) SELECT {values}{columns} FROM old.{table};"
    ))?)
}

/// Marks that can be taken back name violations by their new ids.
fn marks(conn: &Connection) -> Result<()> {
    let sql = "SELECT u.token, u.id, o.rowid FROM main.undo_rows u LEFT JOIN old.violations o ON o.id = u.id
               WHERE u.kind = 'mark'";
    let marks = collect(conn.prepare(sql)?.query([])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?))
    })?;
    for (token, id, number) in marks {
        let now = number.map(|number| format!("{number}-{:08x}", tag(&id)));
        conn.prepare_cached(
            "UPDATE main.undo_rows SET id = coalesce(?3, id) WHERE token = ?1 AND kind = 'mark' AND id = ?2",
        )?
        .execute(params![token, id, now])?;
    }
    Ok(())
}

/// The last characters of an id, so that a garage and its backups come to the same.
fn tag(id: &str) -> u32 {
    id.get(id.len().saturating_sub(8)..).and_then(|end| u32::from_str_radix(end, 16).ok()).unwrap_or(0)
}

struct Rewriting<'a> {
    conn: &'a Connection,
    vehicles: HashMap<String, i64>,
    batches: HashMap<String, i64>,
    drivers: HashMap<String, i64>,
    texts: HashMap<(i64, String), i64>,
}

fn numbers(conn: &Connection, sql: &str) -> Result<HashMap<String, i64>> {
    let rows = collect(conn.prepare(sql)?.query([])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

/// What an old row says, of violations and of sources alike.
const SAYS: &str =
    "time, time_text, place, act, code, fine_fen, points, state, city, city_number, authority, online,
    repeat";

fn says(row: &Row<'_>) -> Result<Violation> {
    let time: Option<String> = row.get("time")?;
    let state: String = row.get("state")?;
    let time = time.map(|text| {
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S")
            .map_err(|_| GarageError::unknown_word("time"))
    });
    Ok(Violation {
        time: time.transpose()?,
        time_text: row.get("time_text")?,
        place: row.get("place")?,
        act: row.get("act")?,
        code: row.get("code")?,
        fine: row.get::<_, Option<i64>>("fine_fen")?.map(Fen),
        points: row.get::<_, Option<u8>>("points")?.map(Points),
        state: ViolationState::from_word(&state).ok_or_else(|| GarageError::unknown_word("state"))?,
        city: row.get("city")?,
        city_number: row.get("city_number")?,
        authority: row.get("authority")?,
        online: row.get("online")?,
        numbers: BTreeMap::new(),
        repeat: row.get("repeat")?,
    })
}

impl Rewriting<'_> {
    fn new(conn: &Connection) -> Result<Rewriting<'_>> {
        Ok(Rewriting {
            conn,
            vehicles: numbers(conn, "SELECT id, number FROM main.vehicles")?,
            batches: numbers(conn, "SELECT id, number FROM main.batches")?,
            drivers: HashMap::new(),
            texts: HashMap::new(),
        })
    }

    fn all(&mut self, tell: Tell<'_>) -> Result<()> {
        let count = "SELECT count(*) FROM old.violations";
        let total: i64 = self.conn.query_row(count, [], |row| row.get(0))?;
        let mut so_far = Upgrading { done: 0, total: total.unsigned_abs() };
        let sql = format!(
            "SELECT rowid AS number, id, vehicle, driver, removed, first_seen, last_seen, first_batch, gone_since,
                 mark, note, decision_date, {SAYS} FROM old.violations ORDER BY rowid"
        );
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if so_far.done.is_multiple_of(ROWS) {
                tell(so_far);
            }
            self.violation(row)?;
            so_far.done += 1;
        }
        tell(so_far);
        Ok(())
    }

    fn violation(&mut self, row: &Row<'_>) -> Result<()> {
        let (number, id, merged) = (row.get::<_, i64>("number")?, row.get::<_, String>("id")?, says(row)?);
        let sql = "INSERT INTO main.violations (number, tag, vehicle, time, time_text, place, act, code, fine_fen, points,
                state, city, city_number, authority, online, repeat, first_seen, last_seen, first_batch, gone_since,
                driver, removed, mark, note, decision_date, standing)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                ?23, ?24, ?25, CASE WHEN ?22 THEN 3 WHEN ?20 IS NOT NULL THEN 1 ELSE ?11 END)";
        let usual_text = merged.time.map(canonical);
        let vehicle = self.vehicles.get(&row.get::<_, String>("vehicle")?).copied();
        let batch =
            row.get::<_, Option<String>>("first_batch")?.and_then(|id| self.batches.get(&id).copied());
        let driver = self.driver(row.get::<_, Option<String>>("driver")?.unwrap_or_default())?;
        self.conn.prepare_cached(sql)?.execute(params![
            number,
            tag(&id),
            vehicle,
            merged.time.map(seconds),
            (usual_text.as_ref() != Some(&merged.time_text)).then_some(&merged.time_text),
            self.text(TextKind::Place, &merged.place)?,
            self.text(TextKind::Act, &merged.act)?,
            self.any(TextKind::Code, merged.code.as_ref())?,
            merged.fine.map(|fine| fine.0),
            merged.points.map(|points| points.0),
            standing::code(ShownState::of(merged.state, false)),
            self.text(TextKind::City, merged.city.as_deref().unwrap_or(""))?,
            self.any(TextKind::CityNumber, merged.city_number.as_ref())?,
            self.any(TextKind::Authority, merged.authority.as_ref())?,
            merged.online,
            merged.repeat,
            row.get::<_, i64>("first_seen")?,
            row.get::<_, i64>("last_seen")?,
            batch,
            row.get::<_, Option<i64>>("gone_since")?,
            driver,
            row.get::<_, i64>("removed")?,
            row.get::<_, Option<String>>("mark")?,
            row.get::<_, Option<String>>("note")?,
            row.get::<_, Option<String>>("decision_date")?,
        ])?;
        self.sources(number, &id, &merged)
    }

    fn sources(&mut self, number: i64, id: &str, merged: &Violation) -> Result<()> {
        let sql = format!(
            "SELECT provider, own_key, asked_city, call_number, seen_first, seen_last, gone_since, numbers, {SAYS}
             FROM old.violation_sources WHERE violation = ?1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let own_key: String = row.get("own_key")?;
            let numbers: String = row.get("numbers")?;
            let asked_city: Option<String> = row.get("asked_city")?;
            let put = "INSERT INTO main.violation_sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
            self.conn.prepare_cached(put)?.execute(params![
                number,
                self.text(TextKind::Provider, &row.get::<_, String>("provider")?)?,
                digest(&own_key),
                self.any(TextKind::City, asked_city.as_ref())?,
                row.get::<_, i64>("call_number")?,
                row.get::<_, i64>("seen_first")?,
                row.get::<_, i64>("seen_last")?,
                row.get::<_, Option<i64>>("gone_since")?,
                (numbers != "{}").then_some(numbers),
                differing(&says(row)?, merged)?,
            ])?;
        }
        Ok(())
    }

    fn text(&mut self, kind: TextKind, text: &str) -> Result<i64> {
        let key = (kind as i64, text.to_owned());
        if let Some(number) = self.texts.get(&key) {
            return Ok(*number);
        }
        let number = texts::keep(self.conn, kind, text)?;
        self.texts.insert(key, number);
        Ok(number)
    }

    fn any(&mut self, kind: TextKind, text: Option<&String>) -> Result<Option<i64>> {
        text.map(|text| self.text(kind, text)).transpose()
    }

    fn driver(&mut self, name: String) -> Result<i64> {
        if let Some(number) = self.drivers.get(&name) {
            return Ok(*number);
        }
        let number = texts::keep_driver(self.conn, &name)?;
        self.drivers.insert(name, number);
        Ok(number)
    }
}
