//! The garage list: a window of vehicles with their summaries, the count and the
//! totals of all that match.

use super::due_list;
use super::standing::LEFT;
use super::vehicle_query::{Candidate, VehicleColumn, VehicleQuery, VehicleRow, VehicleWindow};
use super::vehicle_sums::{FROM, sums_of, sums_of_all};
use super::vehicles;
use crate::row::{Cells, collect, first, int, word, word_or_none};
use crate::totals::tallies::read_totals;
use crate::window::Conditions;
use crate::{Garage, Result, in_doubt, search};
use cheku_domain::{Left, Timestamp, VehicleId, VehicleStatus};
use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use std::sync::Arc;

/// The same where summaries may not be needed: SQLite leaves an outer join out then.
const LOOSELY: &str = "FROM vehicles v LEFT JOIN vehicle_summaries s ON s.vehicle = v.id";
const URGENCY: &str = "CASE s.status WHEN 'doubtful' THEN 0 WHEN 'failed' THEN 1 WHEN 'locked' THEN 2
    WHEN 'pending' THEN 3 WHEN 'owing' THEN 4 WHEN 'no_data' THEN 5 WHEN 'never_asked' THEN 6 ELSE 7 END";

fn order(query: &VehicleQuery) -> String {
    let way = query.direction.sql();
    // Blanks stand at the end whichever way a text is sorted.
    let text = |column: &str| format!("v.{column} IS NULL, v.{column} {way}");
    let column = match query.sort {
        VehicleColumn::Added => return format!("v.id {way}"),
        VehicleColumn::Plate => format!("v.plate {way}"),
        VehicleColumn::PlateType => format!("v.plate_type {way}"),
        VehicleColumn::Group => text("team"),
        VehicleColumn::Driver => text("driver"),
        VehicleColumn::Owner => text("owner"),
        VehicleColumn::Status => format!("{URGENCY} {way}"),
        VehicleColumn::CheckedAt => format!("s.checked_at {way}"),
        VehicleColumn::FinesDue => format!("s.fines_due_fen {way}"),
        VehicleColumn::PointsWaiting => format!("s.points_waiting {way}"),
        VehicleColumn::Violations => format!("s.violations {way}"),
        VehicleColumn::Unpaid => format!("s.unpaid {way}"),
        VehicleColumn::New => format!("s.new_count {way}"),
        VehicleColumn::Due => {
            let nearest =
                "(SELECT min(d.day) FROM due_dates d WHERE d.vehicle = v.id AND d.ended_at IS NULL)";
            format!("{nearest} IS NULL, {nearest} {way}")
        }
    };
    format!("{column}, v.id {way}")
}

/// The conditions of a list. Nearly no vehicle is removed, so they are read as they lie:
/// the plus keeps SQLite from looking each up by an index of that.
pub(crate) fn matching(query: &VehicleQuery) -> Conditions {
    matching_with("+v.removed = 0", query)
}

fn matching_with(kept: &str, query: &VehicleQuery) -> Conditions {
    let mut conditions = Conditions::default();
    let words = search::words(&query.search);
    if query.left.is_empty() {
        conditions.always(kept);
    } else {
        conditions.always(LEFT);
        conditions.any_of("v.left_as", &query.left.iter().map(|left| left.word()).collect::<Vec<_>>());
    }
    for word in words {
        match search::plate_and_type(&word) {
            Some((plate, plate_type)) => {
                conditions.with("instr(v.plate, ?) > 0", plate.to_owned());
                conditions.with("v.plate_type = ?", plate_type.code());
            }
            None => conditions.with("instr(v.search_text, ?) > 0", word),
        }
    }
    of_statuses(&mut conditions, &query.statuses);
    conditions.any_of("coalesce(v.team, '')", &query.groups);
    conditions.any_of("coalesce(v.driver, '')", &query.drivers);
    conditions.any_of("v.plate_type", &query.plate_types);
    conditions.any_of("coalesce(v.provider, '')", &query.providers);
    if query.new_only {
        conditions.always("s.new_count > 0");
    }
    if let Some(since) = query.not_checked_since {
        conditions.with("coalesce(s.checked_at, 0) < ?", since.0);
    }
    if let Some(from) = query.first_seen_from {
        conditions.with(
            "v.number IN (SELECT vehicle FROM violations WHERE removed = 0 AND first_seen >= ?)",
            from.0,
        );
    }
    if query.in_doubt {
        conditions.always(in_doubt::CONDITION);
    }
    if let Some(until) = query.due_until {
        conditions.with(
            "v.id IN (SELECT vehicle FROM due_dates WHERE ended_at IS NULL AND day <= ?)",
            until.to_string(),
        );
    }
    conditions.chosen("v.id", query.only.as_deref(), &query.except);
    conditions
}

