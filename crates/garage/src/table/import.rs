//! Import (导入): rows of a spreadsheet become vehicles in one transaction, with
//! one undo. A blank cell never erases what the garage knows. Which vehicle a row
//! tells of is decided by `cheku_domain::identity`.

use super::due_import::{self, Brought, DueNote, Told};
use super::left;
use super::periods;
use super::vehicle_changes;
use super::vehicles::{self, NewVehicle};
use crate::row::{filled, filled_lines};
use crate::undo::{self, Before, ChangeKind, UndoToken};
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
    /// It names a vehicle that left: left out, since nothing says that it is in use again.
    Left,
    /// It says that a vehicle left that is not known here: left out, since there is nothing to keep of it.
    LeftUnknown,
    /// It names another driver from a time at which the vehicle's later periods begin: left out.
    PeriodOverlaps,
}

/// What the person should look at in a row that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportNote {
    /// A new vehicle, though another one has the same number on a plate of another type.
    PlateShared,
    /// The known vehicle gets another plate type.
    TypeChanged,
    /// The known vehicle gets another VIN.
    VinChanged,
    /// The known vehicle goes over to another driver.
    DriverChanged,
    /// One of its due dates.
    Due(DueNote),
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
    /// Known vehicles that go over to another driver.
    pub driver_changes: u32,
    /// Known vehicles that go out of use.
    pub leaving: u32,
    /// Due dates that are new or take another one's place.
    pub due_dates: u32,
    /// What became of each row, in the given order, and what is to be looked at.
    pub rows: Vec<(ImportEffect, Vec<ImportNote>)>,
    /// Takes the whole import back; `None` when nothing was written.
    pub undo: Option<UndoToken>,
}

impl ImportReport {
    fn count(&mut self, turn: &Turn, row: &NewVehicle, due: Brought) {
        let leaves = row.left.is_some() && matches!(turn, Turn::Known { .. });
        self.leaving += u32::from(leaves);
        let effect = match turn.effect() {
            ImportEffect::Unchanged if leaves || due.count() > 0 => ImportEffect::Updated,
            effect => effect,
        };
        let mut notes = turn.notes();
        self.due_dates += due.count();
        notes.extend(due.notes.into_iter().map(ImportNote::Due));
        match effect {
            ImportEffect::Added => self.added += 1,
            ImportEffect::Updated => self.updated += 1,
            ImportEffect::Unchanged => self.unchanged += 1,
            ImportEffect::Unclear
            | ImportEffect::Left
            | ImportEffect::LeftUnknown
            | ImportEffect::PeriodOverlaps => {}
        }
        self.driver_changes += u32::from(notes.contains(&ImportNote::DriverChanged));
        self.rows.push((effect, notes));
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
    New {
        shares_plate: bool,
    },
    Known {
        before: Box<Vehicle>,
        after: Box<Vehicle>,
    },
    Unclear,
    Left,
    LeftUnknown,
    /// It left, as the row says.
    LeftAlready,
    PeriodOverlaps,
}

impl Turn {
    /// What the row's due dates come to; of a row that is left out, nothing.
    fn due(&self, conn: &Connection, row: &NewVehicle, told: &mut Told) -> Result<Brought> {
        match self {
            Turn::New { .. } => due_import::brought(conn, row, None, told),
            Turn::Known { before, .. } => due_import::brought(conn, row, Some(&before.id), told),
            _ => Ok(Brought::default()),
        }
    }

    fn effect(&self) -> ImportEffect {
        match self {
            Turn::New { .. } => ImportEffect::Added,
            Turn::Known { before, after } if before == after => ImportEffect::Unchanged,
            Turn::Known { .. } => ImportEffect::Updated,
            Turn::Unclear => ImportEffect::Unclear,
            Turn::Left => ImportEffect::Left,
            Turn::LeftUnknown => ImportEffect::LeftUnknown,
            Turn::LeftAlready => ImportEffect::Unchanged,
            Turn::PeriodOverlaps => ImportEffect::PeriodOverlaps,
        }
    }

