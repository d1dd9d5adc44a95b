//! What is to be done (待办): one function for the overview and the terminal. Each line counts what one filter
//! leads to, by an index or from kept sums.

use crate::App;
use crate::api::{
    CallQuery, DriverQuery, Nothing, Todo, TodoKind, TodoLine, TodoRows, VehicleFilter, ViolationFilter,
};
use crate::error::Result;
use crate::violations::matching;
use cheku_domain::due::DueStep;
use cheku_domain::late_fee::{last_decision_with_late_fee, late_fee};
use cheku_domain::{Fen, Stage, Timestamp, VehicleStatus};
use cheku_garage::Garage;

/// With 12 points a licence is gone: whoever has so many waiting is near it.
const MANY_POINTS: u32 = 9;

/// What is to be done, the most pressing first, and what was looked at.
pub async fn todo(app: &App, _: Nothing) -> Result<Todo> {
    let now = app.0.clock.now();
    app.work(move |garage| of(garage, now)).await
}

pub(crate) fn of(garage: &Garage, now: Timestamp) -> Result<Todo> {
    let fleet = garage.totals()?;
    let mut lines = desk(garage, now)?;
    let (near, far) = due(garage, now)?;
    lines.extend(near);
    lines.extend(checks(garage)?);
    lines.extend(far);
    lines.retain(|line| line.count > 0);
    Ok(Todo {
        lines,
        vehicles: fleet.vehicles,
        unanswered: garage.unanswered()?,
        violations: fleet.totals.violations,
        unpaid: fleet.totals.unpaid,
        last_check: garage.last_check_at()?,
    })
}

fn line(kind: TodoKind, count: u32, rows: TodoRows) -> TodoLine {
    TodoLine {
        kind,
        count,
        vehicles: None,
        fines_fen: None,
        fines_unknown: 0,
        points: None,
        points_unknown: 0,
        below_unknown: 0,
        late_fee_fen: None,
        free_again: 0,
        rows,
    }
}

/// What waits for people.
fn desk(garage: &Garage, now: Timestamp) -> Result<Vec<TodoLine>> {
    let at = |stage| ViolationFilter { stage: vec![stage], ..ViolationFilter::default() };
    Ok(vec![
        violations(garage, TodoKind::Overdue, ViolationFilter { overdue: true, ..Default::default() }, now)?,
        violations(garage, TodoKind::StillThere, at(Stage::StillThere), now)?,
        violations(garage, TodoKind::Unclaimed, at(Stage::Unclaimed), now)?,
        violations(garage, TodoKind::Untold, at(Stage::Untold), now)?,
        drivers(garage)?,
        late_fees(garage, now)?,
    ])
}

fn violations(garage: &Garage, kind: TodoKind, filter: ViolationFilter, now: Timestamp) -> Result<TodoLine> {
    let sums = garage.violation_sums(&matching(&filter, now))?;
    Ok(TodoLine {
        vehicles: Some(sums.vehicles),
        fines_fen: Some(sums.totals.fines_due_fen),
        fines_unknown: sums.totals.fines_unknown,
        points: Some(sums.totals.points_waiting),
        points_unknown: sums.totals.points_unknown,
        ..line(kind, sums.count, TodoRows::Violations { filter })
    })
}

fn drivers(garage: &Garage) -> Result<TodoLine> {
    let query = DriverQuery { points_from: Some(MANY_POINTS), ..DriverQuery::default() };
    let found = garage.drivers_with_points(MANY_POINTS)?;
    let line = line(TodoKind::Points, found.drivers, TodoRows::Drivers { query });
    let (points, below_unknown) = (Some(found.points), found.below_unknown);
    Ok(TodoLine { points, points_unknown: found.unknown, below_unknown, ..line })
}

fn late_fees(garage: &Garage, now: Timestamp) -> Result<TodoLine> {
    let filter = ViolationFilter { late_fee: true, ..ViolationFilter::default() };
    let line = violations(garage, TodoKind::LateFee, filter, now)?;
    let today = now.in_cst().date_naive();
    let decided = garage.decided(last_decision_with_late_fee(today))?.into_iter();
    let fees = decided.filter_map(|one| Some(late_fee(one.fine?, one.on, today)));
    Ok(TodoLine { late_fee_fen: Some(fees.sum::<Fen>()), ..line })
}

/// What is over or runs out within a week, and what does so later.
fn due(garage: &Garage, now: Timestamp) -> Result<(Vec<TodoLine>, Vec<TodoLine>)> {
    let counts = crate::due::due_soon(garage, now.in_cst().date_naive())?;
    let of = |kind, step| {
        let count = counts.iter().find(|one| one.step == step).map_or(0, |one| one.count);
        line(kind, count, TodoRows::DueDates { step })
    };
    Ok((
        vec![of(TodoKind::DueOver, DueStep::Overdue), of(TodoKind::DueWithin7, DueStep::Within7)],
        vec![of(TodoKind::DueWithin30, DueStep::Within30), of(TodoKind::DueWithin60, DueStep::Within60)],
    ))
}

/// What waits before or after a check.
fn checks(garage: &Garage) -> Result<Vec<TodoLine>> {
    let doubtful = CallQuery { doubtful_only: true, ..CallQuery::default() };
    let unreadable = CallQuery { unreadable_only: true, ..CallQuery::default() };
    let by_status = garage.vehicle_counts()?.by_status;
    let of = |kind, status: VehicleStatus| {
        let filter = VehicleFilter { status: vec![status], ..VehicleFilter::default() };
        let count = by_status.get(status.word()).copied().unwrap_or(0);
        line(kind, count, TodoRows::Vehicles { filter })
    };
    let free_again = match garage.last_check()? {
        Some(check) => garage.free_again(&check.newest)?,
        None => 0,
    };
    let incomplete = match garage.last_batch()? {
        Some(last) => garage.incomplete_vehicles(&last.id)?,
        None => 0,
    };
    Ok(vec![
        line(TodoKind::Doubtful, garage.doubtful_calls()?, TodoRows::Calls { query: doubtful }),
        line(TodoKind::Unreadable, garage.unreadable_count()?, TodoRows::Calls { query: unreadable }),
        TodoLine { free_again, ..of(TodoKind::Failed, VehicleStatus::Failed) },
        of(TodoKind::Locked, VehicleStatus::Locked),
        line(TodoKind::Incomplete, incomplete, TodoRows::Plan),
        of(TodoKind::NeverAsked, VehicleStatus::NeverAsked),
        of(TodoKind::Pending, VehicleStatus::Pending),
    ])
}
