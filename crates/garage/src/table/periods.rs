//! Who had a vehicle from when to when, to the minute: a violation belongs to the driver whose period
//! covers its time. Periods of a vehicle never overlap, and the vehicle shows the driver of the present one.

use super::vehicles::{self, Changed};
use super::violations::follow_vehicle;
use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, first, new_id, seconds, time_of};
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, VehicleId};
use chrono::{NaiveDateTime, Timelike};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

/// A period that is not kept yet. The end is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPeriod {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Who had it; "" = a driver who was erased.
    pub driver: String,
    /// From when; `None` = since always.
    pub from: Option<NaiveDateTime>,
    /// Until when; `None` = until now.
    pub to: Option<NaiveDateTime>,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// UUIDv7.
    pub id: String,
    /// Who, what and when.
    pub what: NewPeriod,
}

impl NewPeriod {
    fn covers(&self, time: NaiveDateTime) -> bool {
        self.from.is_none_or(|from| from <= time) && self.to.is_none_or(|to| time < to)
    }

    fn overlaps(&self, other: &NewPeriod) -> bool {
        let begins_before_end = |a: &NewPeriod, b: &NewPeriod| match (a.from, b.to) {
            (Some(from), Some(to)) => from < to,
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }

    fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to <= from)
    }
}

fn read(row: &Row<'_>) -> Result<Period> {
    let time = |column: &str| -> Result<Option<NaiveDateTime>> {
        Ok(row.get::<_, Option<i64>>(column)?.and_then(time_of))
    };
    Ok(Period {
        id: row.get("id")?,
        what: NewPeriod {
            vehicle: VehicleId(row.get("vehicle")?),
            driver: row.get("driver")?,
            from: time("from_time")?,
            to: time("to_time")?,
        },
    })
}

/// A vehicle's periods, newest first.
pub(crate) fn of_vehicle(conn: &Connection, vehicle: &VehicleId) -> Result<Vec<Period>> {
    let sql = "SELECT * FROM driver_periods WHERE vehicle = ?1 ORDER BY from_time DESC";
    collect(conn.prepare_cached(sql)?.query([&vehicle.0])?, read)
}

/// The vehicles that a driver has or had.
pub(crate) fn vehicles_of(conn: &Connection, driver: &str) -> Result<Vec<VehicleId>> {
    let sql = "SELECT DISTINCT vehicle FROM driver_periods WHERE driver = ?1 ORDER BY vehicle";
    collect(conn.prepare_cached(sql)?.query([driver])?, |row| Ok(VehicleId(row.get(0)?)))
}

/// A period becomes this; `None` takes it away.
fn set(conn: &Connection, id: &str, period: Option<&Period>) -> Result<()> {
    conn.prepare_cached("DELETE FROM driver_periods WHERE id = ?1")?.execute([id])?;
    let Some(Period { id, what }) = period else { return Ok(()) };
    let (from, to) = (what.from.map(seconds), what.to.map(seconds));
    conn.prepare_cached("INSERT INTO driver_periods VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id,
        what.vehicle.0,
        what.driver,
        from,
        to
    ])?;
    Ok(())
}

/// A vehicle's periods become these, and what they were is kept. Whoever changes them calls `follow` when all
/// is said.
pub(crate) fn change(
    conn: &Connection,
    token: &UndoToken,
    vehicle: &VehicleId,
    after: &[Period],
) -> Result<()> {
    let before = of_vehicle(conn, vehicle)?;
    let at = |periods: &[Period], id: &str| periods.iter().find(|period| period.id == id).cloned();
    for id in before.iter().chain(after).map(|period| &period.id) {
        let (was, is) = (at(&before, id), at(after, id));
        if was != is {
            undo::keep_row(conn, token, "period", id, was.as_ref())?;
            set(conn, id, is.as_ref())?;
        }
    }
    Ok(())
}

/// Puts back what periods were, and says whose. What others came to since stays: nothing overlaps afterwards.
pub(crate) fn take_back(conn: &Connection, kept: Vec<(String, Option<Period>)>) -> Result<Vec<VehicleId>> {
    let mut vehicles = Vec::new();
    for (id, _) in &kept {
        vehicles.extend(find(conn, id)?.map(|period| period.what.vehicle));
        set(conn, id, None)?;
    }
    for before in kept.into_iter().filter_map(|(_, before)| before) {
        let others = of_vehicle(conn, &before.what.vehicle)?;
        vehicles.push(before.what.vehicle.clone());
        let mut left = vec![before];
        for other in &others {
            left = left.iter().flat_map(|piece| beside(piece, &other.what)).collect();
        }
        left.iter().try_for_each(|piece| set(conn, &piece.id, Some(piece)))?;
    }
    vehicles.sort();
    vehicles.dedup();
    Ok(vehicles)
}

