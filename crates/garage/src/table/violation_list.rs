//! The list of violations. A window of any order is read from an index, from its
//! nearer end (or from a list that was worked out, see `window_cache`); counts and totals
//! of plain filters come from the kept tallies.

use super::left;
use super::standing::{self, RETURNED, SHOWN, UNHANDLED, UNPAID};
use super::texts::TextKind;
use super::violation_filter::{has_other_filter, matching};
use super::violation_order::Order;
use super::violation_query::{Count, ViolationColumn, ViolationQuery};
use super::violation_row::{ViolationRow, number_in, read, select};
use super::violation_search::{Found, Search};
use crate::row::{collect, first, int};
use crate::totals::row::UNSEEN;
use crate::totals::tallies::{self, read_totals};
use crate::window::{Conditions, Direction, Reach};
use crate::{Garage, Result};
use cheku_domain::ShownState;
use cheku_domain::{Fen, Points, Totals};
use rusqlite::{Connection, params};
use std::ops::ControlFlow;

/// Of vehicles that left the standing is worked out: kept is that they are in no list.
pub(crate) fn figures_sql(left: bool) -> String {
    let sql = format!(
        "count(*) AS total,
         count(*) FILTER (WHERE {RETURNED}) AS violations,
         count(*) FILTER (WHERE {UNHANDLED}) AS unhandled,
         count(*) FILTER (WHERE {UNPAID}) AS unpaid,
         coalesce(sum(fine_fen) FILTER (WHERE {UNPAID}), 0) AS fines_due_fen,
         count(*) FILTER (WHERE {UNPAID} AND fine_fen IS NULL) AS fines_unknown,
         coalesce(sum(points) FILTER (WHERE {UNHANDLED}), 0) AS points_waiting,
         count(*) FILTER (WHERE {UNHANDLED} AND points IS NULL) AS points_unknown"
    );
    if left { sql.replace("standing", SHOWN) } else { sql }
}

/// The kept tally that counts exactly what a query asks for, apart from states and words.
fn kept_key(query: &ViolationQuery) -> Option<(&'static str, String)> {
    let plain = !query.gone_in_last_check
        && !query.found_in_last_check
        && query.unknown.is_empty()
        && query.due_before.is_none()
        && query.decided_until.is_none()
        && [query.act.is_none(), query.place.is_none(), query.group.is_none()].iter().all(|none| *none)
        && query.vehicles.is_empty()
        && !query.left
        && query.only.is_none()
        && query.except.is_empty()
        && query.span.is_none()
        && query.first_seen_from.is_none();
    if !plain {
        return None;
    }
    let (dimension, key) = UNSEEN;
    match (&query.driver, &query.city, &query.month, &query.stages[..]) {
        (None, None, None, []) if query.new_only => Some((dimension, key.to_owned())),
        _ if query.new_only => None,
        (None, None, None, []) => Some(("fleet", String::new())),
        (Some(driver), None, None, []) => Some(("driver", driver.clone())),
        (None, Some(city), None, []) => Some(("city", city.clone())),
        (None, None, Some(month), []) => Some(("month", month.clone())),
        (None, None, None, [stage]) => Some(("stage", stage.word().to_owned())),
        _ => None,
    }
}

/// Count and totals of all that match.
pub(crate) fn figures(conn: &Connection, query: &ViolationQuery, search: &Search) -> Result<(usize, Totals)> {
    if let Some((dimension, key)) = kept_key(query).filter(|_| search.finds_all()) {
        let states: Vec<&'static str> = query.states.iter().map(|state| state.word()).collect();
        return tallies::kept(conn, dimension, &key, &states);
    }
    let conditions = matching(query, search, true);
    let sql = format!("SELECT {} FROM violations y WHERE {}", figures_sql(query.left), conditions.sql());
    let found = first(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        let total: i64 = row.get("total")?;
        Ok((usize::try_from(total).unwrap_or(0), read_totals(row)?))
    })?;
    Ok(found.unwrap_or_default())
}

/// Adds a row that a search found to totals.
pub(crate) fn add_found(totals: &mut Totals, row: &Found) {
    if let Some(state) = standing::from_code(row.standing).and_then(ShownState::state) {
        totals.add(state, row.fine_fen.map(Fen), row.points.map(Points));
    }
}

/// The statement of a window: the numbers of its rows, read from the order's index.
pub(crate) fn window_sql(query: &ViolationQuery, conditions: &Conditions, reach: &Reach) -> String {
    let direction = if reach.reversed { query.direction.reversed() } else { query.direction };
    let all = Order::by_index(query.sort).sql(conditions, direction);
    format!("{all} LIMIT {} OFFSET {}", reach.limit, reach.offset)
}

/// The numbers of the rows in view, read from the order's index.
pub(crate) fn numbers_in_view(
    conn: &Connection,
    query: &ViolationQuery,
    search: &Search,
    reach: &Reach,
) -> Result<Vec<i64>> {
    let conditions = matching(query, search, false);
    let sql = window_sql(query, &conditions, reach);
    let mut numbers = collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| Ok(row.get(0)?))?;
    if reach.reversed {
        numbers.reverse();
    }
    Ok(numbers)
}

