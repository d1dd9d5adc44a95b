//! Drivers (驾驶员): who drove when, and what waits for them.

use crate::App;
use crate::api::{
    DriverDetail, DriverForm, DriverName, DriverPeriod, DriverQuery, DriverRow, DriverWindow, DriversVehicle,
    Id, PeriodForm, PointCycle, Undoable,
};
use crate::error::{Result, bad_request, count, not_found};
use cheku_domain::TotalsBy;
use cheku_domain::text::{clean, clean_lines, is_too_long};
use cheku_domain::time::{minute, parse_moment};
use cheku_domain::{DueKind, PlateType, Points, Timestamp, Totals, VehicleId, points};
use cheku_garage::{Driver, DueOwner, Garage, NewPeriod, Period, VehicleChoice};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// A window of the drivers with what happened while they drove.
pub async fn drivers(app: &App, query: DriverQuery) -> Result<DriverWindow> {
    app.work(move |garage| {
        let everybody = everybody(garage)?;
        let all = everybody.values().filter(|row| !row.driver.is_empty()).count();
        let mut rows: Vec<DriverRow> = everybody.into_values().filter(|row| matches(row, &query)).collect();
        order(&mut rows, &query)?;
        let mut totals = Totals::default();
        rows.iter().for_each(|row| totals += row.totals);
        let limit = if query.limit == 0 { usize::MAX } else { query.limit as usize };
        let total = count(rows.len());
        let rows = rows.into_iter().skip(query.offset as usize).take(limit).collect();
        Ok(DriverWindow { total, all: count(all), rows, totals })
    })
    .await
}

/// By name: those entered, those whom vehicles or periods name, and nobody.
fn everybody(garage: &Garage) -> Result<BTreeMap<String, DriverRow>> {
    let blank = |driver| DriverRow { driver, vehicles: 0, left_on: None, totals: Totals::default() };
    let entered = |Driver { name, left_on, .. }: Driver| {
        let left_on = left_on.map(|day| day.to_string());
        (name.clone(), DriverRow { left_on, ..blank(name) })
    };
    let mut rows: BTreeMap<String, DriverRow> = garage.drivers()?.into_iter().map(entered).collect();
    let mut row = |name: String, change: &dyn Fn(&mut DriverRow)| {
        change(rows.entry(name.clone()).or_insert_with(|| blank(name)));
    };
    for choice in garage.vehicle_choices(VehicleChoice::Driver)? {
        row(choice.key, &|row| row.vehicles = choice.rows);
    }
    for group in garage.totals_by(TotalsBy::Driver)? {
        row(group.key, &|row| row.totals = group.totals);
    }
    Ok(rows)
}

fn matches(row: &DriverRow, query: &DriverQuery) -> bool {
    cheku_garage::name_matches(&row.driver, &query.search)
        && (!query.owing_only || row.totals.unpaid > 0)
        && query.points_from.is_none_or(|points| row.totals.points_waiting >= points)
}

/// Names settle what is equal; the nameless stands last, whichever way names are sorted.
fn order(rows: &mut [DriverRow], query: &DriverQuery) -> Result<()> {
    let (column, descending) = match &query.sort {
        None => ("due", true),
        Some(sort) => (sort.column.as_str(), sort.descending),
    };
    let figure: fn(&DriverRow) -> i64 = match column {
        "driver" => |_| 0,
        "vehicles" => |row| row.vehicles.into(),
        "unhandled" => |row| row.totals.unhandled.into(),
        "unpaid" => |row| row.totals.unpaid.into(),
        "due" => |row| row.totals.fines_due_fen.0,
        "points" => |row| row.totals.points_waiting.into(),
        "all" => |row| row.totals.violations.into(),
        _ => return Err(bad_request("drivers are not sorted by that column")),
    };
    rows.sort_by(|a, b| {
        let figures = if descending { figure(b).cmp(&figure(a)) } else { figure(a).cmp(&figure(b)) };
        let by_name = column == "driver" && descending;
        let names = if by_name { b.driver.cmp(&a.driver) } else { a.driver.cmp(&b.driver) };
        figures.then(a.driver.is_empty().cmp(&b.driver.is_empty())).then(names)
    });
    Ok(())
}

