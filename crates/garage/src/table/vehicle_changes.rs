//! What a person does with vehicles: adds, changes and removes them. A change can hand a vehicle over to
//! another driver, and everything can be taken back.

use super::periods;
use super::vehicles::{Changed, NewVehicle, find, forget_left, put, set_removed};
use crate::row::filled;
use crate::undo::{self, Before, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use chrono::NaiveDateTime;
use rusqlite::Connection;

/// A field that is set for many vehicles at once; `None` clears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assign {
    /// 分组
    Group(Option<String>),
    /// 驾驶员
    Driver(Option<String>),
    /// 所有人
    Owner(Option<String>),
    /// The provider chosen.
    Provider(Option<String>),
    /// The city chosen by hand.
    CityCode(Option<String>),
}

/// Writes a vehicle as it is to be and what hangs on it: its violations' driver, its lock. Who has it now
/// is what its periods say.
pub(crate) fn change(conn: &Connection, vehicle: &Vehicle, now: Timestamp) -> Result<()> {
    put(conn, vehicle, now)?;
    periods::follow(conn, &vehicle.id, now)?;
    crate::table::summaries::refresh_lock(conn, &vehicle.id)
}

/// The same of a person's change, which can name another driver: from `since`, else from now.
pub(crate) fn change_from(
    conn: &Connection,
    token: &UndoToken,
    (before, after): (&Vehicle, &Vehicle),
    since: Option<NaiveDateTime>,
    now: Timestamp,
) -> Result<()> {
    undo::keep(conn, token, &before.id, Before::Present(before))?;
    if before.driver != after.driver {
        periods::hand_over(conn, token, &after.id, after.driver.as_deref(), since, now)?;
    }
    change(conn, after, now)
}

/// Writes a vehicle that was not there, whose driver has it since always unless told otherwise.
pub(crate) fn add(
    conn: &Connection,
    token: &UndoToken,
    new: NewVehicle,
    now: Timestamp,
) -> Result<VehicleId> {
    let since = new.driver_since;
    let vehicle = new.into_vehicle();
    put(conn, &vehicle, now)?;
    undo::keep(conn, token, &vehicle.id, Before::Absent)?;
    if let Some(driver) = vehicle.driver.as_deref() {
        periods::hand_over(conn, token, &vehicle.id, Some(driver), since, now)?;
        periods::follow(conn, &vehicle.id, now)?;
    }
    Ok(vehicle.id)
}

/// The vehicle with one field set.
pub(crate) fn assigned(mut vehicle: Vehicle, assign: &Assign) -> Vehicle {
    let (field, value) = match assign {
        Assign::Group(value) => (&mut vehicle.group, value),
        Assign::Driver(value) => (&mut vehicle.driver, value),
        Assign::Owner(value) => (&mut vehicle.owner, value),
        Assign::Provider(value) => (&mut vehicle.provider, value),
        Assign::CityCode(value) => (&mut vehicle.city_code, value),
    };
    *field = filled(value.clone());
    vehicle
}

/// Changes each of `ids` and keeps what it was.
pub(crate) fn change_each(
    conn: &Connection,
    what: ChangeKind,
    ids: &[VehicleId],
    now: Timestamp,
    change_one: impl Fn(&UndoToken, Vehicle) -> Result<()>,
) -> Result<Changed> {
    let token = undo::begin(conn, what, now)?;
    for id in ids {
        let vehicle = find(conn, id)?.ok_or_else(|| GarageError::not_found("vehicle"))?;
        undo::keep(conn, &token, id, Before::Present(&vehicle))?;
        change_one(&token, vehicle)?;
    }
    Ok(Changed { vehicles: ids.to_vec(), undo: token })
}

impl Garage {
    /// Adds a vehicle; `plate_taken` when its plate is in the garage with the same type.
    pub fn add_vehicle(&self, new: NewVehicle, now: Timestamp) -> Result<Changed> {
        self.write(move |conn| {
            let token = undo::begin(conn, ChangeKind::Added, now)?;
            let id = add(conn, &token, new.clone(), now)?;
            Ok(Changed { vehicles: vec![id], undo: token })
        })
    }

    /// Writes all fields as given (`None` erases). A change of plate, type, VIN,
    /// engine or city unlocks the vehicle. Another driver has it from `since`, else from now.
    pub fn update_vehicle(
        &self,
        vehicle: &Vehicle,
        since: Option<NaiveDateTime>,
        now: Timestamp,
    ) -> Result<Changed> {
        let vehicle = vehicle.clone();
        self.write(move |conn| {
            change_each(conn, ChangeKind::Edited, std::slice::from_ref(&vehicle.id), now, |token, before| {
                change_from(conn, token, (&before, &vehicle), since, now)
            })
        })
    }

    /// Removes vehicles from lists and totals.
    pub fn remove_vehicles(&self, ids: &[VehicleId], now: Timestamp) -> Result<Changed> {
        let ids = ids.to_vec();
        self.write(move |conn| {
            change_each(conn, ChangeKind::Removed, &ids, now, |_, vehicle| {
                forget_left(conn, &vehicle.id)?;
                set_removed(conn, &vehicle.id, now)
            })
        })
    }

    /// Sets one field of many vehicles. Another driver has them from `since`, else from now.
    pub fn assign(
        &self,
        ids: &[VehicleId],
        assign: Assign,
        since: Option<NaiveDateTime>,
        now: Timestamp,
    ) -> Result<Changed> {
        let ids = ids.to_vec();
        self.write(move |conn| {
            change_each(conn, ChangeKind::Assigned, &ids, now, |token, before| {
                let after = assigned(before.clone(), &assign);
                change_from(conn, token, (&before, &after), since, now)
            })
        })
    }
}
