//! Violations (违章): one row for what one or more providers report of the same
//! offence. Merged values come from `merge`; standing and month are computed by
//! SQLite, so that they can never disagree with what they stand for.

use crate::row::{TIME, new_id};
use crate::{Result, recount};
use cheku_domain::{Timestamp, VehicleId, Violation};
use rusqlite::{Connection, named_params, params};

/// `standing` adds to the provider's state: no longer returned, or its vehicle
/// removed. The sort indices begin with `removed` and hold `standing`, so that a
/// filter by state is answered from the index.
pub(crate) const CREATE: &str = "
CREATE TABLE violations (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id),
    plate TEXT NOT NULL,
    time TEXT,
    time_text TEXT NOT NULL,
    place TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT,
    fine_fen INTEGER,
    points INTEGER,
    state TEXT NOT NULL,
    city TEXT,
    city_number TEXT,
    authority TEXT,
    online INTEGER CHECK (online IN (0, 1)),
    repeat INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    first_batch TEXT REFERENCES batches (id),
    gone_since INTEGER,
    driver TEXT,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    mark TEXT,
    note TEXT,
    decision_date TEXT,
    month TEXT GENERATED ALWAYS AS (substr(time, 1, 7)) STORED,
    standing TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN removed = 1 THEN 'removed' WHEN gone_since IS NOT NULL THEN 'no_longer_returned' ELSE state END
    ) STORED
) STRICT;
CREATE INDEX violations_vehicle ON violations (vehicle, time);
CREATE INDEX violations_time ON violations (removed, time, standing);
CREATE INDEX violations_plate ON violations (removed, plate, standing);
CREATE INDEX violations_fine ON violations (removed, fine_fen, standing);
CREATE INDEX violations_points ON violations (removed, points, standing);
CREATE INDEX violations_standing ON violations (removed, standing, time);
CREATE INDEX violations_driver ON violations (removed, driver, standing);
CREATE INDEX violations_city ON violations (removed, city, standing);
CREATE INDEX violations_act ON violations (removed, act, standing);
CREATE INDEX violations_place ON violations (removed, place, standing);
CREATE INDEX violations_first_seen ON violations (removed, first_seen, standing);
CREATE INDEX violations_code ON violations (removed, code) WHERE code IS NOT NULL;
CREATE INDEX violations_mark ON violations (removed) WHERE mark IS NOT NULL;
CREATE INDEX violations_first_batch ON violations (first_batch);
";

/// The states of the terminal's `--state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViolationFilter {
    /// 未处理未缴费
    Unhandled,
    /// 已处理未缴费
    HandledUnpaid,
    /// 已处理已缴费
    Paid,
    /// 不再返回
    NoLongerReturned,
}

impl ViolationFilter {
    const ALL: [ViolationFilter; 4] = [
        ViolationFilter::Unhandled,
        ViolationFilter::HandledUnpaid,
        ViolationFilter::Paid,
        ViolationFilter::NoLongerReturned,
    ];

    /// The word that stands for it in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            ViolationFilter::Unhandled => "unhandled",
            ViolationFilter::HandledUnpaid => "handled_unpaid",
            ViolationFilter::Paid => "paid",
            ViolationFilter::NoLongerReturned => "no_longer_returned",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<ViolationFilter> {
        ViolationFilter::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Who had vehicle `v` on the day of `time`, an expression: the latest assignment that
/// covers it, else the vehicle's driver.
/// Who had the vehicle then; nobody where an erased driver had it, not the usual one.
fn driver_at(time: &str) -> String {
    format!(
        "nullif(coalesce((SELECT a.driver FROM driver_assignments a
             WHERE a.vehicle = v.id AND a.from_day <= substr({time}, 1, 10)
                 AND (a.to_day IS NULL OR a.to_day >= substr({time}, 1, 10))
             ORDER BY a.from_day DESC LIMIT 1), v.driver), '')"
    )
}

/// When and in which batch a row was seen.
pub(crate) struct Seen<'a> {
    pub(crate) batch: Option<&'a str>,
    pub(crate) first: Timestamp,
    pub(crate) last: Timestamp,
    pub(crate) gone_since: Option<Timestamp>,
}

