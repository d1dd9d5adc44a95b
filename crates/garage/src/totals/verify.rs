//! The kept figures counted anew and held against what is kept, in one pass over the
//! violations. They are read as they lie in the file: read by vehicle or by key, a
//! million rows would be looked up one by one or sorted, again for each figure.

use super::row::{COLUMNS, Counted, LINE, SUMMARY, Summary, Sums};
use crate::Result;
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

#[derive(Default)]
struct Vehicle {
    /// `None` = it has no summary.
    kept: Option<[i64; 8]>,
    counted: Summary,
}

/// A line of `concerned`.
#[derive(Default)]
struct Concerned {
    kept: i64,
    vehicles: HashSet<i64>,
}

#[derive(Default)]
struct Anew {
    vehicles: HashMap<i64, Vehicle>,
    /// By dimension, key and standing: what is counted less what is kept.
    tallies: Lines<Keyed<Sums>>,
    concerned: Lines<Concerned>,
}

/// Kept lines by dimension and key.
type Lines<T> = Keyed<Keyed<T>>;

/// What stands under texts. A million rows have few different ones, so none is copied to be looked up.
struct Keyed<T> {
    places: HashMap<String, usize>,
    values: Vec<T>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Keyed<T> {
        Keyed { places: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Default> Keyed<T> {
    fn at(&mut self, key: &str) -> &mut T {
        let place = self.places.get(key).copied().unwrap_or_else(|| {
            self.values.push(T::default());
            self.places.insert(key.to_owned(), self.values.len() - 1);
            self.values.len() - 1
        });
        &mut self.values[place]
    }
}

impl<T: Default> Lines<T> {
    fn line(&mut self, dimension: &str, key: &str) -> &mut T {
        self.at(dimension).at(key)
    }

    fn all(&self) -> impl Iterator<Item = &T> {
        self.values.iter().flat_map(|lines| &lines.values)
    }
}

impl Anew {
    fn vehicle(&mut self, number: i64) -> &mut Vehicle {
        self.vehicles.entry(number).or_default()
    }

    fn read_kept(&mut self, conn: &Connection) -> Result<()> {
        let summaries = format!(
            "SELECT v.number, {SUMMARY} FROM vehicle_summaries s JOIN vehicles v ON v.id = s.vehicle"
        );
        each(conn, &summaries, |cells| {
            let vehicle = self.vehicle(cells.next()?);
            let mut figures = [0; 8];
            for figure in &mut figures {
                *figure = cells.next()?;
            }
            vehicle.kept = Some(figures);
            Ok(())
        })?;
        each(conn, &format!("SELECT dimension, key, standing, {} FROM tallies", LINE), |cells| {
            let (dimension, key, standing): (String, String, String) =
                (cells.next()?, cells.next()?, cells.next()?);
            *self.tallies.line(&dimension, &key).at(&standing) = Sums::read(cells)?.less();
            Ok(())
        })?;
        each(conn, "SELECT dimension, key, vehicles FROM concerned", |cells| {
            let (dimension, key): (String, String) = (cells.next()?, cells.next()?);
            self.concerned.line(&dimension, &key).kept = cells.next()?;
            Ok(())
        })
    }

    fn count_rows(&mut self, conn: &Connection) -> Result<()> {
        let sql = format!("SELECT y.vehicle, {} FROM violations y NOT INDEXED", COLUMNS);
        each(conn, &sql, |cells| {
            let vehicle = cells.next()?;
            self.count(vehicle, &Counted::read(cells)?);
            Ok(())
        })?;
        each(conn, "SELECT number FROM vehicles WHERE removed = 0", |cells| {
            self.concerned.line("fleet", "").vehicles.insert(cells.next()?);
            Ok(())
        })
    }

    fn count(&mut self, vehicle: i64, row: &Counted) {
        self.vehicle(vehicle).counted.count(row);
        if row.is_kept() {
            for (dimension, key) in row.tallied() {
                self.tallies.line(dimension, key).at(row.word()).count(row, 1);
            }
        }
        for (dimension, key) in row.concerns() {
            self.concerned.line(dimension, key).vehicles.insert(vehicle);
        }
    }

    fn differing(&self) -> Differing {
        let wrong = |vehicle: &&Vehicle| vehicle.kept.is_some_and(|kept| kept != vehicle.counted.figures());
        let told = |line: &&Concerned| line.kept != int(line.vehicles.len());
        Differing {
            summaries: self.vehicles.values().filter(wrong).count(),
            tallies: self
                .tallies
                .all()
                .flat_map(|line| &line.values)
                .filter(|line| **line != Sums::default())
                .count(),
            concerned: self.concerned.all().filter(told).count(),
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
