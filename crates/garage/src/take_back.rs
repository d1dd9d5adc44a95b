//! Takes back what the log of undo kept, in all tables.

use crate::error::GarageErrorKind as Kind;
use crate::table::{
    cases, drivers, due_dates, given, notes, periods, receipts, seen, vehicle_changes, vehicles,
};
use crate::undo::{UndoToken, kept};
use crate::{Driver, DueDate, Garage, GarageError, Period, Result};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use rusqlite::Connection;

/// Whether a later change that was not taken back touched one of the same rows. Rows are written back
/// whole, so what that change entered would be lost.
fn is_overwritten(conn: &Connection, token: &UndoToken) -> Result<bool> {
    let sql = "SELECT 1 FROM undos later CROSS JOIN undo_rows theirs ON theirs.token = later.token
               WHERE later.rowid > (SELECT rowid FROM undos WHERE token = ?1)
                   AND EXISTS (SELECT 1 FROM undo_rows ours
                       WHERE ours.token = ?1 AND ours.kind = theirs.kind AND ours.id = theirs.id)";
    Ok(conn.prepare_cached(sql)?.exists([&token.0])?)
}

fn take_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<usize> {
    let known = conn.execute("UPDATE undos SET at = at WHERE token = ?1", [&token.0])?;
    if known == 0 {
        return Err(GarageError::new(Kind::UndoUnknown, "taken back already, or too old"));
    }
    if is_overwritten(conn, token)? {
        return Err(GarageError::new(Kind::UndoUnknown, "changed again since"));
    }
    let vehicles = kept::<Vehicle>(conn, token, "vehicle")?;
    // Added ones go first: a plate may belong to a vehicle that comes back.
    for (id, _) in vehicles.iter().filter(|(_, before)| before.is_none()) {
        vehicles::set_removed(conn, &VehicleId(id.clone()), now)?;
    }
    let before = || vehicles.iter().filter_map(|(_, before)| before.as_ref());
    vehicles::step_aside(conn, before().map(|vehicle| &vehicle.id))?;
    for vehicle in before() {
        vehicle_changes::change(conn, vehicle, now)?;
    }
    let drivers = kept::<Driver>(conn, token, "driver")?;
    for (name, before) in &drivers {
        drivers::set(conn, name, before.as_ref())?;
    }
    let given = given::take_back(conn, token)?;
    let periods = periods_back(conn, token, now)?;
    let of_vehicles =
        vehicles.iter().filter(|(id, _)| !periods.iter().any(|vehicle| vehicle.0 == *id)).count();
    let notes = notes::take_back(conn, token)?;
    let cases = cases::take_back(conn, token, now)?;
    let receipts = receipts::take_back(conn, token, &kept::<bool>(conn, token, "receipt")?, now)?;
    let seen = seen::take_back(conn, token)?;
    let dues = due_dates::take_back(conn, &kept::<DueDate>(conn, token, "due")?)?;
    conn.execute("DELETE FROM undos WHERE token = ?1", [&token.0])?;
    Ok(of_vehicles + periods.len() + drivers.len() + given + dues + notes.max(cases).max(receipts) + seen)
}

/// Puts each vehicle's periods back, and whose its violations were; says which vehicles'.
fn periods_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<Vec<VehicleId>> {
    let vehicles = periods::take_back(conn, kept::<Period>(conn, token, "period")?)?;
    vehicles.iter().try_for_each(|vehicle| periods::follow(conn, vehicle, now))?;
    Ok(vehicles)
}

impl Garage {
    /// Takes one change back (an edit, an import, a removal, a period, a step of a case, a receipt, a note, a due date)
    /// and says how many rows came back. `plate_taken` when a plate has been given
    /// away since; `undo_unknown` when one of its rows was changed again since: the
    /// later change is taken back first.
    pub fn undo(&self, token: &UndoToken, now: Timestamp) -> Result<usize> {
        let token = token.clone();
        self.write(move |conn| take_back(conn, &token, now))
    }
}
