//! Version 27: days become minutes, what overlapped becomes a line of periods, and the usual driver the one
//! who had the vehicle wherever no period says otherwise. Every violation stays whose it was.

use crate::row::{collect, new_id, seconds};
use crate::{GarageError, Result};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The reason of those that the upgrade kept with the vehicle's driver: nobody can read when they
/// happened, so no period covers them. Faces have their own words for it.
pub const BEFORE_UPGRADE: &str = "before_upgrade";

/// A period of version 26, both days included.
struct Days {
    driver: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// A piece of a vehicle's time, the end not included; `None` = without an end on that side.
#[derive(Debug, PartialEq, Clone)]
struct Piece {
    driver: String,
    from: Option<i64>,
    to: Option<i64>,
}

/// Runs the statements of version 27 over a garage of version 26.
pub(super) fn from_usual_drivers(conn: &Connection, sql: &str) -> Result<()> {
    let mut days = kept_days(conn)?;
    conn.execute_batch(sql)?;
    let vehicles = collect(conn.prepare("SELECT id, driver FROM main.vehicles")?.query([])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    let mut put = conn.prepare("INSERT INTO driver_periods VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (vehicle, usual) in vehicles {
        for Piece { driver, from, to } in line(days.remove(&vehicle).unwrap_or_default(), usual) {
            put.execute(params![new_id(), vehicle, driver, from, to])?;
        }
    }
    keep_timeless(conn)
}

/// Each vehicle's old periods, the one that counts first in front.
fn kept_days(conn: &Connection) -> Result<BTreeMap<String, Vec<Days>>> {
    let day = |text: String| text.parse().map_err(|_| GarageError::unknown_word("from_day"));
    let sql = "SELECT vehicle, driver, from_day, to_day FROM main.driver_assignments ORDER BY from_day DESC, rowid DESC";
    let rows = collect(conn.prepare(sql)?.query([])?, |row| {
        let to: Option<String> = row.get(3)?;
        let days = Days { driver: row.get(1)?, from: day(row.get(2)?)?, to: to.map(day).transpose()? };
        Ok((row.get::<_, String>(0)?, days))
    })?;
    let mut of_vehicle: BTreeMap<String, Vec<Days>> = BTreeMap::new();
    for (vehicle, days) in rows {
        of_vehicle.entry(vehicle).or_default().push(days);
    }
    Ok(of_vehicle)
}

fn midnight(day: NaiveDate) -> i64 {
    seconds(day.and_time(NaiveTime::MIN))
}

/// The vehicle's whole time cut where anything begins or ends; each piece is the first period's that covers it,
/// else the usual driver's. Pieces side by side of one driver are one.
fn line(days: Vec<Days>, usual: Option<String>) -> Vec<Piece> {
    let periods: Vec<Piece> = days
        .into_iter()
        .map(|days| Piece {
            driver: days.driver,
            from: Some(midnight(days.from)),
            to: days.to.and_then(|to| to.succ_opt()).map(midnight),
        })
        .collect();
    let mut cuts: Vec<Option<i64>> =
        periods.iter().flat_map(|piece| [piece.from, piece.to]).filter(Option::is_some).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let begins = [None].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([None]);
    let mut line: Vec<Piece> = Vec::new();
    for (from, to) in begins.zip(ends) {
        let covers = |piece: &&Piece| {
            from.is_some_and(|from| piece.from.is_none_or(|begins| begins <= from))
                && piece.to.is_none_or(|ends| from.is_some_and(|from| from < ends))
        };
        let driver = periods.iter().find(covers).map(|piece| piece.driver.clone()).or_else(|| usual.clone());
        let Some(driver) = driver else { continue };
        match line.last_mut().filter(|last| last.driver == driver && last.to == from) {
            Some(last) => last.to = to,
            None => line.push(Piece { driver, from, to }),
        }
    }
    line
}

/// A violation without a readable time was the usual driver's, and no period can say so.
fn keep_timeless(conn: &Connection) -> Result<()> {
    let sql = "UPDATE main.violations AS y
         SET given = json_object('driver', v.driver, 'reason', ?1, 'by', '', 'at', NULL)
         FROM main.vehicles v
         WHERE v.number = y.vehicle AND y.time IS NULL AND v.driver IS NOT NULL";
    conn.execute(sql, [BEFORE_UPGRADE])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(driver: &str, from: &str, to: &str) -> Days {
        let day = |text: &str| text.parse().ok();
        Days { driver: driver.into(), from: day(from).unwrap_or_default(), to: day(to) }
    }

    fn told(days: Vec<Days>, usual: Option<&str>) -> Vec<String> {
        let shown = |time: Option<i64>| {
            time.and_then(crate::row::time_of)
                .map_or("…".to_owned(), |time| time.format("%m-%d").to_string())
        };
        let piece = |piece: &Piece| format!("{} {}–{}", piece.driver, shown(piece.from), shown(piece.to));
        line(days, usual.map(str::to_owned)).iter().map(piece).collect()
    }

    #[test]
    fn the_usual_driver_fills_every_gap() {
        assert_eq!(told(vec![], Some("张三")), ["张三 …–…"]);
        assert!(told(vec![], None).is_empty());
        let february = || days("李四", "2026-02-01", "2026-02-28");
        let april = || days("王五", "2026-04-01", "");
        assert_eq!(
            told(vec![april(), february()], Some("张三")),
            ["张三 …–02-01", "李四 02-01–03-01", "张三 03-01–04-01", "王五 04-01–…"]
        );
        assert_eq!(told(vec![april(), february()], None), ["李四 02-01–03-01", "王五 04-01–…"]);
    }

    #[test]
    fn of_two_that_overlap_the_one_that_began_later_counts_as_before() {
        let (march, whole) = (days("李四", "2026-03-10", "2026-03-12"), days("王五", "2026-03-01", ""));
        assert_eq!(told(vec![march, whole], None), ["王五 03-01–03-10", "李四 03-10–03-13", "王五 03-13–…"]);
        let erased = days("", "2026-03-01", "2026-03-31");
        assert_eq!(told(vec![erased], Some("张三")), ["张三 …–03-01", " 03-01–04-01", "张三 04-01–…"]);
    }
}
