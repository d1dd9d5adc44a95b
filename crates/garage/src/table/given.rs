//! To whom a person gave a violation by hand (顶班、借车…): it comes before every period, is kept with
//! its reason, who said so and when, and can be taken back.

use super::violation_filter::matching;
use super::violation_query::ViolationQuery;
use super::violation_row::ID;
use super::violation_search::Search;
use super::violations::follow_vehicle;
use crate::row::{collect, first};
use crate::table::notes::Written;
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{Timestamp, VehicleId};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whom a person gave a violation to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Given {
    /// The driver; "" where they were erased since.
    pub driver: String,
    /// Why.
    pub reason: String,
    /// Who said so, at this desk; "" = not told.
    pub by: String,
    /// When; `None` = with the upgrade.
    pub at: Option<Timestamp>,
}

/// The vehicles of the violations that a change keeps, whose rows follow.
fn vehicles(conn: &Connection, token: &UndoToken) -> Result<Vec<VehicleId>> {
    let sql = "SELECT DISTINCT v.id FROM undo_rows u
               JOIN violations y ON y.number = CAST(u.id AS INTEGER) JOIN vehicles v ON v.number = y.vehicle
               WHERE u.token = ?1 AND u.kind = 'given'";
    collect(conn.prepare_cached(sql)?.query([&token.0])?, |row| Ok(VehicleId(row.get(0)?)))
}

fn follow(conn: &Connection, token: &UndoToken) -> Result<()> {
    vehicles(conn, token)?.iter().try_for_each(|vehicle| follow_vehicle(conn, vehicle))
}

/// Keeps what the violations of a condition were given to.
fn keep(
    conn: &Connection,
    token: &UndoToken,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<usize> {
    let sql = format!(
        "INSERT INTO undo_rows (token, kind, id, before) SELECT '{}', 'given', {ID}, y.given FROM violations y WHERE {condition}",
        token.0
    );
    Ok(conn.execute(&sql, values)?)
}

/// Writes it on all that the change keeps.
fn write(conn: &Connection, token: &UndoToken, given: Option<&Given>) -> Result<()> {
    let given = given.map(serde_json::to_string).transpose()?;
    conn.prepare_cached(
        "UPDATE violations SET given = ?2
         WHERE number IN (SELECT CAST(id AS INTEGER) FROM undo_rows WHERE token = ?1 AND kind = 'given')",
    )?
    .execute(params![token.0, given])?;
    follow(conn, token)
}

fn give(conn: &Connection, query: &ViolationQuery, given: Option<&Given>, now: Timestamp) -> Result<Written> {
    let token = undo::begin(conn, ChangeKind::Given, now)?;
    let conditions = matching(query, &Search::of(conn, query)?, true);
    let known = format!("SELECT 1 FROM violations y WHERE {}", conditions.sql());
    if query.only.is_some() && !conn.prepare(&known)?.exists(conditions.values())? {
        return Err(GarageError::not_found("violation"));
    }
    // What was given to nobody by hand cannot be taken back.
    let chosen = match given {
        Some(_) => conditions.sql(),
        None => format!("({}) AND y.given IS NOT NULL", conditions.sql()),
    };
    let rows = keep(conn, &token, &chosen, conditions.values())?;
    write(conn, &token, given)?;
    Ok(Written { rows, undo: token })
}

/// What was given to a driver goes to whoever the name becomes; `None` = to whom the periods say.
pub(crate) fn hand_over(conn: &Connection, token: &UndoToken, name: &str, to: Option<&str>) -> Result<()> {
    // By those that were given at all, which an index knows: the name alone stands in no index.
    let theirs = "y.given IS NOT NULL AND y.given ->> 'driver' = ?1";
    if keep(conn, token, theirs, [name])? == 0 {
        return Ok(());
    }
    conn.prepare_cached(
        "UPDATE violations SET given = iif(?2 IS NULL, NULL, json_set(given, '$.driver', ?2))
         WHERE number IN (SELECT CAST(id AS INTEGER) FROM undo_rows WHERE token = ?1 AND kind = 'given')",
    )?
    .execute(params![token.0, to])?;
    follow(conn, token)
}

/// An erased driver's: nobody takes the place, and it stays known that a person decided it.
pub(crate) fn erase(conn: &Connection, name: &str) -> Result<()> {
    let sql = "UPDATE violations SET given = json_set(given, '$.driver', '')
               WHERE given IS NOT NULL AND given ->> 'driver' = ?1";
    conn.execute(sql, [name])?;
    Ok(())
}

/// The vehicles with a violation that was given to a driver.
pub(crate) fn vehicles_of(conn: &Connection, name: &str) -> Result<Vec<VehicleId>> {
    let sql = "SELECT DISTINCT v.id FROM violations y JOIN vehicles v ON v.number = y.vehicle
               WHERE y.given IS NOT NULL AND y.given ->> 'driver' = ?1";
    collect(conn.prepare_cached(sql)?.query([name])?, |row| Ok(VehicleId(row.get(0)?)))
}

/// Puts back what it was; says for how many.
pub(crate) fn take_back(conn: &Connection, token: &UndoToken) -> Result<usize> {
    let sql = format!(
        "UPDATE violations AS y SET given = u.before FROM undo_rows u
         WHERE u.token = ?1 AND u.kind = 'given' AND y.number = CAST(u.id AS INTEGER) AND u.id = {ID}"
    );
    let rows = conn.prepare_cached(&sql)?.execute([&token.0])?;
    follow(conn, token)?;
    Ok(rows)
}

impl Garage {
    /// Gives every violation that matches to a driver, whatever the periods say, or (`None`) takes that
    /// back. Offset, limit and order do not count; `not_found` when none of `only` is there.
    pub fn give(&self, query: &ViolationQuery, given: Option<&Given>, now: Timestamp) -> Result<Written> {
        let (query, given) = (query.clone(), given.cloned());
        self.write(move |conn| give(conn, &query, given.as_ref(), now))
    }

    /// Whom a person gave a violation to, by its id.
    pub fn given(&self, id: &str) -> Result<Option<Given>> {
        let Some((number, tag)) = super::violation_row::number_in(id) else { return Ok(None) };
        let sql = "SELECT given FROM violations WHERE number = ?1 AND tag = ?2";
        let text: Option<Option<String>> = self.read(|conn| {
            first(conn.prepare_cached(sql)?.query(params![number, tag])?, |row| Ok(row.get(0)?))
        })?;
        Ok(text.flatten().map(|text| serde_json::from_str(&text)).transpose()?)
    }
}
