//! Windows of the list of violations, as quick in the middle of a million rows as
//! at their beginning. An index knows the next row but not the hundred-thousandth,
//! so an order that is looked into far from its ends, or that only few rows match,
//! is worked out once, as row numbers, and kept until the file changes.

use crate::kept_lists::{Lists, Memory, locked};
use crate::read::open_reader;
use crate::row::collect;
use crate::table::standing;
use crate::table::violation_filter::has_filter;
use crate::table::violation_list::{self, has_only_words};
use crate::table::violation_query::{ViolationQuery, ViolationWindow};
use crate::table::violation_search::Search;
use crate::window::Reach;
use crate::{Direction, Garage, Result};
use cheku_domain::Totals;
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::sync::{Arc, TryLockError};

/// So many rows are passed over in an index before that takes longer than a page's reading.
const NEAR: i64 = 2_000;
/// Up to so many matches a filtered list is worked out whole, whatever part of it is wanted.
const FEW: usize = 100_000;
/// Fewer rows that a search finds are put in order; of more, those in view are soon come by in
/// the order's index.
const SPARSE: usize = 7_000;
/// So many rows that a search finds are passed over in an order's index, among others that it does not find.
const PAGE: i64 = 100;
/// Lists kept: 8 bytes a row, so 32 MB for four of a million rows.
const LISTS: usize = 4;
/// Memory for pages, in KiB as SQLite wants it (negative): the indexes of a million violations.
const CACHE: i64 = -131_072;
/// Sums kept, a few bytes each.
const SUMS: usize = 32;

impl Lists {
    /// One window on one consistent view of the file; `None` while another list is
    /// being worked out, which may take a second: then read it with `aside`.
    pub(crate) fn window(&self, query: &ViolationQuery) -> Result<Option<ViolationWindow>> {
        let list = order_of(query);
        let mut open = match self.open.try_lock() {
            Ok(open) => open,
            // Known in a moment: not to be worked out twice.
            Err(TryLockError::WouldBlock) if *locked(&self.at_work) == list => locked(&self.open),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
        };
        *locked(&self.at_work) = list;
        if open.is_none() {
            let conn = open_reader(&self.path)?;
            conn.pragma_update(None, "cache_size", CACHE)?;
            *open = Some((conn, Memory::default()));
        }
        let Some((conn, memory)) = open.as_mut() else { return Ok(None) };
        let view = conn.unchecked_transaction()?;
        memory.forget_if_changed(&view)?;
        memory.window(&view, query).map(Some)
    }
}

/// One window without what is remembered.
pub(crate) fn aside(view: &Connection, query: &ViolationQuery) -> Result<ViolationWindow> {
    Memory::default().window(view, query)
}

impl Memory {
    /// The counter moves with every commit of any other connection, of any process.
    fn forget_if_changed(&mut self, view: &Connection) -> Result<()> {
        let version = view.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version != self.version {
            *self = Memory { version, ..Memory::default() };
        }
        Ok(())
    }

    fn window(&mut self, view: &Connection, query: &ViolationQuery) -> Result<ViolationWindow> {
        let look = || Search::of(view, &query.search).map(Arc::new);
        let search = self.searches.get_or(query.search.clone(), LISTS, look)?;
        let (total, totals) = self.figures(view, query, &search)?;
        let reach = Reach::new(total, query.offset, query.limit);
        let finds_some = !search.finds_all() && has_only_words(query);
        let in_index = if finds_some { total > SPARSE } else { !has_filter(query) || total > FEW };
        let near = if finds_some { PAGE } else { NEAR };
        let numbers = if query.limit.is_some() && !(in_index && reach.offset <= near) {
            let order = || worked_out(view, query, &search);
            part(&self.orders.get_or(order_of(query), LISTS, order)?, query)
        } else {
            violation_list::numbers_in_view(view, query, &search, &reach)?
        };
        let mut rows = Vec::with_capacity(numbers.len());
        violation_list::each_numbered(view, numbers.into_iter().map(Ok), |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(ViolationWindow { total, rows, totals })
    }

    /// Count and totals. Where words alone are filtered, their rows are found in the indexes, and put
    /// in order if they are few.
    fn figures(
        &mut self,
        view: &Connection,
        query: &ViolationQuery,
        search: &Search,
    ) -> Result<(usize, Totals)> {
        let filter = filter_of(query);
        if let Some(known) = self.sums.get(&filter) {
            return Ok(*known);
        }
        let sums = if search.finds_all() || !has_only_words(query) {
            violation_list::figures(view, query, search)?
        } else {
            let states: Vec<i64> = query.states.iter().map(|state| standing::code(*state)).collect();
            let mut found = search.found(view)?;
            found.retain(|row| states.is_empty() || states.contains(&row.standing));
            if found.len() <= SPARSE {
                let numbers: Vec<i64> = found.iter().map(|row| row.number).collect();
                let order = violation_list::in_order(view, query.sort, &numbers)?;
                self.orders.keep(order_of(query), LISTS, order.into());
            }
            violation_list::figures_of(&found)
        };
        self.sums.keep(filter, SUMS, sums);
        Ok(sums)
    }
}

impl Garage {
    /// A window of the list of violations; without a limit, the rest of it.
    pub fn list_violations(&self, query: &ViolationQuery) -> Result<ViolationWindow> {
        match self.lists().window(query)? {
            Some(window) => Ok(window),
            None => self.read(|conn| aside(conn, query)),
        }
    }
}

/// A query's filter as text, whatever part and order of it is wanted.
fn filter_of(query: &ViolationQuery) -> String {
    let ViolationQuery { sort, direction, offset, limit, .. } = ViolationQuery::default();
    format!("{:?}", ViolationQuery { sort, direction, offset, limit, ..query.clone() })
}

/// Its filter and its column: descending is the same list, read backwards.
fn order_of(query: &ViolationQuery) -> String {
    format!("{:?} {}", query.sort, filter_of(query))
}

/// The numbers of all rows that match, ascending.
fn worked_out(view: &Connection, query: &ViolationQuery, search: &Search) -> Result<Arc<[i64]>> {
    let ascending = ViolationQuery { direction: Direction::Ascending, ..query.clone() };
    let (sql, conditions) = violation_list::whole_sql(&ascending, search);
    let numbers =
        collect(view.prepare_cached(&sql)?.query(conditions.values())?, |row| Ok(row.get::<_, i64>(0)?))?;
    Ok(numbers.into())
}

/// The numbers in view, in the wanted direction.
fn part(order: &[i64], query: &ViolationQuery) -> Vec<i64> {
    let limit = query.limit.unwrap_or(usize::MAX);
    match query.direction {
        Direction::Ascending => order.iter().skip(query.offset).take(limit).copied().collect(),
        Direction::Descending => order.iter().rev().skip(query.offset).take(limit).copied().collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::Garage;
    use crate::kept_lists::locked;
    use crate::table::violation_query::{ViolationColumn, ViolationQuery};
    use cheku_domain::Timestamp;

    #[test]
    fn a_list_that_is_being_worked_out_keeps_no_other_waiting() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        let of = |sort| ViolationQuery { sort, ..ViolationQuery::default() };
        garage.list_violations(&of(ViolationColumn::Place)).unwrap();
        let _at_work = locked(&garage.lists().open);
        assert_eq!(garage.list_violations(&of(ViolationColumn::Time)).unwrap().total, 0);
    }
}
