//! Due dates (到期): what of a vehicle or a driver runs out on which day. A day that is renewed stays, with
//! the moment in which the next one took its place, so that what was until then can be read.

use crate::error::GarageErrorKind as Kind;
use crate::row::{collect, day, first, new_id, word};
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::{DueKind, NewDueDate, Timestamp, VehicleId};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

/// Whose day it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DueOwner {
    /// A vehicle's.
    Vehicle(VehicleId),
    /// A driver's, by name.
    Driver(String),
}

/// A due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// UUIDv7.
    pub id: String,
    /// Whose.
    pub owner: DueOwner,
    /// What and when.
    pub what: NewDueDate,
    /// When it was dealt with or another day took its place; `None` = it is open.
    pub ended_at: Option<Timestamp>,
}

/// A row's due date.
pub(crate) fn read(row: &Row<'_>) -> Result<DueDate> {
    let vehicle: Option<String> = row.get("vehicle")?;
    let owner = match vehicle {
        Some(vehicle) => DueOwner::Vehicle(VehicleId(vehicle)),
        None => DueOwner::Driver(row.get("driver")?),
    };
    let day = day(row, "day")?.ok_or_else(|| GarageError::unknown_word("day"))?;
    let what = NewDueDate { kind: word(row, "kind", DueKind::from_word)?, name: row.get("name")?, day };
    let ended_at = row.get::<_, Option<i64>>("ended_at")?.map(Timestamp);
    Ok(DueDate { id: row.get("id")?, owner, what, ended_at })
}

pub(crate) fn find(conn: &Connection, id: &str) -> Result<Option<DueDate>> {
    first(conn.prepare_cached("SELECT * FROM due_dates WHERE id = ?1")?.query([id])?, read)
}

/// All of an owner: the open ones by day, then the others, the last ended first.
pub(crate) fn of_owner(conn: &Connection, owner: &DueOwner) -> Result<Vec<DueDate>> {
    let (column, value) = match owner {
        DueOwner::Vehicle(id) => ("vehicle", &id.0),
        DueOwner::Driver(name) => ("driver", name),
    };
    let sql = format!(
        "SELECT * FROM due_dates WHERE {column} = ?1 ORDER BY ended_at IS NOT NULL, ended_at DESC, day, id"
    );
    collect(conn.prepare_cached(&sql)?.query([value])?, read)
}

/// The open day of a kind.
pub(crate) fn open(
    conn: &Connection,
    owner: &DueOwner,
    kind: DueKind,
    name: &str,
) -> Result<Option<DueDate>> {
    let (column, value) = match owner {
        DueOwner::Vehicle(id) => ("vehicle", &id.0),
        DueOwner::Driver(name) => ("driver", name),
    };
    let sql = format!(
        "SELECT * FROM due_dates WHERE {column} = ?1 AND kind = ?2 AND name = ?3 AND ended_at IS NULL"
    );
    first(conn.prepare_cached(&sql)?.query(params![value, kind.word(), name])?, read)
}

/// A due date becomes this; `None` takes it away.
fn set(conn: &Connection, id: &str, due: Option<&DueDate>) -> Result<()> {
    conn.prepare_cached("DELETE FROM due_dates WHERE id = ?1")?.execute([id])?;
    let Some(due) = due else { return Ok(()) };
    let (vehicle, driver) = match &due.owner {
        DueOwner::Vehicle(vehicle) => (Some(&vehicle.0), None),
        DueOwner::Driver(driver) => (None, Some(driver)),
    };
    let DueDate { what: NewDueDate { kind, name, day }, ended_at, .. } = due;
    conn.prepare_cached("INSERT INTO due_dates VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        id,
        vehicle,
        driver,
        kind.word(),
        name,
        day.to_string(),
        ended_at.map(|at| at.0)
    ])?;
    Ok(())
}

/// Writes a due date and keeps what it was.
fn write(conn: &Connection, token: &UndoToken, due: &DueDate) -> Result<()> {
    undo::keep_row(conn, token, "due", &due.id, find(conn, &due.id)?.as_ref())?;
    set(conn, &due.id, Some(due))
}

/// Takes a due date away and keeps what it was.
fn take_out(conn: &Connection, token: &UndoToken, due: &DueDate) -> Result<()> {
    undo::keep_row(conn, token, "due", &due.id, Some(due))?;
    set(conn, &due.id, None)
}

/// An owner's open day of a kind becomes this one; the one before stays as ended.
pub(crate) fn renew(
    conn: &Connection,
    token: &UndoToken,
    owner: &DueOwner,
    what: &NewDueDate,
    now: Timestamp,
) -> Result<()> {
    match open(conn, owner, what.kind, &what.name)? {
        Some(before) if before.what.day == what.day => return Ok(()),
        Some(before) => write(conn, token, &DueDate { ended_at: Some(now), ..before })?,
        None => {}
    }
    write(conn, token, &DueDate { id: new_id(), owner: owner.clone(), what: what.clone(), ended_at: None })
}

