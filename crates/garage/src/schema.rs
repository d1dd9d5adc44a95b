//! Whether a file is exactly as this program makes it. A trigger, a view, a check or a computed
//! column that somebody added would run its SQL inside of ours, so a file with one thing too
//! many, or one too few, is not read any further.

use crate::error::GarageErrorKind as Kind;
use crate::migrate::newest;
use crate::migrate::versions::{NEWEST, statements};
use crate::row::collect;
use crate::{GarageError, Result};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How long reading a schema may take: ours is read in a millisecond, one of a million tables is not.
const READING: Duration = Duration::from_secs(20);
/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

/// Type, name, table and SQL of one thing.
type Thing = (String, String, String, Option<String>);

fn things(conn: &Connection) -> Result<BTreeSet<Thing>> {
    let sql = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema";
    collect(conn.prepare(sql)?.query([])?, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .map(BTreeSet::from_iter)
}

/// What a version has. The newest, which every start asks for, is read as its steps leave it: one step after the
/// other takes ten times as long (35 ms).
fn made(version: i64) -> Result<BTreeSet<Thing>> {
    if version == newest() { made_by(NEWEST) } else { made_by(&statements(version)) }
}

fn made_by(statements: &str) -> Result<BTreeSet<Thing>> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(statements)?;
    things(&conn)
}

/// Refuses a file whose schema is not exactly that of its version; `garage_altered`.
pub(crate) fn is_exact(conn: &Connection, version: i64) -> Result<()> {
    let (found, made) = (things(conn)?, made(version)?);
    let (more, less) = (found.difference(&made).count(), made.difference(&found).count());
    match (more, less) {
        (0, 0) => Ok(()),
        // Their names are the other side's words: only counted.
        _ => {
            Err(GarageError::new(Kind::Altered, format!("schema {version}: {more} unknown, {less} missing")))
        }
    }
}

/// True where these tables are exactly as that version has them, whatever else there is:
/// reading their rows runs nothing of anybody's.
pub(crate) fn has_tables(conn: &Connection, version: i64, tables: &[&str]) -> Result<bool> {
    let of_tables = |things: BTreeSet<Thing>| -> BTreeSet<Thing> {
        things
            .into_iter()
            .filter(|(kind, name, ..)| kind == "table" && tables.contains(&name.as_str()))
            .collect()
    };
    Ok(of_tables(things(conn)?) == of_tables(made(version)?))
}

/// Ends whatever the connection does once so much time has passed; `look_too_long`.
pub(crate) fn within(conn: &mut Connection, limit: Duration) -> Result<()> {
    let began = Instant::now();
    Ok(conn.progress_handler(STEPS, Some(move || began.elapsed() > limit))?)
}

/// Looks at a file that anybody may have written: what `look` finds, or its refusal in time.
pub(crate) fn look_at<T>(conn: &mut Connection, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    within(conn, READING)?;
    let found = look(conn);
    conn.progress_handler(STEPS, None::<fn() -> bool>)?;
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_schema_is_what_its_steps_make() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(&statements(newest())).unwrap();
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid";
        let each: Vec<String> =
            collect(conn.prepare(sql).unwrap().query([]).unwrap(), |row| Ok(row.get(0)?)).unwrap();
        let made = each.join(";\n\n") + ";\n";
        let kept = &NEWEST[NEWEST.find("CREATE").unwrap()..];
        assert!(kept == made, "after its comment, migrate/newest.sql has to be:\n{made}");
        assert_eq!(made_by(NEWEST).unwrap(), things(&conn).unwrap());
    }
}
