//! The files of receipts that an erasure takes away. Which ones is written down with the erasure itself, so that
//! whatever cuts it off the next start goes on.

use crate::row::first;
use crate::table::receipts::{named, only_of};
use crate::{Garage, Result};
use cheku_domain::VehicleId;
use cheku_files::attachments::{self, Name};
use rusqlite::{Connection, Statement, params};
use std::collections::BTreeSet;

/// A setting that stands as long as files are to be removed: their names, as JSON.
const DUE: &str = "receipts_to_erase";
const OF_DRIVER: &str = "y.driver = coalesce((SELECT id FROM driver_names WHERE name = ?1), -1)";
const OF_VEHICLES: &str =
    "y.vehicle IN (SELECT number FROM vehicles WHERE id IN (SELECT value FROM json_each(?1)))";

pub(super) fn of_vehicles(conn: &Connection, ids: &[VehicleId]) -> Result<Vec<Name>> {
    let ids: Vec<&str> = ids.iter().map(|id| id.0.as_str()).collect();
    only_of(conn, OF_VEHICLES, &serde_json::to_string(&ids)?)
}

pub(super) fn of_driver(conn: &Connection, name: &str) -> Result<Vec<Name>> {
    only_of(conn, OF_DRIVER, name)
}

/// A driver's violations stay; what proves who paid them does not. To be run while they still are the driver's.
pub(super) fn forget_of_driver(conn: &Connection, name: &str) -> Result<()> {
    let sql = format!(
        "DELETE FROM receipts WHERE violation IN (SELECT number FROM violations y WHERE {OF_DRIVER})"
    );
    conn.execute(&sql, [name])?;
    Ok(())
}

/// Writes down which files are to go.
pub(super) fn begin(conn: &Connection, files: &[Name]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let known = conn.prepare("SELECT value FROM settings WHERE key = ?1")?;
    let mut names = due(known)?;
    names.extend(files.iter().map(|file| file.as_str().to_owned()));
    let names = serde_json::to_string(&names)?;
    conn.execute("INSERT OR REPLACE INTO settings VALUES (?1, ?2)", params![DUE, names])?;
    Ok(())
}

/// What an erasure that was cut off has left.
fn due(mut known: Statement<'_>) -> Result<Vec<String>> {
    let names = first(known.query([DUE])?, |row| Ok(row.get::<_, String>(0)?))?;
    Ok(names.map(|names| serde_json::from_str(&names)).transpose()?.unwrap_or_default())
}

/// Removes them, but for what something names again by now.
pub(super) fn finish(garage: &Garage) -> Result<()> {
    let Some(names) = garage.setting(DUE)? else { return Ok(()) };
    let names: Vec<String> = serde_json::from_str(&names)?;
    let still: BTreeSet<Name> = garage.read(named)?.into_iter().collect();
    for name in names.iter().filter_map(|name| Name::parse(name)).filter(|name| !still.contains(name)) {
        attachments::remove(garage.dir(), &name)?;
    }
    garage.write(|conn| {
        conn.execute("DELETE FROM settings WHERE key = ?1", [DUE])?;
        Ok(())
    })
}
