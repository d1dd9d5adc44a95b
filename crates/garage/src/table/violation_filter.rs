//! Which violations a query means, as conditions that indices answer.

use super::left;
use super::sight::NEW;
use super::stages;
use super::standing::{self, SHOWN, UNHANDLED, UNPAID};
use super::texts::{TextKind, number_of};
use super::violation_query::{ViolationColumn, ViolationQuery};
use super::violation_row::number_in;
use super::violation_search::Search;
use crate::last_check;
use crate::row::seconds;
use crate::window::Conditions;
use cheku_domain::{Span, SpanBy, Stage, UnknownPart};
use chrono::{Months, NaiveDate, NaiveTime};

fn not_known(part: UnknownPart) -> String {
    match part {
        UnknownPart::Fine => format!("({UNPAID} AND fine_fen IS NULL)"),
        UnknownPart::Points => format!("({UNHANDLED} AND points IS NULL)"),
    }
}

/// The conditions of a query for `violations y`. By key, what is searched leads to its rows;
/// otherwise rows that are read in order are sifted by it.
pub(crate) fn matching(query: &ViolationQuery, search: &Search, by_key: bool) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.always(&kept(query, by_key));
    if !query.vehicles.is_empty() {
        let ids: Vec<String> = query.vehicles.iter().map(|vehicle| vehicle.0.clone()).collect();
        let ids = serde_json::Value::from(ids).to_string();
        conditions.with(
            "y.vehicle IN (SELECT number FROM vehicles WHERE id IN (SELECT value FROM json_each(?)))",
            ids,
        );
    }
    let states: Vec<i64> = query.states.iter().map(|state| standing::code(*state)).collect();
    // Days lead to fewer rows than states do.
    let leads = (by_key && query.span.is_none()) || query.sort == ViolationColumn::State;
    let standing = if leads { "y.standing" } else { "+y.standing" };
    conditions.any_of(if query.left { SHOWN } else { standing }, &states);
    if let Some(driver) = &query.driver {
        conditions.with("y.driver = (SELECT id FROM driver_names WHERE name = ?)", driver.clone());
    }
    let texts = [
        ("city", TextKind::City, &query.city),
        ("act", TextKind::Act, &query.act),
        ("place", TextKind::Place, &query.place),
    ];
    for (column, kind, text) in texts {
        if let Some(text) = text {
            conditions.with(&format!("y.{column} = {}", number_of(kind)), text.clone());
        }
    }
    of_month(&mut conditions, query.month.as_deref());
    if let Some(span) = &query.span {
        of_span(&mut conditions, span);
    }
    if let Some(group) = &query.group {
        let of_group = "y.vehicle IN (SELECT number FROM vehicles WHERE coalesce(team, '') = ?)";
        conditions.with(of_group, group.clone());
    }
    if query.new_only {
        conditions.always(&format!("y.news = {NEW}"));
    }
    if query.found_in_last_check {
        conditions.always(&format!("y.first_seen >= {}", last_check::began()));
    }
    if query.gone_in_last_check {
        conditions.always(&format!("y.standing = 1 AND y.gone_since >= {}", last_check::began()));
    }
    if !query.unknown.is_empty() {
        let parts: Vec<String> = query.unknown.iter().map(|part| not_known(*part)).collect();
        conditions.always(&format!("({})", parts.join(" OR ")));
    }
    of_case(&mut conditions, query);
    if let Some(from) = query.first_seen_from {
        conditions.with("y.first_seen >= ?", from.0);
    }
    chosen(&mut conditions, query);
    search.add_to(&mut conditions, by_key);
    conditions
}

/// How far they got, and what is due.
fn of_case(conditions: &mut Conditions, query: &ViolationQuery) {
    let codes: Vec<i64> = query.stages.iter().map(|stage| stages::code(*stage)).collect();
    conditions.any_of("y.stage", &codes);
    if let Some(day) = query.due_before {
        // Only what was told has a day, and by the stage the index leads to it.
        conditions.with(&format!("y.stage = {} AND y.due < ?", stages::code(Stage::Told)), day.to_string());
    }
    if let Some(day) = query.decided_until {
        conditions.with("y.standing = 0 AND y.decision_date <= ?", day.to_string());
    }
}

/// Whose rows are meant: of vehicles in use, of those that left, or of either where a person named the rows.
fn kept(query: &ViolationQuery, by_key: bool) -> String {
    if query.left {
        return format!("y.removed = 1 AND y.vehicle IN {}", left::NUMBERS);
    }
    if query.only.is_some() {
        return format!("(y.removed = 0 OR y.vehicle IN {})", left::NUMBERS);
    }
    // Not by key it is told in the order's index, whose order the plus leaves alone.
    if by_key { "y.removed = 0" } else { "+y.removed = 0" }.to_owned()
}

/// The month's days as a range of the time index; "" = without a time.
fn of_month(conditions: &mut Conditions, month: Option<&str>) {
    let Some(month) = month else { return };
    if month.is_empty() {
        return conditions.always("y.time IS NULL");
    }
    let first = format!("{month}-01").parse::<NaiveDate>().ok();
    let Some((first, next)) =
        first.and_then(|first| Some((first, first.checked_add_months(Months::new(1))?)))
    else {
        // No month has that name, so no violation is of it.
        return conditions.always("0");
    };
    conditions.with("y.time >= ?", seconds(first.and_time(NaiveTime::MIN)));
    conditions.with("y.time < ?", seconds(next.and_time(NaiveTime::MIN)));
}

/// The span's days as a range of an index: of the offences' times, or of when they were first seen.
fn of_span(conditions: &mut Conditions, span: &Span) {
    let (column, from, end) = match span.by {
        SpanBy::Offence => {
            let (from, end) = span.moments();
            ("y.time", from.map(seconds), end.map(seconds))
        }
        SpanBy::Seen => {
            let (from, end) = span.instants();
            ("y.first_seen", from.map(|from| from.0), end.map(|end| end.0))
        }
    };
    if let Some(from) = from {
        conditions.with(&format!("{column} >= ?"), from);
    }
    if let Some(end) = end {
        conditions.with(&format!("{column} < ?"), end);
    }
}

/// What a person ticked, or left out of all that match.
fn chosen(conditions: &mut Conditions, query: &ViolationQuery) {
    let read = |ids: &[String]| ids.iter().filter_map(|id| number_in(id)).collect::<Vec<_>>();
    if let Some(only) = &query.only {
        let (numbers, tags): (Vec<i64>, Vec<u32>) = read(only).into_iter().unzip();
        conditions.numbered("y.number", &numbers);
        // A row of a copy that went its own way can have the same number, and is another one.
        conditions
            .with("y.tag IN (SELECT value FROM json_each(?))", serde_json::Value::from(tags).to_string());
    }
    if !query.except.is_empty() {
        let numbers: Vec<i64> = read(&query.except).into_iter().map(|(number, _)| number).collect();
        let list = serde_json::Value::from(numbers).to_string();
        conditions.with("y.number NOT IN (SELECT value FROM json_each(?))", list);
    }
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
