//! The list of calls: a window, newest first, and the count of all that match.

use super::call_sums::{self, Group};
use super::calls::{self, CallKind, CallRange, CallRow};
use crate::row::{collect, int};
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::{Charge, VehicleId};
use rusqlite::Connection;

/// Calls by what is known of their charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeFilter {
    /// Charged.
    Charged,
    /// Free.
    Free,
    /// Lost answers that no person has settled, questions only.
    Doubtful,
    /// Charged answers that cannot be read yet.
    Unreadable,
}

/// A window of the list of calls, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallQuery {
    /// Which calls.
    pub range: CallRange,
    /// By charge; `None` = all.
    pub charge: Option<ChargeFilter>,
    /// Questions or lookups; `None` = both.
    pub kind: Option<CallKind>,
    /// One vehicle's.
    pub vehicle: Option<VehicleId>,
    /// How many rows to pass over.
    pub offset: usize,
    /// How many rows at most; `None` = all.
    pub limit: Option<usize>,
}

/// Rows in view and the count of all that match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallWindow {
    /// All that match.
    pub total: usize,
    /// The rows in view.
    pub rows: Vec<CallRow>,
}

pub(crate) fn filter(query: &CallQuery) -> Conditions {
    let mut conditions = calls::conditions(&query.range);
    match query.charge {
        Some(ChargeFilter::Charged) => conditions.always("effective = 'yes'"),
        Some(ChargeFilter::Free) => conditions.always("effective = 'no'"),
        Some(ChargeFilter::Doubtful) => {
            conditions.always("effective = 'unknown' AND kind = 'question' AND state <> 'asked'")
        }
        Some(ChargeFilter::Unreadable) => conditions.always("state = 'unreadable'"),
        None => {}
    }
    if let Some(kind) = query.kind {
        conditions.with("kind = ?", kind.word());
    }
    if let Some(vehicle) = &query.vehicle {
        conditions.with("vehicle = ?", vehicle.0.clone());
    }
    conditions
}

/// Doubtful and unreadable calls are few of all; without their index all would be read for them, in the
/// order of the list.
fn source(query: &CallQuery) -> &'static str {
    match query.charge {
        Some(ChargeFilter::Doubtful) => "calls INDEXED BY calls_unknown",
        Some(ChargeFilter::Unreadable) => "calls INDEXED BY calls_unreadable",
        _ => "calls",
    }
}

/// The rows in view are chosen by their numbers: a month's calls would be sorted with all
/// that they hold.
pub(crate) fn window_sql(query: &CallQuery, matching: &Conditions) -> String {
    let (limit, offset) = (query.limit.map_or(-1, int), int(query.offset));
    format!(
        "SELECT {} FROM (SELECT number FROM {} WHERE {} ORDER BY number DESC LIMIT {limit} OFFSET {offset}) AS view
         CROSS JOIN calls ON calls.number = view.number ORDER BY view.number DESC",
        calls::COLUMNS,
        source(query),
        matching.sql()
    )
}

/// Whether the calls of a kept sum match, apart from their range.
fn fits(query: &CallQuery, group: &Group) -> bool {
    let by_charge = match query.charge {
        Some(ChargeFilter::Charged) => group.charge == Charge::Yes,
        Some(ChargeFilter::Free) => group.charge == Charge::No,
        Some(ChargeFilter::Doubtful) => {
            group.charge == Charge::Unknown && group.kind == CallKind::Question && !group.is_under_way
        }
        Some(ChargeFilter::Unreadable) => group.is_unreadable,
        None => true,
    };
    by_charge && query.kind.is_none_or(|kind| kind == group.kind)
}

/// How many match. One vehicle's are few; all others are kept as sums.
fn total(conn: &Connection, query: &CallQuery, matching: &Conditions) -> Result<usize> {
    if query.vehicle.is_some() {
        let count = format!("SELECT count(*) FROM {} WHERE {}", source(query), matching.sql());
        let total: i64 = conn.prepare_cached(&count)?.query_row(matching.values(), |row| row.get(0))?;
        return Ok(usize::try_from(total).unwrap_or(0));
    }
    let groups = call_sums::groups(conn, &query.range)?;
    Ok(groups.iter().filter(|group| fits(query, group)).map(|group| group.calls as usize).sum())
}

impl Garage {
    /// A window of calls, newest first.
    pub fn list_calls(&self, query: &CallQuery) -> Result<CallWindow> {
        let matching = filter(query);
        self.read(|conn| {
            let sql = window_sql(query, &matching);
            let rows = collect(conn.prepare_cached(&sql)?.query(matching.values())?, calls::read)?;
            Ok(CallWindow { total: total(conn, query, &matching)?, rows })
        })
    }

    /// A vehicle's calls, newest first.
    pub fn history(&self, vehicle: &VehicleId, limit: usize) -> Result<Vec<CallRow>> {
        let query = CallQuery { vehicle: Some(vehicle.clone()), limit: Some(limit), ..CallQuery::default() };
        Ok(self.list_calls(&query)?.rows)
    }
}
