//! Clearance sheets (结清单): what providers answered about a vehicle or a driver, kept as it was when the sheet was
//! issued. None is ever written again.

use super::call_list::CallQuery;
use super::calls::CallKind;
use super::vehicle_query::VehicleQuery;
use super::violation_query::ViolationQuery;
use super::violation_row::ViolationRow;
use crate::row::{collect, first, int, new_id, word};
use crate::{Garage, Result};
use cheku_domain::Subject;
use cheku_domain::clearance::{
    ClearanceFacts, ClearanceFor, ClearanceHead, ClearanceLine, ClearanceQuestion, ClearanceSheet,
    ClearedVehicle,
};
use cheku_domain::issued::numbered;
use cheku_domain::{Attempt, Left, Timestamp, VehicleId};
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

/// A sheet that is issued now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClearance {
    /// What it is for.
    pub purpose: ClearanceFor,
    /// Whom it is about.
    pub about: Subject,
    /// The plate or the name.
    pub subject: String,
    /// What it says.
    pub sheet: ClearanceSheet,
    /// Who issues it.
    pub by: String,
}

fn read_head(row: &Row<'_>) -> Result<ClearanceHead> {
    let (vehicle, driver): (String, String) = (row.get("vehicle")?, row.get("driver")?);
    let (about, subject) = match vehicle.as_str() {
        "" => (Subject::Driver { name: driver.clone() }, driver),
        _ => (Subject::Vehicle { id: vehicle }, row.get("plate")?),
    };
    let id: String = row.get("id")?;
    Ok(ClearanceHead {
        number: numbered(row.get("number")?, &id),
        id,
        purpose: word(row, "purpose", ClearanceFor::from_word)?,
        about,
        subject,
        issued_at: Timestamp(row.get("issued_at")?),
        by: row.get("by")?,
    })
}

fn read_line(row: &Row<'_>) -> Result<ClearanceLine> {
    let facts: String = row.get("facts")?;
    Ok(ClearanceLine {
        plate: row.get("plate")?,
        driver: row.get("driver")?,
        facts: serde_json::from_str::<ClearanceFacts>(&facts)?,
    })
}

fn read_sheet(conn: &Connection, id: &str, row: &Row<'_>) -> Result<ClearanceSheet> {
    let vehicles: String = row.get("vehicles")?;
    let sql = "SELECT * FROM clearance_lines WHERE clearance = ?1 ORDER BY position";
    Ok(ClearanceSheet {
        vehicles: serde_json::from_str(&vehicles)?,
        removed: row.get("removed")?,
        lines: collect(conn.prepare_cached(sql)?.query([id])?, read_line)?,
    })
}

fn put(conn: &Connection, head: &ClearanceHead, number: u32, sheet: &ClearanceSheet) -> Result<()> {
    let (vehicle, plate, driver) = match &head.about {
        Subject::Vehicle { id } => (id.as_str(), head.subject.as_str(), ""),
        Subject::Driver { name } => ("", "", name.as_str()),
    };
    conn.execute(
        "INSERT INTO clearances VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            head.id,
            number,
            head.purpose.word(),
            vehicle,
            plate,
            driver,
            head.issued_at.0,
            head.by,
            sheet.removed,
            serde_json::to_string(&sheet.vehicles)?
        ],
    )?;
    let mut statement = conn.prepare_cached("INSERT INTO clearance_lines VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, line) in sheet.lines.iter().enumerate() {
        let facts = serde_json::to_string(&line.facts)?;
        statement.execute(params![head.id, int(position), line.plate, line.driver, facts])?;
    }
    Ok(())
}

fn line(row: ViolationRow) -> ClearanceLine {
    let found = row.violation;
    ClearanceLine {
        plate: row.plate,
        driver: row.driver.unwrap_or_default(),
        facts: ClearanceFacts {
            time: found.time.map_or(found.time_text, crate::row::canonical),
            place: found.place,
            act: found.act,
            fine_fen: found.fine,
            points: found.points,
            state: row.state,
            stage: row.stage,
            providers: row.providers,
            last_seen: row.last_seen,
            gone_since: row.gone_since,
        },
    }
}

