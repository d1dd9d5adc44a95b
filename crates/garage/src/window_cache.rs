//! Windows of the list of violations, as quick in the middle of a million rows as
//! at their beginning. An index knows the next row but not the hundred-thousandth,
//! so an order that is looked into far from its ends, or that only few rows match,
//! is worked out once, as row numbers, and kept until the file changes.

use crate::kept_lists::{Hits, Lists, Memory, locked};
use crate::read::open_reader;
use crate::row::collect;
use crate::table::standing;
use crate::table::violation_columns::Columns;
use crate::table::violation_filter::has_filter;
use crate::table::violation_list::{self, has_only_words};
use crate::table::violation_query::{ViolationQuery, ViolationWindow};
use crate::table::violation_search::{Found, Search};
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
            *self = Memory::new(version, self.limits);
        }
        Ok(())
    }

    fn window(&mut self, view: &Connection, query: &ViolationQuery) -> Result<ViolationWindow> {
        let look = || Search::of(view, query).map(Arc::new);
        let typed = format!("{} {}", query.left, query.search);
        let search = self.searches.get_or(typed, LISTS, look)?;
        let (total, totals, numbers) = if !search.finds_all() && has_only_words(query) {
            let hits = self.hits(view, query, &search)?;
            (hits.numbers.len(), hits.totals, self.of_hits(view, query, &hits)?)
        } else {
            let (total, totals) = self.figures(view, query, &search)?;
            (total, totals, self.of_filter(view, query, &search, total)?)
        };
        let mut rows = Vec::with_capacity(numbers.len());
        violation_list::each_numbered(view, numbers.into_iter().map(Ok), |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(ViolationWindow { total, rows, totals })
    }

    fn figures(
        &mut self,
        view: &Connection,
        query: &ViolationQuery,
        search: &Search,
    ) -> Result<(usize, Totals)> {
        let work = || violation_list::figures(view, query, search);
        self.sums.get_or(filter_of(query), SUMS, work)
    }

    /// The rows in view of what a filter leads to, or of all.
    fn of_filter(
        &mut self,
        view: &Connection,
        query: &ViolationQuery,
        search: &Search,
        total: usize,
    ) -> Result<Vec<i64>> {
        let reach = Reach::new(total, query.offset, query.limit);
        let in_index = !has_filter(query) || total > FEW;
        if in_index && (query.limit.is_none() || reach.offset <= NEAR) {
            return violation_list::numbers_in_view(view, query, search, &reach);
        }
        let order = || worked_out(view, query, search);
        Ok(part(&self.orders.get_or(order_of(query), LISTS, order)?, query))
    }

    /// What words find: by the indexes where that is little, else by a look at every row.
    fn hits(&mut self, view: &Connection, query: &ViolationQuery, search: &Search) -> Result<Arc<Hits>> {
        let filter = filter_of(query);
        if let Some(known) = self.hits.get(&filter) {
            return Ok(known.clone());
        }
        let few = if self.columns.is_none() { search.found(view, self.limits.led_to)? } else { None };
        let hits = match few {
            Some(found) => Hits::of(query, found.into_iter()),
            None => {
                let columns = self.columns.take().map_or_else(|| Columns::read(view), Ok)?;
                Hits::of(query, self.columns.insert(columns).found(search))
            }
        };
        let hits = Arc::new(hits);
        self.hits.keep(filter, LISTS, hits.clone());
        Ok(hits)
    }

    /// The rows in view of what words find. Few are put in order; of many, those in view are soon come by in the
    /// order's index.
    fn of_hits(&mut self, view: &Connection, query: &ViolationQuery, hits: &Hits) -> Result<Vec<i64>> {
        let total = hits.numbers.len();
        let reach = Reach::new(total, query.offset, query.limit);
        if total > self.limits.sparse && reach.offset <= self.limits.page {
            return violation_list::sifted(view, query, &hits.numbers, &reach);
        }
        let ascending = ViolationQuery { direction: Direction::Ascending, ..query.clone() };
        let sparse = total <= self.limits.sparse;
        let order = || {
            let numbers = if sparse {
                violation_list::in_order(view, query.sort, &hits.numbers)
            } else {
                violation_list::sifted(view, &ascending, &hits.numbers, &Reach::new(total, 0, None))
            };
            numbers.map(Arc::from)
        };
        Ok(part(&self.orders.get_or(order_of(query), LISTS, order)?, query))
    }
}

