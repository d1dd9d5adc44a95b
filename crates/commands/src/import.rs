//! Import: read, map, preview, commit, and the rejected rows as a file.

mod choices;
mod held;
mod preview;
mod read_sheet;
mod whole;

use crate::App;
use crate::api::{
    ChosenFile, ComplaintCode, FilePath, ImportPreview, ImportReport, ImportRequest, ImportSource, KeyCount,
    RowComplaint, SaveRejectedRequest, SheetChoice,
};
use crate::error::{Result, bad_request, count};
use cheku_garage::NewVehicle;
use cheku_sheets::{Complaint, Rejected, VehicleRow};
use std::collections::HashMap;
use std::path::Path;
use whole::Whole;

/// How many of the rows that are passed over a preview names.
const NAMED_ROWS: usize = 200;

/// Reads the file and shows what an import would do; nothing is written.
pub async fn import_preview(app: &App, request: ImportRequest) -> Result<ImportPreview> {
    let now = app.0.clock.now();
    let reader = app.clone();
    app.work(move |garage| {
        let mut whole = Whole::read(&reader, &request, true, true)?;
        whole.resolved(garage)?;
        let vehicles = whole.vehicles();
        let done = garage.import(new_vehicles(&vehicles), now, true)?;
        let effects = whole.held_against_garage(&done.rows);
        let mut passed_over_rows = whole.passed_over_rows();
        passed_over_rows.truncate(NAMED_ROWS);
        Ok(ImportPreview {
            sheets: preview::sheets(&whole, &effects),
            rows: whole.rows(),
            passed_over: whole.passed_over(),
            hidden: whole.hidden,
            passed_over_rows,
            added: done.added,
            updated: done.updated,
            unchanged: done.unchanged,
            driver_changes: done.driver_changes,
            leaving: done.leaving,
            due_dates: done.due_dates,
            suggested_types: count(vehicles.iter().filter(|row| !row.type_given).count()),
            suggested_cities: suggested_cities(&vehicles),
            rejected: complaints(&whole, |sheet| &sheet.reading.rejected)?,
            warnings: complaints(&whole, |sheet| &sheet.reading.warnings)?,
        })
    })
    .await
}

/// Writes the good rows in one transaction; no good row writes nothing.
pub async fn import_commit(app: &App, request: ImportRequest) -> Result<ImportReport> {
    import(app, request, true, false).await
}

/// What the terminal is asked to import.
#[derive(Debug, Clone, Default)]
pub struct FileImport {
    /// Only these sheets, hidden ones and examples too; empty = as they come.
    pub sheets: Vec<String>,
    /// Hidden rows too.
    pub include_hidden: bool,
    /// Writes nothing.
    pub dry_run: bool,
}

/// Import as the terminal does it: columns told by their headings alone.
pub async fn import_by_headings(app: &App, path: &Path, wanted: FileImport) -> Result<ImportReport> {
    let choice = |sheet: &String| SheetChoice { sheet: sheet.clone(), taken: Some(true), mapping: None };
    let ChosenFile { file, name } = app.may_read(path);
    let request = ImportRequest {
        source: ImportSource::File { file, name },
        sheets: wanted.sheets.iter().map(choice).collect(),
        include_hidden: wanted.include_hidden,
    };
    import(app, request, false, wanted.dry_run).await
}

async fn import(app: &App, request: ImportRequest, guess: bool, dry_run: bool) -> Result<ImportReport> {
    let now = app.0.clock.now();
    let reader = app.clone();
    let report = app
        .work(move |garage| {
            let mut whole = Whole::read(&reader, &request, guess, false)?;
            whole.check()?;
            whole.resolved(garage)?;
            let done = garage.import(new_vehicles(&whole.vehicles()), now, dry_run)?;
            whole.held_against_garage(&done.rows);
            whole.check()?;
            report(&whole, done)
        })
        .await?;
    Ok(report)
}

