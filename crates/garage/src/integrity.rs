//! Whether a file is whole. SQLite's own check looks each row up in each of its indexes, which takes most of a minute
//! for a million violations; so theirs are read through here, once each, as their table is. The entries of an index
//! must stand in its order, and be as many and come to the same sum of digests as those that the rows make: two
//! different lists of entries with one sum are as likely as a guessed number of 64 bits. All else is SQLite's to check.

use crate::error::GarageErrorKind as Kind;
use crate::row::collect;
use crate::{GarageError, Result};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::hash::{DefaultHasher, Hasher};

/// The table whose indexes are read here: by far the largest.
const TABLE: &str = "violations";
/// Verdicts of one look.
const MOST: usize = 20;

/// An index by what it holds.
struct Index {
    name: String,
    /// With the row's number as the last.
    columns: Vec<String>,
    /// Which rows it holds; "1" = all.
    of: String,
}

/// Entries as far as they were read.
#[derive(Default)]
struct Sum {
    entries: u64,
    digests: u64,
}

impl Sum {
    fn add(&mut self, entry: &[u8]) {
        let mut digest = DefaultHasher::new();
        digest.write(entry);
        self.entries += 1;
        self.digests = self.digests.wrapping_add(digest.finish());
    }
}

/// The indexes of the table; `None` where one is not in the plain order of its columns.
fn indexes(conn: &Connection) -> Result<Option<Vec<Index>>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 ORDER BY name";
    let found = collect(conn.prepare(sql)?.query([TABLE])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    let columns = "SELECT iif(cid = -1, 'rowid', name), cid >= -1 AND desc = 0 AND coll = 'BINARY'
                   FROM pragma_index_xinfo(?1) ORDER BY seqno";
    let mut indexes = Vec::new();
    for (name, sql) in found {
        let columns: Vec<(Option<String>, bool)> =
            collect(conn.prepare(columns)?.query([&name])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let plain = columns.into_iter().map(|(column, is_plain)| column.filter(|_| is_plain));
        let Some(columns) = plain.collect() else { return Ok(None) };
        let of = sql.as_deref().and_then(|sql| sql.split_once(" WHERE ")).map_or("1", |(_, of)| of);
        indexes.push(Index { of: of.to_owned(), columns, name });
    }
    Ok(Some(indexes))
}

impl Index {
    /// Its entries in their order.
    fn entries_sql(&self) -> String {
        let (columns, name, of) = (self.columns.join(", "), &self.name, &self.of);
        format!("SELECT {columns} FROM {TABLE} INDEXED BY {name} WHERE {of}")
    }

    /// The table's rows, each with what its entry would be.
    fn rows_sql(&self) -> String {
        format!("SELECT {} FROM {TABLE} NOT INDEXED WHERE {}", self.columns.join(", "), self.of)
    }

    /// Whether it says what its table says.
    fn agrees(&self, conn: &Connection) -> Result<bool> {
        let (mut kept, mut made, mut before) = (Sum::default(), Sum::default(), Vec::new());
        let mut is_in_order = true;
        self.each(conn, &self.entries_sql(), |entry| {
            is_in_order &= before.as_slice() < entry;
            before.clear();
            before.extend_from_slice(entry);
            kept.add(entry);
        })?;
        self.each(conn, &self.rows_sql(), |entry| made.add(entry))?;
        Ok(is_in_order && (kept.entries, kept.digests) == (made.entries, made.digests))
    }

    fn each(&self, conn: &Connection, sql: &str, mut take: impl FnMut(&[u8])) -> Result<()> {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut entry = Vec::new();
        while let Some(row) = rows.next()? {
            entry.clear();
            (0..self.columns.len()).try_for_each(|at| write(&mut entry, row, at))?;
            take(&entry);
        }
        Ok(())
    }
}

/// Values as bytes that are in the order of the values: nothing, numbers, texts, bytes.
fn write(entry: &mut Vec<u8>, row: &Row<'_>, at: usize) -> Result<()> {
    match row.get_ref(at)? {
        ValueRef::Null => entry.push(0),
        ValueRef::Integer(number) => {
            entry.push(1);
            entry.extend_from_slice(&(number ^ i64::MIN).to_be_bytes());
        }
        // No column of a violation is one.
        ValueRef::Real(number) => {
            entry.push(2);
            entry.extend_from_slice(&number.to_bits().to_be_bytes());
        }
        ValueRef::Text(bytes) => ended(entry, 3, bytes),
        ValueRef::Blob(bytes) => ended(entry, 4, bytes),
    }
    Ok(())
}

/// What a shorter text begins with comes before it.
fn ended(entry: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    entry.push(kind);
    entry.extend_from_slice(bytes);
    entry.push(0);
}

/// What is wrong with a file; nothing where it is whole.
pub(crate) fn verdicts(conn: &Connection) -> Result<Vec<String>> {
    let mut wrong = told(conn, "PRAGMA quick_check(20)")?;
    if !wrong.is_empty() {
        return Ok(wrong);
    }
    let with_indexes = "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'index'";
    let tables = collect(conn.prepare(with_indexes)?.query([])?, |row| Ok(row.get::<_, String>(0)?))?;
    for table in tables {
        match indexes(conn)?.filter(|_| table == TABLE) {
            None => wrong.extend(told(conn, &format!("PRAGMA integrity_check({table})"))?),
            Some(indexes) => {
                for index in indexes {
                    match index.agrees(conn) {
                        Ok(true) => {}
                        // It names rows that are not there.
                        Err(error) if error.kind != Kind::Damaged => return Err(error),
                        _ => wrong.push(format!("index {} says something else than its table", index.name)),
                    }
                }
            }
        }
    }
    wrong.truncate(MOST);
    Ok(wrong)
}

/// The whole file is sound, and no row names one that is not there.
pub(crate) fn is_whole(conn: &Connection) -> Result<()> {
    let strays = conn.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if verdicts(conn)?.is_empty() && !strays {
        return Ok(());
    }
    Err(GarageError::new(Kind::Damaged, "integrity check failed"))
}

fn told(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let told = collect(conn.prepare(pragma)?.query([])?, |row| Ok(row.get::<_, String>(0)?))?;
    Ok(told.into_iter().filter(|verdict| verdict != "ok").collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rusqlite::config::DbConfig;

    fn schema() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        crate::migrate::begin(&conn).unwrap();
        conn
    }

    /// Read with the rows, an index would be held against itself. That of what was given by hand leads to few rows,
    /// whose numbers and order are held.
    #[test]
    fn every_index_of_violations_is_read_by_itself() {
        let conn = schema();
        let indexes = indexes(&conn).unwrap().unwrap();
        assert!(indexes.len() >= 16, "{}", indexes.len());
        for index in indexes.iter().filter(|index| index.name != "violations_given") {
            let sql = format!("EXPLAIN QUERY PLAN {}", index.entries_sql());
            let plan: String = conn.query_row(&sql, [], |row| row.get("detail")).unwrap();
            assert!(plan.contains(&format!("USING COVERING INDEX {}", index.name)), "{plan}");
        }
    }

    /// The table is read without the index that is held against it.
    #[test]
    fn an_index_that_lacks_a_row_has_one_too_many_or_says_another_value_is_named() {
        let conn = schema();
        conn.execute_batch(
            "INSERT INTO vehicles (number, id, plate, plate_type, asked_with, search_text, added_at, changed_at)
                VALUES (1, 'v', '苏E10000', '02', '', '', 0, 0);
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
             INSERT INTO violations (number, tag, vehicle, time, place, act, state, city, repeat, first_seen, last_seen,
                driver, standing, given, news) SELECT i, i, 1, i * 7919 % 500, i % 5, 1, 4, 1, 1, 0, 0, 1, 4,
                iif(i % 50, NULL, '{}'), iif(i % 9, NULL, 1) FROM n;
             CREATE TABLE as_before AS SELECT * FROM violations;",
        )
        .unwrap();
        assert_eq!(verdicts(&conn).unwrap(), [""; 0]);
        let hidden = |conn: &Connection, schema: &str, change: &str, back: &str| {
            conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
            conn.execute_batch(&format!("PRAGMA writable_schema = ON; {schema}")).unwrap();
            let version: i64 = conn.query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap();
            conn.execute_batch(&format!("PRAGMA schema_version = {}; {change}; {back}", version + 1))
                .unwrap();
            conn.execute_batch(&format!(
                "PRAGMA schema_version = {}; PRAGMA writable_schema = OFF",
                version + 2
            ))
            .unwrap();
        };
        for name in ["violations_time", "violations_place", "violations_news", "violations_given"] {
            let away = format!(
                "CREATE TEMP TABLE held AS SELECT * FROM sqlite_schema WHERE name = '{name}';
                 DELETE FROM sqlite_schema WHERE name = '{name}'"
            );
            let back = "INSERT INTO sqlite_schema SELECT * FROM held; DROP TABLE held";
            for change in [
                "DELETE FROM violations WHERE number = 450",
                "UPDATE violations SET time = -1, place = 9,
                news = 1, given = '{}' WHERE number = 77",
            ] {
                hidden(&conn, &away, change, back);
                let wrong = verdicts(&conn).unwrap();
                assert!(wrong.len() == 1 && wrong[0].contains(name), "{name}, {change}: {wrong:?}");
                conn.execute_batch("REINDEX violations").unwrap();
                assert_eq!(verdicts(&conn).unwrap(), [""; 0]);
                conn.execute_batch("DELETE FROM violations; INSERT INTO violations SELECT * FROM as_before;")
                    .unwrap();
            }
        }
    }
}
