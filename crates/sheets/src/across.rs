//! Several sheets are one list: a vehicle that stands in two of them is one.

use crate::vehicle_row::{Complaint, VehicleRow};
use crate::vehicles::{Reading, complaint_about, read_vehicles};
use crate::{Mapping, PassedOverWhy, SheetError, Table};
use cheku_domain::Plate;
use std::collections::HashMap;

/// Reads the tables of one file under their mappings. A vehicle that an earlier sheet
/// has is passed over where both say the same, and rejected where they differ.
pub fn read_sheets(sheets: &[(&Table, &Mapping)]) -> Result<Vec<Reading>, SheetError> {
    let mut seen: HashMap<Plate, Vec<(usize, VehicleRow)>> = HashMap::new();
    let mut readings = Vec::new();
    for (at, (table, mapping)) in sheets.iter().enumerate() {
        let mut reading = read_vehicles(table, mapping)?;
        for row in std::mem::take(&mut reading.rows) {
            let mut known = seen.get(&row.plate).into_iter().flatten();
            match known.rfind(|(_, earlier)| row.repeats(earlier)) {
                None => reading.rows.push(row),
                Some((_, earlier)) if row.is_alike(earlier) => {
                    reading.passed_over.push((row.row, PassedOverWhy::Alike));
                }
                Some((sheet, earlier)) => {
                    let (repeats, repeats_in) = (Some(earlier.row), Some(sheets[*sheet].0.sheet.clone()));
                    let complaint = complaint_about(table, mapping, &row, None, "duplicate_plate");
                    reading.warnings.retain(|warning| warning.row != row.row);
                    reading.rejected.extend(complaint.map(|told| Complaint { repeats, repeats_in, ..told }));
                }
            }
        }
        reading.rejected.sort_by_key(|complaint| complaint.row);
        // Within one sheet the reading itself has held the rows together.
        for row in &reading.rows {
            seen.entry(row.plate.clone()).or_default().push((at, row.clone()));
        }
        readings.push(reading);
    }
    Ok(readings)
}
