//! Who drove when: a violation belongs to the driver who had the vehicle on that
//! day, else to the vehicle's usual one.

use super::vehicles::Changed;
use super::violations::follow_vehicle;
use crate::row::{collect, day, first, new_id};
use crate::undo::{self, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

/// An assignment that is not kept yet. Both days are included; `to` `None` = until now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// The assignment `id` becomes this, `None` takes it away; the vehicle's
/// violations follow.
pub(crate) fn set(conn: &Connection, id: &str, assignment: Option<&Assignment>) -> Result<()> {
    let sql = "DELETE FROM driver_assignments WHERE id = ?1 RETURNING vehicle";
    let before = first(conn.prepare_cached(sql)?.query([id])?, |row| Ok(VehicleId(row.get(0)?)))?;
    if let Some(Assignment { id, what }) = assignment {
        let (from, to) = (what.from.to_string(), what.to.map(|day| day.to_string()));
        conn.prepare_cached("INSERT INTO driver_assignments VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![id, what.vehicle.0, what.driver, from, to])?;
    }
    let after =
        assignment.map(|assignment| assignment.what.vehicle.clone()).filter(|id| Some(id) != before.as_ref());
    before.iter().chain(&after).try_for_each(|vehicle| follow_vehicle(conn, vehicle))
}

fn find(conn: &Connection, id: &str) -> Result<Option<Assignment>> {
    first(conn.prepare_cached("SELECT * FROM driver_assignments WHERE id = ?1")?.query([id])?, read)
}

/// A driver's periods, newest first.
pub(crate) fn of_driver(conn: &Connection, driver: &str) -> Result<Vec<Assignment>> {
    let sql = "SELECT * FROM driver_assignments WHERE driver = ?1 ORDER BY from_day DESC, id DESC";
    collect(conn.prepare_cached(sql)?.query([driver])?, read)
}

/// Keeps what an assignment was and writes what it is now.
fn change(conn: &Connection, token: &UndoToken, id: &str, now_is: Option<&Assignment>) -> Result<()> {
    undo::keep_row(conn, token, "assignment", id, find(conn, id)?.as_ref())?;
    set(conn, id, now_is)
}

/// A handover (交接): who had the vehicle until now had it until the day before.
fn close_open_one(conn: &Connection, token: &UndoToken, new: &Assignment) -> Result<()> {
    let sql = "SELECT * FROM driver_assignments
        WHERE vehicle = ?1 AND to_day IS NULL AND from_day < ?2 AND id <> ?3";
    let from = new.what.from.to_string();
    let open = collect(conn.prepare_cached(sql)?.query(params![new.what.vehicle.0, from, new.id])?, read)?;
    for mut one in open {
        one.what.to = new.what.from.pred_opt();
        change(conn, token, &one.id.clone(), Some(&one))?;
    }
    Ok(())
}

impl Garage {
    /// A vehicle's assignments, newest first.
    pub fn assignments(&self, vehicle: &VehicleId) -> Result<Vec<Assignment>> {
        let sql = "SELECT * FROM driver_assignments WHERE vehicle = ?1 ORDER BY from_day DESC, id DESC";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([&vehicle.0])?, read))
    }

    /// Keeps an assignment, new or (`id`) in place of a known one; the vehicle's
    /// violations of those days go over to the driver. One that was open until now
    /// ends the day before. Where two overlap the one that began later counts.
    pub fn save_assignment(&self, id: Option<&str>, what: &NewAssignment, now: Timestamp) -> Result<Changed> {
        let kept = Assignment { id: id.map_or_else(new_id, str::to_owned), what: what.clone() };
        self.write(move |conn| {
            let token = undo::begin(conn, now)?;
            change(conn, &token, &kept.id, Some(&kept))?;
            close_open_one(conn, &token, &kept)?;
            Ok(Changed { vehicles: vec![kept.what.vehicle.clone()], undo: token })
        })
    }

    /// Takes an assignment away.
    pub fn remove_assignment(&self, id: &str, now: Timestamp) -> Result<Changed> {
        let id = id.to_owned();
        self.write(move |conn| {
            let known = find(conn, &id)?.ok_or_else(|| GarageError::not_found("assignment"))?;
            let token = undo::begin(conn, now)?;
            change(conn, &token, &id, None)?;
            Ok(Changed { vehicles: vec![known.what.vehicle], undo: token })
        })
    }
}
