//! Import: read, map, preview, commit, and the rejected rows as a file.

mod choices;

use crate::App;
use crate::error::{Result, bad_request, count};
use crate::wire::{
    Change, ChosenFile, ComplaintCode, FilePath, ImportPreview, ImportReport, ImportRequest, ImportSource,
    KeyCount, Meaning, PreviewRow, RowComplaint, SaveRejectedRequest, Tag,
};
use base64::Engine;
use cheku_garage::{ImportEffect, ImportNote, NewVehicle};
use cheku_sheets::table::MOST_BYTES;
use cheku_sheets::{Complaint, Mapping, Reading, SheetError, Table, VehicleRow};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How many rows a preview shows.
const PREVIEW_ROWS: usize = 200;

/// Reads the file and shows what an import would do; nothing is written.
pub async fn import_preview(app: &App, request: ImportRequest) -> Result<ImportPreview> {
    let now = app.0.clock.now();
    let reader = app.clone();
    app.work(move |garage| {
        let (table, mapping) = read(&reader, &request, true)?;
        let reading = cheku_sheets::read_vehicles(&table, &mapping).unwrap_or_default();
        let reading = choices::resolved(garage, &table, &mapping, reading)?;
        let done = garage.import(new_vehicles(&reading.rows), now, true)?;
        let effects: HashMap<u32, ImportEffect> =
            reading.rows.iter().zip(&done.rows).map(|(row, (effect, _))| (row.row, *effect)).collect();
        let reading = held_against_garage(&table, &mapping, reading, &done.rows);
        Ok(ImportPreview {
            headings: table.headings.clone(),
            mapping: mapping.meanings.iter().map(|meaning| meaning.map(to_wire)).collect(),
            added: done.added,
            updated: done.updated,
            unchanged: done.unchanged,
            suggested_types: count(reading.rows.iter().filter(|row| !row.type_given).count()),
            suggested_cities: suggested_cities(&reading.rows),
            rejected: complaints(&reading.rejected)?,
            warnings: complaints(&reading.warnings)?,
            rows: preview_rows(&table, &reading, &effects),
        })
    })
    .await
}

/// Writes the good rows in one transaction; no good row writes nothing.
pub async fn import_commit(app: &App, request: ImportRequest) -> Result<ImportReport> {
    import(app, request, true, false).await
}

/// Import as the terminal does it: columns told by their headings alone, and
/// `dry_run` writes nothing.
pub async fn import_by_headings(app: &App, path: &Path, dry_run: bool) -> Result<ImportReport> {
    let ChosenFile { file, name } = app.may_read(path);
    let source = ImportSource::File { file, name };
    import(app, ImportRequest { source, mapping: None }, false, dry_run).await
}

async fn import(app: &App, request: ImportRequest, guess: bool, dry_run: bool) -> Result<ImportReport> {
    let now = app.0.clock.now();
    let reader = app.clone();
    let report = app
        .work(move |garage| {
            let (table, mapping) = read(&reader, &request, guess)?;
            let reading = cheku_sheets::read_vehicles(&table, &mapping)?;
            reading.check()?;
            let reading = choices::resolved(garage, &table, &mapping, reading)?;
            let done = garage.import(new_vehicles(&reading.rows), now, dry_run)?;
            let reading = held_against_garage(&table, &mapping, reading, &done.rows);
            reading.check()?;
            report(&reading, done)
        })
        .await?;
    if !dry_run {
        app.changed(&[Tag::Vehicles, Tag::State]);
    }
    Ok(report)
}

/// What the garage alone can tell: rows of which nobody knows whose they are count as
/// rejected, and what deserves a look is a warning.
fn held_against_garage(
    table: &Table,
    mapping: &Mapping,
    mut reading: Reading,
    done: &[(ImportEffect, Option<ImportNote>)],
) -> Reading {
    use cheku_sheets::{Meaning, complaint_about};
    let rows = std::mem::take(&mut reading.rows);
    for (row, (effect, note)) in rows.into_iter().zip(done) {
        let warning = note.map(|note| match note {
            ImportNote::PlateShared => (Meaning::PlateType, "plate_shared"),
            ImportNote::TypeChanged => (Meaning::PlateType, "plate_type_changed"),
            ImportNote::VinChanged => (Meaning::Vin, "vin_changed"),
        });
        let about = |(meaning, code)| complaint_about(table, mapping, &row, meaning, code);
        reading.warnings.extend(warning.and_then(about));
        match effect {
            ImportEffect::Unclear => reading.rejected.extend(about((Meaning::Plate, "plate_unclear"))),
            _ => reading.rows.push(row),
        }
    }
    reading
}

fn report(reading: &Reading, done: cheku_garage::ImportReport) -> Result<ImportReport> {
    Ok(ImportReport {
        added: done.added,
        updated: done.updated,
        unchanged: done.unchanged,
        rejected: complaints(&reading.rejected)?,
        warnings: complaints(&reading.warnings)?,
        undo: done.undo.map(|token| token.0),
    })
}

