//! Import (导入): rows of a spreadsheet become vehicles in one transaction, with
//! one undo. A blank cell never erases what the garage knows.

use super::vehicles::{self, NewVehicle};
use crate::row::filled;
use crate::undo::{self, Before, UndoToken};
use crate::{Garage, Result};
use cheku_domain::{Plate, Timestamp, Vehicle};
use rusqlite::Connection;

/// What an import does to one vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportEffect {
    /// New in the garage.
    Added,
    /// Known, something changes.
    Updated,
    /// Known, nothing changes.
    Unchanged,
}

/// What an import did, or with `dry_run` would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Vehicles added.
    pub added: u32,
    /// Vehicles changed.
    pub updated: u32,
    /// Vehicles left as they are.
    pub unchanged: u32,
    /// Each row's plate and effect, in the given order.
    pub vehicles: Vec<(Plate, ImportEffect)>,
    /// Takes the whole import back; `None` when nothing was written.
    pub undo: Option<UndoToken>,
}

impl ImportReport {
    fn count(&mut self, plate: Plate, effect: ImportEffect) {
        let counter = match effect {
            ImportEffect::Added => &mut self.added,
            ImportEffect::Updated => &mut self.updated,
            ImportEffect::Unchanged => &mut self.unchanged,
        };
        *counter += 1;
        self.vehicles.push((plate, effect));
    }
}

/// The known vehicle with everything that the row fills in.
fn merged(known: &Vehicle, row: &NewVehicle) -> Vehicle {
    let (known, row) = (known.clone(), row.clone());
    Vehicle {
        plate_type: row.plate_type.unwrap_or(known.plate_type),
        vin: row.vin.or(known.vin),
        engine: filled(row.engine).or(known.engine),
        city_code: filled(row.city_code).or(known.city_code),
        owner: filled(row.owner).or(known.owner),
        group: filled(row.group).or(known.group),
        driver: filled(row.driver).or(known.driver),
        note: filled(row.note).or(known.note),
        provider: filled(row.provider).or(known.provider),
        id: known.id,
        plate: known.plate,
    }
}

fn import_row(
    conn: &Connection,
    row: &NewVehicle,
    now: Timestamp,
    token: Option<&UndoToken>,
) -> Result<ImportEffect> {
    let Some(known) = vehicles::find_by_plate(conn, &row.plate)? else {
        if let Some(token) = token {
            let vehicle = row.clone().into_vehicle();
            vehicles::put(conn, &vehicle, now)?;
            undo::keep(conn, token, &vehicle.id, Before::Absent)?;
        }
        return Ok(ImportEffect::Added);
    };
    let wanted = merged(&known, row);
    if wanted == known {
        return Ok(ImportEffect::Unchanged);
    }
    if let Some(token) = token {
        undo::keep(conn, token, &known.id, Before::Present(&known))?;
        vehicles::change(conn, &wanted, now)?;
    }
    Ok(ImportEffect::Updated)
}

fn import_all(
    conn: &Connection,
    rows: &[NewVehicle],
    now: Timestamp,
    token: Option<UndoToken>,
) -> Result<ImportReport> {
    let mut report = ImportReport::default();
    for row in rows {
        let effect = import_row(conn, row, now, token.as_ref())?;
        report.count(row.plate.clone(), effect);
    }
    report.undo = token.filter(|_| report.added + report.updated > 0);
    Ok(report)
}

impl Garage {
    /// Imports rows: all of them or none. With `dry_run` nothing is written and
    /// the report says what would be.
    pub fn import(&self, rows: Vec<NewVehicle>, now: Timestamp, dry_run: bool) -> Result<ImportReport> {
        if dry_run {
            return self.read(|conn| import_all(conn, &rows, now, None));
        }
        self.write(move |conn| {
            let token = undo::begin(conn, now)?;
            import_all(conn, &rows, now, Some(token))
        })
    }
}
