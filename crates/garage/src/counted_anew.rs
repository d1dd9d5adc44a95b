//! The kept figures counted anew and held against what is kept, in one pass over the
//! violations. They are read as they lie in the file: read by vehicle or by key, a
//! million rows would be looked up one by one or sorted, again for each figure.

use crate::Result;
use crate::counted::{self, Counted, SUMMARY, Summary, Sums};
use crate::row::{Cells, int};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// How many kept figures differ from the rows.
pub(crate) struct Differing {
    /// Vehicles whose summary differs.
    pub(crate) summaries: usize,
    /// Lines of `tallies`.
    pub(crate) tallies: usize,
    /// Lines of `concerned`.
    pub(crate) concerned: usize,
}

/// A vehicle, numbered so that the sets of those concerned stay small.
struct Vehicle {
    number: usize,
    /// `None` = it has no summary.
    kept: Option<[i64; 7]>,
    counted: Summary,
}

/// A line of `concerned`.
#[derive(Default)]
struct Concerned {
    kept: i64,
    vehicles: HashSet<usize>,
}

#[derive(Default)]
struct Anew {
    vehicles: HashMap<String, Vehicle>,
    /// By dimension, key and standing: what is counted less what is kept.
    tallies: HashMap<(String, String, String), Sums>,
    /// By dimension and key.
    concerned: HashMap<(String, String), Concerned>,
}

/// The line of `concerned` that counts the fleet, whatever it owes.
fn fleet() -> (String, String) {
    ("fleet".to_owned(), String::new())
}

impl Anew {
    fn vehicle(&mut self, id: String) -> &mut Vehicle {
        let number = self.vehicles.len();
        self.vehicles.entry(id).or_insert(Vehicle { number, kept: None, counted: Summary::default() })
    }

    fn read_kept(&mut self, conn: &Connection) -> Result<()> {
        each(conn, &format!("SELECT vehicle, {SUMMARY} FROM vehicle_summaries"), |cells| {
            let vehicle = self.vehicle(cells.next()?);
            let mut figures = [0; 7];
            for figure in &mut figures {
                *figure = cells.next()?;
            }
            vehicle.kept = Some(figures);
            Ok(())
        })?;
        each(conn, &format!("SELECT dimension, key, standing, {} FROM tallies", counted::LINE), |cells| {
            let line = (cells.next()?, cells.next()?, cells.next()?);
            self.tallies.insert(line, Sums::read(cells)?.less());
            Ok(())
        })?;
        each(conn, "SELECT dimension, key, vehicles FROM concerned", |cells| {
            let line = self.concerned.entry((cells.next()?, cells.next()?)).or_default();
            line.kept = cells.next()?;
            Ok(())
        })
    }

    fn count_rows(&mut self, conn: &Connection) -> Result<()> {
        let sql = format!("SELECT vehicle, {} FROM violations NOT INDEXED", counted::COLUMNS);
        each(conn, &sql, |cells| {
            let vehicle = cells.next()?;
            self.count(vehicle, &Counted::read(cells)?);
            Ok(())
        })?;
        each(conn, "SELECT id FROM vehicles WHERE removed = 0", |cells| {
            let number = self.vehicle(cells.next()?).number;
            self.concerned.entry(fleet()).or_default().vehicles.insert(number);
            Ok(())
        })
    }

    fn count(&mut self, vehicle: String, row: &Counted) {
        let vehicle = self.vehicle(vehicle);
        vehicle.counted.count(row);
        let number = vehicle.number;
        if row.is_kept() {
            for (dimension, key) in row.tallied() {
                let line = (dimension.to_owned(), key.to_owned(), row.standing.clone());
                self.tallies.entry(line).or_default().count(row, 1);
            }
        }
        if row.is_returned() {
            for (dimension, key) in row.keys() {
                let line = (dimension.to_owned(), key.to_owned());
                self.concerned.entry(line).or_default().vehicles.insert(number);
            }
        }
    }

    fn differing(&self) -> Differing {
        let wrong = |vehicle: &&Vehicle| vehicle.kept.is_some_and(|kept| kept != vehicle.counted.figures());
        let told = |line: &&Concerned| line.kept != int(line.vehicles.len());
        Differing {
            summaries: self.vehicles.values().filter(wrong).count(),
            tallies: self.tallies.values().filter(|line| **line != Sums::default()).count(),
            concerned: self.concerned.values().filter(told).count(),
        }
    }
}

fn each(conn: &Connection, sql: &str, mut take: impl FnMut(&mut Cells<'_, '_>) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(&mut Cells::of(row))?;
    }
    Ok(())
}

/// Counts everything anew.
pub(crate) fn differing(conn: &Connection) -> Result<Differing> {
    let mut anew = Anew::default();
    anew.read_kept(conn)?;
    anew.count_rows(conn)?;
    Ok(anew.differing())
}