/// Something unpaid is unpaid whatever a later check came to: a failed one changes the status,
/// not what is owed.
fn of_statuses(conditions: &mut Conditions, statuses: &[VehicleStatus]) {
    let mut words: Vec<&'static str> = statuses.iter().map(|status| status.word()).collect();
    if !statuses.contains(&VehicleStatus::Owing) {
        conditions.any_of("s.status", &words);
        return;
    }
    words.retain(|word| *word != VehicleStatus::Owing.word());
    let others = match words.as_slice() {
        [] => String::new(),
        words => format!(" OR s.status IN ('{}')", words.join("', '")),
    };
    conditions.always(&format!("(s.unpaid > 0{others})"));
}

fn columns() -> String {
    format!(
        "{}, s.status, s.checked_at, s.provider AS checked_with, s.violations, s.unhandled, s.unpaid, s.fines_due_fen,
         s.fines_unknown, s.points_waiting, s.points_unknown, s.error_kind, s.error_code, s.error_text,
         s.new_count, iif(v.removed, v.left_as, NULL) AS left_as, v.left_on",
        vehicles::COLUMNS
    )
}

fn read(row: &Row<'_>) -> Result<VehicleRow> {
    Ok(VehicleRow {
        vehicle: vehicles::read(row)?,
        left: word_or_none(row, "left_as", Left::from_word)?.zip(Some(day(row)?)),
        status: word(row, "status", VehicleStatus::from_word)?,
        checked_at: row.get::<_, Option<i64>>("checked_at")?.map(Timestamp),
        checked_with: row.get("checked_with")?,
        totals: read_totals(row)?,
        new: row.get("new_count")?,
        next_due: None,
        error_kind: row.get("error_kind")?,
        error_code: row.get("error_code")?,
        error_text: row.get("error_text")?,
    })
}

/// With the vehicle's nearest due date: looked up for the rows that are shown alone.
fn with_due(conn: &Connection, row: VehicleRow) -> Result<VehicleRow> {
    Ok(VehicleRow { next_due: due_list::next_of(conn, &row.vehicle.id)?, ..row })
}

fn day(row: &Row<'_>) -> Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<String>>("left_on")?.and_then(|text| text.parse().ok()))
}

/// The conditions of a search as row numbers: every text is looked through once, not
/// for the sums and then for the rows.
fn looked_through(conn: &Connection, conditions: Conditions) -> Result<Conditions> {
    let sql = format!("SELECT v.rowid {LOOSELY} WHERE {}", conditions.sql());
    let numbers = collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| Ok(row.get(0)?))?;
    let mut found = Conditions::default();
    found.numbered("v.rowid", &numbers);
    Ok(found)
}

/// The rows in view: first which they are, then what is shown of them, so that nothing
/// is read of the others but what the order needs.
pub(crate) fn rows_sql(query: &VehicleQuery, conditions: &Conditions) -> String {
    let order = order(query);
    format!(
        "SELECT {} {FROM} WHERE v.rowid IN (
             SELECT v.rowid {LOOSELY} WHERE {} ORDER BY {order} LIMIT {} OFFSET {})
         ORDER BY {order}",
        columns(),
        conditions.sql(),
        query.limit.map_or(-1, int),
        int(query.offset)
    )
}