fn report(whole: &Whole, done: cheku_garage::ImportReport) -> Result<ImportReport> {
    Ok(ImportReport {
        added: done.added,
        updated: done.updated,
        unchanged: done.unchanged,
        driver_changes: done.driver_changes,
        leaving: done.leaving,
        due_dates: done.due_dates,
        rejected: complaints(whole, |sheet| &sheet.reading.rejected)?,
        warnings: complaints(whole, |sheet| &sheet.reading.warnings)?,
        rows: whole.rows(),
        passed_over: whole.passed_over(),
        passed_over_rows: whole.passed_over_rows(),
        sheets: whole.sheets.clone(),
        undo: done.undo.map(|token| token.0),
    })
}

/// Saves the rejected rows as they were, with the reason behind each.
pub async fn import_save_rejected(app: &App, request: SaveRejectedRequest) -> Result<FilePath> {
    let now = app.0.clock.now();
    let place = app.to_write(&request.to)?;
    let reader = app.clone();
    app.work(move |garage| {
        let mut whole = Whole::read(&reader, &request.import, true, false)?;
        whole.resolved(garage)?;
        let done = garage.import(new_vehicles(&whole.vehicles()), now, true)?;
        whole.held_against_garage(&done.rows);
        let several = whole.read.len() > 1;
        let words = |complaint: &Complaint| {
            let sentence = request.reasons.get(complaint.code).map_or(complaint.code, String::as_str);
            let row = complaint.repeats.map(|row| row.to_string()).unwrap_or_default();
            let sheet = complaint.repeats_in.as_ref().map(|sheet| format!("{sheet} · ")).unwrap_or_default();
            let place = if several { format!("{} · ", complaint.sheet) } else { String::new() };
            format!("{place}{}: {}", complaint.column, sentence.replace("{row}", &format!("{sheet}{row}")))
        };
        let rejected: Vec<Rejected<'_>> = whole
            .read
            .iter()
            .map(|sheet| Rejected {
                table: &sheet.table,
                reasons: sheet.reading.rejected.iter().map(|c| (c.row, words(c))).collect(),
            })
            .collect();
        cheku_sheets::write_rejected(&place, &request.reason_heading, &rejected)?;
        Ok(reader.written(place.path()))
    })
    .await
}

fn new_vehicles(rows: &[VehicleRow]) -> Vec<NewVehicle> {
    let new = |row: &VehicleRow| NewVehicle {
        plate_type: row.plate_type,
        suggested_type: row.suggested_type,
        vin: row.vin.clone(),
        engine: row.engine.clone(),
        city_code: row.city_code.clone(),
        owner: row.owner.clone(),
        group: row.group.clone(),
        driver: row.driver.clone(),
        driver_since: row.driver_since,
        left: row.left,
        note: row.note.clone(),
        provider: row.provider.clone(),
        due_dates: row.due_dates.clone(),
        ..NewVehicle::of(row.plate.clone())
    };
    rows.iter().map(new).collect()
}

/// Where the plates of rows without a city were issued, most first.
fn suggested_cities(rows: &[VehicleRow]) -> Vec<KeyCount> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for row in rows.iter().filter(|row| row.city_code.is_none()) {
        if let Some((province, city)) = row.plate.issued_in() {
            *counts.entry(crate::vehicles::issued(province, city)).or_default() += 1;
        }
    }
    let mut counts: Vec<KeyCount> = counts.into_iter().map(|(key, count)| KeyCount { key, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then(a.key.cmp(&b.key)));
    counts
}

fn complaints(
    whole: &Whole,
    of: impl Fn(&read_sheet::ReadSheet) -> &Vec<Complaint>,
) -> Result<Vec<RowComplaint>> {
    let wire = |complaint: &Complaint| {
        let code = ComplaintCode::from_word(complaint.code).ok_or_else(|| bad_request(complaint.code))?;
        Ok(RowComplaint {
            sheet: complaint.sheet.clone(),
            row: complaint.row,
            column: complaint.column.clone(),
            code,
            value: complaint.value_shown.clone(),
            text: complaint.text.clone(),
            plate: complaint.plate_shown.clone(),
            readings: complaint.readings.iter().map(ToString::to_string).collect(),
            repeats: complaint.repeats,
            repeats_in: complaint.repeats_in.clone(),
        })
    };
    whole.read.iter().flat_map(of).map(wire).collect()
}
