//! Windows of the list of violations, as quick in the middle of a million rows as
//! at their beginning. An index knows the next row but not the hundred-thousandth,
//! so an order that is looked into far from its ends, or that only few rows match,
//! is worked out once, as row numbers, and kept until the file changes.

use crate::found::{Followed, Found, follow};
use crate::read::open_reader;
use crate::row::{collect, first};
use crate::table::violation_filter::{Word, has_filter, has_other_filter, matching};
use crate::table::violation_list::{self, ViolationQuery, ViolationWindow};
use crate::table::violation_row::{Reader, ViolationRow};
use crate::window::Reach;
use crate::{Direction, Result};
use cheku_domain::Totals;
use rusqlite::Connection;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// So many rows are passed over in an index before that takes longer than a page's reading.
const NEAR: i64 = 2_000;
/// Up to so many matches a filtered list is worked out whole, whatever part of it is wanted.
const FEW: usize = 100_000;
/// Lists kept: 8 bytes a row, so 32 MB for four of a million rows. And words, with some 45 bytes
/// for each of up to `FEW` rows.
const LISTS: usize = 4;
/// Memory for pages, in KiB as SQLite wants it (negative): the rows of some hundred thousand
/// violations, so that a search reads them from the file for its first letter only.
const CACHE: i64 = -131_072;
/// Sums kept, a few bytes each.
const SUMS: usize = 32;

/// The way to the windows: a connection of its own, since only one connection's
/// counter of changes can be held against itself.
pub(crate) struct Lists {
    path: PathBuf,
    open: Mutex<Option<(Connection, Memory)>>,
    /// The list that has the connection.
    at_work: Mutex<String>,
}

/// What was worked out since the file last changed.
#[derive(Default)]
struct Memory {
    version: i64,
    sums: Recent<(usize, Totals)>,
    orders: Recent<Arc<[i64]>>,
    /// The rows of the last words, by the text of their query without them.
    followed: Recent<Arc<Followed>>,
}

/// The last few of something, by the text of the query.
struct Recent<T>(VecDeque<(String, T)>);

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent(VecDeque::new())
    }
}

impl<T: Clone> Recent<T> {
    fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(kept, _)| kept == key).map(|(_, known)| known)
    }

    fn keep(&mut self, key: String, most: usize, fresh: T) {
        self.0.truncate(most - 1);
        self.0.push_front((key, fresh));
    }

    fn get_or(&mut self, key: String, most: usize, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if let Some(known) = self.get(&key) {
            return Ok(known.clone());
        }
        let fresh = work()?;
        self.keep(key, most, fresh.clone());
        Ok(fresh)
    }
}

impl Lists {
    pub(crate) fn new(path: PathBuf) -> Lists {
        Lists { path, open: Mutex::default(), at_work: Mutex::default() }
    }

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

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// No index leads to all that a search means, so its first window reads them once,
    /// or looks among those of the word that was typed before it.
    fn search(&mut self, view: &Connection, query: &ViolationQuery) -> Result<()> {
        let filter = filter_of(query);
        if query.search.trim().is_empty() || query.limit.is_none() || self.sums.get(&filter).is_some() {
            return Ok(());
        }
        let found = match self.narrowed(query) {
            Some(found) => found,
            None => self.follow(view, query)?,
        };
        self.sums.keep(filter, SUMS, (found.total, found.totals));
        if let Some(order) = found.order {
            self.orders.keep(order_of(query), LISTS, order);
        }
        Ok(())
    }

    fn narrowed(&self, query: &ViolationQuery) -> Option<Found> {
        let (word, besides) = (Word::only(query)?, besides_search(query));
        let alike = self.followed.0.iter().filter(|(of, _)| *of == besides);
        alike.filter_map(|(_, followed)| followed.narrowed(&word)).next()
    }

    fn follow(&mut self, view: &Connection, query: &ViolationQuery) -> Result<Found> {
        let followed = follow(view, query, FEW)?;
        let found = followed.all(FEW);
        // Several words have no longer one: theirs would only push others out.
        if found.order.is_some() && Word::only(query).is_some() {
            self.followed.keep(besides_search(query), LISTS, Arc::new(followed));
        }
        Ok(found)
    }

    fn window(&mut self, view: &Connection, query: &ViolationQuery) -> Result<ViolationWindow> {
        self.search(view, query)?;
        let sums = || violation_list::figures(view, query);
        let (total, totals) = self.sums.get_or(filter_of(query), SUMS, sums)?;
        let reach = Reach::new(total, query.offset, query.limit);
        let straight = reach.offset <= NEAR && (!has_filter(query) || total > FEW);
        let rows = if straight || query.limit.is_none() {
            violation_list::rows(view, query, &reach)?
        } else {
            let few = total <= FEW;
            let order = self.orders.get_or(order_of(query), LISTS, || worked_out(view, query, few))?;
            numbered(view, &part(&order, query))?
        };
        Ok(ViolationWindow { total, rows, totals })
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

/// The same whatever is searched.
fn besides_search(query: &ViolationQuery) -> String {
    order_of(&ViolationQuery { search: String::new(), ..query.clone() })
}

/// The numbers of all rows that match, ascending.
fn worked_out(view: &Connection, query: &ViolationQuery, few: bool) -> Result<Arc<[i64]>> {
    let conditions = matching(query);
    let order = violation_list::order(query.sort, Direction::Ascending);
    // A plus takes the order's index out of the choice: few rows are found by their
    // filter's own index and sorted, many are read in order and sifted.
    let plus = if few && has_other_filter(query) { "+" } else { "" };
    let sql = format!("SELECT rowid FROM violations WHERE {} ORDER BY {plus}{order}", conditions.sql());
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

/// The rows of these numbers, in this order.
fn numbered(view: &Connection, numbers: &[i64]) -> Result<Vec<ViolationRow>> {
    let sql = violation_list::numbered_sql();
    let reader = Reader::new(view)?;
    let mut statement = view.prepare_cached(&sql)?;
    let mut rows = Vec::with_capacity(numbers.len());
    for number in numbers {
        rows.extend(first(statement.query([number])?, |row| reader.read(row))?);
    }
    Ok(rows)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::locked;
    use crate::Garage;
    use crate::table::violation_list::{ViolationColumn, ViolationQuery};
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