/// The vehicle shows its present driver, and its violations belong to who drove then.
pub(crate) fn follow(conn: &Connection, vehicle: &VehicleId, now: Timestamp) -> Result<()> {
    show_present(conn, vehicle, now)?;
    follow_vehicle(conn, vehicle)
}

fn show_present(conn: &Connection, vehicle: &VehicleId, now: Timestamp) -> Result<()> {
    let Some(mut known) = vehicles::find(conn, vehicle)? else { return Ok(()) };
    let time = now.in_cst().naive_local();
    let present = of_vehicle(conn, vehicle)?.into_iter().find(|period| period.what.covers(time));
    let driver = present.map(|period| period.what.driver).filter(|driver| !driver.is_empty());
    if known.driver == driver {
        return Ok(());
    }
    known.driver = driver;
    vehicles::put(conn, &known, now)
}

/// The minute in which a clock in China stands.
pub(crate) fn minute(now: Timestamp) -> NaiveDateTime {
    let time = now.in_cst().naive_local();
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}

/// True where a period of the vehicle begins after a time.
pub(crate) fn begins_after(conn: &Connection, vehicle: &VehicleId, time: NaiveDateTime) -> Result<bool> {
    let sql = "SELECT 1 FROM driver_periods WHERE vehicle = ?1 AND from_time > ?2";
    Ok(conn.prepare_cached(sql)?.exists(params![vehicle.0, seconds(time)])?)
}

/// A vehicle's driver becomes another, or nobody: from `since`, else from this minute, and since always where
/// the vehicle never had one. What was until then stays. Periods that begin later stay, too; where the change
/// itself is not of now, they are in its way (`period_overlaps`).
pub(crate) fn hand_over(
    conn: &Connection,
    token: &UndoToken,
    vehicle: &VehicleId,
    driver: Option<&str>,
    since: Option<NaiveDateTime>,
    now: Timestamp,
) -> Result<()> {
    let periods = of_vehicle(conn, vehicle)?;
    let from = if periods.is_empty() && since.is_none() { None } else { Some(since.unwrap_or(minute(now))) };
    let later =
        |period: &Period| from.is_some_and(|from| period.what.from.is_some_and(|begins| begins > from));
    let mut new = NewPeriod { vehicle: vehicle.clone(), driver: String::new(), from, to: None };
    let behind: Vec<&Period> = periods.iter().filter(|period| later(period)).collect();
    if let Some(in_the_way) = behind.first().filter(|_| since.is_some()) {
        new.driver = driver.unwrap_or_default().to_owned();
        return Err(overlap(&new, &in_the_way.what));
    }
    new.to = behind.iter().filter_map(|period| period.what.from).min();
    let mut after: Vec<Period> = behind.into_iter().cloned().collect();
    for period in periods.iter().filter(|period| !later(period)) {
        let mut cut = period.clone();
        cut.what.to = [period.what.to, from].into_iter().flatten().min();
        // One that began in this very minute was a slip.
        after.extend(Some(cut).filter(|cut| !cut.what.is_empty()));
    }
    if let Some(driver) = driver {
        driver.clone_into(&mut new.driver);
        after.push(Period { id: new_id(), what: new });
    }
    change(conn, token, vehicle, &after)
}