/// Saves the rejected rows as they were, with the reason behind each.
pub async fn import_save_rejected(app: &App, request: SaveRejectedRequest) -> Result<FilePath> {
    let now = app.0.clock.now();
    let place = app.to_write(&request.to)?;
    let reader = app.clone();
    app.work(move |garage| {
        let (table, mapping) = read(&reader, &request.import, true)?;
        let reading = cheku_sheets::read_vehicles(&table, &mapping)?;
        let reading = choices::resolved(garage, &table, &mapping, reading)?;
        let done = garage.import(new_vehicles(&reading.rows), now, true)?;
        let reading = held_against_garage(&table, &mapping, reading, &done.rows);
        let words = |complaint: &Complaint| {
            let sentence = request.reasons.get(complaint.code).map_or(complaint.code, String::as_str);
            sentence.replace("{row}", &complaint.repeats.map(|row| row.to_string()).unwrap_or_default())
        };
        let reasons: Vec<(u32, String)> =
            reading.rejected.iter().map(|c| (c.row, format!("{}: {}", c.column, words(c)))).collect();
        cheku_sheets::write_rejected(&place, &table, &request.reason_heading, &reasons)?;
        Ok(FilePath { path: place.path().to_string_lossy().into_owned() })
    })
    .await
}

fn read(app: &App, request: &ImportRequest, guess: bool) -> Result<(Table, Mapping)> {
    let reader = &app.0.reader;
    let table = match &request.source {
        ImportSource::File { file, name } => reader.read(content(&app.to_read(file)?)?, name)?,
        ImportSource::Text { text } => cheku_sheets::from_clipboard(text)?,
        ImportSource::Bytes { base64, name } => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(base64);
            reader.read(bytes.map_err(|_| bad_request("the file's content is not base64"))?, name)?
        }
    };
    let mut mapping = if guess { Mapping::suggested(&table) } else { Mapping::by_headings(&table) };
    if let Some(corrected) = &request.mapping {
        if corrected.len() != table.headings.len() {
            return Err(bad_request("the mapping has not one meaning for each column"));
        }
        mapping.meanings = corrected.iter().map(|meaning| meaning.map(from_wire)).collect();
    }
    Ok((table, mapping))
}

/// One byte more than allowed is enough to know; a device never ends.
fn content(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(_) => Err(SheetError::Unreadable.into()),
    }
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
        note: row.note.clone(),
        provider: row.provider.clone(),
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

fn complaints(all: &[Complaint]) -> Result<Vec<RowComplaint>> {
    let wire = |complaint: &Complaint| {
        let code = ComplaintCode::from_word(complaint.code).ok_or_else(|| bad_request(complaint.code))?;
        Ok(RowComplaint {
            row: complaint.row,
            column: complaint.column.clone(),
            code,
            value: complaint.value_shown.clone(),
            text: complaint.text.clone(),
            plate: complaint.plate_shown.clone(),
            repeats: complaint.repeats,
        })
    };
    all.iter().map(wire).collect()
}

/// The rejected rows first, then the others in the file's order.
fn preview_rows(table: &Table, reading: &Reading, effects: &HashMap<u32, ImportEffect>) -> Vec<PreviewRow> {
    let good: HashMap<u32, &VehicleRow> = reading.rows.iter().map(|row| (row.row, row)).collect();
    let rejected: HashSet<u32> = reading.rejected.iter().map(|complaint| complaint.row).collect();
    let preview = |row: &cheku_sheets::Row| {
        let vehicle = good.get(&row.number);
        let change = match effects.get(&row.number) {
            Some(ImportEffect::Added) => Change::Added,
            Some(ImportEffect::Updated) => Change::Updated,
            _ if rejected.contains(&row.number) => Change::Rejected,
            _ => Change::Unchanged,
        };
        let given = vehicle.is_some_and(|vehicle| vehicle.type_given);
        PreviewRow {
            row: row.number,
            change,
            cells: (0..table.headings.len()).map(|column| row.cell(column).to_owned()).collect(),
            plate: vehicle.map(|vehicle| vehicle.plate.to_string()),
            plate_type: vehicle.map(|v| v.plate_type.unwrap_or(v.suggested_type).code().to_owned()),
            suggested: vehicle.is_some() && !given,
        }
    };
    let (bad, fine): (Vec<_>, Vec<_>) = table.rows.iter().partition(|row| rejected.contains(&row.number));
    bad.into_iter().chain(fine).take(PREVIEW_ROWS).map(preview).collect()
}

macro_rules! same_words {
    ($($meaning:ident),+) => {
        fn to_wire(meaning: cheku_sheets::Meaning) -> Meaning {
            match meaning { $(cheku_sheets::Meaning::$meaning => Meaning::$meaning),+ }
        }
        fn from_wire(meaning: Meaning) -> cheku_sheets::Meaning {
            match meaning { $(Meaning::$meaning => cheku_sheets::Meaning::$meaning),+ }
        }
    };
}
same_words!(
    Plate,
    PlateType,
    VehicleClass,
    PlateColour,
    Vin,
    Engine,
    CityCode,
    Owner,
    Group,
    Driver,
    Note,
    Provider
);
