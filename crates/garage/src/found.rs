//! What a search over violations finds. The rows of a word are read once, from each place
//! that holds it, counted, added up and put in order in the same look at them. Whatever is
//! typed after it stands in some of these places, so it finds some of these rows: they are
//! not read again.

use crate::Result;
use crate::row::Cells;
use crate::table::violation_filter::{FIELDS, Field, Word, held_by, matching};
use crate::table::violation_list::{ViolationQuery, sorted_by};
use crate::table::violations::ViolationFilter;
use crate::window::Conditions;
use cheku_domain::{Fen, Points, Totals, ViolationState};
use rusqlite::Connection;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use std::collections::HashMap;
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

/// A row that was found.
#[derive(Clone, Copy)]
struct Row {
    number: i64,
    /// `None` = no longer returned.
    state: Option<ViolationState>,
    fine: Option<i64>,
    points: Option<u8>,
}

/// An act, a place, a code or a vehicle that holds the word.
struct Holder {
    field: Field,
    text: String,
    /// Which of the rows are its own.
    rows: Vec<usize>,
}

/// The rows of a search, in order, and what held its word.
pub(crate) struct Followed {
    /// `None` where the search has several words.
    word: Option<Word>,
    rows: Vec<Row>,
    holders: Vec<Holder>,
}

impl Followed {
    /// What a longer word finds among the rows; `None` where it may be found elsewhere, too.
    pub(crate) fn narrowed(&self, word: &Word) -> Option<Found> {
        let own = self.word.as_ref()?;
        if !word.extends(own) {
            return None;
        }
        let holding = self.holders.iter().filter(|holder| word.stands_in(holder.field, &holder.text));
        let mut places: Vec<usize> = holding.flat_map(|holder| &holder.rows).copied().collect();
        places.sort_unstable();
        places.dedup();
        let rows = places.iter().filter_map(|place| self.rows.get(*place));
        Some(Found::of(rows, places.len()))
    }

    /// All of them; without their order where they are more than `most`.
    pub(crate) fn all(&self, most: usize) -> Found {
        let found = Found::of(self.rows.iter(), self.rows.len());
        if found.total > most { Found { order: None, ..found } } else { found }
    }
}

impl Found {
    fn of<'rows>(rows: impl Iterator<Item = &'rows Row> + Clone, total: usize) -> Found {
        let mut totals = Totals::default();
        for row in rows.clone() {
            if let Some(state) = row.state {
                totals.add(state, row.fine.map(Fen), row.points.map(Points));
            }
        }
        Found { total, totals, order: Some(rows.map(|row| row.number).collect()) }
    }
}

/// Reads all that match, and puts them in order where they are not more than `most`.
pub(crate) fn follow(view: &Connection, query: &ViolationQuery, most: usize) -> Result<Followed> {
    let mut reading =
        Reading { query, most, at: HashMap::new(), rows: Vec::new(), keys: Vec::new(), holders: Vec::new() };
    let word = Word::only(query);
    match &word {
        None => reading.read(view, "NULL", &matching(query), &HashMap::new())?,
        Some(word) => FIELDS.into_iter().try_for_each(|field| reading.read_field(view, field, word))?,
    }
    Ok(reading.in_order(word))
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

struct Reading<'query> {
    query: &'query ViolationQuery,
    most: usize,
    /// Where each row number stands in `rows`: some are reached from several places.
    at: HashMap<i64, usize>,
    rows: Vec<Row>,
    /// What the rows are sorted by, their number last, and where each stands; no more than `most`.
    keys: Vec<(Key, Key, i64, usize)>,
    holders: Vec<Holder>,
}

impl Reading<'_> {
    fn read_field(&mut self, view: &Connection, field: Field, word: &Word) -> Result<()> {
        let mut known = HashMap::new();
        for (value, text) in field.holders(view, word)? {
            known.insert(value, self.holders.len());
            self.holders.push(Holder { field, text, rows: Vec::new() });
        }
        let values: Vec<String> = known.keys().cloned().collect();
        self.read(view, field.column(), &held_by(self.query, field, &values), &known)
    }

    fn read(
        &mut self,
        view: &Connection,
        column: &str,
        conditions: &Conditions,
        known: &HashMap<String, usize>,
    ) -> Result<()> {
        let (first, second) = sorted_by(self.query.sort);
        let sql = format!(
            "SELECT {column}, rowid, standing, fine_fen, points, {first}, {second}
             FROM violations WHERE {}",
            conditions.sql()
        );
        let mut statement = view.prepare_cached(&sql)?;
        let mut rows = statement.query(conditions.values())?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let holder = cells.text()?.and_then(|value| known.get(value));
            let at = self.take(&mut cells)?;
            if let Some(holder) = holder.and_then(|holder| self.holders.get_mut(*holder)) {
                holder.rows.push(at);
            }
        }
        Ok(())
    }

    /// Where the row stands, now or already.
    fn take(&mut self, cells: &mut Cells<'_, '_>) -> Result<usize> {
        let number = cells.next()?;
        if let Some(at) = self.at.get(&number) {
            return Ok(*at);
        }
        let at = self.rows.len();
        self.at.insert(number, at);
        let state = match cells.word(ViolationFilter::from_word)? {
            ViolationFilter::Unhandled => Some(ViolationState::Unhandled),
            ViolationFilter::HandledUnpaid => Some(ViolationState::HandledUnpaid),
            ViolationFilter::Paid => Some(ViolationState::Paid),
            ViolationFilter::NoLongerReturned => None,
        };
        self.rows.push(Row { number, state, fine: cells.next()?, points: cells.next()? });
        if at < self.most {
            self.keys.push((cells.next()?, cells.next()?, number, at));
        }
        Ok(at)
    }

    fn in_order(self, word: Option<Word>) -> Followed {
        let Reading { most, rows, mut keys, mut holders, .. } = self;
        if rows.len() > most {
            return Followed { word, rows, holders };
        }
        keys.sort_unstable();
        let mut places = vec![0; rows.len()];
        for (place, (.., at)) in keys.iter().enumerate() {
            places[*at] = place;
        }
        for at in holders.iter_mut().flat_map(|holder| &mut holder.rows) {
            *at = places[*at];
        }
        let rows = keys.iter().filter_map(|(.., at)| rows.get(*at).copied()).collect();
        Followed { word, rows, holders }
    }
}
