//! Drivers (驾驶员): what is known of a person beyond the name that vehicles carry.

use super::assignments::{self, Assignment};
use super::vehicles::{self, Assign, Changed};
use crate::row::{collect, day, filled_lines, first};
use crate::undo::{self, Before, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

/// A driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Driver {
    /// The name, as vehicles and assignments carry it.
    pub name: String,
    /// The licence's first day (初次领证日期): the 12-point cycle begins on its anniversary.
    pub licence_since: Option<NaiveDate>,
    /// 备注
    pub note: Option<String>,
}

fn read(row: &Row<'_>) -> Result<Driver> {
    let licence_since = day(row, "licence_since")?;
    Ok(Driver { name: row.get("name")?, licence_since, note: row.get("note")? })
}

fn entered(conn: &Connection, name: &str) -> Result<Option<Driver>> {
    first(conn.prepare_cached("SELECT * FROM drivers WHERE name = ?1")?.query([name])?, read)
}

/// What was entered under a name becomes this; `None` forgets it.
pub(crate) fn set(conn: &Connection, name: &str, driver: Option<&Driver>) -> Result<()> {
    conn.prepare_cached("DELETE FROM drivers WHERE name = ?1")?.execute([name])?;
    let Some(driver) = driver else { return Ok(()) };
    let since = driver.licence_since.map(|day| day.to_string());
    conn.prepare_cached("INSERT OR REPLACE INTO drivers VALUES (?1, ?2, ?3)")?.execute(params![
        driver.name,
        since,
        filled_lines(driver.note.clone())
    ])?;
    Ok(())
}

fn keep(conn: &Connection, token: &UndoToken, name: &str) -> Result<()> {
    undo::keep_row(conn, token, "driver", name, entered(conn, name)?.as_ref())
}

/// Gives everything that carries `name` to `to`: vehicles, assignments, and by
/// them the violations.
fn hand_over(
    conn: &Connection,
    token: &UndoToken,
    name: &str,
    to: Option<&str>,
    now: Timestamp,
) -> Result<Vec<VehicleId>> {
    let sql = "SELECT id FROM vehicles WHERE removed = 0 AND driver = ?1";
    let ids = collect(conn.prepare_cached(sql)?.query([name])?, |row| Ok(VehicleId(row.get(0)?)))?;
    for id in &ids {
        let vehicle = vehicles::find(conn, id)?.ok_or_else(|| GarageError::not_found("vehicle"))?;
        undo::keep(conn, token, id, Before::Present(&vehicle))?;
        let changed = vehicles::assigned(vehicle, &Assign::Driver(to.map(str::to_owned)));
        vehicles::change(conn, &changed, now)?;
    }
    for assignment in assignments::of_driver(conn, name)? {
        undo::keep_row(conn, token, "assignment", &assignment.id, Some(&assignment))?;
        let mut after = assignment.clone();
        let after = to.map(|to| {
            to.clone_into(&mut after.what.driver);
            &after
        });
        assignments::set(conn, &assignment.id, after)?;
    }
    Ok(ids)
}

impl Garage {
    /// Every driver: those entered, and those that only vehicles or assignments name.
    pub fn drivers(&self) -> Result<Vec<Driver>> {
        let sql = "SELECT n.name, d.licence_since, d.note FROM (
                       SELECT name FROM drivers
                       UNION SELECT driver FROM vehicles WHERE removed = 0 AND driver IS NOT NULL
                       UNION SELECT driver FROM driver_assignments WHERE driver <> ''
                   ) n LEFT JOIN drivers d ON d.name = n.name ORDER BY n.name";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([])?, read))
    }

    /// What was entered of a driver, if anything.
    pub fn driver(&self, name: &str) -> Result<Option<Driver>> {
        self.read(|conn| entered(conn, name))
    }

    /// Every period of a driver, newest first.
    pub fn periods_of(&self, driver: &str) -> Result<Vec<Assignment>> {
        self.read(|conn| assignments::of_driver(conn, driver))
    }

    /// Saves what is known of a driver. With `formerly` the driver was called that
    /// until now: vehicles, assignments and violations go over to the new name,
    /// and to the one who has it already, if somebody does.
    pub fn save_driver(&self, driver: &Driver, formerly: Option<&str>, now: Timestamp) -> Result<Changed> {
        let (driver, formerly) = (driver.clone(), formerly.map(str::to_owned));
        self.write(move |conn| {
            let token = undo::begin(conn, now)?;
            let mut vehicles = Vec::new();
            if let Some(old) = formerly.as_deref().filter(|old| *old != driver.name) {
                keep(conn, &token, old)?;
                set(conn, old, None)?;
                vehicles = hand_over(conn, &token, old, Some(&driver.name), now)?;
            }
            keep(conn, &token, &driver.name)?;
            set(conn, &driver.name, Some(&driver))?;
            Ok(Changed { vehicles, undo: token })
        })
    }

    /// Takes a driver out: their vehicles have nobody, their periods are gone, and
    /// violations fall to who else had the vehicle.
    pub fn remove_driver(&self, name: &str, now: Timestamp) -> Result<Changed> {
        let name = name.to_owned();
        self.write(move |conn| {
            let token = undo::begin(conn, now)?;
            keep(conn, &token, &name)?;
            set(conn, &name, None)?;
            let vehicles = hand_over(conn, &token, &name, None, now)?;
            Ok(Changed { vehicles, undo: token })
        })
    }
}
