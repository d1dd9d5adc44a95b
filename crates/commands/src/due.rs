//! Due dates (到期): what runs out soon, and what a person enters of it.

use crate::App;
use crate::api::{
    DueCount, DueForm, DueHindrance, DueQuery, DueRenewal, DueRow, DueVehicle, DueView, DueWindow, Id,
    Subject, Undoable,
};
use crate::drivers::day;
use crate::error::{Result, bad_request, count, not_found};
use cheku_domain::spoiled;
use cheku_domain::text::is_too_long;
use cheku_domain::{DueKind, DueStep, NewDueDate, Timestamp, VehicleId};
use cheku_garage::{DueCounts, DueDate, DueOwner, Garage, UndoToken};
use chrono::{Days, NaiveDate};

/// A window of the open due dates.
pub async fn due_dates(app: &App, query: DueQuery) -> Result<DueWindow> {
    let today = today(app);
    app.work(move |garage| window(garage, &query, today)).await
}

/// The day that it is in China.
pub(crate) fn today(app: &App) -> NaiveDate {
    app.0.clock.now().in_cst().date_naive()
}

pub(crate) fn window(garage: &Garage, query: &DueQuery, today: NaiveDate) -> Result<DueWindow> {
    let until = query.within.and_then(|days| today.checked_add_days(Days::new(days.into())));
    let counts = garage.due_counts(today, until)?;
    let wanted = cheku_garage::DueQuery {
        today,
        until,
        offset: query.offset as usize,
        limit: (query.limit > 0).then_some(query.limit as usize),
    };
    Ok(DueWindow {
        total: counts.values().sum(),
        rows: garage.due_dates(&wanted)?.into_iter().map(|found| row(found, today)).collect(),
        counts: self::counts(counts),
    })
}

/// What is over or runs out within 60 days, by step.
pub(crate) fn due_soon(garage: &Garage, today: NaiveDate) -> Result<Vec<DueCount>> {
    Ok(counts(garage.due_counts(today, DueStep::Within60.last_day(today))?))
}

fn counts(counts: DueCounts) -> Vec<DueCount> {
    counts.into_iter().map(|(step, count)| DueCount { step, count }).collect()
}

/// An open or ended due date as it stands on a day.
pub(crate) fn view(due: DueDate, today: NaiveDate) -> DueView {
    let DueDate { id, what: NewDueDate { kind, name, day }, ended_at, .. } = due;
    DueView {
        id,
        kind,
        name,
        step: DueStep::of(day, today),
        days: i32::try_from((day - today).num_days()).unwrap_or(i32::MAX),
        day: day.to_string(),
        ended_at,
    }
}

fn row(found: cheku_garage::DueRow, today: NaiveDate) -> DueRow {
    let cheku_garage::DueRow { due, vehicle, open } = found;
    let (id, driver) = match &due.owner {
        DueOwner::Vehicle(id) => (Some(id.0.clone()), None),
        DueOwner::Driver(name) => (None, Some(name.clone())),
    };
    let due = view(due, today);
    let is_near_inspection = due.kind == DueKind::Inspection && due.step != DueStep::Later;
    DueRow {
        vehicle: id.zip(vehicle).map(|(id, (plate, plate_type))| DueVehicle { id, plate, plate_type }),
        driver,
        hindrance: is_near_inspection.then_some(DueHindrance {
            unpaid: open.unpaid,
            fines_fen: open.fines_due,
            fines_unknown: open.fines_unknown,
            checked_at: open.checked_at,
        }),
        due,
    }
}

/// All due dates of a vehicle or a driver: the open ones by day, then those that ended.
pub async fn due_dates_of(app: &App, owner: Subject) -> Result<Vec<DueView>> {
    let today = today(app);
    app.work(move |garage| {
        let dates = garage.due_dates_of(&kept(owner))?;
        Ok(dates.into_iter().map(|due| view(due, today)).collect())
    })
    .await
}

fn kept(owner: Subject) -> DueOwner {
    match owner {
        Subject::Vehicle { id } => DueOwner::Vehicle(VehicleId(id)),
        Subject::Driver { name } => DueOwner::Driver(name),
    }
}

/// Adds a due date, or corrects one; `due_date_taken` where the owner has an open one of the kind.
pub async fn due_date_save(app: &App, form: DueForm) -> Result<Undoable> {
    let what = entered(&form)?;
    let owner = kept(form.owner);
    let of_driver = matches!(owner, DueOwner::Driver(_));
    if what.kind.is_of_driver() != of_driver && what.kind != DueKind::Own {
        return Err(bad_request("a licence is a driver's, everything else a vehicle's"));
    }
    write(app, move |garage, now| {
        if let DueOwner::Vehicle(id) = &owner {
            garage.vehicle(id)?.ok_or_else(|| not_found("vehicle"))?;
        }
        Ok(garage.save_due_date(form.id.as_deref(), &owner, &what, now)?)
    })
    .await
}

fn entered(form: &DueForm) -> Result<NewDueDate> {
    let name = spoiled::name(&form.name).unwrap_or_default().unwrap_or_default();
    if is_too_long(&name) || (form.kind == DueKind::Own) == name.is_empty() {
        return Err(bad_request("a kind of one's own has a name, others have none"));
    }
    let day = day(&form.day)?.ok_or_else(|| bad_request("a due date has a day"))?;
    Ok(NewDueDate { kind: form.kind, name, day })
}

/// Ends a due date, which stays readable, and enters the next one where there is one.
pub async fn due_date_renew(app: &App, renewal: DueRenewal) -> Result<Undoable> {
    let next = day(&renewal.next)?;
    write(app, move |garage, now| Ok(garage.renew_due_date(&renewal.id, next, now)?)).await
}

/// Takes a due date away, as if it had never been entered.
pub async fn due_date_remove(app: &App, id: Id) -> Result<Undoable> {
    write(app, move |garage, now| Ok(garage.remove_due_date(&id.id, now)?)).await
}

async fn write(
    app: &App,
    change: impl FnOnce(&Garage, Timestamp) -> Result<UndoToken> + Send + 'static,
) -> Result<Undoable> {
    let now = app.0.clock.now();
    let undo = app.work(move |garage| change(garage, now)).await?;
    Ok(Undoable { undo: Some(undo.0), count: count(1) })
}
