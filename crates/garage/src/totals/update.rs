//! Brings the kept figures in step with a vehicle's violations: what its rows came to
//! before a change is held against what they come to after, and only the difference is
//! written. Every write of violations goes through `around`, or is followed by `all`; `doctor` holds the figures
//! against the rows.

use super::row::{COLUMNS, Counted, Summary, Sums};
use crate::Result;
use crate::row::{Cells, collect};
use crate::table::stages;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

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

/// Counts everything anew, whatever was kept: stages first, since they are counted, too.
pub(crate) fn all(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "DELETE FROM tallies; DELETE FROM concerned;
         INSERT INTO concerned SELECT 'fleet', '', count(*) FROM vehicles WHERE removed = 0;",
    )?;
    let sql = "SELECT s.vehicle, v.number FROM vehicle_summaries s JOIN vehicles v ON v.id = s.vehicle";
    let vehicles =
        collect(conn.prepare(sql)?.query([])?, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    vehicles.iter().try_for_each(|(vehicle, number)| {
        stages::follow(conn, *number)?;
        let rows = rows_of(conn, vehicle)?;
        move_tallies(conn, &[], &rows)?;
        move_concerned(conn, &[], &rows)?;
        write_summary(conn, vehicle, &rows)
    })
}

fn rows_of(conn: &Connection, vehicle: &str) -> Result<Vec<Counted>> {
    let sql = format!(
        "SELECT {} FROM violations y WHERE y.vehicle = (SELECT number FROM vehicles WHERE id = ?1)",
        COLUMNS
    );
    collect(conn.prepare_cached(&sql)?.query([vehicle])?, |row| Counted::read(&mut Cells::of(row)))
}

fn move_tallies(conn: &Connection, before: &[Counted], after: &[Counted]) -> Result<()> {
    let mut changes: BTreeMap<(&str, &str, &str), Sums> = BTreeMap::new();
    for (rows, by) in [(before, -1), (after, 1)] {
        for row in rows.iter().filter(|row| row.is_kept()) {
            for (dimension, key) in row.tallied() {
                changes.entry((dimension, key, row.word())).or_default().count(row, by);
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

/// What a vehicle's violations count it under.
fn keys_of(rows: &[Counted]) -> BTreeSet<(&'static str, &str)> {
    rows.iter().flat_map(Counted::concerns).collect()
}

fn write_summary(conn: &Connection, vehicle: &str, rows: &[Counted]) -> Result<()> {
    let mut summary = Summary::default();
    rows.iter().for_each(|row| summary.count(row));
    let [violations, unhandled, unpaid, fines, fines_unknown, points, points_unknown, new] =
        summary.figures();
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET violations = ?2, unhandled = ?3, unpaid = ?4, fines_due_fen = ?5,
             fines_unknown = ?6, points_waiting = ?7, points_unknown = ?8, new_count = ?9 WHERE vehicle = ?1",
    )?
    .execute(params![
        vehicle,
        violations,
        unhandled,
        unpaid,
        fines,
        fines_unknown,
        points,
        points_unknown,
        new
    ])?;
    Ok(())
}
