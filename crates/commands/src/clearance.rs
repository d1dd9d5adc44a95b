//! Clearance sheets (结清单): what was asked about a vehicle or a driver, what was answered, what stands open and what
//! is not known; issued with a number and kept as they were.

mod print;
mod sheet;
mod words;

pub(crate) use print::html;
pub(crate) use sheet::sheet;

use crate::App;
use crate::api::{
    Clearance, ClearanceHead, ClearanceQuery, ClearanceRef, ClearanceWish, CommandError, ErrorCode, Tag,
};
use crate::error::{Result, not_found};
use cheku_domain::Subject;
use cheku_domain::VehicleId;
use cheku_domain::clearance::ClearanceSheet;
use cheku_garage::{Garage, NewClearance};

/// One sheet, issued or as it would be now.
pub async fn clearance(app: &App, which: ClearanceRef) -> Result<Clearance> {
    app.work(move |garage| found(garage, &which)).await
}

/// Those that were issued, the newest first.
pub async fn clearances(app: &App, query: ClearanceQuery) -> Result<Vec<ClearanceHead>> {
    app.work(move |garage| {
        let issued = garage.clearances()?.into_iter();
        let wanted = issued.filter(|one| query.about.as_ref().is_none_or(|about| *about == one.about));
        Ok(wanted.collect())
    })
    .await
}

/// Issues a sheet: from now on it stays as it is.
pub async fn clearance_issue(app: &App, wish: ClearanceWish) -> Result<Clearance> {
    let now = app.0.clock.now();
    let issued = app
        .work(move |garage| {
            let (subject, sheet) = now_of(garage, &wish.about)?;
            let by = crate::accounts::person(garage)?;
            let ClearanceWish { about, purpose } = wish;
            let new = NewClearance { purpose, about, subject, sheet, by };
            let head = garage.issue_clearance(new, now)?;
            found(garage, &ClearanceRef::Issued { id: head.id })
        })
        .await?;
    app.changed(&[Tag::Violations]);
    Ok(issued)
}

/// The plate or the name, and what a sheet would say now.
fn now_of(garage: &Garage, about: &Subject) -> Result<(String, ClearanceSheet)> {
    let subject = match about {
        Subject::Vehicle { id } => {
            let row = garage.vehicle_row(&VehicleId(id.clone()))?.ok_or_else(|| not_found("vehicle"))?;
            row.vehicle.plate.as_str().to_owned()
        }
        Subject::Driver { name } => {
            let sheet = garage.clearance_sheet(about)?;
            let is_known = !name.is_empty()
                && (garage.driver(name)?.is_some() || !sheet.vehicles.is_empty() || !sheet.lines.is_empty());
            let missing = || CommandError::new(ErrorCode::NotFound, "driver").with("plate", name);
            return is_known.then(|| (name.clone(), sheet)).ok_or_else(missing);
        }
    };
    Ok((subject, garage.clearance_sheet(about)?))
}

pub(crate) fn found(garage: &Garage, which: &ClearanceRef) -> Result<Clearance> {
    match which {
        ClearanceRef::Issued { id } => {
            let (kept, sheet) = garage.clearance(id)?.ok_or_else(|| not_found("clearance"))?;
            let ClearanceHead { id, number, purpose, about, subject, issued_at, by } = kept;
            let (number, issued_at, sums) = (Some(number), Some(issued_at), sheet.sums());
            Ok(Clearance { id, number, issued_at, by, purpose, about, subject, sheet, sums })
        }
        ClearanceRef::Draft { wish: ClearanceWish { about, purpose } } => {
            let (subject, sheet) = now_of(garage, about)?;
            Ok(Clearance {
                id: String::new(),
                number: None,
                issued_at: None,
                by: String::new(),
                purpose: *purpose,
                about: about.clone(),
                subject,
                sums: sheet.sums(),
                sheet,
            })
        }
    }
}
