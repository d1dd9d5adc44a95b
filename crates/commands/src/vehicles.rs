//! Vehicles: list, detail, form, bulk changes, undo.

mod form;
mod rows;

pub use form::{vehicle_check, vehicle_form, vehicle_save};
pub(crate) use rows::{chosen, garage_query, row, selected};

use crate::App;
use crate::api::{
    AssignRequest, BulkField, Choices, ChosenSums, ClaimView, CommandError, ErrorCode, HistoryEntry, Id,
    KeyCount, LeaveRequest, Nothing, Selection, Undoable, VehicleDetail, VehicleQuery, VehicleWindow,
    ViolationRow,
};
use crate::error::{Result, bad_request, count, not_found};
use crate::{calls, violations};
use cheku_domain::identity::NamedVehicle;
use cheku_domain::plate_type::PLATE_TYPES;
use cheku_domain::text::clean;
use cheku_domain::{Left, Timestamp, VehicleId, VehicleStatus};
use cheku_garage::{Assign, Count, Garage, VehicleChoice};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Violations and calls shown in a vehicle's panel.
const PANEL_ROWS: usize = 10;

/// A window of the garage.
pub async fn vehicles(app: &App, query: VehicleQuery) -> Result<VehicleWindow> {
    let now = app.0.clock.now();
    let today = now.in_cst().date_naive();
    app.work(move |garage| {
        let wanted = garage_query(&query, now)?;
        let window = garage.list(&wanted)?;
        Ok(VehicleWindow {
            among_left: among_left(garage, &wanted, window.total)?,
            total: count(window.total),
            all: garage.totals()?.vehicles,
            rows: window.rows.into_iter().map(|found| row(found, today)).collect::<Result<_>>()?,
            totals: window.totals,
            new_violations: window.new_count,
            unanswered: window.unanswered,
        })
    })
    .await
}

/// Where a search found nothing, how many it finds among those no longer in use.
fn among_left(garage: &Garage, query: &cheku_garage::VehicleQuery, found: usize) -> Result<u32> {
    if found > 0 || !query.left.is_empty() || query.search.trim().is_empty() {
        return Ok(0);
    }
    let left = Left::ALL.to_vec();
    let left = cheku_garage::VehicleQuery { left, limit: Some(0), offset: 0, ..query.clone() };
    Ok(count(garage.list(&left)?.total))
}

/// One vehicle with its violations, calls and drivers.
pub async fn vehicle(app: &App, id: Id) -> Result<VehicleDetail> {
    let now = app.0.clock.now();
    app.work(move |garage| detail(garage, &VehicleId(id.id), now)).await
}

fn detail(garage: &Garage, id: &VehicleId, now: Timestamp) -> Result<VehicleDetail> {
    let today = now.in_cst().date_naive();
    let found = garage.vehicle_row(id)?.ok_or_else(|| not_found("vehicle"))?;
    let issued_in = found.vehicle.plate.issued_in().map(|(province, city)| issued(province, city));
    let query = cheku_garage::ViolationQuery {
        vehicles: vec![id.clone()],
        left: found.left.is_some(),
        direction: cheku_garage::Direction::Descending,
        ..Default::default()
    };
    let of_vehicle = garage.list_violations(&query)?.rows;
    let wire = |row: &cheku_garage::ViolationRow| violations::row(row.clone(), now);
    let newest = of_vehicle.iter().filter(|row| row.gone_since.is_none()).take(PANEL_ROWS);
    Ok(VehicleDetail {
        row: row(found, today)?,
        issued_in,
        violations: newest.map(wire).collect::<Result<_>>()?,
        history: history(garage.history(id, PANEL_ROWS)?, &of_vehicle, wire)?,
        drivers: crate::drivers::periods(garage, garage.periods(id)?)?,
        claims: garage.claims(id)?.into_iter().map(claim).collect(),
    })
}

