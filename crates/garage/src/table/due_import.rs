//! The due dates of an import's rows. A day that the garage knows already changes nothing; another one takes
//! its place, and the one before stays as ended.

use super::due_dates::{self, DueOwner};
use super::vehicles::NewVehicle;
use crate::Result;
use crate::row::filled;
use crate::undo::UndoToken;
use cheku_domain::{DueKind, NewDueDate, Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::HashMap;

/// What the person should look at in a row's due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueNote {
    /// It lies before the day that the garage knows, and takes its place.
    Earlier(NewDueDate),
    /// A driver's day, and the row names no driver: left out.
    WithoutDriver(DueKind),
    /// An earlier row tells another day of the same driver: left out.
    Differs(DueKind),
}

/// What one row brings.
#[derive(Default)]
pub(crate) struct Brought {
    /// New days; `None` = of the row's vehicle, which may be new itself.
    dates: Vec<(Option<String>, NewDueDate)>,
    pub(crate) notes: Vec<DueNote>,
}

impl Brought {
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.dates.len()).unwrap_or(u32::MAX)
    }

    /// Writes the days of a row whose vehicle is in the garage by now.
    pub(crate) fn write(
        &self,
        conn: &Connection,
        token: &UndoToken,
        vehicle: &VehicleId,
        now: Timestamp,
    ) -> Result<()> {
        for (driver, what) in &self.dates {
            let owner = match driver {
                Some(driver) => DueOwner::Driver(driver.clone()),
                None => DueOwner::Vehicle(vehicle.clone()),
            };
            due_dates::renew(conn, token, &owner, what, now)?;
        }
        Ok(())
    }
}

/// The days of drivers that earlier rows of the file told: a driver can stand in many.
#[derive(Default)]
pub(crate) struct Told(HashMap<(String, DueKind), NaiveDate>);

/// What a row brings to its vehicle, which is known or (`None`) new, and to its driver.
pub(crate) fn brought(
    conn: &Connection,
    row: &NewVehicle,
    vehicle: Option<&VehicleId>,
    told: &mut Told,
) -> Result<Brought> {
    let mut brought = Brought::default();
    for what in &row.due_dates {
        let driver = filled(row.driver.clone()).filter(|_| what.kind.is_of_driver());
        if what.kind.is_of_driver() {
            let Some(driver) = &driver else {
                brought.notes.push(DueNote::WithoutDriver(what.kind));
                continue;
            };
            match told.0.insert((driver.clone(), what.kind), what.day) {
                Some(day) if day == what.day => continue,
                Some(day) => {
                    told.0.insert((driver.clone(), what.kind), day);
                    brought.notes.push(DueNote::Differs(what.kind));
                    continue;
                }
                None => {}
            }
        }
        let owner = match &driver {
            Some(driver) => Some(DueOwner::Driver(driver.clone())),
            None => vehicle.cloned().map(DueOwner::Vehicle),
        };
        let open = match &owner {
            Some(owner) => due_dates::open(conn, owner, what.kind, &what.name)?,
            None => None,
        };
        match open.map(|open| open.what.day) {
            Some(day) if day == what.day => continue,
            Some(day) if day > what.day => brought.notes.push(DueNote::Earlier(what.clone())),
            _ => {}
        }
        brought.dates.push((driver, what.clone()));
    }
    Ok(brought)
}