fn list(conn: &Connection, query: &VehicleQuery) -> Result<VehicleWindow> {
    let mut conditions = matching(query);
    if !search::words(&query.search).is_empty() {
        conditions = looked_through(conn, conditions)?;
    }
    let sums = if query.is_of_all() { sums_of_all(conn)? } else { sums_of(conn, &conditions)? };
    let rows =
        collect(conn.prepare_cached(&rows_sql(query, &conditions))?.query(conditions.values())?, read)?;
    let rows = rows.into_iter().map(|row| with_due(conn, row)).collect::<Result<_>>()?;
    Ok(VehicleWindow {
        total: usize::try_from(sums.vehicles).unwrap_or(0),
        rows,
        totals: sums.totals,
        new_count: sums.new_count,
        unanswered: sums.unanswered,
    })
}

fn candidates(conn: &Connection, ids: &[VehicleId]) -> Result<Vec<Candidate>> {
    let sql = format!(
        "SELECT {}, s.status, s.checked_at, s.provider, (
             SELECT group_concat(l.provider, ' ') FROM vehicle_locks l
             WHERE l.vehicle = v.id AND l.asked_with = v.asked_with), v.removed
         {FROM} WHERE v.id = ?1 AND (v.removed = 0 OR v.left_as IS NOT NULL)",
        vehicles::COLUMNS
    );
    let mut query = conn.prepare_cached(&sql)?;
    let mut known = Vec::with_capacity(ids.len());
    for id in ids {
        known.extend(first(query.query([&id.0])?, candidate)?);
    }
    Ok(known)
}

fn candidate(row: &Row<'_>) -> Result<Candidate> {
    let mut cells = Cells::of(row);
    Ok(Candidate {
        vehicle: Arc::new(vehicles::read_cells(&mut cells)?),
        status: cells.word(VehicleStatus::from_word)?,
        checked_at: cells.next::<Option<i64>>()?.map(Timestamp),
        checked_with: cells.next()?,
        locked_for: cells.words()?,
        left: cells.next()?,
    })
}

impl Garage {
    /// A window of the garage list.
    pub fn list(&self, query: &VehicleQuery) -> Result<VehicleWindow> {
        self.read(|conn| list(conn, query))
    }

    /// All that match, in order; offset and limit do not count.
    pub fn ids(&self, query: &VehicleQuery) -> Result<Vec<VehicleId>> {
        // Not as they lie: a batch of 100,000 vehicles then needed 29 MiB more (bench d).
        let conditions = matching_with("v.removed = 0", query);
        let sql = format!("SELECT v.id {FROM} WHERE {} ORDER BY {}", conditions.sql(), order(query));
        self.read(|conn| {
            let mut prepared = conn.prepare_cached(&sql)?;
            collect(prepared.query(conditions.values())?, |row| Ok(VehicleId(row.get(0)?)))
        })
    }

    /// One row of the list, of a vehicle that left too.
    pub fn vehicle_row(&self, id: &VehicleId) -> Result<Option<VehicleRow>> {
        let sql = format!(
            "SELECT {} {FROM} WHERE v.id = ?1 AND (v.removed = 0 OR v.left_as IS NOT NULL)",
            columns()
        );
        self.read(|conn| {
            let row = first(conn.prepare_cached(&sql)?.query([&id.0])?, read)?;
            row.map(|row| with_due(conn, row)).transpose()
        })
    }

    /// What planning needs to know of each vehicle, in the given order; of one that left, that it did. Removed
    /// ones are left out.
    pub fn candidates(&self, ids: &[VehicleId]) -> Result<Vec<Candidate>> {
        self.read(|conn| candidates(conn, ids))
    }
}
