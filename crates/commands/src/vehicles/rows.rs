//! Filters, rows and selections between the wire and the garage.

use crate::api::{Reason, Selection, VehicleFilter, VehicleQuery, VehicleRow};
use crate::error::{Result, bad_request};
use cheku_domain::{Timestamp, VehicleId};
use cheku_garage::{Direction, Garage, VehicleColumn};
use chrono::NaiveDate;

pub(crate) fn garage_query(query: &VehicleQuery, now: Timestamp) -> Result<cheku_garage::VehicleQuery> {
    let (sort, descending) = match &query.sort {
        None => (VehicleColumn::Plate, false),
        Some(sort) => (column(&sort.column)?, sort.descending),
    };
    Ok(cheku_garage::VehicleQuery {
        sort,
        direction: if descending { Direction::Descending } else { Direction::Ascending },
        offset: query.offset as usize,
        limit: (query.limit > 0).then_some(query.limit as usize),
        ..matching(&query.filter, now)
    })
}

fn matching(filter: &VehicleFilter, now: Timestamp) -> cheku_garage::VehicleQuery {
    cheku_garage::VehicleQuery {
        search: filter.search.clone(),
        only: (!filter.vehicle.is_empty()).then(|| filter.vehicle.clone()),
        left: filter.left.clone(),
        statuses: filter.status.clone(),
        groups: filter.group.clone(),
        drivers: filter.driver.clone(),
        plate_types: filter.plate_type.iter().map(|plate_type| plate_type.code().to_owned()).collect(),
        new_only: filter.has_new,
        first_seen_from: filter.new_this_month.then(|| now.month_start()),
        not_checked_since: filter.stale_hours.map(|hours| Timestamp(now.0 - i64::from(hours) * 3_600_000)),
        in_doubt: filter.in_doubt,
        due_until: filter.due.and_then(|step| step.last_day(now.in_cst().date_naive())),
        ..Default::default()
    }
}

fn column(name: &str) -> Result<VehicleColumn> {
    Ok(match name {
        "plate" => VehicleColumn::Plate,
        "plate_type" => VehicleColumn::PlateType,
        "group" => VehicleColumn::Group,
        "driver" => VehicleColumn::Driver,
        "owner" => VehicleColumn::Owner,
        "status" => VehicleColumn::Status,
        "new" => VehicleColumn::New,
        "fines_due" => VehicleColumn::FinesDue,
        "points" => VehicleColumn::PointsWaiting,
        "unpaid" => VehicleColumn::Unpaid,
        "checked_at" => VehicleColumn::CheckedAt,
        "due" => VehicleColumn::Due,
        _ => return Err(bad_request("vehicles are not sorted by that column")),
    })
}

pub(crate) fn row(row: cheku_garage::VehicleRow, today: NaiveDate) -> Result<VehicleRow> {
    Ok(VehicleRow {
        next_due: row.next_due.map(|due| crate::due::view(due, today)),
        left: row.left.map(|(left, _)| left),
        left_on: row.left.and_then(|(_, on)| on).map(|on| on.to_string()),
        status: row.status,
        checked_at: row.checked_at,
        checked_by: row.checked_with,
        totals: row.totals,
        new_violations: row.new,
        reason: row.error_kind.as_deref().and_then(Reason::from_word),
        reason_code: row.error_code.filter(|code| !code.is_empty()),
        reason_text: row.error_text.filter(|text| !text.is_empty()),
        vehicle: row.vehicle,
    })
}

/// What a bulk command means, as a query without an order.
pub(crate) fn chosen(selection: &Selection, now: Timestamp) -> cheku_garage::VehicleQuery {
    match selection {
        Selection::Ids { ids } => {
            cheku_garage::VehicleQuery { only: Some(ids.clone()), ..Default::default() }
        }
        Selection::Matching { filter, except } => {
            cheku_garage::VehicleQuery { except: except.clone(), ..matching(filter, now) }
        }
    }
}

/// The vehicles that a bulk command means, ordered by plate.
pub(crate) fn selected(garage: &Garage, selection: &Selection, now: Timestamp) -> Result<Vec<VehicleId>> {
    match selection {
        // As named: one that is gone is an error of the command, not left out.
        Selection::Ids { ids } => Ok(ids.iter().cloned().map(VehicleId).collect()),
        Selection::Matching { .. } => {
            let sort = VehicleColumn::Plate;
            Ok(garage.ids(&cheku_garage::VehicleQuery { sort, ..chosen(selection, now) })?)
        }
    }
}