impl Hits {
    fn of(query: &ViolationQuery, found: impl Iterator<Item = Found>) -> Hits {
        let states: Vec<i64> = query.states.iter().map(|state| standing::code(*state)).collect();
        let mut hits = Hits::default();
        for row in found.filter(|row| states.is_empty() || states.contains(&row.standing)) {
            hits.numbers.push(row.number);
            violation_list::add_found(&mut hits.totals, &row);
        }
        hits
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
    use super::aside;
    use crate::kept_lists::{Limits, Memory, locked};
    use crate::table::violation_query::{ViolationColumn, ViolationQuery};
    use crate::{Direction, Garage};
    use cheku_domain::{ShownState, Timestamp};

    /// Ninety vehicles with one violation each: acts, places, codes and plates share their digits, some codes are
    /// unknown, and every fourth is paid.
    fn garage() -> (tempfile::TempDir, Garage) {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        let fill = "
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)
            INSERT INTO vehicles (number, id, plate, plate_type, asked_with, search_text, added_at, changed_at)
                SELECT i, 'v' || i, '苏E' || (10000 + i * 7), '02', '', '苏E' || (10000 + i * 7), 0, 0 FROM n;
            INSERT INTO driver_names VALUES (1, '');
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
            INSERT INTO texts SELECT i + 10 * kind, kind, CASE kind WHEN 1 THEN '违停 ' || i WHEN 2 THEN i || ' 号路口'
                WHEN 3 THEN 1030 + i ELSE '' END FROM n, (SELECT 1 AS kind UNION VALUES (2), (3));
            INSERT INTO texts VALUES (99, 4, '');
            INSERT INTO violations (number, tag, vehicle, time, place, act, code, fine_fen, points, state, city, repeat,
                    first_seen, last_seen, driver, standing)
                SELECT number, number, number, number * 977 % 89, 20 + number % 9 + 1, 10 + number % 7 + 1,
                    iif(number % 3, 30 + number % 8 + 1, NULL), iif(number % 5, number * 100, NULL),
                    iif(number % 6, number % 4, NULL), iif(number % 4, 4, 2), 99, 1, 0, 0, 1, iif(number % 4, 4, 2)
                FROM vehicles";
        garage.write(move |conn| Ok(conn.execute_batch(fill)?)).unwrap();
        (dir, garage)
    }

    /// Whatever way it is come by: led to by indexes and sorted, or looked for in memory and sifted.
    #[test]
    fn a_search_finds_the_same_in_memory_as_by_the_indexes() {
        let (_dir, garage) = garage();
        let searches = ["1", "3", "103", "1037", "7 号", "停 3", "3 7", "10", "没有"];
        let sorts =
            [ViolationColumn::Time, ViolationColumn::Plate, ViolationColumn::Act, ViolationColumn::Fine];
        for states in [vec![], vec![ShownState::Paid]] {
            for (search, sort) in searches.into_iter().flat_map(|search| sorts.map(|sort| (search, sort))) {
                for (direction, offset) in [(Direction::Ascending, 0), (Direction::Descending, 3)] {
                    let (search, states) = (search.to_owned(), states.clone());
                    let all = ViolationQuery { search, states, sort, direction, ..ViolationQuery::default() };
                    for query in [ViolationQuery { offset, limit: Some(7), ..all.clone() }, all] {
                        let limits = Limits { sparse: 0, page: 1, led_to: 0 };
                        let in_memory =
                            garage.read(|view| Memory::new(0, limits).window(view, &query)).unwrap();
                        let by_index = garage.read(|view| aside(view, &query)).unwrap();
                        assert_eq!(in_memory, by_index, "{query:?}");
                    }
                }
            }
        }
    }

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
