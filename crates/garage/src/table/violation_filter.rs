//! Which violations a query means, as conditions that indices answer.

use super::violation_list::{Unknown, ViolationQuery};
use crate::row::collect;
use crate::window::Conditions;
use crate::{Result, last_check, search};
use rusqlite::Connection;

fn keyed(conditions: &mut Conditions, column: &str, key: Option<&String>) {
    match key {
        Some(key) if key.is_empty() => conditions.always(&format!("{column} IS NULL")),
        Some(key) => conditions.with(&format!("{column} = ?"), key.clone()),
        None => {}
    }
}

fn not_known(part: Unknown) -> &'static str {
    match part {
        Unknown::Fine => "(standing IN ('unhandled', 'handled_unpaid') AND fine_fen IS NULL)",
        Unknown::Points => "(standing = 'unhandled' AND points IS NULL)",
    }
}

/// The conditions of a query's filter.
pub(crate) fn matching(query: &ViolationQuery) -> Conditions {
    let mut conditions = besides_words(query);
    searched(&mut conditions, &query.search);
    conditions
}

/// Where a word can stand.
pub(crate) const FIELDS: [Field; 4] = [Field::Act, Field::Place, Field::Code, Field::Vehicle];

/// What holds a word: a text of a column, or a vehicle by what it is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Act,
    Place,
    Code,
    Vehicle,
}

impl Field {
    pub(crate) fn column(self) -> &'static str {
        match self {
            Field::Act => "act",
            Field::Place => "place",
            Field::Code => "code",
            Field::Vehicle => "vehicle",
        }
    }

    /// Those that hold a word: the column's value, and the text that holds it.
    pub(crate) fn holders(self, view: &Connection, word: &Word) -> Result<Vec<(String, String)>> {
        let (sql, value) = match self {
            Field::Vehicle => (vehicles_with("id, search_text"), &word.normal),
            texts => (texts_with(texts.column(), "text, upper(text)"), &word.upper),
        };
        collect(view.prepare_cached(&sql)?.query([value])?, |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

/// A search's only word, as the texts and as the vehicles' texts are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    upper: String,
    normal: String,
}

impl Word {
    /// `None` where there are several, or none.
    pub(crate) fn only(query: &ViolationQuery) -> Option<Word> {
        let mut words = query.search.split_whitespace();
        let (Some(word), None) = (words.next(), words.next()) else { return None };
        Some(Word { upper: word.to_uppercase(), normal: normal(word) })
    }

    /// Whether whatever holds it holds the other one, too.
    pub(crate) fn extends(&self, other: &Word) -> bool {
        self.upper.contains(&other.upper) && self.normal.contains(&other.normal)
    }

    /// Whether the text of such a holder holds it.
    pub(crate) fn stands_in(&self, field: Field, text: &str) -> bool {
        text.contains(if field == Field::Vehicle { &self.normal } else { &self.upper })
    }
}

/// The rows that one field leads to: those with one of these values.
pub(crate) fn held_by(query: &ViolationQuery, field: Field, values: &[String]) -> Conditions {
    let mut conditions = besides_words(query);
    if field != Field::Vehicle {
        // The indices of texts begin with it.
        conditions.always("removed = 0");
    }
    conditions.chosen(field.column(), Some(values), &[]);
    conditions
}

fn besides_words(query: &ViolationQuery) -> Conditions {
    let mut conditions = Conditions::default();
    // The plus keeps a search from reading all rows that are not removed.
    let searches = !query.search.trim().is_empty();
    conditions.always(if searches { "+removed = 0" } else { "removed = 0" });
    let vehicles: Vec<String> = query.vehicles.iter().map(|vehicle| vehicle.0.clone()).collect();
    conditions.any_of("vehicle", &vehicles);
    let states: Vec<&'static str> = query.states.iter().map(|state| state.word()).collect();
    conditions.any_of("standing", &states);
    keyed(&mut conditions, "driver", query.driver.as_ref());
    keyed(&mut conditions, "city", query.city.as_ref());
    keyed(&mut conditions, "act", query.act.as_ref());
    keyed(&mut conditions, "place", query.place.as_ref());
    match query.month.as_deref() {
        Some("") => conditions.always("time IS NULL"),
        // The month's days as a range of the time index; no time begins with a ':'.
        Some(month) => {
            conditions.with("time >= ?", month.to_owned());
            conditions.with("time < ? || ':'", month.to_owned());
        }
        None => {}
    }
    if let Some(group) = &query.group {
        conditions.with("vehicle IN (SELECT id FROM vehicles WHERE coalesce(team, '') = ?)", group.clone());
    }
    if query.new_only {
        conditions.always(&format!("first_batch IN {}", last_check::BATCHES));
    }
    if !query.unknown.is_empty() {
        let parts: Vec<&str> = query.unknown.iter().map(|part| not_known(*part)).collect();
        conditions.always(&format!("({})", parts.join(" OR ")));
    }
    match query.marked {
        Some(true) => conditions.always("mark IS NOT NULL"),
        Some(false) => conditions.always("mark IS NULL"),
        None => {}
    }
    if let Some(from) = query.first_seen_from {
        conditions.with("first_seen >= ?", from.0);
    }
    conditions.chosen("id", query.only.as_deref(), &query.except);
    conditions
}

/// The vehicles that a word is found by. They are read as they lie, which the plus sees
/// to: nearly none is removed.
fn vehicles_with(columns: &str) -> String {
    format!("SELECT {columns} FROM vehicles WHERE +removed = 0 AND instr(search_text, ?) > 0")
}

/// A word is found in the row's act, place or code, or in what its vehicle is
/// found by. No row is scanned: the different acts, places and codes are few, an
/// index leads from each to the next, and from those that hold the word to their rows.
fn searched(conditions: &mut Conditions, typed: &str) {
    for word in typed.split_whitespace() {
        let text = word.to_uppercase();
        let [acts, places, codes] = ["act", "place", "code"].map(rows_with);
        let part = format!(
            "rowid IN ({acts} UNION ALL {places} UNION ALL {codes}
              UNION ALL SELECT rowid FROM violations WHERE vehicle IN ({}))",
            vehicles_with("id")
        );
        conditions.with_each(&part, [text.clone(), text.clone(), text, normal(word)]);
    }
}

