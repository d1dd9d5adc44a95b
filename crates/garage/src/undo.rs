//! Undo (撤销): every change that a person makes keeps what was there before,
//! under one token, so that an import of a thousand rows is taken back as one (`take_back`), with what it
//! was, who made it and when (`changes`).

use crate::Result;
use crate::actor::{ACCOUNT, TERMINAL};
use crate::row::{collect, new_id};
use cheku_domain::{Timestamp, Vehicle, VehicleId};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Days that a change can be taken back; the last ones also after that.
const KEPT_DAYS: i64 = 30;
/// How many changes are listed, and kept however old they are.
pub(crate) const LISTED: u32 = 30;
const DAY_MS: i64 = 86_400_000;

/// Takes one change back, once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UndoToken(pub String);

cheku_domain::words! {
    /// What a person did with a change.
    pub enum ChangeKind {
        /// A vehicle was added.
        Added = "added",
        /// A vehicle was changed.
        Edited = "edited",
        /// Vehicles were removed.
        Removed = "removed",
        /// One field of vehicles was set.
        Assigned = "assigned",
        /// Vehicles were taken out of use.
        TakenOut = "taken_out",
        /// Vehicles were taken into use again.
        Returned = "returned",
        /// A spreadsheet was imported.
        Imported = "imported",
        /// A driver was entered or changed.
        DriverSaved = "driver_saved",
        /// A driver was taken out.
        DriverRemoved = "driver_removed",
        /// A driving period was entered or changed.
        PeriodSaved = "period_saved",
        /// A driving period was taken out.
        PeriodRemoved = "period_removed",
        /// A due date was entered or changed.
        DueSaved = "due_saved",
        /// A due date was renewed or dealt with.
        DueRenewed = "due_renewed",
        /// A due date was taken out.
        DueRemoved = "due_removed",
        /// Something was said of violations.
        Said = "said",
        /// Receipts were attached.
        ReceiptsAdded = "receipts_added",
        /// A receipt was taken back.
        ReceiptRemoved = "receipt_removed",
        /// Something was written beside violations.
        Noted = "noted",
        /// Violations were marked as seen.
        Seen = "seen",
        /// Violations were given to a driver by hand.
        Given = "given",
    }
}

/// What a row was before a change.
pub(crate) enum Before<'a> {
    /// Not in the garage.
    Absent,
    /// A vehicle as given.
    Present(&'a Vehicle),
}

pub(crate) fn begin(conn: &Connection, what: ChangeKind, now: Timestamp) -> Result<UndoToken> {
    let old = "DELETE FROM undos WHERE at < ?1
                   AND rowid NOT IN (SELECT rowid FROM undos ORDER BY rowid DESC LIMIT ?2)";
    conn.prepare_cached(old)?.execute(params![now.0 - KEPT_DAYS * DAY_MS, LISTED])?;
    let token = new_id();
    let sql = format!(
        "INSERT INTO undos (token, at, what, by, from_terminal)
         VALUES (?1, ?2, ?3, coalesce((SELECT value FROM settings WHERE key = 'person'), {ACCOUNT}()), {TERMINAL}())"
    );
    conn.prepare_cached(&sql)?.execute(params![token, now.0, what.word()])?;
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
    conn.prepare_cached(
        "INSERT INTO undo_rows (token, kind, id, before) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    )?
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
