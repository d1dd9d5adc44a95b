//! What the preview shows of each sheet.

use super::held::Effects;
use super::read_sheet::ReadSheet;
use super::whole::Whole;
use crate::api::{Change, PreviewRow, SheetPreview, SheetReport};
use cheku_garage::ImportEffect;
use cheku_sheets::{PassedOverWhy, Row, Table, VehicleRow};
use std::collections::{HashMap, HashSet};

/// How many rows a preview shows of a sheet.
const ROWS: usize = 200;

/// Every sheet of the file, in its order.
pub(super) fn sheets(whole: &Whole, effects: &Effects) -> Vec<SheetPreview> {
    let preview = |sheet: &SheetReport| match whole.read.iter().find(|read| read.table.sheet == sheet.name) {
        Some(read) if sheet.left_out.is_none() => of_read(sheet, read, effects),
        _ => of_other(sheet, whole.others.iter().find(|table| table.sheet == sheet.name)),
    };
    whole.sheets.iter().map(preview).collect()
}

fn of_read(sheet: &SheetReport, read: &ReadSheet, effects: &Effects) -> SheetPreview {
    let meanings = &read.mapping.meanings;
    SheetPreview {
        sheet: sheet.clone(),
        can_be_taken: true,
        headings: read.table.headings.clone(),
        mapping: meanings.clone(),
        rows: rows(read, effects),
    }
}

/// A sheet that is left out shows what it holds, so that the person can tell.
fn of_other(sheet: &SheetReport, table: Option<&Table>) -> SheetPreview {
    let shown = table.map(|table| table.rows.iter().take(ROWS).map(|row| passed_over(table, row)).collect());
    SheetPreview {
        sheet: sheet.clone(),
        can_be_taken: table.is_some_and(|table| !table.rows.is_empty()),
        headings: table.map(|table| table.headings.clone()).unwrap_or_default(),
        mapping: table.map(|table| vec![None; table.headings.len()]).unwrap_or_default(),
        rows: shown.unwrap_or_default(),
    }
}

/// The rejected rows first, then the hidden ones, then the others in the file's order.
fn rows(read: &ReadSheet, effects: &Effects) -> Vec<PreviewRow> {
    let reading = &read.reading;
    let good: HashMap<u32, &VehicleRow> = reading.rows.iter().map(|row| (row.row, row)).collect();
    let rejected: HashSet<u32> = reading.rejected.iter().map(|complaint| complaint.row).collect();
    let silent: HashSet<u32> = reading.passed_over.iter().map(|(row, _)| *row).collect();
    let preview = |row: &Row| {
        let vehicle = good.get(&row.number);
        let change = match effects.get(&(read.table.sheet.clone(), row.number)) {
            Some(ImportEffect::Added) => Change::Added,
            Some(ImportEffect::Updated) => Change::Updated,
            _ if rejected.contains(&row.number) => Change::Rejected,
            _ if silent.contains(&row.number) => Change::PassedOver,
            _ => Change::Unchanged,
        };
        let given = vehicle.is_some_and(|vehicle| vehicle.type_given);
        PreviewRow {
            plate: vehicle.map(|vehicle| vehicle.plate.to_string()),
            plate_type: vehicle.map(|v| v.plate_type.unwrap_or(v.suggested_type).code().to_owned()),
            suggested: vehicle.is_some() && !given,
            change,
            ..passed_over(&read.table, row)
        }
    };
    let (bad, fine): (Vec<_>, Vec<_>) =
        read.table.rows.iter().partition(|row| rejected.contains(&row.number));
    let hidden = read.table.passed_over.iter().filter(|passed| passed.why == PassedOverWhy::Hidden);
    let hidden = hidden.map(|passed| passed_over(&read.table, &passed.row));
    bad.into_iter().map(preview).chain(hidden).chain(fine.into_iter().map(preview)).take(ROWS).collect()
}

fn passed_over(table: &Table, row: &Row) -> PreviewRow {
    PreviewRow {
        row: row.number,
        change: Change::PassedOver,
        cells: (0..table.headings.len()).map(|column| row.cell(column).to_owned()).collect(),
        plate: None,
        plate_type: None,
        suggested: false,
        hidden: row.hidden,
    }
}
