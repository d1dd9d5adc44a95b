//! Who drove when: a violation belongs to the driver who had the vehicle on that
//! day, else to the vehicle's usual one.

use super::violations::follow_vehicle;
use crate::row::{collect, day, first, new_id};
use crate::{Garage, GarageError, Result};
use cheku_domain::VehicleId;
use chrono::NaiveDate;
use rusqlite::{Row, params};

pub(crate) const CREATE: &str = "
CREATE TABLE driver_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    driver TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;
CREATE INDEX assignments_vehicle ON driver_assignments (vehicle, from_day);
CREATE INDEX assignments_driver ON driver_assignments (driver);
";

/// An assignment that is not kept yet. Both days are included; `to` `None` = until now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssignment {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Who had it.
    pub driver: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// UUIDv7.
    pub id: String,
    /// Who, what and when.
    pub what: NewAssignment,
}

fn read(row: &Row<'_>) -> Result<Assignment> {
    let from = day(row, "from_day")?.ok_or_else(|| GarageError::unknown_word("from_day"))?;
    Ok(Assignment {
        id: row.get("id")?,
        what: NewAssignment {
            vehicle: VehicleId(row.get("vehicle")?),
            driver: row.get("driver")?,
            from,
            to: day(row, "to_day")?,
        },
    })
}

impl Garage {
    /// A vehicle's assignments, newest first.
    pub fn assignments(&self, vehicle: &VehicleId) -> Result<Vec<Assignment>> {
        let sql = "SELECT * FROM driver_assignments WHERE vehicle = ?1 ORDER BY from_day DESC";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([&vehicle.0])?, read))
    }

    /// Keeps an assignment; the vehicle's violations of those days go over to the
    /// driver. Where two overlap the one that began later counts.
    pub fn save_assignment(&self, new: &NewAssignment) -> Result<Assignment> {
        let kept = Assignment { id: new_id(), what: new.clone() };
        let assignment = kept.clone();
        self.write(move |conn| {
            let Assignment { id, what } = &assignment;
            let (from, to) = (what.from.to_string(), what.to.map(|day| day.to_string()));
            conn.execute(
                "INSERT INTO driver_assignments VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, what.vehicle.0, what.driver, from, to],
            )?;
            follow_vehicle(conn, &what.vehicle)
        })?;
        Ok(kept)
    }

    /// Takes an assignment away.
    pub fn remove_assignment(&self, id: &str) -> Result<()> {
        let id = id.to_owned();
        self.write(move |conn| {
            let sql = "DELETE FROM driver_assignments WHERE id = ?1 RETURNING vehicle";
            let vehicle = first(conn.prepare(sql)?.query([&id])?, |row| Ok(VehicleId(row.get(0)?)))?;
            vehicle.map_or(Ok(()), |vehicle| follow_vehicle(conn, &vehicle))
        })
    }
}
