//! What a search over violations finds, read once: a row that holds the word is
//! counted, added up and put in its place in the order in the same look at it.

use crate::Result;
use crate::row::Cells;
use crate::table::violation_filter::matching_parts;
use crate::table::violation_list::{ViolationQuery, sorted_by};
use crate::table::violations::ViolationFilter;
use cheku_domain::{Fen, Points, Totals, ViolationState};
use rusqlite::Connection;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use std::collections::HashSet;
use std::sync::Arc;

/// All that match.
pub(crate) struct Found {
    /// Their number.
    pub(crate) total: usize,
    /// What those that are still returned amount to.
    pub(crate) totals: Totals,
    /// Their row numbers, ascending; none where they are more than was asked for.
    pub(crate) order: Option<Arc<[i64]>>,
}

/// A value in the order in which an index holds it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Nothing,
    Number(i64),
    Text(String),
}

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Key> {
        match value {
            ValueRef::Null => Ok(Key::Nothing),
            ValueRef::Integer(number) => Ok(Key::Number(number)),
            text => String::column_result(text).map(Key::Text),
        }
    }
}

/// Reads all that match; their order is kept for up to `most`.
pub(crate) fn found(view: &Connection, query: &ViolationQuery, most: usize) -> Result<Found> {
    let (first, second) = sorted_by(query.sort);
    let (mut seen, mut totals, mut order) = (HashSet::new(), Totals::default(), Vec::new());
    for conditions in matching_parts(query) {
        let sql = format!(
            "SELECT rowid, standing, fine_fen, points, {first}, {second} FROM violations WHERE {}",
            conditions.sql()
        );
        let mut statement = view.prepare_cached(&sql)?;
        let mut rows = statement.query(conditions.values())?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let number: i64 = cells.next()?;
            if !seen.insert(number) {
                continue;
            }
            add(&mut totals, &mut cells)?;
            if seen.len() <= most {
                order.push((cells.next::<Key>()?, cells.next::<Key>()?, number));
            }
        }
    }
    let total = seen.len();
    order.sort_unstable();
    let order = (total <= most).then(|| order.into_iter().map(|(_, _, number)| number).collect());
    Ok(Found { total, totals, order })
}

fn add(totals: &mut Totals, cells: &mut Cells<'_, '_>) -> Result<()> {
    let state = match cells.word(ViolationFilter::from_word)? {
        ViolationFilter::Unhandled => Some(ViolationState::Unhandled),
        ViolationFilter::HandledUnpaid => Some(ViolationState::HandledUnpaid),
        ViolationFilter::Paid => Some(ViolationState::Paid),
        ViolationFilter::NoLongerReturned => None,
    };
    let (fine, points) = (cells.next::<Option<i64>>()?, cells.next::<Option<u8>>()?);
    if let Some(state) = state {
        totals.add(state, fine.map(Fen), points.map(Points));
    }
    Ok(())
}
