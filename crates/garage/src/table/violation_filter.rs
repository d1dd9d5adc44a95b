//! Which violations a query means, as conditions that indices answer.

use super::violation_list::{Unknown, ViolationQuery};
use crate::window::Conditions;
use crate::{last_check, search};

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
    let mut conditions = Conditions::default();
    // The plus keeps a search from reading all rows that are not removed.
    let searches = !query.search.trim().is_empty();
    conditions.always(if searches { "+removed = 0" } else { "removed = 0" });
    if let Some(vehicle) = &query.vehicle {
        conditions.with("vehicle = ?", vehicle.0.clone());
    }
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
    searched(&mut conditions, &query.search);
    conditions.chosen("id", query.only.as_deref(), &query.except);
    conditions
}

/// A word is found in the row's act, place or code, or in what its vehicle is
/// found by. No row is scanned: the different acts, places and codes are few, an
/// index leads from each to the next, and from those that hold the word to their rows.
/// The vehicles are read as they lie, which the plus sees to: nearly none is removed.
fn searched(conditions: &mut Conditions, typed: &str) {
    for word in typed.split_whitespace() {
        let [normal] = search::words(word).try_into().unwrap_or([String::new()]);
        let text = word.to_uppercase();
        let part = format!(
            "rowid IN ({} UNION ALL {} UNION ALL {}
              UNION ALL SELECT rowid FROM violations WHERE vehicle IN (
                  SELECT id FROM vehicles WHERE +removed = 0 AND instr(search_text, ?) > 0))",
            rows_that_hold("act"),
            rows_that_hold("place"),
            rows_that_hold("code")
        );
        conditions.with_each(&part, [text.clone(), text.clone(), text, normal]);
    }
}

fn rows_that_hold(column: &str) -> String {
    let next = |after: &str| {
        format!("SELECT min({column}) FROM violations WHERE removed = 0 AND {column} IS NOT NULL{after}")
    };
    format!(
        "SELECT rowid FROM violations WHERE removed = 0 AND {column} IN (
         WITH RECURSIVE texts (text) AS (
             {} UNION ALL SELECT ({}) FROM texts WHERE text IS NOT NULL)
         SELECT text FROM texts WHERE instr(upper(text), ?) > 0)",
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
