//! Settings of this garage: key and value, read by those who know the key
//! (`month_cap_fen`, `freshness_hours` …).

use crate::row::first;
use crate::{Garage, Result};
use rusqlite::{Connection, params};

impl Garage {
    /// A setting's value, if it was set.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM settings WHERE key = ?1";
        self.read(|conn| first(conn.prepare_cached(sql)?.query([key])?, |row| Ok(row.get(0)?)))
    }

    /// Sets a value; `None` takes the setting away.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<()> {
        let (key, value) = (key.to_owned(), value.map(str::to_owned));
        self.write(move |conn| set(conn, &key, value.as_deref()))
    }

    /// Sets several together.
    pub fn set_settings(&self, settings: Vec<(&'static str, Option<String>)>) -> Result<()> {
        self.write(move |conn| settings.iter().try_for_each(|(key, value)| set(conn, key, value.as_deref())))
    }
}

fn set(conn: &Connection, key: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => {
            conn.execute("INSERT OR REPLACE INTO settings VALUES (?1, ?2)", params![key, value])?
        }
        None => conn.execute("DELETE FROM settings WHERE key = ?1", [key])?,
    };
    Ok(())
}
