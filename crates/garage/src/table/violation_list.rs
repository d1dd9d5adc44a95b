//! The list of violations. A window of any order is read from an index, from its
//! nearer end (or from a list that was worked out, see `lists`); counts and totals
//! of plain filters come from the kept tallies.

use super::violation_filter::matching;
use super::violation_row::{Reader, SELECT, ViolationRow};
use super::violations::ViolationFilter;
use crate::row::{collect, first, int};
use crate::tally::read_totals;
use crate::window::{Conditions, Direction, Reach};
use crate::{Garage, Result, lists, tally};
use cheku_domain::{Timestamp, Totals, VehicleId};
use rusqlite::Connection;
use std::ops::ControlFlow;

/// What the list is sorted by; each has its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViolationColumn {
    /// Time of the offence.
    #[default]
    Time,
    /// 号牌号码
    Plate,
    /// 罚款; unknown ones before all others.
    Fine,
    /// 记分; unknown ones before all others.
    Points,
    /// State.
    State,
    /// Who drove.
    Driver,
    /// Where it happened.
    City,
    /// 违法行为
    Act,
    /// 违法地点
    Place,
    /// When it was first seen.
    FirstSeen,
}

/// What can be missing of a violation; each counts as the totals count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The fine of one that is not paid.
    Fine,
    /// The points of one that is not handled.
    Points,
}

/// Which violations, in which order. Empty lists and `None` mean "all"; a key of
/// "" means "without one".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViolationQuery {
    /// Words that all must be found: in the act, place or code, or in what finds the vehicle.
    pub search: String,
    /// Of these vehicles.
    pub vehicles: Vec<VehicleId>,
    /// By state.
    pub states: Vec<ViolationFilter>,
    /// Only those first seen in the last check, running or ended.
    pub new_only: bool,
    /// Only those of which one of these is still wanted and not known.
    pub unknown: Vec<Unknown>,
    /// With, or without, the person's own mark.
    pub marked: Option<bool>,
    /// First seen in or after this moment (本月新增).
    pub first_seen_from: Option<Timestamp>,
    /// By who drove.
    pub driver: Option<String>,
    /// By where it happened.
    pub city: Option<String>,
    /// By month of the offence, YYYY-MM.
    pub month: Option<String>,
    /// By act, exactly.
    pub act: Option<String>,
    /// By place, exactly.
    pub place: Option<String>,
    /// By the vehicle's group.
    pub group: Option<String>,
    /// Only these ids, as far as the rest matches.
    pub only: Option<Vec<String>>,
    /// Without these ids.
    pub except: Vec<String>,
    /// Sorted by.
    pub sort: ViolationColumn,
    /// Which way.
    pub direction: Direction,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

/// Rows in view, and count and totals of all that match.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViolationWindow {
    /// All that match.
    pub total: usize,
    /// The rows in view.
    pub rows: Vec<ViolationRow>,
    /// What all that match and are still returned amount to.
    pub totals: Totals,
}

/// How many returned violations share an act or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The act or the place.
    pub key: String,
    /// How many.
    pub rows: u32,
}

const FIGURES: &str = "count(*) AS total,
    count(*) FILTER (WHERE standing <> 'no_longer_returned') AS violations,
    count(*) FILTER (WHERE standing = 'unhandled') AS unhandled,
    count(*) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid')) AS unpaid,
    coalesce(sum(fine_fen) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid')), 0) AS fines_due_fen,
    count(*) FILTER (WHERE standing IN ('unhandled', 'handled_unpaid') AND fine_fen IS NULL) AS fines_unknown,
    coalesce(sum(points) FILTER (WHERE standing = 'unhandled'), 0) AS points_waiting,
    count(*) FILTER (WHERE standing = 'unhandled' AND points IS NULL) AS points_unknown";

/// The order as the indices have it: the column, the standing, the row's number.
pub(crate) fn order(sort: ViolationColumn, direction: Direction) -> String {
    let (way, (first, second)) = (direction.sql(), sorted_by(sort));
    format!("{first} {way}, {second} {way}, rowid {way}")
}

/// What the row's number decides only where it is the same.
pub(crate) fn sorted_by(sort: ViolationColumn) -> (&'static str, &'static str) {
    let column = match sort {
        ViolationColumn::State => return ("standing", "time"),
        ViolationColumn::Time => "time",
        ViolationColumn::Plate => "plate",
        ViolationColumn::Fine => "fine_fen",
        ViolationColumn::Points => "points",
        ViolationColumn::Driver => "driver",
        ViolationColumn::City => "city",
        ViolationColumn::Act => "act",
        ViolationColumn::Place => "place",
        ViolationColumn::FirstSeen => "first_seen",
    };
    (column, "standing")
}

/// The kept tally that counts exactly what a query asks for, apart from states.
fn kept_key(query: &ViolationQuery) -> Option<(&'static str, String)> {
    let plain = query.search.trim().is_empty()
        && !query.new_only
        && query.unknown.is_empty()
        && query.marked.is_none()
        && [query.act.is_none(), query.place.is_none(), query.group.is_none()].iter().all(|none| *none)
        && query.vehicles.is_empty()
        && query.only.is_none()
        && query.except.is_empty()
        && query.first_seen_from.is_none();
    if !plain {
        return None;
    }
    match (&query.driver, &query.city, &query.month) {
        (None, None, None) => Some(("fleet", String::new())),
        (Some(driver), None, None) => Some(("driver", driver.clone())),
        (None, Some(city), None) => Some(("city", city.clone())),
        (None, None, Some(month)) => Some(("month", month.clone())),
        _ => None,
    }
}

/// Count and totals of all that match.
pub(crate) fn figures(conn: &Connection, query: &ViolationQuery) -> Result<(usize, Totals)> {
    if let Some((dimension, key)) = kept_key(query) {
        let states: Vec<&'static str> = query.states.iter().map(|state| state.word()).collect();
        return tally::kept(conn, dimension, &key, &states);
    }
    let conditions = matching(query);
    let sql = format!("SELECT {FIGURES} FROM violations WHERE {}", conditions.sql());
    let found = first(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        let total: i64 = row.get("total")?;
        Ok((usize::try_from(total).unwrap_or(0), read_totals(row)?))
    })?;
    Ok(found.unwrap_or_default())
}

