//! A file as the person wants it read: which sheets, under which mapping, with or
//! without the hidden rows.

use super::choices;
use super::held::{Effects, held_against_garage};
use super::read_sheet::ReadSheet;
use crate::App;
use crate::api::{ImportRequest, ImportSource, PassedOverRow, SheetChoice, SheetReport};
use crate::error::{Result, bad_request, count};
use base64::Engine;
use cheku_garage::{Garage, ImportEffect, ImportNote};
use cheku_sheets::table::MOST_BYTES;
use cheku_sheets::{Book, BookSheet, LeftOut, Mapping, SheetError, Table, VehicleRow};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A read file.
pub(super) struct Whole {
    /// Every sheet, in the file's order.
    pub sheets: Vec<SheetReport>,
    /// Those that are read.
    pub read: Vec<ReadSheet>,
    /// Those that are not, where they hold a table.
    pub others: Vec<Table>,
    /// Hidden rows in the sheets that are read.
    pub hidden: u32,
}

impl Whole {
    /// Reads the request's file. `guess`: columns may be told by their content. A mapping
    /// that cannot be used leaves its sheet unread when `lenient`, and fails otherwise.
    pub(super) fn read(app: &App, request: &ImportRequest, guess: bool, lenient: bool) -> Result<Whole> {
        let mut book = open(app, &request.source)?;
        request.sheets.iter().for_each(|choice| choose(&mut book, choice));
        if !lenient {
            book.check()?;
        }
        let sheets = book.sheets.iter().map(report).collect();
        let (mut tables, mut others, mut hidden) = (Vec::new(), Vec::new(), 0);
        for sheet in book.sheets {
            let Some(mut table) = sheet.table else { continue };
            if sheet.left_out.is_some() {
                others.push(table);
                continue;
            }
            hidden += table.rows.iter().filter(|row| row.hidden).count();
            if !request.include_hidden {
                table.pass_over_hidden();
            }
            tables.push((mapping(&table, request, guess)?, table));
        }
        let read = read_all(tables, lenient)?;
        Ok(Whole { sheets, read, others, hidden: count(hidden) })
    }

    /// The good rows of all sheets, one after the other.
    pub(super) fn vehicles(&self) -> Vec<VehicleRow> {
        self.read.iter().flat_map(|sheet| sheet.reading.rows.iter().cloned()).collect()
    }

    /// Cities by name or number, and providers, as the garage knows them.
    pub(super) fn resolved(&mut self, garage: &Garage) -> Result<()> {
        for ReadSheet { table, mapping, reading } in &mut self.read {
            *reading = choices::resolved(garage, table, mapping, std::mem::take(reading))?;
        }
        Ok(())
    }

    /// Holds the good rows against what the garage makes of them, and says what that is.
    pub(super) fn held_against_garage(&mut self, done: &[(ImportEffect, Vec<ImportNote>)]) -> Effects {
        let mut effects = Effects::new();
        let mut rest = done;
        for sheet in &mut self.read {
            let (here, behind) = rest.split_at(sheet.reading.rows.len().min(rest.len()));
            rest = behind;
            held_against_garage(sheet, here, &mut effects);
        }
        effects
    }

    /// Refuses a file in which no row is good: nothing may be written then.
    pub(super) fn check(&self) -> Result<()> {
        if self.read.iter().all(|sheet| sheet.reading.rows.is_empty()) {
            return Err(SheetError::NoGoodRow.into());
        }
        Ok(())
    }

    /// Rows in the file, whatever becomes of them.
    pub(super) fn rows(&self) -> u32 {
        self.sheets.iter().map(|sheet| sheet.rows).sum()
    }

    /// How many of them are passed over, those of the sheets left out among them.
    pub(super) fn passed_over(&self) -> u32 {
        let left_out = self.sheets.iter().filter(|sheet| sheet.left_out.is_some()).map(|sheet| sheet.rows);
        left_out.sum::<u32>() + count(self.passed_over_rows().len())
    }

    /// The rows that are passed over in the sheets that are read.
    pub(super) fn passed_over_rows(&self) -> Vec<PassedOverRow> {
        self.read.iter().flat_map(ReadSheet::passed_over).collect()
    }
}

fn open(app: &App, source: &ImportSource) -> Result<Book> {
    let reader = &app.0.reader;
    match source {
        ImportSource::File { file, name } => reader.read(content(&app.to_read(file)?)?, name),
        ImportSource::Text { text } => Ok(cheku_sheets::from_clipboard(text)?),
        ImportSource::Bytes { base64, name } => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(base64);
            reader.read(bytes.map_err(|_| bad_request("the file's content is not base64"))?, name)
        }
    }
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

/// A sheet with nothing to read stays left out, whatever was chosen.
fn choose(book: &mut Book, choice: &SheetChoice) {
    let Some(sheet) = book.sheet_mut(&choice.sheet) else { return };
    match choice.taken {
        Some(true) if sheet.table.is_some() && sheet.left_out != Some(LeftOut::Empty) => {
            sheet.left_out = None
        }
        Some(false) if sheet.left_out.is_none() => sheet.left_out = Some(LeftOut::NotWanted),
        _ => {}
    }
}

fn report(sheet: &BookSheet) -> SheetReport {
    SheetReport { name: sheet.name.clone(), rows: sheet.rows, left_out: sheet.left_out }
}

fn mapping(table: &Table, request: &ImportRequest, guess: bool) -> Result<Mapping> {
    let mut mapping = if guess { Mapping::suggested(table) } else { Mapping::by_headings(table) };
    let chosen = request.sheets.iter().find(|choice| choice.sheet == table.sheet);
    if let Some(corrected) = chosen.and_then(|choice| choice.mapping.as_ref()) {
        if corrected.len() != table.headings.len() {
            return Err(bad_request("the mapping has not one meaning for each column"));
        }
        mapping.meanings.clone_from(corrected);
    }
    Ok(mapping)
}

fn read_all(tables: Vec<(Mapping, Table)>, lenient: bool) -> Result<Vec<ReadSheet>> {
    let usable = |mapping: &Mapping, table: &Table| !lenient || mapping.check(table).is_ok();
    let sheets: Vec<(&Table, &Mapping)> = tables
        .iter()
        .filter(|(mapping, table)| usable(mapping, table))
        .map(|(mapping, table)| (table, mapping))
        .collect();
    let mut readings = cheku_sheets::read_sheets(&sheets)?.into_iter();
    let read = tables.into_iter().map(|(mapping, table)| {
        let usable = usable(&mapping, &table);
        let reading = usable.then(|| readings.next()).flatten().unwrap_or_default();
        ReadSheet { table, mapping, reading }
    });
    Ok(read.collect())
}
