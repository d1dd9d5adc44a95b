//! Drivers (驾驶员): what is known of a person beyond the name that vehicles carry.

use crate::row::{collect, day};
use crate::{Garage, Result};
use chrono::NaiveDate;
use rusqlite::params;

pub(crate) const CREATE: &str = "
CREATE TABLE drivers (
    name TEXT NOT NULL PRIMARY KEY,
    licence_since TEXT,
    note TEXT
) STRICT, WITHOUT ROWID;
";

/// A driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// The name, as vehicles and assignments carry it.
    pub name: String,
    /// The licence's first day (初次领证日期): the 12-point cycle begins on its anniversary.
    pub licence_since: Option<NaiveDate>,
    /// 备注
    pub note: Option<String>,
}

impl Garage {
    /// Every driver: those entered, and those that only vehicles or assignments name.
    pub fn drivers(&self) -> Result<Vec<Driver>> {
        let sql = "SELECT n.name, d.licence_since, d.note FROM (
                       SELECT name FROM drivers
                       UNION SELECT driver FROM vehicles WHERE removed = 0 AND driver IS NOT NULL
                       UNION SELECT driver FROM driver_assignments
                   ) n LEFT JOIN drivers d ON d.name = n.name ORDER BY n.name";
        self.read(|conn| {
            collect(conn.prepare_cached(sql)?.query([])?, |row| {
                let licence_since = day(row, "licence_since")?;
                Ok(Driver { name: row.get("name")?, licence_since, note: row.get("note")? })
            })
        })
    }

    /// Saves what is known of a driver.
    pub fn save_driver(&self, driver: &Driver) -> Result<()> {
        let driver = driver.clone();
        self.write(move |conn| {
            let since = driver.licence_since.map(|day| day.to_string());
            conn.execute(
                "INSERT OR REPLACE INTO drivers VALUES (?1, ?2, ?3)",
                params![driver.name, since, crate::row::filled(driver.note)],
            )?;
            Ok(())
        })
    }

    /// Forgets what was entered; vehicles keep the name.
    pub fn remove_driver(&self, name: &str) -> Result<()> {
        let name = name.to_owned();
        self.write(move |conn| {
            conn.execute("DELETE FROM drivers WHERE name = ?1", [&name])?;
            Ok(())
        })
    }
}
