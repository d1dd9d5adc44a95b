//! What the garage alone can tell of a sheet's rows.

use super::read_sheet::ReadSheet;
use cheku_domain::DueKind;
use cheku_garage::{DueNote, ImportEffect, ImportNote};
use cheku_sheets::{Meaning, complaint_about};
use std::collections::HashMap;

/// What an import does to each row, by the sheet's name and the row's number.
pub(super) type Effects = HashMap<(String, u32), ImportEffect>;

/// Rows that may be of several vehicles count as rejected, and what deserves a
/// look is a warning.
pub(super) fn held_against_garage(
    sheet: &mut ReadSheet,
    done: &[(ImportEffect, Vec<ImportNote>)],
    effects: &mut Effects,
) {
    let ReadSheet { table, mapping, reading } = sheet;
    let rows = std::mem::take(&mut reading.rows);
    for (row, (effect, notes)) in rows.into_iter().zip(done) {
        let of = |meaning: Meaning| mapping.column(meaning);
        let days = |kind: &DueKind| of(Meaning::of_due(*kind)?);
        let warnings = notes.iter().map(|note| match note {
            ImportNote::PlateShared => (of(Meaning::PlateType), "plate_shared"),
            ImportNote::TypeChanged => (of(Meaning::PlateType), "plate_type_changed"),
            ImportNote::VinChanged => (of(Meaning::Vin), "vin_changed"),
            ImportNote::DriverChanged => (of(Meaning::Driver), "driver_changed"),
            ImportNote::Due(DueNote::Earlier(due)) => (mapping.due_column(table, due), "due_earlier"),
            ImportNote::Due(DueNote::WithoutDriver(kind)) => (days(kind), "due_without_driver"),
            ImportNote::Due(DueNote::Differs(kind)) => (days(kind), "due_differs"),
        });
        let about = |(column, code)| complaint_about(table, mapping, &row, column, code);
        reading.warnings.extend(warnings.filter_map(about));
        effects.insert((table.sheet.clone(), row.row), *effect);
        match effect {
            ImportEffect::PeriodOverlaps => {
                reading.rejected.extend(about((of(Meaning::DriverSince), "period_overlaps")));
            }
            ImportEffect::LeftUnknown => {
                reading.rejected.extend(about((of(Meaning::UseState), "left_unknown")))
            }
            ImportEffect::Left => reading.rejected.extend(about((of(Meaning::Plate), "vehicle_left"))),
            ImportEffect::Unclear => reading.rejected.extend(about((of(Meaning::Plate), "plate_unclear"))),
            _ => reading.rows.push(row),
        }
    }
}
