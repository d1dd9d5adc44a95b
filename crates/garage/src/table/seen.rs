//! What a person has seen of what is new: it is no news any more, for whatever page shows it.

use super::notes::Written;
use super::sight::NEW;
use super::violation_filter::matching;
use super::violation_query::ViolationQuery;
use super::violation_row::ID;
use super::violation_search::Search;
use crate::row::collect;
use crate::totals::update;
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, Result};
use cheku_domain::Timestamp;
use rusqlite::{Connection, Params, params};

/// A vehicle's id and the numbers of some of its violations.
type OfVehicle = (String, Vec<i64>);

/// Violations by vehicle, of a statement that names both in the vehicles' order.
fn by_vehicle(conn: &Connection, sql: &str, values: impl Params) -> Result<Vec<OfVehicle>> {
    let rows = collect(conn.prepare_cached(sql)?.query(values)?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let mut of_vehicle: Vec<OfVehicle> = Vec::new();
    for (vehicle, number) in rows {
        match of_vehicle.last_mut().filter(|(last, _)| *last == vehicle) {
            Some((_, numbers)) => numbers.push(number),
            None => of_vehicle.push((vehicle, vec![number])),
        }
    }
    Ok(of_vehicle)
}

/// The new ones among these.
fn unseen(conn: &Connection, query: &ViolationQuery) -> Result<Vec<OfVehicle>> {
    let new = ViolationQuery { new_only: true, ..query.clone() };
    let conditions = matching(&new, &Search::of(conn, &new)?, true);
    let sql = format!(
        "SELECT (SELECT id FROM vehicles WHERE number = y.vehicle), y.number FROM violations y WHERE {}
         ORDER BY y.vehicle",
        conditions.sql()
    );
    by_vehicle(conn, &sql, conditions.values())
}

/// That it was new, to be taken back.
fn keep(conn: &Connection, token: &UndoToken, number: i64) -> Result<()> {
    let sql = format!(
        "INSERT INTO undo_rows (token, kind, id, before) SELECT ?1, 'seen', {ID}, NULL FROM violations y WHERE number = ?2"
    );
    conn.prepare_cached(&sql)?.execute(params![token.0, number])?;
    Ok(())
}

/// Marks them as seen; how many there were. With a token that can be taken back.
fn see(conn: &Connection, query: &ViolationQuery, token: Option<&UndoToken>) -> Result<usize> {
    let mut rows = 0;
    for (vehicle, numbers) in unseen(conn, query)? {
        if let Some(token) = token {
            numbers.iter().try_for_each(|number| keep(conn, token, *number))?;
        }
        set(conn, &vehicle, &numbers, None)?;
        rows += numbers.len();
    }
    Ok(rows)
}

/// Those that a change marked as seen are new again, and those that its taking back made new are seen; says how many.
pub(crate) fn take_back(conn: &Connection, token: &UndoToken) -> Result<usize> {
    let mut rows = 0;
    for (condition, news) in [("u.before IS NULL", Some(NEW)), ("u.before IS NOT NULL", None)] {
        let sql = format!(
            "SELECT v.id, y.number FROM undo_rows u
             JOIN violations y ON y.number = CAST(u.id AS INTEGER) AND u.id = {ID}
             JOIN vehicles v ON v.number = y.vehicle
             WHERE u.token = ?1 AND u.kind = 'seen' AND {condition} ORDER BY v.number"
        );
        for (vehicle, numbers) in by_vehicle(conn, &sql, [&token.0])? {
            set(conn, &vehicle, &numbers, news)?;
            rows += numbers.len();
        }
    }
    Ok(rows)
}

fn set(conn: &Connection, vehicle: &str, numbers: &[i64], news: Option<i64>) -> Result<()> {
    update::around(conn, vehicle, || {
        let mut set = conn.prepare_cached("UPDATE violations SET news = ?2 WHERE number = ?1")?;
        numbers.iter().try_for_each(|number| Ok(set.execute(params![number, news]).map(drop)?))
    })
}

impl Garage {
    /// Marks the new ones among those that match as seen; offset, limit and order do not count. It can be taken back:
    /// what a person only meant to tick would be lost among a thousand others.
    pub fn see(&self, query: &ViolationQuery, now: Timestamp) -> Result<Written> {
        let query = query.clone();
        self.write(move |conn| {
            let undo = undo::begin(conn, ChangeKind::Seen, now)?;
            Ok(Written { rows: see(conn, &query, Some(&undo))?, undo })
        })
    }

    /// Somebody opened a violation and saw it. No change that anybody would take back: each row that was looked at
    /// would stand among the changes that somebody made.
    pub fn opened(&self, id: &str) -> Result<bool> {
        let query = ViolationQuery { only: Some(vec![id.to_owned()]), ..ViolationQuery::default() };
        self.write(move |conn| Ok(see(conn, &query, None)? > 0))
    }
}