/// A word as the vehicles' texts are kept.
fn normal(word: &str) -> String {
    let [normal] = search::words(word).try_into().unwrap_or([String::new()]);
    normal
}

fn rows_with(column: &str) -> String {
    let texts = texts_with(column, "text");
    format!("SELECT rowid FROM violations WHERE removed = 0 AND {column} IN ({texts})")
}

/// A column's different texts that hold the word.
fn texts_with(column: &str, columns: &str) -> String {
    let next = |after: &str| {
        format!("SELECT min({column}) FROM violations WHERE removed = 0 AND {column} IS NOT NULL{after}")
    };
    format!(
        "WITH RECURSIVE texts (text) AS (
             {} UNION ALL SELECT ({}) FROM texts WHERE text IS NOT NULL)
         SELECT {columns} FROM texts WHERE instr(upper(text), ?) > 0",
        next(""),
        next(&format!(" AND {column} > texts.text"))
    )
}

/// Whether anything but all rows is meant.
pub(crate) fn has_filter(query: &ViolationQuery) -> bool {
    !query.states.is_empty() || has_other_filter(query)
}

/// Whether more than states is filtered, which every order's index knows.
pub(crate) fn has_other_filter(query: &ViolationQuery) -> bool {
    let ViolationQuery { states, sort, direction, offset, limit, .. } = query.clone();
    *query != ViolationQuery { states, sort, direction, offset, limit, ..ViolationQuery::default() }
}