impl Garage {
    /// Every sheet that was issued, the newest first.
    pub fn clearances(&self) -> Result<Vec<ClearanceHead>> {
        let sql = "SELECT * FROM clearances ORDER BY issued_at DESC, number DESC";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([])?, read_head))
    }

    /// One of them, as it was issued.
    pub fn clearance(&self, id: &str) -> Result<Option<(ClearanceHead, ClearanceSheet)>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT * FROM clearances WHERE id = ?1")?;
            first(statement.query([id])?, |row| Ok((read_head(row)?, read_sheet(conn, id, row)?)))
        })
    }

    /// What a sheet would say now. Vehicles that left count as well; of one that was removed nothing is known.
    pub fn clearance_sheet(&self, about: &Subject) -> Result<ClearanceSheet> {
        let of = match about {
            Subject::Vehicle { id } => {
                ViolationQuery { vehicles: vec![VehicleId(id.clone())], ..ViolationQuery::default() }
            }
            Subject::Driver { name } => {
                ViolationQuery { driver: Some(name.clone()), ..ViolationQuery::default() }
            }
        };
        let mut rows = Vec::new();
        for left in [false, true] {
            self.each_violation(&ViolationQuery { left, ..of.clone() }, |row| {
                rows.push(row);
                ControlFlow::Continue(())
            })?;
        }
        let mut ids: BTreeSet<String> = rows.iter().map(|row| row.vehicle.0.clone()).collect();
        match about {
            Subject::Vehicle { id } => drop(ids.insert(id.clone())),
            Subject::Driver { name } => ids.extend(self.vehicles_driven(name)?),
        }
        let found: Vec<_> = ids.iter().map(|id| self.cleared(id)).collect::<Result<_>>()?;
        let removed = u32::try_from(found.iter().filter(|one| one.is_none()).count()).unwrap_or(u32::MAX);
        let mut vehicles: Vec<ClearedVehicle> = found.into_iter().flatten().collect();
        vehicles.sort_by(|a, b| a.plate.cmp(&b.plate));
        let mut lines: Vec<ClearanceLine> = rows.into_iter().map(line).collect();
        lines.sort_by(|a, b| (a.facts.state, &b.facts.time).cmp(&(b.facts.state, &a.facts.time)));
        Ok(ClearanceSheet { vehicles, removed, lines })
    }

    /// Those that are the driver's now, and those of their periods.
    fn vehicles_driven(&self, driver: &str) -> Result<Vec<String>> {
        let usual = VehicleQuery { drivers: vec![driver.to_owned()], ..VehicleQuery::default() };
        let left = VehicleQuery { left: Left::ALL.to_vec(), ..usual.clone() };
        let usual = self.list(&usual)?.rows.into_iter().chain(self.list(&left)?.rows);
        let periods = self.periods_of(driver)?.into_iter().map(|period| period.what.vehicle.0);
        Ok(usual.map(|row| row.vehicle.id.0).chain(periods).collect())
    }

    fn cleared(&self, id: &str) -> Result<Option<ClearedVehicle>> {
        let id = VehicleId(id.to_owned());
        let Some(row) = self.vehicle_row(&id)? else { return Ok(None) };
        Ok(Some(ClearedVehicle {
            questions: self.last_questions(&id)?,
            id,
            plate: row.vehicle.plate.as_str().to_owned(),
            plate_type: row.vehicle.plate_type,
            status: row.status,
            answered_at: row.checked_at,
        }))
    }

    /// Of each provider the newest question, and the newest that was answered.
    fn last_questions(&self, vehicle: &VehicleId) -> Result<Vec<ClearanceQuestion>> {
        let query = CallQuery {
            vehicle: Some(vehicle.clone()),
            kind: Some(CallKind::Question),
            ..CallQuery::default()
        };
        let (mut asked, mut answered) = (HashSet::new(), HashSet::new());
        let calls = self.list_calls(&query)?.rows.into_iter().filter(|call| {
            let is_newest = asked.insert(call.provider.clone());
            let is_answer = call.state == Attempt::Answered && answered.insert(call.provider.clone());
            is_newest || is_answer
        });
        let question = |call: super::calls::CallRow| ClearanceQuestion {
            provider: call.provider,
            asked_at: call.asked_at,
            outcome: call.state,
            text: call.text,
        };
        Ok(calls.map(question).collect())
    }

    /// Issues a sheet: what stands in it stays as it is given here.
    pub fn issue_clearance(&self, new: NewClearance, now: Timestamp) -> Result<ClearanceHead> {
        self.write(move |conn| {
            let next = "SELECT coalesce(max(number), 0) + 1 FROM clearances";
            let number: u32 = conn.query_row(next, [], |row| row.get(0))?;
            let NewClearance { purpose, about, subject, sheet, by } = new.clone();
            let id = new_id();
            let head = ClearanceHead {
                number: numbered(number, &id),
                id,
                purpose,
                about,
                subject,
                issued_at: now,
                by,
            };
            put(conn, &head, number, &sheet)?;
            Ok(head)
        })
    }
}
