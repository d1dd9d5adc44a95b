//! Undo (撤销): every change of vehicles keeps what they were, under one token,
//! so that an import of a thousand rows is taken back as one.

use crate::row::{collect, new_id};
use crate::table::vehicles;
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

/// `vehicle_before` is NULL where the change added the vehicle.
pub(crate) const CREATE: &str = "
CREATE TABLE undos (
    token TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE undo_rows (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    vehicle TEXT NOT NULL,
    vehicle_before TEXT,
    PRIMARY KEY (token, vehicle)
) STRICT, WITHOUT ROWID;
";

/// Days that a change can be taken back.
const KEPT_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Takes one change back, once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UndoToken(pub String);

/// What a vehicle was before a change.
pub(crate) enum Before<'a> {
    /// Not in the garage.
    Absent,
    /// As given.
    Present(&'a Vehicle),
}

pub(crate) fn begin(conn: &Connection, now: Timestamp) -> Result<UndoToken> {
    conn.prepare_cached("DELETE FROM undos WHERE at < ?1")?.execute([now.0 - KEPT_DAYS * DAY_MS])?;
    let token = new_id();
    conn.prepare_cached("INSERT INTO undos (token, at) VALUES (?1, ?2)")?.execute(params![token, now.0])?;
    Ok(UndoToken(token))
}

/// Keeps what one vehicle was; the first word about it in a change counts.
pub(crate) fn keep(
    conn: &Connection,
    token: &UndoToken,
    vehicle: &VehicleId,
    before: Before<'_>,
) -> Result<()> {
    let before = match before {
        Before::Absent => None,
        Before::Present(vehicle) => Some(serde_json::to_string(vehicle)?),
    };
    conn.prepare_cached("INSERT INTO undo_rows VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![token.0, vehicle.0, before])?;
    Ok(())
}

fn take_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<Vec<VehicleId>> {
    let known = conn.execute("UPDATE undos SET at = at WHERE token = ?1", [&token.0])?;
    if known == 0 {
        return Err(GarageError::new("undo_unknown", "taken back already, or too old"));
    }
    let mut query = conn.prepare_cached("SELECT vehicle, vehicle_before FROM undo_rows WHERE token = ?1")?;
    let rows = collect(query.query([&token.0])?, |row| {
        let before: Option<String> = row.get(1)?;
        let before = before.map(|text| serde_json::from_str::<Vehicle>(&text)).transpose()?;
        Ok((VehicleId(row.get(0)?), before))
    })?;
    // Added ones go first: a plate may belong to a vehicle that comes back.
    for (id, _) in rows.iter().filter(|(_, before)| before.is_none()) {
        vehicles::set_removed(conn, id, now)?;
    }
    for vehicle in rows.iter().filter_map(|(_, before)| before.as_ref()) {
        vehicles::change(conn, vehicle, now)?;
    }
    conn.execute("DELETE FROM undos WHERE token = ?1", [&token.0])?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

impl Garage {
    /// Takes one change back: an add, an edit, a bulk edit, a removal or an
    /// import. `plate_taken` when a plate has been given away since.
    pub fn undo(&self, token: &UndoToken, now: Timestamp) -> Result<Vec<VehicleId>> {
        let token = token.clone();
        self.write(move |conn| take_back(conn, &token, now))
    }
}