/// One driver: vehicles, periods, and the 12-point cycle as information.
pub async fn driver(app: &App, name: DriverName) -> Result<DriverDetail> {
    let today = app.0.clock.now().in_cst().date_naive();
    app.work(move |garage| {
        let row = everybody(garage)?.remove(&name.name).ok_or_else(|| not_found("driver"))?;
        let entered = garage.driver(&name.name)?;
        let entered = entered.unwrap_or_else(|| Driver::of(name.name.clone()));
        let since = entered.licence_since;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let vehicles = if row.driver.is_empty() { Vec::new() } else { vehicles_of(garage, &name.name)? };
        Ok(DriverDetail {
            cycle: since.map(|since| cycle(garage, &name.name, since, today)).transpose()?,
            licence_since: day(since),
            note: entered.note,
            phone: entered.phone,
            licence_tail: entered.licence_tail,
            licence_until: day(licence_until(garage, &name.name)?),
            left_on: day(entered.left_on),
            vehicles,
            periods: periods(garage, garage.periods_of(&name.name)?)?,
            row,
        })
    })
    .await
}

/// The last day of their licence.
fn licence_until(garage: &Garage, driver: &str) -> Result<Option<NaiveDate>> {
    let dates = garage.due_dates_of(&DueOwner::Driver(driver.to_owned()))?.into_iter();
    let mut open = dates.filter(|due| due.ended_at.is_none() && due.what.kind == DueKind::Licence);
    Ok(open.next().map(|due| due.what.day))
}

fn vehicles_of(garage: &Garage, driver: &str) -> Result<Vec<DriversVehicle>> {
    let query = cheku_garage::VehicleQuery {
        drivers: vec![driver.to_owned()],
        sort: cheku_garage::VehicleColumn::Plate,
        ..Default::default()
    };
    let wire = |row: cheku_garage::VehicleRow| DriversVehicle {
        id: row.vehicle.id.0,
        plate: row.vehicle.plate.into(),
        plate_type: row.vehicle.plate_type,
    };
    Ok(garage.list(&query)?.rows.into_iter().map(wire).collect())
}

fn cycle(garage: &Garage, driver: &str, since: NaiveDate, today: NaiveDate) -> Result<PointCycle> {
    let (from, to) = points::cycle(since, today);
    let query = cheku_garage::ViolationQuery { driver: Some(driver.to_owned()), ..Default::default() };
    let (mut handled, mut waiting, mut unknown) = (0, 0, 0);
    for row in garage.list_violations(&query)?.rows {
        let day = row.violation.time.map(|time| time.date());
        if row.gone_since.is_some() || day.is_none_or(|day| day < from || day > to) {
            continue;
        }
        match row.violation.points {
            Some(Points(points)) if row.violation.state.points_wait() => waiting += u32::from(points),
            Some(Points(points)) => handled += u32::from(points),
            None => unknown += 1,
        }
    }
    Ok(PointCycle { from: from.to_string(), to: to.to_string(), handled, waiting, unknown })
}

/// Periods with the plates of their vehicles; those of removed vehicles are left out.
pub(crate) fn periods(garage: &Garage, kept: Vec<Period>) -> Result<Vec<DriverPeriod>> {
    let mut plates: BTreeMap<VehicleId, (String, PlateType)> = BTreeMap::new();
    let mut periods = Vec::with_capacity(kept.len());
    for Period { id, what } in kept {
        if !plates.contains_key(&what.vehicle)
            && let Some(vehicle) = garage.vehicle(&what.vehicle)?
        {
            plates.insert(what.vehicle.clone(), (vehicle.plate.into(), vehicle.plate_type));
        }
        let Some((plate, plate_type)) = plates.get(&what.vehicle).cloned() else { continue };
        periods.push(DriverPeriod {
            id,
            vehicle: what.vehicle.0,
            plate,
            plate_type,
            driver: what.driver,
            from: what.from.map(minute),
            to: what.to.map(minute),
        });
    }
    Ok(periods)
}