/// What a form says of a driver's licence: another day corrects the one before, none takes it away.
pub(crate) fn correct_licence(
    conn: &Connection,
    token: &UndoToken,
    driver: &str,
    day: Option<NaiveDate>,
) -> Result<()> {
    let owner = DueOwner::Driver(driver.to_owned());
    let before = open(conn, &owner, DueKind::Licence, "")?;
    match (before, day) {
        (None, None) => Ok(()),
        (Some(before), None) => take_out(conn, token, &before),
        (Some(before), Some(day)) if before.what.day == day => Ok(()),
        (before, Some(day)) => {
            let id = before.map_or_else(new_id, |before| before.id);
            let what = NewDueDate::of(DueKind::Licence, day);
            write(conn, token, &DueDate { id, owner, what, ended_at: None })
        }
    }
}

/// A driver's days go to whoever the name becomes, `None` = they go. Where both have an open day of a kind
/// the later one stays open.
pub(crate) fn hand_over(
    conn: &Connection,
    token: &UndoToken,
    name: &str,
    to: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    for due in of_owner(conn, &DueOwner::Driver(name.to_owned()))? {
        take_out(conn, token, &due)?;
        let Some(to) = to else { continue };
        let owner = DueOwner::Driver(to.to_owned());
        let mut moved = DueDate { owner: owner.clone(), ..due };
        if moved.ended_at.is_none()
            && let Some(theirs) = open(conn, &owner, moved.what.kind, &moved.what.name)?
        {
            match theirs.what.day < moved.what.day {
                true => write(conn, token, &DueDate { ended_at: Some(now), ..theirs })?,
                false => moved.ended_at = Some(now),
            }
        }
        set(conn, &moved.id, Some(&moved))?;
    }
    Ok(())
}

/// Puts back what due dates were; says how many. `undo_overwritten` where another day of the kind is open now.
pub(crate) fn take_back(conn: &Connection, kept: &[(String, Option<DueDate>)]) -> Result<usize> {
    for (id, _) in kept {
        set(conn, id, None)?;
    }
    for (id, before) in kept {
        let Some(before) = before else { continue };
        let is_open = before.ended_at.is_none();
        if is_open && open(conn, &before.owner, before.what.kind, &before.what.name)?.is_some() {
            return Err(GarageError::new(Kind::UndoOverwritten, "another day of the kind was entered since"));
        }
        set(conn, id, Some(before))?;
    }
    Ok(kept.len())
}

fn known(conn: &Connection, id: &str) -> Result<DueDate> {
    find(conn, id)?.ok_or_else(|| GarageError::not_found("due_date"))
}

fn save(
    conn: &Connection,
    id: Option<&str>,
    owner: &DueOwner,
    what: &NewDueDate,
    now: Timestamp,
) -> Result<UndoToken> {
    let before = id.map(|id| known(conn, id)).transpose()?;
    let ended_at = before.as_ref().and_then(|before| before.ended_at);
    let id = before.map_or_else(new_id, |before| before.id);
    let other = open(conn, owner, what.kind, &what.name)?.filter(|other| other.id != id);
    if ended_at.is_none() && other.is_some() {
        return Err(GarageError::new(Kind::DueDateTaken, "the kind has an open day already"));
    }
    let token = undo::begin(conn, ChangeKind::DueSaved, now)?;
    write(conn, &token, &DueDate { id, owner: owner.clone(), what: what.clone(), ended_at })?;
    Ok(token)
}

impl Garage {
    /// All due dates of a vehicle or a driver: the open ones by day, then those that ended.
    pub fn due_dates_of(&self, owner: &DueOwner) -> Result<Vec<DueDate>> {
        self.read(|conn| of_owner(conn, owner))
    }

    /// Adds a due date, or (`id`) corrects one; `due_date_taken` where the owner has an open one of the kind.
    pub fn save_due_date(
        &self,
        id: Option<&str>,
        owner: &DueOwner,
        what: &NewDueDate,
        now: Timestamp,
    ) -> Result<UndoToken> {
        let (id, owner, what) = (id.map(str::to_owned), owner.clone(), what.clone());
        self.write(move |conn| save(conn, id.as_deref(), &owner, &what, now))
    }

    /// Ends a due date, which stays readable, and enters the next one where there is one.
    pub fn renew_due_date(&self, id: &str, next: Option<NaiveDate>, now: Timestamp) -> Result<UndoToken> {
        let id = id.to_owned();
        self.write(move |conn| {
            let before = known(conn, &id)?;
            let token = undo::begin(conn, ChangeKind::DueRenewed, now)?;
            match next {
                Some(day) => {
                    let what = NewDueDate { day, ..before.what.clone() };
                    renew(conn, &token, &before.owner, &what, now)?;
                }
                None => write(conn, &token, &DueDate { ended_at: Some(now), ..before })?,
            }
            Ok(token)
        })
    }

    /// Takes a due date away, as if it had never been entered.
    pub fn remove_due_date(&self, id: &str, now: Timestamp) -> Result<UndoToken> {
        let id = id.to_owned();
        self.write(move |conn| {
            let before = known(conn, &id)?;
            let token = undo::begin(conn, ChangeKind::DueRemoved, now)?;
            take_out(conn, &token, &before)?;
            Ok(token)
        })
    }
}