/// Adds a row that no provider told of before; gives its id.
pub(crate) fn insert(conn: &Connection, vehicle: &str, row: &Violation, seen: &Seen<'_>) -> Result<String> {
    // VALUES, since INSERT … SELECT would copy every page that it touches, to be able
    // to take its many rows back.
    let sql = format!(
        "INSERT INTO violations (id, vehicle, plate, time, time_text, place, act, code, fine_fen, points, state, city,
            city_number, authority, online, repeat, first_seen, last_seen, first_batch, driver, removed)
         VALUES (:id, :vehicle, (SELECT plate FROM vehicles WHERE id = :vehicle), :time, :time_text, :place, :act,
            :code, :fine, :points, :state, :city, :city_number, :authority, :online, :repeat, :first, :last, :batch,
            (SELECT {} FROM vehicles v WHERE v.id = :vehicle), (SELECT removed FROM vehicles WHERE id = :vehicle))",
        driver_at(":time")
    );
    let id = new_id();
    conn.prepare_cached(&sql)?.execute(named_params! {
        ":id": id, ":vehicle": vehicle, ":time": row.time.map(|time| time.format(TIME).to_string()),
        ":time_text": row.time_text, ":place": row.place, ":act": row.act, ":code": row.code,
        ":fine": row.fine.map(|fine| fine.0), ":points": row.points.map(|points| points.0),
        ":state": row.state.word(), ":city": row.city, ":city_number": row.city_number,
        ":authority": row.authority, ":online": row.online, ":repeat": row.repeat,
        ":first": seen.first.0, ":last": seen.last.0, ":batch": seen.batch,
    })?;
    Ok(id)
}

/// Only the day on which it was last returned moves: no index knows it.
pub(crate) fn set_last_seen(conn: &Connection, id: &str, last: Timestamp) -> Result<()> {
    conn.prepare_cached("UPDATE violations SET last_seen = ?2 WHERE id = ?1")?
        .execute(params![id, last.0])?;
    Ok(())
}

/// Writes what the sources together say now.
pub(crate) fn update(conn: &Connection, id: &str, row: &Violation, seen: &Seen<'_>) -> Result<()> {
    let sql = "
        UPDATE violations SET time = :time, time_text = :time_text, place = :place, act = :act, code = :code,
            fine_fen = :fine, points = :points, state = :state, city = :city, city_number = :city_number,
            authority = :authority, online = :online, repeat = :repeat, first_seen = :first, last_seen = :last,
            gone_since = :gone WHERE id = :id";
    conn.prepare_cached(sql)?.execute(named_params! {
        ":id": id, ":time": row.time.map(|time| time.format(TIME).to_string()),
        ":time_text": row.time_text, ":place": row.place, ":act": row.act, ":code": row.code,
        ":fine": row.fine.map(|fine| fine.0), ":points": row.points.map(|points| points.0),
        ":state": row.state.word(), ":city": row.city, ":city_number": row.city_number,
        ":authority": row.authority, ":online": row.online, ":repeat": row.repeat,
        ":first": seen.first.0, ":last": seen.last.0, ":gone": seen.gone_since.map(|at| at.0),
    })?;
    Ok(())
}

/// After a change of a vehicle or its assignments: its rows carry its plate, who
/// drove then, and whether it is removed.
pub(crate) fn follow_vehicle(conn: &Connection, vehicle: &VehicleId) -> Result<()> {
    let sql = format!(
        "UPDATE violations AS y SET plate = f.plate, removed = f.removed, driver = f.driver
         FROM (SELECT x.id, v.plate, v.removed, {} AS driver
               FROM violations x JOIN vehicles v ON v.id = x.vehicle WHERE x.vehicle = ?1) f
         WHERE y.id = f.id AND (y.plate, y.removed, coalesce(y.driver, ''))
                           IS NOT (f.plate, f.removed, coalesce(f.driver, ''))",
        driver_at("x.time")
    );
    recount::around(conn, &vehicle.0, || {
        conn.prepare_cached(&sql)?.execute([&vehicle.0])?;
        Ok(())
    })
}