pub(crate) fn day(text: &str) -> Result<Option<NaiveDate>> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| bad_request("a day is YYYY-MM-DD")),
    }
}

/// A moment to the minute, as a form has it; "" = none.
pub(crate) fn moment(text: &str) -> Result<Option<NaiveDateTime>> {
    match text.trim() {
        "" => Ok(None),
        text => parse_moment(text).map(Some).ok_or_else(|| bad_request("a moment is YYYY-MM-DD HH:MM")),
    }
}

/// The end of a period. A day alone is meant with all its hours.
fn end(text: &str) -> Result<Option<NaiveDateTime>> {
    match day(text) {
        Ok(Some(day)) => Ok(day.succ_opt().and_then(|next| next.and_hms_opt(0, 0, 0))),
        _ => moment(text),
    }
}

/// The last four of a licence's number: digits, and an X at the end of the oldest.
fn licence_tail(text: &str) -> Result<Option<String>> {
    let tail = clean(text).to_uppercase();
    let fits = tail.len() == 4 && tail.chars().all(|c| c.is_ascii_digit() || c == 'X');
    match tail.as_str() {
        "" => Ok(None),
        _ if fits => Ok(Some(tail)),
        _ => Err(bad_request("of a licence's number the last four are kept")),
    }
}

fn filled(text: &str) -> Result<Option<String>> {
    Ok(Some(short(text)?).filter(|text| !text.is_empty()))
}

pub(crate) fn short(text: &str) -> Result<String> {
    let text = clean_lines(text);
    if is_too_long(&text) {
        return Err(bad_request("the text is too long"));
    }
    Ok(text)
}

pub(crate) fn name(text: &str) -> Result<String> {
    let name = short(&clean(text))?;
    if name.is_empty() { Err(bad_request("a driver has a name")) } else { Ok(name) }
}

/// Adds a driver, or changes one; a new name goes along to vehicles and violations.
pub async fn driver_save(app: &App, form: DriverForm) -> Result<Undoable> {
    let driver = Driver {
        name: name(&form.name)?,
        licence_since: day(&form.licence_since)?,
        note: filled(&form.note)?,
        phone: filled(&clean(&form.phone))?,
        licence_tail: licence_tail(&form.licence_tail)?,
        left_on: day(&form.left_on)?,
    };
    let licence = day(&form.licence_until)?;
    write(app, move |garage, now| Ok(garage.save_driver(&driver, licence, form.formerly.as_deref(), now)?))
        .await
}

/// Takes a driver out of the vehicles, the periods and the list.
pub async fn driver_remove(app: &App, name: DriverName) -> Result<Undoable> {
    write(app, move |garage, now| Ok(garage.remove_driver(&name.name, now)?)).await
}

/// Says who had a vehicle when; its violations of that time go over.
pub async fn period_save(app: &App, form: PeriodForm) -> Result<Undoable> {
    let (from, to) = (moment(&form.from)?, end(&form.to)?);
    if from.is_some_and(|from| to.is_some_and(|to| to <= from)) {
        return Err(bad_request("a period does not end before it begins"));
    }
    let what = NewPeriod { vehicle: VehicleId(form.vehicle), driver: name(&form.driver)?, from, to };
    write(app, move |garage, now| {
        garage.vehicle(&what.vehicle)?.ok_or_else(|| not_found("vehicle"))?;
        Ok(garage.save_period(form.id.as_deref(), &what, form.cut, now)?)
    })
    .await
}

/// Takes a period away.
pub async fn period_remove(app: &App, id: Id) -> Result<Undoable> {
    write(app, move |garage, now| Ok(garage.remove_period(&id.id, now)?)).await
}

/// Runs a change and tells the lists; a driver without a vehicle is one change too.
async fn write(
    app: &App,
    change: impl FnOnce(&Garage, Timestamp) -> Result<cheku_garage::Changed> + Send + 'static,
) -> Result<Undoable> {
    let now = app.0.clock.now();
    let done = app
        .work(move |garage| {
            let changed = change(garage, now)?;
            let undo = Some(changed.undo.0.clone());
            Ok(Undoable { undo, ..changed.into() })
        })
        .await?;
    Ok(done)
}
