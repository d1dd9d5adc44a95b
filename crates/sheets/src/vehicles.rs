//! From a table's rows to vehicles: each row is either good or rejected with the
//! one reason that stands furthest to the front, so that rows and reasons agree in number.

use crate::fields::Fields;
use crate::table::letters;
use crate::vehicle_row::{Complaint, VehicleRow};
use crate::zeros::Lengths;
use crate::{Mapping, Meaning, PassedOverWhy, SheetError, Table};
use cheku_domain::Plate;
use std::collections::HashMap;

/// What a table came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The good rows in the file's order, each vehicle once.
    pub rows: Vec<VehicleRow>,
    /// One complaint for each rejected row.
    pub rejected: Vec<Complaint>,
    /// What is worth a look, though nothing was refused for it.
    pub warnings: Vec<Complaint>,
    /// The other rows, by their numbers: those that say nothing, or nothing new.
    pub passed_over: Vec<(u32, PassedOverWhy)>,
}

impl Reading {
    /// Refuses a reading in which no row is good: nothing may be written then.
    pub fn check(&self) -> Result<(), SheetError> {
        if self.rows.is_empty() { Err(SheetError::NoGoodRow) } else { Ok(()) }
    }
}

/// Reads every row under a mapping. Fails only if the mapping cannot be used.
pub fn read_vehicles(table: &Table, mapping: &Mapping) -> Result<Reading, SheetError> {
    mapping.check(table)?;
    let mut reading = Reading { warnings: ignored_columns(table, mapping), ..Reading::default() };
    let lengths = Lengths::of(table, mapping);
    let mut seen: HashMap<Plate, Vec<usize>> = HashMap::new();
    for row in &table.rows {
        let mut fields = Fields::of(table, mapping, row);
        if let Some(fault) = row.fault {
            reading.rejected.push(fields.faulty(fault));
            continue;
        }
        if fields.are_blank() {
            reading.passed_over.push((row.number, PassedOverWhy::NoVehicle));
            continue;
        }
        match fields.vehicle(&lengths) {
            Ok(vehicle) => {
                let of_plate = seen.entry(vehicle.plate.clone()).or_default();
                let mut repeated = of_plate.iter().map(|at| &reading.rows[*at]);
                match repeated.rfind(|earlier| vehicle.repeats(earlier)) {
                    Some(earlier) if vehicle.is_alike(earlier) => {
                        reading.passed_over.push((row.number, PassedOverWhy::Alike));
                    }
                    Some(earlier) => {
                        let repeats = Some(earlier.row);
                        let complaint = fields.complaint(Meaning::Plate, "duplicate_plate");
                        reading.rejected.push(Complaint { repeats, ..complaint });
                    }
                    None => {
                        of_plate.push(reading.rows.len());
                        reading.warnings.append(&mut fields.warnings);
                        reading.rows.push(vehicle);
                    }
                }
            }
            Err(complaint) => reading.rejected.push(complaint),
        }
    }
    Ok(reading)
}

/// A complaint about a row that was read, for what only the garage can tell of it. It
/// names the plate's column where there is no other.
pub fn complaint_about(
    table: &Table,
    mapping: &Mapping,
    vehicle: &VehicleRow,
    column: Option<usize>,
    code: &'static str,
) -> Option<Complaint> {
    let row = &table.rows[table.rows.binary_search_by_key(&vehicle.row, |row| row.number).ok()?];
    let column = column.or_else(|| mapping.column(Meaning::Plate));
    Some(Fields::of(table, mapping, row).complaint_at(column, code))
}

/// Columns that are not read, named at the headings' row: those with a heading of
/// their own, or with something in them.
fn ignored_columns(table: &Table, mapping: &Mapping) -> Vec<Complaint> {
    let unread = |column: &usize| mapping.meanings.get(*column).is_none_or(Option::is_none);
    let filled = |column: &usize| {
        table.headings[*column] != letters(*column)
            || table.rows.iter().any(|row| !row.cell(*column).is_empty())
    };
    (0..table.headings.len())
        .filter(unread)
        .filter(filled)
        .map(|column| Complaint {
            sheet: table.sheet.clone(),
            row: table.heading_row.max(1),
            column: table.headings[column].clone(),
            code: "column_ignored",
            text: String::new(),
            value_shown: String::new(),
            plate_shown: String::new(),
            readings: Vec::new(),
            repeats: None,
            repeats_in: None,
        })
        .collect()
}
