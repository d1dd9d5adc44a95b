//! Undo (撤销): every change that a person makes keeps what was there before,
//! under one token, so that an import of a thousand rows is taken back as one (`take_back`).

use crate::Result;
use crate::row::{collect, new_id};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Days that a change can be taken back.
const KEPT_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Takes one change back, once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UndoToken(pub String);

/// What a row was before a change.
pub(crate) enum Before<'a> {
    /// Not in the garage.
    Absent,
    /// A vehicle as given.
    Present(&'a Vehicle),
}

pub(crate) fn begin(conn: &Connection, now: Timestamp) -> Result<UndoToken> {
    conn.prepare_cached("DELETE FROM undos WHERE at < ?1")?.execute([now.0 - KEPT_DAYS * DAY_MS])?;
    let token = new_id();
    conn.prepare_cached("INSERT INTO undos (token, at) VALUES (?1, ?2)")?.execute(params![token, now.0])?;
    Ok(UndoToken(token))
}

/// Keeps what one vehicle was; the first word about it in a change counts.
pub(crate) fn keep(
    conn: &Connection,
    token: &UndoToken,
    vehicle: &VehicleId,
    before: Before<'_>,
) -> Result<()> {
    let before = match before {
        Before::Absent => None,
        Before::Present(vehicle) => Some(vehicle),
    };
    keep_row(conn, token, "vehicle", &vehicle.0, before)
}

/// Keeps what a row of another kind was; `None` = it was not there.
pub(crate) fn keep_row<T: Serialize>(
    conn: &Connection,
    token: &UndoToken,
    kind: &'static str,
    id: &str,
    before: Option<&T>,
) -> Result<()> {
    let before = before.map(serde_json::to_string).transpose()?;
    conn.prepare_cached("INSERT INTO undo_rows VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
        .execute(params![token.0, kind, id, before])?;
    Ok(())
}

/// The kept rows of one kind: each id, and what it was.
pub(crate) fn kept<T: DeserializeOwned>(
    conn: &Connection,
    token: &UndoToken,
    kind: &'static str,
) -> Result<Vec<(String, Option<T>)>> {
    let sql = "SELECT id, before FROM undo_rows WHERE token = ?1 AND kind = ?2";
    collect(conn.prepare_cached(sql)?.query(params![token.0, kind])?, |row| {
        let before: Option<String> = row.get(1)?;
        Ok((row.get(0)?, before.map(|text| serde_json::from_str(&text)).transpose()?))
    })
}
