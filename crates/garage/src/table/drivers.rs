//! Drivers (驾驶员): what is known of a person beyond the name that vehicles carry.

use super::vehicles::Changed;
use super::{due_dates, given, periods};
use crate::row::{collect, day, filled, filled_lines, first};
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, Result};
use cheku_domain::{Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

/// A driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Driver {
    /// The name, as vehicles and periods carry it. Of two drivers of one name one has a suffix that a
    /// person chose, so that a name is always one driver.
    pub name: String,
    /// The licence's first day (初次领证日期): the 12-point cycle begins on its anniversary.
    pub licence_since: Option<NaiveDate>,
    /// 备注
    pub note: Option<String>,
    /// 手机
    #[serde(default)]
    pub phone: Option<String>,
    /// The last four of the licence's number (驾驶证号后四位): enough to tell two people apart.
    #[serde(default)]
    pub licence_tail: Option<String>,
    /// The day on which they left (离职); `None` = they are here.
    #[serde(default)]
    pub left_on: Option<NaiveDate>,
}

impl Driver {
    /// A driver of whom only the name is known.
    pub fn of(name: impl Into<String>) -> Driver {
        Driver {
            name: name.into(),
            licence_since: None,
            note: None,
            phone: None,
            licence_tail: None,
            left_on: None,
        }
    }
}

fn read(row: &Row<'_>) -> Result<Driver> {
    Ok(Driver {
        name: row.get("name")?,
        licence_since: day(row, "licence_since")?,
        note: row.get("note")?,
        phone: row.get("phone")?,
        licence_tail: row.get("licence_tail")?,
        left_on: day(row, "left_on")?,
    })
}

pub(crate) fn entered(conn: &Connection, name: &str) -> Result<Option<Driver>> {
    first(conn.prepare_cached("SELECT * FROM drivers WHERE name = ?1")?.query([name])?, read)
}

/// What was entered under a name becomes this; `None` forgets it.
pub(crate) fn set(conn: &Connection, name: &str, driver: Option<&Driver>) -> Result<()> {
    conn.prepare_cached("DELETE FROM drivers WHERE name = ?1")?.execute([name])?;
    let Some(driver) = driver else { return Ok(()) };
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let sql = "INSERT OR REPLACE INTO drivers (name, licence_since, note, phone, licence_tail, left_on)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    conn.prepare_cached(sql)?.execute(params![
        driver.name,
        day(driver.licence_since),
        filled_lines(driver.note.clone()),
        filled(driver.phone.clone()),
        filled(driver.licence_tail.clone()),
        day(driver.left_on),
    ])?;
    Ok(())
}

fn keep(conn: &Connection, token: &UndoToken, name: &str) -> Result<()> {
    undo::keep_row(conn, token, "driver", name, entered(conn, name)?.as_ref())
}

/// Gives everything that carries `name` to `to`: periods, what was given by hand, and by them the
/// vehicles and the violations. `None` = nobody has it any more.
fn hand_over(
    conn: &Connection,
    token: &UndoToken,
    name: &str,
    to: Option<&str>,
    now: Timestamp,
) -> Result<Vec<VehicleId>> {
    let vehicles = periods::vehicles_of(conn, name)?;
    for vehicle in &vehicles {
        let mut after = periods::of_vehicle(conn, vehicle)?;
        match to {
            Some(to) => {
                let theirs = after.iter_mut().filter(|period| period.what.driver == name);
                theirs.for_each(|period| to.clone_into(&mut period.what.driver));
            }
            None => after.retain(|period| period.what.driver != name),
        }
        periods::change(conn, token, vehicle, &after)?;
        periods::follow(conn, vehicle, now)?;
    }
    given::hand_over(conn, token, name, to)?;
    due_dates::hand_over(conn, token, name, to, now)?;
    Ok(vehicles)
}

impl Garage {
    /// Every driver: those entered, and those that only periods of vehicles in the garage or due dates name.
    pub fn drivers(&self) -> Result<Vec<Driver>> {
        let sql = "SELECT n.name, d.licence_since, d.note, d.phone, d.licence_tail, d.left_on FROM (
                       SELECT name FROM drivers
                       UNION SELECT p.driver FROM driver_periods p JOIN vehicles v ON v.id = p.vehicle
                             WHERE v.removed = 0 AND p.driver <> ''
                       UNION SELECT driver FROM due_dates WHERE driver IS NOT NULL
                   ) n LEFT JOIN drivers d ON d.name = n.name ORDER BY n.name";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([])?, read))
    }

    /// What was entered of a driver, if anything.
    pub fn driver(&self, name: &str) -> Result<Option<Driver>> {
        self.read(|conn| entered(conn, name))
    }

    /// Saves what is known of a driver, and their licence's last day. With `formerly` the driver was
    /// called that until now: vehicles, periods, due dates and violations go over to the new name,
    /// and to the one who has it already, if somebody does.
    pub fn save_driver(
        &self,
        driver: &Driver,
        licence_until: Option<NaiveDate>,
        formerly: Option<&str>,
        now: Timestamp,
    ) -> Result<Changed> {
        let (driver, formerly) = (driver.clone(), formerly.map(str::to_owned));
        self.write(move |conn| {
            let token = undo::begin(conn, ChangeKind::DriverSaved, now)?;
            let mut vehicles = Vec::new();
            if let Some(old) = formerly.as_deref().filter(|old| *old != driver.name) {
                keep(conn, &token, old)?;
                set(conn, old, None)?;
                vehicles = hand_over(conn, &token, old, Some(&driver.name), now)?;
            }
            keep(conn, &token, &driver.name)?;
            set(conn, &driver.name, Some(&driver))?;
            due_dates::correct_licence(conn, &token, &driver.name, licence_until)?;
            Ok(Changed { vehicles, undo: token })
        })
    }

    /// Takes a driver out: their vehicles have nobody, their periods and due dates are gone, and
    /// their violations are nobody's.
    pub fn remove_driver(&self, name: &str, now: Timestamp) -> Result<Changed> {
        let name = name.to_owned();
        self.write(move |conn| {
            let token = undo::begin(conn, ChangeKind::DriverRemoved, now)?;
            keep(conn, &token, &name)?;
            set(conn, &name, None)?;
            let vehicles = hand_over(conn, &token, &name, None, now)?;
            Ok(Changed { vehicles, undo: token })
        })
    }
}
