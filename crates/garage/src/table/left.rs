//! Vehicles that left (停用、已售、报废): no more asked, in no list and in no sum, as removed ones are, and kept with
//! all that is known of them, one filter away. They can come back.

use super::standing::LEFT;
use super::vehicle_changes;
use super::vehicles::{self, COLUMNS, read};
use crate::row::{collect, first, word};
use crate::undo::{self, Before, ChangeKind};
use crate::{Changed, Garage, GarageError, Result};
use cheku_domain::{Left, Plate, Timestamp, Vehicle, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The numbers of those that left, a subquery.
pub(crate) const NUMBERS: &str = "(SELECT number FROM vehicles WHERE removed = 1 AND left_as IS NOT NULL)";

/// A vehicle that left.
fn find(conn: &Connection, id: &VehicleId) -> Result<Vehicle> {
    let sql = format!("SELECT {COLUMNS} FROM vehicles v WHERE v.id = ?1 AND {LEFT}");
    first(conn.prepare_cached(&sql)?.query([&id.0])?, read)?.ok_or_else(|| GarageError::not_found("vehicle"))
}

/// Those that left and bore a plate.
pub(crate) fn of_plate(conn: &Connection, plate: &Plate) -> Result<Vec<Vehicle>> {
    let sql = format!("SELECT {COLUMNS} FROM vehicles v WHERE v.plate = ?1 AND {LEFT} ORDER BY v.id");
    collect(conn.prepare_cached(&sql)?.query([plate.as_str()])?, read)
}

/// Notes why and since when it is gone.
fn note(conn: &Connection, id: &VehicleId, left: Left, on: NaiveDate) -> Result<()> {
    let sql = "UPDATE vehicles SET left_as = ?2, left_on = ?3 WHERE id = ?1";
    conn.prepare_cached(sql)?.execute(params![id.0, left.word(), on.to_string()])?;
    Ok(())
}

/// Takes a vehicle out of use whose state is kept already.
pub(crate) fn leave(
    conn: &Connection,
    id: &VehicleId,
    left: Left,
    on: NaiveDate,
    now: Timestamp,
) -> Result<()> {
    note(conn, id, left, on)?;
    vehicles::set_removed(conn, id, now)
}

impl Garage {
    /// Takes vehicles out of use; `not_found` when one of them is not in use.
    pub fn leave(&self, ids: &[VehicleId], left: Left, on: NaiveDate, now: Timestamp) -> Result<Changed> {
        let ids = ids.to_vec();
        self.write(move |conn| {
            vehicle_changes::change_each(conn, ChangeKind::TakenOut, &ids, now, |_, vehicle| {
                leave(conn, &vehicle.id, left, on, now)
            })
        })
    }

    /// Takes vehicles that left into use again; `plate_taken` when another one has the plate and type now.
    pub fn come_back(&self, ids: &[VehicleId], now: Timestamp) -> Result<Changed> {
        let ids = ids.to_vec();
        self.write(move |conn| {
            let token = undo::begin(conn, ChangeKind::Returned, now)?;
            for id in &ids {
                let vehicle = find(conn, id)?;
                undo::keep(conn, &token, id, Before::Absent)?;
                vehicle_changes::change(conn, &vehicle, now)?;
            }
            Ok(Changed { vehicles: ids.clone(), undo: token })
        })
    }

    /// How many vehicles left, by why.
    pub fn left_counts(&self) -> Result<BTreeMap<Left, u32>> {
        let sql = format!("SELECT v.left_as, count(*) AS vehicles FROM vehicles v WHERE {LEFT} GROUP BY 1");
        let counts = self.read(|conn| {
            collect(conn.prepare_cached(&sql)?.query([])?, |row| {
                Ok((word(row, "left_as", Left::from_word)?, row.get("vehicles")?))
            })
        })?;
        Ok(counts.into_iter().collect())
    }

    /// Those that left and bore a plate, by age.
    pub fn left_of_plate(&self, plate: &Plate) -> Result<Vec<Vehicle>> {
        self.read(|conn| of_plate(conn, plate))
    }
}
