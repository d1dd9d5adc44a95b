//! Version 30: the last days of licences, which stood with the drivers, become due dates.

use crate::Result;
use crate::row::{collect, new_id};
use rusqlite::{Connection, params};

/// Runs the statements of version 30 over a garage of version 29.
pub(super) fn from_licences(conn: &Connection, sql: &str) -> Result<()> {
    let kept = "SELECT name, licence_until FROM main.drivers WHERE licence_until IS NOT NULL";
    let licences = collect(conn.prepare(kept)?.query([])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    conn.execute_batch(sql)?;
    let mut put = conn.prepare(
        "INSERT INTO main.due_dates (id, driver, kind, name, day) VALUES (?1, ?2, 'licence', '', ?3)",
    )?;
    for (driver, day) in licences {
        put.execute(params![new_id(), driver, day])?;
    }
    Ok(())
}