/// What each question changed: a violation is new, or gone, since the moment in
/// which an answer was written down.
fn history(
    calls: Vec<cheku_garage::CallRow>,
    rows: &[cheku_garage::ViolationRow],
    wire: impl Fn(&cheku_garage::ViolationRow) -> Result<ViolationRow>,
) -> Result<Vec<HistoryEntry>> {
    let entry = |call: cheku_garage::CallRow| {
        let at = call.settled_at;
        let new = rows.iter().filter(|row| at == Some(row.first_seen));
        let gone = rows.iter().filter(|row| at.is_some() && at == row.gone_since);
        Ok(HistoryEntry {
            new: new.map(&wire).collect::<Result<_>>()?,
            gone: gone.map(&wire).collect::<Result<_>>()?,
            call: calls::row(call),
        })
    };
    calls.into_iter().map(entry).collect()
}

fn claim(kept: cheku_garage::Claim) -> ClaimView {
    ClaimView {
        provider: kept.provider,
        at: kept.at,
        violations: kept.claimed.violations,
        fines_fen: kept.claimed.fines,
        points: kept.claimed.points,
        counted_violations: kept.counted.violations,
        counted_fines_fen: kept.counted.fines,
        counted_fines_unknown: kept.counted.fines_unknown,
        counted_points: kept.counted.points,
        counted_points_unknown: kept.counted.points_unknown,
    }
}

/// "江苏省 苏州市"; a municipality once.
pub(crate) fn issued(province: &str, city: &str) -> String {
    if province == city { province.to_owned() } else { format!("{province} {city}") }
}

/// Removes vehicles; undo brings them back with everything that is known of them.
pub async fn vehicles_delete(app: &App, selection: Selection) -> Result<Undoable> {
    crate::running::refuse_while_running(app)?;
    let now = app.0.clock.now();
    let done = app
        .work(move |garage| {
            let ids = selected(garage, &selection, now)?;
            Ok(garage.remove_vehicles(&ids, now)?.into())
        })
        .await?;
    Ok(done)
}

/// Takes vehicles out of use: they are in no list and no sum, and not asked; what is known of them stays.
pub async fn vehicles_leave(app: &App, request: LeaveRequest) -> Result<Undoable> {
    crate::running::refuse_while_running(app)?;
    let now = app.0.clock.now();
    let on = match request.on.trim() {
        "" => now.in_cst().date_naive(),
        text => text.parse::<NaiveDate>().map_err(|_| bad_request("a day is YYYY-MM-DD"))?,
    };
    let done = app
        .work(move |garage| {
            let ids = selected(garage, &request.selection, now)?;
            Ok(garage.leave(&ids, request.left, on, now)?.into())
        })
        .await?;
    Ok(done)
}

/// Takes vehicles that left into use again.
pub async fn vehicles_return(app: &App, selection: Selection) -> Result<Undoable> {
    let now = app.0.clock.now();
    let done = app
        .work(move |garage| {
            let ids = selected(garage, &selection, now)?;
            Ok(garage.come_back(&ids, now)?.into())
        })
        .await?;
    Ok(done)
}

/// Sets one field of many vehicles.
pub async fn vehicles_assign(app: &App, request: AssignRequest) -> Result<Undoable> {
    let now = app.0.clock.now();
    let value = Some(clean(&request.value)).filter(|value| !value.is_empty());
    if let (BulkField::Provider, Some(provider)) = (request.field, &value) {
        crate::accounts::entry(provider)?;
    }
    let since = crate::drivers::moment(&request.since)?;
    let assign = match request.field {
        BulkField::Group => Assign::Group(value),
        BulkField::Driver => Assign::Driver(value),
        BulkField::Provider => Assign::Provider(value),
        BulkField::CityCode => Assign::CityCode(value),
        BulkField::Owner => Assign::Owner(value),
    };
    let done = app
        .work(move |garage| {
            let ids = selected(garage, &request.selection, now)?;
            Ok(garage.assign(&ids, assign, since, now)?.into())
        })
        .await?;
    Ok(done)
}