/// Refuses a period and names both: the new one and the one in its way.
fn overlap(new: &NewPeriod, other: &NewPeriod) -> GarageError {
    let shown = |time: Option<NaiveDateTime>| {
        time.map(|time| time.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    };
    let details = vec![
        ("driver", new.driver.clone()),
        ("from", shown(new.from)),
        ("to", shown(new.to)),
        ("other_driver", other.driver.clone()),
        ("other_from", shown(other.from)),
        ("other_to", shown(other.to)),
    ];
    GarageError { details, ..GarageError::new(Kind::PeriodOverlaps, "the period reaches into another one") }
}

/// What is left of a period beside another one: nothing, one piece or two.
fn beside(period: &Period, taken: &NewPeriod) -> Vec<Period> {
    let piece = |from, to| NewPeriod { from, to, ..period.what.clone() };
    if !period.what.overlaps(taken) {
        return vec![period.clone()];
    }
    let before = taken
        .from
        .map(|from| piece(period.what.from, [period.what.to, Some(from)].into_iter().flatten().min()));
    let after =
        taken.to.map(|to| piece([period.what.from, Some(to)].into_iter().flatten().max(), period.what.to));
    let left = before.into_iter().chain(after).filter(|piece| !piece.is_empty());
    let id = |at: usize| if at == 0 { period.id.clone() } else { new_id() };
    left.enumerate().map(|(at, what)| Period { id: id(at), what }).collect()
}

/// One that is open until now gives way to one that begins later and is open, too: a handover (交接).
fn gives_way(other: &NewPeriod, new: &NewPeriod) -> bool {
    other.to.is_none() && new.to.is_none() && new.from.is_some() && other.from < new.from
}

/// Puts a period among those of its vehicle. The others are cut where they may be; else `period_overlaps`.
fn place(periods: Vec<Period>, kept: &Period, may_cut: bool) -> Result<Vec<Period>> {
    let mut after = vec![kept.clone()];
    for other in periods.into_iter().filter(|other| other.id != kept.id) {
        match other.what.overlaps(&kept.what) {
            false => after.push(other),
            true if may_cut || gives_way(&other.what, &kept.what) => after.extend(beside(&other, &kept.what)),
            true => return Err(overlap(&kept.what, &other.what)),
        }
    }
    Ok(after)
}

pub(crate) fn find(conn: &Connection, id: &str) -> Result<Option<Period>> {
    first(conn.prepare_cached("SELECT * FROM driver_periods WHERE id = ?1")?.query([id])?, read)
}

/// Takes a period out of its vehicle's.
fn take_out(conn: &Connection, token: &UndoToken, period: &Period) -> Result<()> {
    let vehicle = &period.what.vehicle;
    let mut periods = of_vehicle(conn, vehicle)?;
    periods.retain(|other| other.id != period.id);
    change(conn, token, vehicle, &periods)
}

fn save(conn: &Connection, kept: &Period, may_cut: bool, now: Timestamp) -> Result<Changed> {
    let token = undo::begin(conn, ChangeKind::PeriodSaved, now)?;
    let mut touched = vec![kept.what.vehicle.clone()];
    // It may have been another vehicle's until now.
    if let Some(before) = find(conn, &kept.id)?.filter(|before| before.what.vehicle != kept.what.vehicle) {
        take_out(conn, &token, &before)?;
        touched.push(before.what.vehicle);
    }
    let periods = of_vehicle(conn, &kept.what.vehicle)?;
    change(conn, &token, &kept.what.vehicle, &place(periods, kept, may_cut)?)?;
    touched.iter().try_for_each(|vehicle| follow(conn, vehicle, now))?;
    Ok(Changed { vehicles: touched, undo: token })
}

impl Garage {
    /// A vehicle's periods, newest first.
    pub fn periods(&self, vehicle: &VehicleId) -> Result<Vec<Period>> {
        self.read(|conn| of_vehicle(conn, vehicle))
    }

    /// Every period of a driver, newest first.
    pub fn periods_of(&self, driver: &str) -> Result<Vec<Period>> {
        let sql = "SELECT * FROM driver_periods WHERE driver = ?1 ORDER BY from_time DESC, id DESC";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([driver])?, read))
    }

    /// Keeps a period, new or (`id`) in place of a known one; the vehicle's violations of that time go over
    /// to the driver. One that was open until now ends where a new open one begins. Any other that overlaps
    /// is cut, with `may_cut`, or refused as `period_overlaps`.
    pub fn save_period(
        &self,
        id: Option<&str>,
        what: &NewPeriod,
        may_cut: bool,
        now: Timestamp,
    ) -> Result<Changed> {
        let kept = Period { id: id.map_or_else(new_id, str::to_owned), what: what.clone() };
        self.write(move |conn| save(conn, &kept, may_cut, now))
    }

    /// Takes a period away.
    pub fn remove_period(&self, id: &str, now: Timestamp) -> Result<Changed> {
        let id = id.to_owned();
        self.write(move |conn| {
            let known = find(conn, &id)?.ok_or_else(|| GarageError::not_found("period"))?;
            let token = undo::begin(conn, ChangeKind::PeriodRemoved, now)?;
            take_out(conn, &token, &known)?;
            follow(conn, &known.what.vehicle, now)?;
            Ok(Changed { vehicles: vec![known.what.vehicle], undo: token })
        })
    }

    /// Shows every vehicle's driver of now: a period may have begun or ended since the last look.
    pub fn show_present_drivers(&self, now: Timestamp) -> Result<()> {
        let at = seconds(minute(now));
        let stale = "SELECT v.id FROM vehicles v LEFT JOIN driver_periods p ON p.vehicle = v.id
                 AND (p.from_time IS NULL OR p.from_time <= ?1) AND (p.to_time IS NULL OR p.to_time > ?1)
             WHERE v.removed = 0 AND coalesce(v.driver, '') <> coalesce(p.driver, '')";
        let read = move |conn: &Connection| {
            collect(conn.prepare_cached(stale)?.query([at])?, |row| Ok(VehicleId(row.get(0)?)))
        };
        if self.read(read)?.is_empty() {
            return Ok(());
        }
        self.write(move |conn| read(conn)?.iter().try_for_each(|vehicle| show_present(conn, vehicle, now)))
    }
}
