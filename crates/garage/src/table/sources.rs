//! Each provider's own view of a violation, kept beside the merged row so that
//! both can be seen and merging can be done again. Only what a view says otherwise is kept:
//! mostly one provider tells of a violation, and then nothing differs.

use super::source_text::{OwnKey, differing, numbers_text, otherwise};
use super::texts::{self, TextKind};
use super::violation_row::{VIOLATION, number_in, read_violation};
use crate::row::{Cells, collect};
use crate::{Garage, Result};
use cheku_domain::{Timestamp, Violation};
use rusqlite::{Connection, params};

/// What one provider says of a violation.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    /// The merged row's number.
    pub(crate) violation: i64,
    pub(crate) own_key: OwnKey,
    /// The provider's id.
    pub provider: String,
    /// The city asked, where the provider works by city.
    pub asked_city: Option<String>,
    /// The number of the call whose answer it stands in: a later answer has a
    /// higher one, whatever the clock did.
    pub call_number: i64,
    /// When this provider first returned it.
    pub seen_first: Timestamp,
    /// When it last did.
    pub seen_last: Timestamp,
    /// Since when it no longer does.
    pub gone_since: Option<Timestamp>,
    /// The row as the provider gave it.
    pub row: Violation,
}

/// What a violation's own row says, with no numbers: those are its views'.
pub(crate) struct Kept {
    pub(crate) row: Violation,
    pub(crate) first_seen: Timestamp,
    pub(crate) gone_since: Option<Timestamp>,
}

/// What `read` reads, of `violations y` and `violation_sources s`.
fn columns() -> String {
    format!(
        "y.number, s.own_key, (SELECT text FROM texts WHERE id = s.provider) AS provider,
         (SELECT text FROM texts WHERE id = s.asked_city) AS asked_city, s.call_number, s.seen_first, s.seen_last,
         s.gone_since, {VIOLATION}, s.numbers, s.differs"
    )
}

/// A view, and the merged row that it is told against.
fn read(cells: &mut Cells<'_, '_>) -> Result<(SourceView, Violation)> {
    let mut view = SourceView {
        violation: cells.next()?,
        own_key: cells.next()?,
        provider: cells.next()?,
        asked_city: cells.next()?,
        call_number: cells.next()?,
        seen_first: Timestamp(cells.next()?),
        seen_last: Timestamp(cells.next()?),
        gone_since: cells.next::<Option<i64>>()?.map(Timestamp),
        row: read_violation(cells)?,
    };
    let merged = view.row.clone();
    let numbers = cells.text()?.map(serde_json::from_str).transpose()?.unwrap_or_default();
    view.row = Violation { numbers, ..otherwise(view.row, cells.text()?)? };
    Ok((view, merged))
}

/// All views of a vehicle's violations, each with what the violation's own row says.
pub(crate) fn of_vehicle(conn: &Connection, vehicle: &str) -> Result<Vec<(SourceView, Kept)>> {
    let sql = format!(
        "SELECT {}, y.first_seen, y.gone_since FROM violations y CROSS JOIN violation_sources s ON s.violation = y.number
         WHERE y.vehicle = (SELECT number FROM vehicles WHERE id = ?1)",
        columns()
    );
    collect(conn.prepare_cached(&sql)?.query([vehicle])?, |row| {
        let mut cells = Cells::of(row);
        let (view, merged) = read(&mut cells)?;
        let (first_seen, gone_since) =
            (Timestamp(cells.next()?), cells.next::<Option<i64>>()?.map(Timestamp));
        Ok((view, Kept { row: merged, first_seen, gone_since }))
    })
}

/// Who was asked, and for which city, by the numbers of their texts.
pub(crate) struct Asked {
    provider: i64,
    city: Option<i64>,
}

impl Asked {
    /// The numbers, which are kept from now on.
    pub(crate) fn keep(conn: &Connection, provider: &str, city: Option<&str>) -> Result<Asked> {
        Ok(Asked {
            provider: texts::keep(conn, TextKind::Provider, provider)?,
            city: texts::keep_any(conn, TextKind::City, city)?,
        })
    }
}

/// Writes a provider's view of a violation whose row says `merged`; the day of the first one stays.
pub(crate) fn put(conn: &Connection, view: &SourceView, merged: &Violation) -> Result<()> {
    let asked = Asked::keep(conn, &view.provider, view.asked_city.as_deref())?;
    put_saying(conn, view, &asked, differing(&view.row, merged)?)
}

/// Writes the only view of a violation, which says nothing else than its row.
pub(crate) fn put_only(conn: &Connection, view: &SourceView, asked: &Asked) -> Result<()> {
    put_saying(conn, view, asked, None)
}

fn put_saying(conn: &Connection, view: &SourceView, asked: &Asked, differs: Option<String>) -> Result<()> {
    let sql = "
        INSERT INTO violation_sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (violation, provider) DO UPDATE SET own_key = excluded.own_key,
            asked_city = excluded.asked_city, call_number = excluded.call_number, seen_last = excluded.seen_last,
            gone_since = excluded.gone_since, numbers = excluded.numbers, differs = excluded.differs";
    conn.prepare_cached(sql)?.execute(params![
        view.violation,
        asked.provider,
        view.own_key,
        asked.city,
        view.call_number,
        view.seen_first.0,
        view.seen_last.0,
        view.gone_since.map(|at| at.0),
        numbers_text(&view.row)?,
        differs,
    ])?;
    Ok(())
}

impl Garage {
    /// Each provider's own view of a violation, by provider.
    pub fn sources(&self, violation: &str) -> Result<Vec<SourceView>> {
        let Some((number, tag)) = number_in(violation) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT {} FROM violations y CROSS JOIN violation_sources s ON s.violation = y.number
             WHERE y.number = ?1 AND y.tag = ?2 ORDER BY provider",
            columns()
        );
        self.read(|conn| {
            collect(conn.prepare_cached(&sql)?.query(params![number, tag])?, |row| {
                Ok(read(&mut Cells::of(row))?.0)
            })
        })
    }
}
