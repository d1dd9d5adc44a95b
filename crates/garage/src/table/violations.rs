//! Violations (违章): one row for what one or more providers report of the same
//! offence. Merged values come from `merge`; the file itself holds the standing against
//! what it stands for.

use super::sight::Sight;
use super::stages;
use super::standing;
use super::texts::{self, TextKind};
use super::who_drove::WhoDrove;
use crate::row::{canonical, collect, first, seconds, time_of};
use crate::totals::update;
use crate::{GarageError, Result};
use cheku_domain::ShownState;
use cheku_domain::case::Facts;
use cheku_domain::{Stage, Timestamp, VehicleId, Violation};
use rusqlite::{Connection, named_params, params};
use std::collections::BTreeSet;

/// The vehicle whose rows are written.
pub(crate) struct Owner {
    pub(crate) number: i64,
    removed: bool,
    drove: WhoDrove,
}

impl Owner {
    /// Of a vehicle by its id.
    pub(crate) fn of(conn: &Connection, vehicle: &str) -> Result<Owner> {
        let sql = "SELECT number, removed FROM vehicles WHERE id = ?1";
        let found = first(conn.prepare_cached(sql)?.query([vehicle])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (number, removed) = found.ok_or_else(|| GarageError::not_found("vehicle"))?;
        Ok(Owner { number, removed, drove: WhoDrove::of(conn, vehicle)? })
    }
}

/// When and in which batch a row was seen.
pub(crate) struct Seen {
    /// The batch's number, of a row that is new.
    pub(crate) batch: Option<i64>,
    pub(crate) first: Timestamp,
    pub(crate) last: Timestamp,
    pub(crate) gone_since: Option<Timestamp>,
}

/// The numbers of a row's texts.
struct Texts {
    place: i64,
    act: i64,
    code: Option<i64>,
    city: i64,
    city_number: Option<i64>,
    authority: Option<i64>,
}

impl Texts {
    fn keep(conn: &Connection, row: &Violation) -> Result<Texts> {
        let any = |kind, text: &Option<String>| texts::keep_any(conn, kind, text.as_deref());
        Ok(Texts {
            place: texts::keep(conn, TextKind::Place, &row.place)?,
            act: texts::keep(conn, TextKind::Act, &row.act)?,
            code: any(TextKind::Code, &row.code)?,
            city: texts::keep(conn, TextKind::City, row.city.as_deref().unwrap_or(""))?,
            city_number: any(TextKind::CityNumber, &row.city_number)?,
            authority: any(TextKind::Authority, &row.authority)?,
        })
    }
}

/// The vendor's text of a time, where it is not how times are written anyway.
fn own_time_text(row: &Violation) -> Option<&str> {
    let is_usual = row.time.is_some_and(|time| canonical(time) == row.time_text);
    (!is_usual).then_some(&row.time_text)
}

/// Adds a row that no provider told of before; gives its number.
pub(crate) fn insert(
    conn: &Connection,
    owner: &Owner,
    row: &Violation,
    seen: &Seen,
    sight: Sight,
) -> Result<i64> {
    let texts = Texts::keep(conn, row)?;
    let name = owner.drove.at(row.time);
    let driver = texts::keep_driver(conn, name)?;
    let facts = Facts {
        said: None,
        paid_on: None,
        state: row.state,
        is_gone: false,
        has_driver: !name.is_empty(),
        last_seen: seen.last,
    };
    // VALUES, since INSERT … SELECT would copy every page that it touches, to be able
    // to take its many rows back. In the table's order: parameters by name are looked up at every row.
    let sql = "INSERT INTO violations (tag, vehicle, time, time_text, place, act, code, fine_fen, points, state, city,
            city_number, authority, online, repeat, first_seen, last_seen, first_batch, driver, removed, standing, stage, news)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
            ?20, iif(?20, 3, ?10), ?21, ?22)";
    conn.prepare_cached(sql)?.execute(params![
        crate::row::new_tag(),
        owner.number,
        row.time.map(seconds),
        own_time_text(row),
        texts.place,
        texts.act,
        texts.code,
        row.fine.map(|fine| fine.0),
        row.points.map(|points| points.0),
        standing::code(ShownState::of(row.state, false)),
        texts.city,
        texts.city_number,
        texts.authority,
        row.online,
        row.repeat,
        seen.first.0,
        seen.last.0,
        seen.batch,
        driver,
        owner.removed,
        stages::code(Stage::of(&facts)),
        sight.code(),
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Only the day on which it was last returned moves: no index knows it.
pub(crate) fn set_last_seen(conn: &Connection, number: i64, last: Timestamp) -> Result<()> {
    conn.prepare_cached("UPDATE violations SET last_seen = ?2 WHERE number = ?1")?
        .execute(params![number, last.0])?;
    Ok(())
}

/// Writes what the sources together say now. Another time can mean another driver.
pub(crate) fn update(
    conn: &Connection,
    owner: &Owner,
    number: i64,
    row: &Violation,
    seen: &Seen,
) -> Result<()> {
    let texts = Texts::keep(conn, row)?;
    let driver = texts::keep_driver(conn, owner.drove.at(row.time))?;
    let sql = "
        UPDATE violations SET time = :time, time_text = :time_text, place = :place, act = :act, code = :code,
            fine_fen = :fine, points = :points, state = :state, city = :city, city_number = :city_number,
            authority = :authority, online = :online, repeat = :repeat, first_seen = :first, last_seen = :last,
            gone_since = :gone, driver = iif(given IS NULL, :driver, driver), standing = CASE WHEN removed = 1 THEN 3 WHEN :gone IS NOT NULL THEN 1 ELSE :state END
        WHERE number = :number";
    conn.prepare_cached(sql)?.execute(named_params! {
        ":number": number, ":time": row.time.map(seconds), ":time_text": own_time_text(row),
        ":place": texts.place, ":act": texts.act, ":code": texts.code,
        ":fine": row.fine.map(|fine| fine.0), ":points": row.points.map(|points| points.0),
        ":state": standing::code(ShownState::of(row.state, false)), ":city": texts.city,
        ":city_number": texts.city_number, ":authority": texts.authority, ":online": row.online,
        ":repeat": row.repeat, ":first": seen.first.0, ":last": seen.last.0,
        ":gone": seen.gone_since.map(|at| at.0), ":driver": driver,
    })?;
    Ok(())
}

/// After a change of a vehicle, its periods or of what was given by hand: its rows carry whose they are,
/// and whether it is removed.
pub(crate) fn follow_vehicle(conn: &Connection, vehicle: &VehicleId) -> Result<()> {
    let owner = Owner::of(conn, &vehicle.0)?;
    let sql = "SELECT y.number, y.time, y.given ->> 'driver', d.name, y.removed FROM violations y
               LEFT JOIN driver_names d ON d.id = y.driver WHERE y.vehicle = ?1";
    let rows = collect(conn.prepare_cached(sql)?.query([owner.number])?, |row| {
        let time = row.get::<_, Option<i64>>(1)?.and_then(time_of);
        let given: Option<String> = row.get(2)?;
        let driver = given.unwrap_or_else(|| owner.drove.at(time).to_owned());
        Ok((row.get::<_, i64>(0)?, driver, row.get::<_, Option<String>>(3)?, row.get::<_, bool>(4)?))
    })?;
    let is_stale = |(_, driver, kept, removed): &(i64, String, Option<String>, bool)| {
        (kept.as_ref(), *removed) != (Some(driver), owner.removed)
    };
    let stale: Vec<_> = rows.into_iter().filter(is_stale).collect();
    if stale.is_empty() {
        return Ok(());
    }
    update::around(conn, &vehicle.0, || {
        let sql = "UPDATE violations SET driver = ?2, removed = ?3,
            standing = CASE WHEN ?3 THEN 3 WHEN gone_since IS NOT NULL THEN 1 ELSE state END WHERE number = ?1";
        let mut follow = conn.prepare_cached(sql)?;
        for (number, driver, ..) in &stale {
            let driver = texts::keep_driver(conn, driver)?;
            follow.execute(params![number, driver, owner.removed])?;
        }
        stages::follow(conn, owner.number)
    })?;
    let former: BTreeSet<&str> = stale.iter().filter_map(|(_, _, driver, _)| driver.as_deref()).collect();
    former.into_iter().try_for_each(|name| texts::forget_driver(conn, name))
}