    fn notes(&self) -> Vec<ImportNote> {
        let noted = match self {
            Turn::New { shares_plate } => vec![(*shares_plate, ImportNote::PlateShared)],
            Turn::Known { before, after } => vec![
                (before.plate_type != after.plate_type, ImportNote::TypeChanged),
                (before.vin.is_some() && before.vin != after.vin, ImportNote::VinChanged),
                (before.driver.is_some() && before.driver != after.driver, ImportNote::DriverChanged),
            ],
            _ => Vec::new(),
        };
        noted.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note).collect()
    }
}

fn listed(row: &NewVehicle) -> Listed {
    let vehicle = row.clone().into_vehicle();
    Listed {
        traits: Traits { plate_type: row.plate_type, ..vehicle.traits() },
        suggested: row.suggested_type,
    }
}

/// A row of a known vehicle. Where it names another driver, it must not reach into later periods.
fn known_turn(conn: &Connection, before: &Vehicle, row: &NewVehicle) -> Result<Turn> {
    let after = merged(before, row);
    let since = row.driver_since.filter(|_| before.driver != after.driver);
    if let Some(since) = since
        && periods::begins_after(conn, &before.id, since)?
    {
        return Ok(Turn::PeriodOverlaps);
    }
    Ok(Turn::Known { before: Box::new(before.clone()), after: Box::new(after) })
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
        let gone: Vec<Traits> = left::of_plate(conn, plate)?.iter().map(Vehicle::traits).collect();
        let left = |row: &Listed| gone.iter().any(|gone| row.may_be_left(gone));
        let mut shares_plate = !known.is_empty();
        for (place, kin) in places.into_iter().zip(kin(&traits, &of_rows)) {
            turns[place] = match kin {
                Kin::New if left(&listed(&rows[place])) => match rows[place].left {
                    Some(_) => Turn::LeftAlready,
                    None => Turn::Left,
                },
                Kin::New if rows[place].left.is_some() => Turn::LeftUnknown,
                Kin::New => Turn::New { shares_plate: std::mem::replace(&mut shares_plate, true) },
                Kin::Is(at) => known_turn(conn, &known[at], &rows[place])?,
                Kin::Unclear => Turn::Unclear,
            };
        }
    }
    Ok(turns)
}

fn write(
    conn: &Connection,
    rows: &[NewVehicle],
    turns: &[(Turn, Brought)],
    now: Timestamp,
    token: &UndoToken,
) -> Result<()> {
    let moved = turns.iter().filter_map(|(turn, _)| match turn {
        Turn::Known { before, after } if before.plate_type != after.plate_type => Some(&before.id),
        _ => None,
    });
    vehicles::step_aside(conn, moved)?;
    for (row, (turn, due)) in rows.iter().zip(turns) {
        let vehicle = match turn {
            Turn::New { .. } => vehicle_changes::add(conn, token, row.clone(), now)?,
            Turn::Known { before, after } => {
                if before != after {
                    vehicle_changes::change_from(conn, token, (before, after), row.driver_since, now)?;
                }
                before.id.clone()
            }
            _ => continue,
        };
        due.write(conn, token, &vehicle, now)?;
        if let (Turn::Known { before, .. }, Some((why, on))) = (turn, row.left) {
            undo::keep(conn, token, &vehicle, Before::Present(before))?;
            left::leave(conn, &vehicle, why, on.unwrap_or(now.in_cst().date_naive()), now)?;
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
    let mut told = Told::default();
    let with_due = |(turn, row): (Turn, &NewVehicle)| {
        let due = turn.due(conn, row, &mut told)?;
        Ok((turn, due))
    };
    let turns = turns(conn, rows)?.into_iter().zip(rows).map(with_due).collect::<Result<Vec<_>>>()?;
    if let Some(token) = &token {
        write(conn, rows, &turns, now, token)?;
    }
    let mut report = ImportReport::default();
    for ((turn, due), row) in turns.into_iter().zip(rows) {
        report.count(&turn, row, due);
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
            let token = undo::begin(conn, ChangeKind::Imported, now)?;
            import_all(conn, &rows, now, Some(token))
        })
    }
}
