//! Import (导入): rows of a spreadsheet become vehicles in one transaction, with
//! one undo. A blank cell never erases what the garage knows. Which vehicle a row
//! tells of is decided by `cheku_domain::identity`.

use super::vehicles::{self, NewVehicle};
use crate::row::{filled, filled_lines};
use crate::undo::{self, Before, UndoToken};
use crate::{Garage, Result};
use cheku_domain::identity::{Kin, Listed, Traits, kin};
use cheku_domain::{Plate, Timestamp, Vehicle};
use rusqlite::Connection;
use std::collections::HashMap;

/// What an import does with one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportEffect {
    /// New in the garage.
    Added,
    /// Known, something changes.
    Updated,
    /// Known, nothing changes.
    Unchanged,
    /// Several vehicles bear its plate, and it does not say which is meant: left out.
    Unclear,
}

/// What the person should look at in a row that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportNote {
    /// A new vehicle, though another one has the same number on a plate of another type.
    PlateShared,
    /// The known vehicle gets another plate type.
    TypeChanged,
    /// The known vehicle gets another VIN.
    VinChanged,
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
    /// What became of each row, in the given order, and what is to be looked at.
    pub rows: Vec<(ImportEffect, Option<ImportNote>)>,
    /// Takes the whole import back; `None` when nothing was written.
    pub undo: Option<UndoToken>,
}

impl ImportReport {
    fn count(&mut self, effect: ImportEffect, note: Option<ImportNote>) {
        match effect {
            ImportEffect::Added => self.added += 1,
            ImportEffect::Updated => self.updated += 1,
            ImportEffect::Unchanged => self.unchanged += 1,
            ImportEffect::Unclear => {}
        }
        self.rows.push((effect, note));
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
        note: filled_lines(row.note).or(known.note),
        provider: filled(row.provider).or(known.provider),
        id: known.id,
        plate: known.plate,
    }
}

/// What a row comes to.
enum Turn {
    New { shares_plate: bool },
    Known { before: Box<Vehicle>, after: Box<Vehicle> },
    Unclear,
}

impl Turn {
    fn effect(&self) -> ImportEffect {
        match self {
            Turn::New { .. } => ImportEffect::Added,
            Turn::Known { before, after } if before == after => ImportEffect::Unchanged,
            Turn::Known { .. } => ImportEffect::Updated,
            Turn::Unclear => ImportEffect::Unclear,
        }
    }

    fn note(&self) -> Option<ImportNote> {
        match self {
            Turn::New { shares_plate } => shares_plate.then_some(ImportNote::PlateShared),
            Turn::Known { before, after } if before.plate_type != after.plate_type => {
                Some(ImportNote::TypeChanged)
            }
            Turn::Known { before, after } if before.vin.is_some() && before.vin != after.vin => {
                Some(ImportNote::VinChanged)
            }
            _ => None,
        }
    }
}

fn listed(row: &NewVehicle) -> Listed {
    let vehicle = row.clone().into_vehicle();
    Listed {
        traits: Traits { plate_type: row.plate_type, ..vehicle.traits() },
        suggested: row.suggested_type,
    }
}

/// What each row comes to, in the given order. Rows of one plate are looked at together.
fn turns(conn: &Connection, rows: &[NewVehicle]) -> Result<Vec<Turn>> {
    let mut of_plate: HashMap<&Plate, Vec<usize>> = HashMap::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        of_plate.entry(&row.plate).or_default().push(place);
    }
    let mut turns: Vec<Turn> = rows.iter().map(|_| Turn::Unclear).collect();
    for (plate, places) in of_plate {
        let known = vehicles::of_plate(conn, plate)?;
        let traits: Vec<Traits> = known.iter().map(Vehicle::traits).collect();
        let of_rows: Vec<Listed> = places.iter().map(|place| listed(&rows[*place])).collect();
        let mut shares_plate = !known.is_empty();
        for (place, kin) in places.into_iter().zip(kin(&traits, &of_rows)) {
            turns[place] = match kin {
                Kin::New => Turn::New { shares_plate: std::mem::replace(&mut shares_plate, true) },
                Kin::Is(at) => {
                    let (before, after) = (known[at].clone(), merged(&known[at], &rows[place]));
                    Turn::Known { before: Box::new(before), after: Box::new(after) }
                }
                Kin::Unclear => Turn::Unclear,
            };
        }
    }
    Ok(turns)
}

fn write(
    conn: &Connection,
    rows: &[NewVehicle],
    turns: &[Turn],
    now: Timestamp,
    token: &UndoToken,
) -> Result<()> {
    let moved = turns.iter().filter_map(|turn| match turn {
        Turn::Known { before, after } if before.plate_type != after.plate_type => Some(&before.id),
        _ => None,
    });
    vehicles::step_aside(conn, moved)?;
    for (row, turn) in rows.iter().zip(turns) {
        match turn {
            Turn::New { .. } => {
                let vehicle = row.clone().into_vehicle();
                vehicles::put(conn, &vehicle, now)?;
                undo::keep(conn, token, &vehicle.id, Before::Absent)?;
            }
            Turn::Known { before, after } if before != after => {
                undo::keep(conn, token, &before.id, Before::Present(before))?;
                vehicles::change(conn, after, now)?;
            }
            Turn::Known { .. } | Turn::Unclear => {}
        }
    }
    Ok(())
}

fn import_all(
    conn: &Connection,
    rows: &[NewVehicle],
    now: Timestamp,
    token: Option<UndoToken>,
) -> Result<ImportReport> {
    let turns = turns(conn, rows)?;
    if let Some(token) = &token {
        write(conn, rows, &turns, now, token)?;
    }
    let mut report = ImportReport::default();
    for turn in &turns {
        report.count(turn.effect(), turn.note());
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
