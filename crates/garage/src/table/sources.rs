//! Each provider's own view of a violation, kept beside the merged row so that
//! both can be seen and merging can be done again.

use crate::row::{TIME, collect, offence_time, word};
use crate::{Garage, Result};
use cheku_domain::{Fen, Points, Timestamp, Violation, ViolationState};
use rusqlite::{Connection, Row, params};

pub(crate) const CREATE: &str = "
CREATE TABLE violation_sources (
    violation TEXT NOT NULL REFERENCES violations (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    vehicle TEXT NOT NULL REFERENCES vehicles (id),
    own_key TEXT NOT NULL,
    asked_city TEXT,
    call_number INTEGER NOT NULL,
    seen_first INTEGER NOT NULL,
    seen_last INTEGER NOT NULL,
    gone_since INTEGER,
    time TEXT,
    time_text TEXT NOT NULL,
    place TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT,
    fine_fen INTEGER,
    points INTEGER,
    state TEXT NOT NULL,
    city TEXT,
    city_number TEXT,
    authority TEXT,
    online INTEGER CHECK (online IN (0, 1)),
    numbers TEXT NOT NULL,
    repeat INTEGER NOT NULL,
    PRIMARY KEY (violation, provider)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sources_own_key ON violation_sources (vehicle, provider, own_key);
";

/// Rows of one answer that differ only in a number have one key, and are several.
pub(crate) const SEVERAL_OF_A_KEY: &str = "
DROP INDEX sources_own_key;
CREATE INDEX sources_vehicle ON violation_sources (vehicle, provider, own_key);
";

/// What one provider says of a violation.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceView {
    /// The merged row's id.
    pub violation: String,
    /// The provider's id.
    pub provider: String,
    /// What rows of this provider share that are one (`Violation::own_key`).
    pub own_key: String,
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

pub(crate) fn read(row: &Row<'_>) -> Result<SourceView> {
    let numbers: String = row.get("numbers")?;
    Ok(SourceView {
        violation: row.get("violation")?,
        provider: row.get("provider")?,
        own_key: row.get("own_key")?,
        asked_city: row.get("asked_city")?,
        call_number: row.get("call_number")?,
        seen_first: Timestamp(row.get("seen_first")?),
        seen_last: Timestamp(row.get("seen_last")?),
        gone_since: row.get::<_, Option<i64>>("gone_since")?.map(Timestamp),
        row: Violation {
            time: offence_time(row, "time")?,
            time_text: row.get("time_text")?,
            place: row.get("place")?,
            act: row.get("act")?,
            code: row.get("code")?,
            fine: row.get::<_, Option<i64>>("fine_fen")?.map(Fen),
            points: row.get::<_, Option<u8>>("points")?.map(Points),
            state: word(row, "state", ViolationState::from_word)?,
            city: row.get("city")?,
            city_number: row.get("city_number")?,
            authority: row.get("authority")?,
            online: row.get("online")?,
            numbers: serde_json::from_str(&numbers)?,
            repeat: row.get("repeat")?,
        },
    })
}

/// All views of a vehicle's violations.
pub(crate) fn of_vehicle(conn: &Connection, vehicle: &str) -> Result<Vec<SourceView>> {
    let sql = "SELECT * FROM violation_sources WHERE vehicle = ?1";
    collect(conn.prepare_cached(sql)?.query([vehicle])?, read)
}

/// Writes a provider's view; the day of the first one stays.
pub(crate) fn put(conn: &Connection, vehicle: &str, view: &SourceView) -> Result<()> {
    let sql = "
        INSERT INTO violation_sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
            ?17, ?18, ?19, ?20, ?21, ?22, ?23)
        ON CONFLICT (violation, provider) DO UPDATE SET own_key = excluded.own_key,
            asked_city = excluded.asked_city, call_number = excluded.call_number, seen_last = excluded.seen_last,
            gone_since = excluded.gone_since, time = excluded.time, time_text = excluded.time_text,
            place = excluded.place, act = excluded.act, code = excluded.code, fine_fen = excluded.fine_fen,
            points = excluded.points, state = excluded.state, city = excluded.city,
            city_number = excluded.city_number, authority = excluded.authority, online = excluded.online,
            numbers = excluded.numbers, repeat = excluded.repeat";
    let row = &view.row;
    // In the table's order: parameters by name are looked up one by one at every row.
    conn.prepare_cached(sql)?.execute(params![
        view.violation,
        view.provider,
        vehicle,
        view.own_key,
        view.asked_city,
        view.call_number,
        view.seen_first.0,
        view.seen_last.0,
        view.gone_since.map(|at| at.0),
        row.time.map(|time| time.format(TIME).to_string()),
        row.time_text,
        row.place,
        row.act,
        row.code,
        row.fine.map(|fine| fine.0),
        row.points.map(|points| points.0),
        row.state.word(),
        row.city,
        row.city_number,
        row.authority,
        row.online,
        serde_json::to_string(&row.numbers)?,
        row.repeat
    ])?;
    Ok(())
}

/// Marks a view as no longer returned.
pub(crate) fn set_gone(conn: &Connection, view: &SourceView, at: Timestamp) -> Result<()> {
    conn.prepare_cached(
        "UPDATE violation_sources SET gone_since = ?3 WHERE violation = ?1 AND provider = ?2",
    )?
    .execute(params![view.violation, view.provider, at.0])?;
    Ok(())
}

impl Garage {
    /// Each provider's own view of a violation, by provider.
    pub fn sources(&self, violation: &str) -> Result<Vec<SourceView>> {
        let sql = "SELECT * FROM violation_sources WHERE violation = ?1 ORDER BY provider";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([violation])?, read))
    }
}
