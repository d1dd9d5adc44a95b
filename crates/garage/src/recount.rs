//! Brings the kept figures in step with a vehicle's violations: what its rows came to
//! before a change is held against what they come to after, and only the difference is
//! written. Every write of violations goes through `around`; `doctor` holds the figures
//! against the rows.

use crate::Result;
use crate::row::collect;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// As much of a violation as the figures know.
#[derive(Debug, PartialEq)]
struct Counted {
    standing: String,
    fine_fen: Option<i64>,
    points: Option<i64>,
    driver: String,
    city: String,
    month: String,
}

impl Counted {
    /// Its vehicle is in the garage.
    fn is_kept(&self) -> bool {
        self.standing != "removed"
    }

    /// A provider still returns it.
    fn is_returned(&self) -> bool {
        self.is_kept() && self.standing != "no_longer_returned"
    }

    fn is_unhandled(&self) -> bool {
        self.standing == "unhandled"
    }

    fn is_unpaid(&self) -> bool {
        self.is_unhandled() || self.standing == "handled_unpaid"
    }

    /// What a vehicle is concerned by.
    fn keys(&self) -> [(&'static str, &str); 3] {
        [("driver", &self.driver), ("city", &self.city), ("month", &self.month)]
    }
}

/// The figures of one line of `tallies`, or by how much they change.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Sums {
    rows: i64,
    fines_fen: i64,
    fines_unknown: i64,
    points: i64,
    points_unknown: i64,
}

impl Sums {
    /// One row more (`by` 1) or less (-1).
    fn count(&mut self, row: &Counted, by: i64) {
        self.rows += by;
        self.fines_fen += by * row.fine_fen.unwrap_or(0);
        self.fines_unknown += by * i64::from(row.fine_fen.is_none());
        self.points += by * row.points.unwrap_or(0);
        self.points_unknown += by * i64::from(row.points.is_none());
    }
}

/// Runs a change of a vehicle's violations and moves every kept figure with it.
pub(crate) fn around<T>(conn: &Connection, vehicle: &str, change: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = rows_of(conn, vehicle)?;
    let changed = change()?;
    let after = rows_of(conn, vehicle)?;
    if before != after {
        move_tallies(conn, &before, &after)?;
        move_concerned(conn, &before, &after)?;
        write_summary(conn, vehicle, &after)?;
    }
    Ok(changed)
}

fn rows_of(conn: &Connection, vehicle: &str) -> Result<Vec<Counted>> {
    let mut query = conn.prepare_cached(
        "SELECT standing, fine_fen, points, coalesce(driver, ''), coalesce(city, ''), coalesce(month, '')
         FROM violations WHERE vehicle = ?1",
    )?;
    collect(query.query([vehicle])?, |row| {
        Ok(Counted {
            standing: row.get(0)?,
            fine_fen: row.get(1)?,
            points: row.get(2)?,
            driver: row.get(3)?,
            city: row.get(4)?,
            month: row.get(5)?,
        })
    })
}

fn move_tallies(conn: &Connection, before: &[Counted], after: &[Counted]) -> Result<()> {
    let mut changes: BTreeMap<(&str, &str, &str), Sums> = BTreeMap::new();
    for (rows, by) in [(before, -1), (after, 1)] {
        for row in rows.iter().filter(|row| row.is_kept()) {
            for (dimension, key) in [("fleet", "")].into_iter().chain(row.keys()) {
                changes.entry((dimension, key, &row.standing)).or_default().count(row, by);
            }
        }
    }
    // Nearly every line is there already, and changing it is far less work than finding
    // out by inserting it.
    let mut add = conn.prepare_cached(
        "UPDATE tallies SET rows = rows + ?4, fines_fen = fines_fen + ?5, fines_unknown = fines_unknown + ?6,
             points = points + ?7, points_unknown = points_unknown + ?8
         WHERE dimension = ?1 AND key = ?2 AND standing = ?3",
    )?;
    let mut begin = conn.prepare_cached("INSERT INTO tallies VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for ((dimension, key, standing), by) in changes.into_iter().filter(|(_, by)| *by != Sums::default()) {
        let Sums { rows, fines_fen, fines_unknown, points, points_unknown } = by;
        let line = params![dimension, key, standing, rows, fines_fen, fines_unknown, points, points_unknown];
        if add.execute(line)? == 0 {
            begin.execute(line)?;
        }
    }
    Ok(())
}

fn move_concerned(conn: &Connection, before: &[Counted], after: &[Counted]) -> Result<()> {
    let (before, after) = (keys_of(before), keys_of(after));
    let sql = "UPDATE concerned SET vehicles = vehicles + ?3 WHERE dimension = ?1 AND key = ?2";
    let mut add = conn.prepare_cached(sql)?;
    let mut begin = conn.prepare_cached("INSERT INTO concerned VALUES (?1, ?2, ?3)")?;
    let gone = before.difference(&after).map(|key| (key, -1));
    for ((dimension, key), by) in gone.chain(after.difference(&before).map(|key| (key, 1))) {
        if add.execute(params![dimension, key, by])? == 0 {
            begin.execute(params![dimension, key, by])?;
        }
    }
    Ok(())
}

/// What a vehicle's returned violations stand under.
fn keys_of(rows: &[Counted]) -> BTreeSet<(&'static str, &str)> {
    rows.iter().filter(|row| row.is_returned()).flat_map(Counted::keys).collect()
}

fn write_summary(conn: &Connection, vehicle: &str, rows: &[Counted]) -> Result<()> {
    let (mut all, mut unpaid, mut unhandled) = (Sums::default(), Sums::default(), Sums::default());
    for row in rows.iter().filter(|row| row.is_returned()) {
        all.count(row, 1);
        unpaid.count(row, i64::from(row.is_unpaid()));
        unhandled.count(row, i64::from(row.is_unhandled()));
    }
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET violations = ?2, unhandled = ?3, unpaid = ?4, fines_due_fen = ?5,
             fines_unknown = ?6, points_waiting = ?7, points_unknown = ?8 WHERE vehicle = ?1",
    )?
    .execute(params![
        vehicle,
        all.rows,
        unhandled.rows,
        unpaid.rows,
        unpaid.fines_fen,
        unpaid.fines_unknown,
        unhandled.points,
        unhandled.points_unknown
    ])?;
    Ok(())
}
