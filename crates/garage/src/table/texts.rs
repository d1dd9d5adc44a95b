//! Words that repeat, kept once: what vendors write (acts, places …) and who drove.
//! Rows of violations name them by their numbers.

use crate::Result;
use crate::row::first;
use rusqlite::{Connection, params};

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    Act = 1,
    Place = 2,
    Code = 3,
    City = 4,
    CityNumber = 5,
    Authority = 6,
    Provider = 7,
}

/// The number of a text, which is kept from now on.
pub(crate) fn keep(conn: &Connection, kind: TextKind, text: &str) -> Result<i64> {
    let sql = "SELECT id FROM texts WHERE kind = ?1 AND text = ?2";
    let known = first(conn.prepare_cached(sql)?.query(params![kind as i64, text])?, |row| Ok(row.get(0)?))?;
    match known {
        Some(number) => Ok(number),
        None => {
            conn.prepare_cached("INSERT INTO texts (kind, text) VALUES (?1, ?2)")?
                .execute(params![kind as i64, text])?;
            Ok(conn.last_insert_rowid())
        }
    }
}

/// The same where there may be none.
pub(crate) fn keep_any(conn: &Connection, kind: TextKind, text: Option<&str>) -> Result<Option<i64>> {
    text.map(|text| keep(conn, kind, text)).transpose()
}

/// The number of a driver's name; "" = nobody known.
pub(crate) fn keep_driver(conn: &Connection, name: &str) -> Result<i64> {
    let sql = "SELECT id FROM driver_names WHERE name = ?1";
    let known = first(conn.prepare_cached(sql)?.query([name])?, |row| Ok(row.get(0)?))?;
    match known {
        Some(number) => Ok(number),
        None => {
            conn.prepare_cached("INSERT INTO driver_names (name) VALUES (?1)")?.execute([name])?;
            Ok(conn.last_insert_rowid())
        }
    }
}

/// Takes a driver's name out where no violation bears it any more.
pub(crate) fn forget_driver(conn: &Connection, name: &str) -> Result<()> {
    let sql = "DELETE FROM driver_names WHERE name = ?1
               AND NOT EXISTS (SELECT 1 FROM violations WHERE driver = driver_names.id)";
    conn.prepare_cached(sql)?.execute([name])?;
    Ok(())
}

/// The number of a text that a condition names, as SQL with one `?`; NULL where it is not kept.
pub(crate) fn number_of(kind: TextKind) -> String {
    format!("(SELECT id FROM texts WHERE kind = {} AND text = ?)", kind as i64)
}

/// Takes out what no row names any more, names of people above all.
pub(crate) fn forget_unused(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(
        "DELETE FROM driver_names WHERE id NOT IN (SELECT driver FROM violations);
         DELETE FROM texts WHERE id NOT IN (
             SELECT place FROM violations UNION SELECT act FROM violations UNION SELECT city FROM violations
             UNION SELECT code FROM violations WHERE code IS NOT NULL
             UNION SELECT city_number FROM violations WHERE city_number IS NOT NULL
             UNION SELECT authority FROM violations WHERE authority IS NOT NULL
             UNION SELECT provider FROM violation_sources
             UNION SELECT asked_city FROM violation_sources WHERE asked_city IS NOT NULL);",
    )?)
}