/// The statement of all that match, in order. Where a filter leads to them, they are found by it and
/// sorted; else they are read from the order's index and sifted, and nothing is held.
pub(crate) fn whole_sql(query: &ViolationQuery, search: &Search) -> (String, Conditions) {
    let by_key = has_other_filter(query) && !(search.finds_all() && has_only_words(query));
    let conditions = matching(query, search, by_key);
    let order = if by_key { Order::by_sorting(query.sort) } else { Order::by_index(query.sort) };
    (order.sql(&conditions, query.direction), conditions)
}

/// Whether nothing but words and states is filtered.
pub(crate) fn has_only_words(query: &ViolationQuery) -> bool {
    !has_other_filter(&ViolationQuery { search: String::new(), ..query.clone() })
}

/// Of these rows, sorted by number, those in view: the order's index is read and sifted, from the end that
/// `reach` names.
pub(crate) fn sifted(
    conn: &Connection,
    query: &ViolationQuery,
    found: &[i64],
    reach: &Reach,
) -> Result<Vec<i64>> {
    let states = ViolationQuery { search: String::new(), ..query.clone() };
    let conditions = matching(&states, &Search::default(), false);
    let all = Reach { offset: 0, limit: -1, reversed: reach.reversed };
    let mut statement = conn.prepare_cached(&window_sql(query, &conditions, &all))?;
    let mut rows = statement.query(conditions.values())?;
    let (mut passed, mut numbers) = (0, Vec::new());
    while int(numbers.len()) < reach.limit
        && let Some(row) = rows.next()?
    {
        let number: i64 = row.get(0)?;
        if found.binary_search(&number).is_ok() {
            passed += 1;
            numbers.extend((passed > reach.offset).then_some(number));
        }
    }
    if reach.reversed {
        numbers.reverse();
    }
    Ok(numbers)
}

/// The same of these rows alone, from the least to the greatest.
pub(crate) fn in_order(conn: &Connection, sort: ViolationColumn, numbers: &[i64]) -> Result<Vec<i64>> {
    let mut conditions = Conditions::default();
    conditions.numbered("y.number", numbers);
    let sql = Order::by_sorting(sort).sql(&conditions, Direction::Ascending);
    collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| Ok(row.get(0)?))
}

/// Hands over the rows of these numbers, in this order.
pub(crate) fn each_numbered(
    conn: &Connection,
    numbers: impl Iterator<Item = Result<i64>>,
    mut take: impl FnMut(ViolationRow) -> ControlFlow<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(&format!("{} WHERE y.number = ?1", select()))?;
    for number in numbers {
        let row = first(statement.query([number?])?, read)?;
        if row.is_some_and(|row| take(row).is_break()) {
            break;
        }
    }
    Ok(())
}

impl Garage {
    /// Hands over every row that matches, one after the other and in order, on one
    /// view of the file, until `take` breaks off; offset and limit do not count.
    pub fn each_violation(
        &self,
        query: &ViolationQuery,
        take: impl FnMut(ViolationRow) -> ControlFlow<()>,
    ) -> Result<()> {
        self.read(|conn| {
            let (sql, conditions) = whole_sql(query, &Search::of(conn, query)?);
            let mut statement = conn.prepare_cached(&sql)?;
            let numbers = statement.query_map(conditions.values(), |row| row.get(0))?;
            each_numbered(conn, numbers.map(|number| Ok(number?)), take)
        })
    }

    /// A violation by its id, of a vehicle that left too.
    pub fn violation(&self, id: &str) -> Result<Option<ViolationRow>> {
        let Some((number, tag)) = number_in(id) else { return Ok(None) };
        let of = format!("(y.removed = 0 OR y.vehicle IN {})", left::NUMBERS);
        let sql = format!("{} WHERE y.number = ?1 AND y.tag = ?2 AND {of}", select());
        self.read(|conn| first(conn.prepare_cached(&sql)?.query(params![number, tag])?, read))
    }

    /// The commonest acts among returned violations.
    pub fn top_acts(&self, limit: usize) -> Result<Vec<Count>> {
        self.top(TextKind::Act, RETURNED, limit)
    }

    /// The commonest places among returned violations.
    pub fn top_places(&self, limit: usize) -> Result<Vec<Count>> {
        self.top(TextKind::Place, RETURNED, limit)
    }

    /// The commonest texts of a kind among the violations of which a condition holds: counted in the
    /// index, by number, before any text is read.
    pub(crate) fn top(&self, kind: TextKind, condition: &str, limit: usize) -> Result<Vec<Count>> {
        let column = if kind == TextKind::Act { "act" } else { "place" };
        let sql = format!(
            "SELECT t.text, c.rows FROM (
                 SELECT {column} AS id, count(*) AS rows FROM violations INDEXED BY violations_{column}
                 WHERE removed = 0 AND {condition} GROUP BY {column}) c
             CROSS JOIN texts t ON t.id = c.id WHERE t.text <> '' ORDER BY 2 DESC, 1 LIMIT ?1"
        );
        self.read(|conn| {
            collect(conn.prepare_cached(&sql)?.query([int(limit)])?, |row| {
                Ok(Count { key: row.get(0)?, rows: row.get(1)? })
            })
        })
    }
}