/// What chosen vehicles come to.
pub async fn vehicles_sum(app: &App, selection: Selection) -> Result<ChosenSums> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let query = cheku_garage::VehicleQuery { limit: Some(0), ..chosen(&selection, now) };
        let found = garage.list(&query)?;
        Ok(ChosenSums { total: count(found.total), totals: found.totals, unanswered: found.unanswered })
    })
    .await
}

/// What can be chosen in filters and forms.
pub async fn choices(app: &App, _: Nothing) -> Result<Choices> {
    app.work(|garage| {
        let counts = garage.vehicle_counts()?;
        // The filter asks for all with something unpaid, and counts them so.
        let mut statuses = counts.by_status;
        statuses.remove(VehicleStatus::Owing.word());
        if counts.unpaid > 0 {
            statuses.insert(VehicleStatus::Owing.word(), counts.unpaid);
        }
        let known =
            |(code, zh, en): &(&str, &str, &str)| ((*code).to_owned(), (*zh).to_owned(), (*en).to_owned());
        Ok(Choices {
            groups: key_counts(garage.vehicle_choices(VehicleChoice::Group)?),
            drivers: key_counts(garage.vehicle_choices(VehicleChoice::Driver)?),
            statuses: statuses
                .into_iter()
                .map(|(key, count)| KeyCount { key: key.to_string(), count })
                .collect(),
            plate_types: key_counts(garage.vehicle_choices(VehicleChoice::PlateType)?),
            left: garage
                .left_counts()?
                .into_iter()
                .map(|(left, count)| KeyCount { key: left.word().to_owned(), count })
                .collect(),
            known_types: PLATE_TYPES.iter().map(known).collect(),
        })
    })
    .await
}

pub(crate) fn key_counts(counts: Vec<Count>) -> Vec<KeyCount> {
    counts.into_iter().map(|count| KeyCount { key: count.key, count: count.rows }).collect()
}

/// The ids of vehicles as a person names them: `PLATE`, all that bear it, or
/// `PLATE:TYPE`, the one of that type. What is not in the garage is named in the error.
pub async fn ids_of_plates(app: &App, named: &[String]) -> Result<Vec<String>> {
    ids_of(app, named, vehicles_named).await
}

/// The same for a check: one that is no longer in use is known, so that the plan says why it is not asked.
pub async fn ids_to_ask(app: &App, named: &[String]) -> Result<Vec<String>> {
    ids_of(app, named, |garage, typed| match vehicles_named(garage, typed)? {
        none if none.is_empty() => left_named(garage, typed),
        found => Ok(found),
    })
    .await
}

/// The ids of vehicles that left, named so.
pub async fn ids_that_left(app: &App, named: &[String]) -> Result<Vec<String>> {
    ids_of(app, named, left_named).await
}

async fn ids_of(
    app: &App,
    named: &[String],
    find: impl Fn(&Garage, &str) -> Result<Vec<String>> + Send + 'static,
) -> Result<Vec<String>> {
    let named = named.to_vec();
    app.work(move |garage| {
        let mut ids: Vec<String> = Vec::new();
        for typed in &named {
            let found = find(garage, typed)?;
            if found.is_empty() {
                return Err(CommandError::new(ErrorCode::NotFound, "plate").with("plate", typed));
            }
            ids.extend(found);
        }
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        Ok(ids)
    })
    .await
}

fn left_named(garage: &Garage, typed: &str) -> Result<Vec<String>> {
    let Some(named) = NamedVehicle::parse(typed) else { return Ok(Vec::new()) };
    let found = garage.left_of_plate(&named.plate)?.into_iter();
    Ok(found.filter(|vehicle| named.means(vehicle)).map(|vehicle| vehicle.id.0).collect())
}

fn vehicles_named(garage: &Garage, typed: &str) -> Result<Vec<String>> {
    let Some(named) = NamedVehicle::parse(typed) else { return Ok(Vec::new()) };
    let found = garage.vehicles_of_plate(&named.plate)?.into_iter();
    Ok(found.filter(|vehicle| named.means(vehicle)).map(|vehicle| vehicle.id.0).collect())
}
