//! Takes back what the log of undo kept, in all tables, and makes it again (重做). Both put back what the log says
//! of each row; what was there until then is kept in its place, so that the one can follow the other.

use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, first};
use crate::table::violation_row::ID;
use crate::table::{
    cases, drivers, due_dates, given, notes, periods, receipts, seen, sight, vehicle_changes, vehicles,
};
use crate::undo::{UndoToken, kept};
use crate::{Driver, DueDate, Garage, GarageError, Period, Result};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use rusqlite::{Connection, params};
use serde::Serialize;

/// That a later change that stands touched one of the same rows as `ours`. Rows are written back whole, so what
/// that one entered would be lost.
pub(crate) const OVERWRITTEN: &str =
    "EXISTS (SELECT 1 FROM undos later CROSS JOIN undo_rows theirs ON theirs.token = later.token
         WHERE later.rowid > ours.rowid AND later.back_at IS NULL
             AND EXISTS (SELECT 1 FROM undo_rows mine
                 WHERE mine.token = ours.token AND mine.kind = theirs.kind AND mine.id = theirs.id))";

/// Kind, id and what the row is now, as the log would keep it.
type Now = (String, String, Option<String>);

/// The rows of a change as they are now.
fn rows_now(conn: &Connection, token: &UndoToken) -> Result<Vec<Now>> {
    let of_violations = format!(
        "SELECT u.kind, u.id, CASE u.kind
             WHEN 'note' THEN json_object('note', y.note, 'day', y.decision_date)
             WHEN 'given' THEN y.given
             WHEN 'seen' THEN iif(y.news IS {}, NULL, 'true')
             ELSE iif(u.before IS NULL, 'true', NULL) END
         FROM undo_rows u LEFT JOIN violations y ON y.number = CAST(u.id AS INTEGER) AND u.id = {ID}
         WHERE u.token = ?1 AND u.kind IN ('note', 'given', 'seen', 'case')
         UNION ALL
         SELECT u.kind, u.id, iif(r.taken_back_at IS NULL, 'true', NULL)
         FROM undo_rows u JOIN receipts r ON r.id = u.id WHERE u.token = ?1 AND u.kind = 'receipt'",
        sight::NEW
    );
    let mut rows = collect(conn.prepare_cached(&of_violations)?.query([&token.0])?, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let find = |id: &str| vehicles::find(conn, &VehicleId(id.to_owned()));
    rows.extend(now_of(conn, token, "vehicle", find)?);
    rows.extend(now_of(conn, token, "driver", |id| drivers::entered(conn, id))?);
    rows.extend(now_of(conn, token, "period", |id| periods::find(conn, id))?);
    rows.extend(now_of(conn, token, "due", |id| due_dates::find(conn, id))?);
    Ok(rows)
}

fn now_of<T: Serialize>(
    conn: &Connection,
    token: &UndoToken,
    kind: &'static str,
    find: impl Fn(&str) -> Result<Option<T>>,
) -> Result<Vec<Now>> {
    let sql = "SELECT id FROM undo_rows WHERE token = ?1 AND kind = ?2";
    let ids =
        collect(conn.prepare_cached(sql)?.query([&token.0, kind])?, |row| Ok(row.get::<_, String>(0)?))?;
    ids.into_iter()
        .map(|id| {
            let now = find(&id)?.as_ref().map(serde_json::to_string).transpose()?;
            Ok((kind.to_owned(), id, now))
        })
        .collect()
}

/// Keeps what the rows of a change were until now, for the way back from here.
fn keep_for_the_way_back(conn: &Connection, token: &UndoToken, until_now: &[Now]) -> Result<()> {
    let sql = "UPDATE undo_rows SET before = ?4 WHERE token = ?1 AND kind = ?2 AND id = ?3";
    let mut keep = conn.prepare_cached(sql)?;
    until_now
        .iter()
        .try_for_each(|(kind, id, was)| Ok(keep.execute(params![token.0, kind, id, was]).map(drop)?))
}

/// Remembers what the rows are after a change was taken back: it can be made again while they are.
fn remember_undone(conn: &Connection, token: &UndoToken) -> Result<()> {
    let mut keep =
        conn.prepare_cached("UPDATE undo_rows SET undone = ?4 WHERE token = ?1 AND kind = ?2 AND id = ?3")?;
    for (kind, id, is) in rows_now(conn, token)? {
        keep.execute(params![token.0, kind, id, is])?;
    }
    Ok(())
}

/// Whether a row of a change that was taken back is not as that left it.
fn is_touched_since(conn: &Connection, token: &UndoToken, now: &[Now]) -> Result<bool> {
    let sql = "SELECT 1 FROM undo_rows WHERE token = ?1 AND kind = ?2 AND id = ?3 AND undone IS NOT ?4";
    let mut differs = conn.prepare_cached(sql)?;
    for (kind, id, is) in now {
        if differs.exists(params![token.0, kind, id, is])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When a change was taken back, if it is there.
fn back_at(conn: &Connection, token: &UndoToken) -> Result<Option<Option<i64>>> {
    let sql = "SELECT back_at FROM undos WHERE token = ?1";
    first(conn.prepare_cached(sql)?.query([&token.0])?, |row| Ok(row.get(0)?))
}

fn unknown(why: &str) -> GarageError {
    GarageError::new(Kind::UndoUnknown, why)
}

fn overwritten() -> GarageError {
    GarageError::new(Kind::UndoOverwritten, "changed again since")
}

fn take_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<usize> {
    if back_at(conn, token)?.ok_or_else(|| unknown("too old"))?.is_some() {
        return Err(unknown("taken back already"));
    }
    let sql = format!("SELECT 1 FROM undos ours WHERE token = ?1 AND {OVERWRITTEN}");
    if conn.prepare_cached(&sql)?.exists([&token.0])? {
        return Err(overwritten());
    }
    let until_now = rows_now(conn, token)?;
    let rows = put_back(conn, token, now, cases::take_back)?;
    keep_for_the_way_back(conn, token, &until_now)?;
    remember_undone(conn, token)?;
    conn.execute("UPDATE undos SET back_at = ?2 WHERE token = ?1", params![token.0, now.0])?;
    Ok(rows)
}

fn make_again(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<usize> {
    if back_at(conn, token)?.ok_or_else(|| unknown("too old"))?.is_none() {
        return Err(unknown("it stands"));
    }
    let until_now = rows_now(conn, token)?;
    if is_touched_since(conn, token, &until_now)? {
        return Err(overwritten());
    }
    let rows = put_back(conn, token, now, cases::say_again)?;
    keep_for_the_way_back(conn, token, &until_now)?;
    conn.execute("UPDATE undos SET back_at = NULL WHERE token = ?1", [&token.0])?;
    Ok(rows)
}

/// What is done with the steps that a change said.
type Cases = fn(&Connection, &UndoToken, Timestamp) -> Result<usize>;

/// Writes every row of a change as the log has it; says how many.
fn put_back(conn: &Connection, token: &UndoToken, now: Timestamp, steps: Cases) -> Result<usize> {
    let vehicles = kept::<Vehicle>(conn, token, "vehicle")?;
    // Added ones go first: a plate may belong to a vehicle that comes back.
    for (id, _) in vehicles.iter().filter(|(_, before)| before.is_none()) {
        vehicles::set_removed(conn, &VehicleId(id.clone()), now)?;
    }
    let before = || vehicles.iter().filter_map(|(_, before)| before.as_ref());
    vehicles::step_aside(conn, before().map(|vehicle| &vehicle.id))?;
    for vehicle in before() {
        vehicle_changes::change(conn, vehicle, now)?;
    }
    let drivers = kept::<Driver>(conn, token, "driver")?;
    for (name, before) in &drivers {
        drivers::set(conn, name, before.as_ref())?;
    }
    let given = given::take_back(conn, token)?;
    let periods = periods_back(conn, token, now)?;
    let of_vehicles =
        vehicles.iter().filter(|(id, _)| !periods.iter().any(|vehicle| vehicle.0 == *id)).count();
    let notes = notes::take_back(conn, token)?;
    let cases = steps(conn, token, now)?;
    let receipts = receipts::take_back(conn, token, &kept::<bool>(conn, token, "receipt")?, now)?;
    let seen = seen::take_back(conn, token)?;
    let dues = due_dates::take_back(conn, &kept::<DueDate>(conn, token, "due")?)?;
    Ok(of_vehicles + periods.len() + drivers.len() + given + dues + notes.max(cases).max(receipts) + seen)
}

/// Puts each vehicle's periods back, and whose its violations were; says which vehicles'.
fn periods_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<Vec<VehicleId>> {
    let vehicles = periods::take_back(conn, kept::<Period>(conn, token, "period")?)?;
    vehicles.iter().try_for_each(|vehicle| periods::follow(conn, vehicle, now))?;
    Ok(vehicles)
}

impl Garage {
    /// Takes one change back (an edit, an import, a removal, a period, a step of a case, a receipt, a note, a due date)
    /// and says how many rows came back. `plate_taken` when a plate has been given
    /// away since; `undo_unknown` when it was taken back already; `undo_overwritten` when one of its rows was changed
    /// again since: the later change is taken back first.
    pub fn undo(&self, token: &UndoToken, now: Timestamp) -> Result<usize> {
        let token = token.clone();
        self.write(move |conn| take_back(conn, &token, now))
    }

    /// Makes a change again that was taken back, as it was made; says how many rows. `undo_overwritten` when one of
    /// its rows is not as the taking back left it.
    pub fn redo(&self, token: &UndoToken, now: Timestamp) -> Result<usize> {
        let token = token.clone();
        self.write(move |conn| make_again(conn, &token, now))
    }
}