/// The statement of a window; the rows' numbers are found in the index alone,
/// and only the rows in view are read.
pub(crate) fn window_sql(query: &ViolationQuery, conditions: &Conditions, reach: &Reach) -> String {
    let direction = if reach.reversed { query.direction.reversed() } else { query.direction };
    let order = order(query.sort, direction);
    format!(
        "{SELECT} WHERE y.rowid IN (SELECT rowid FROM violations WHERE {} ORDER BY {order} LIMIT {} OFFSET {})
         ORDER BY {order}",
        conditions.sql(),
        reach.limit,
        reach.offset
    )
}

/// The rows in view, read from the order's index.
pub(crate) fn rows(conn: &Connection, query: &ViolationQuery, reach: &Reach) -> Result<Vec<ViolationRow>> {
    let conditions = matching(query);
    let sql = window_sql(query, &conditions, reach);
    let reader = Reader::new(conn)?;
    let mut rows = collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| reader.read(row))?;
    if reach.reversed {
        rows.reverse();
    }
    Ok(rows)
}

/// The statement of the whole list, read in its order: nothing is held.
pub(crate) fn whole_sql(query: &ViolationQuery, conditions: &Conditions) -> String {
    format!("{SELECT} WHERE {} ORDER BY {}", conditions.sql(), order(query.sort, query.direction))
}

/// The statement of one row by its number.
pub(crate) fn numbered_sql() -> String {
    format!("{SELECT} WHERE y.rowid = ?1")
}

impl Garage {
    /// A window of the list of violations; without a limit, the rest of it.
    pub fn list_violations(&self, query: &ViolationQuery) -> Result<ViolationWindow> {
        match self.lists().window(query)? {
            Some(window) => Ok(window),
            None => self.read(|conn| lists::aside(conn, query)),
        }
    }

    /// Hands over every row that matches, one after the other and in order, on one
    /// view of the file, until `take` breaks off; offset and limit do not count.
    pub fn each_violation(
        &self,
        query: &ViolationQuery,
        mut take: impl FnMut(ViolationRow) -> ControlFlow<()>,
    ) -> Result<()> {
        let conditions = matching(query);
        let sql = whole_sql(query, &conditions);
        self.read(|conn| {
            let reader = Reader::new(conn)?;
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query(conditions.values())?;
            while let Some(row) = rows.next()? {
                if take(reader.read(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// A violation by its id.
    pub fn violation(&self, id: &str) -> Result<Option<ViolationRow>> {
        let sql = format!("{SELECT} WHERE y.id = ?1 AND y.removed = 0");
        self.read(|conn| {
            let reader = Reader::new(conn)?;
            first(conn.prepare_cached(&sql)?.query([id])?, |row| reader.read(row))
        })
    }

    /// The commonest acts among returned violations.
    pub fn top_acts(&self, limit: usize) -> Result<Vec<Count>> {
        self.top("act", limit)
    }

    /// The commonest places among returned violations.
    pub fn top_places(&self, limit: usize) -> Result<Vec<Count>> {
        self.top("place", limit)
    }

    fn top(&self, column: &'static str, limit: usize) -> Result<Vec<Count>> {
        let sql = format!(
            "SELECT {column} AS key, count(*) AS rows FROM violations
             WHERE removed = 0 AND standing <> 'no_longer_returned' AND {column} <> ''
             GROUP BY {column} ORDER BY 2 DESC, 1 LIMIT ?1"
        );
        self.read(|conn| {
            collect(conn.prepare_cached(&sql)?.query([int(limit)])?, |row| {
                Ok(Count { key: row.get("key")?, rows: row.get("rows")? })
            })
        })
    }
}
