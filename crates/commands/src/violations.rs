//! Violations: list, detail with both providers' views, what a person writes beside them.

use crate::App;
use crate::api::{
    ChosenSums, CommandError, ErrorCode, GiveRequest, Id, NoteRequest, Nothing, NumberSearch, ReceiptKind,
    ReceiptView, ShownState, SourceView, StageCount, StageCounts, Undoable, ViolationDetail, ViolationFilter,
    ViolationQuery, ViolationRow, ViolationSelection, ViolationWindow,
};
use crate::error::{Result, bad_request, count, not_found};
use cheku_domain::late_fee::{last_decision_with_late_fee, late_fee};
use cheku_domain::text::clean;
use cheku_domain::{Plate, Span, Timestamp, VehicleId};
use cheku_garage::{Direction, Garage, Given, Notes, ViolationColumn};
use chrono::NaiveDate;

/// A window of the violations.
pub async fn violations(app: &App, query: ViolationQuery) -> Result<ViolationWindow> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let wanted = garage_query(&query, now)?;
        let window = garage.list_violations(&wanted)?;
        let rows = window.rows.into_iter().map(|found| row(found, now)).collect::<Result<_>>()?;
        Ok(ViolationWindow {
            total: count(window.total),
            all: garage.totals()?.totals.violations,
            rows,
            totals: window.totals,
            undated: count(garage.undated(&wanted)?.0),
            among_left: among_left(garage, &wanted, window.total)?,
        })
    })
    .await
}

/// How far the violations of the whole garage got.
pub async fn violation_stages(app: &App, _: Nothing) -> Result<StageCounts> {
    let today = app.0.clock.now().in_cst().date_naive();
    app.work(move |garage| {
        let stages = garage.stages()?.into_iter().map(|(stage, count)| StageCount { stage, count });
        Ok(StageCounts { stages: stages.collect(), overdue: garage.overdue(today)? })
    })
    .await
}

/// Where a search found nothing, how many it finds among vehicles that are no longer in use. Asked only then: the
/// search reads present vehicles alone.
fn among_left(garage: &Garage, query: &cheku_garage::ViolationQuery, found: usize) -> Result<u32> {
    if found > 0 || query.left || query.search.trim().is_empty() {
        return Ok(0);
    }
    let left = cheku_garage::ViolationQuery { left: true, limit: Some(0), offset: 0, ..query.clone() };
    Ok(count(garage.list_violations(&left)?.total))
}

/// What chosen violations come to.
pub async fn violations_sum(app: &App, selection: ViolationSelection) -> Result<ChosenSums> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let query = cheku_garage::ViolationQuery { limit: Some(0), ..chosen(&selection, now) };
        let found = garage.list_violations(&query)?;
        Ok(ChosenSums { total: count(found.total), totals: found.totals, unanswered: 0 })
    })
    .await
}

/// Violations by a number as it stands on a letter, the newest first; none for less than six characters.
pub async fn violations_numbered(app: &App, search: NumberSearch) -> Result<Vec<ViolationRow>> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let found = garage.violations_with_number(&clean(&search.text), search.limit as usize)?;
        found.into_iter().map(|found| row(found, now)).collect()
    })
    .await
}

pub(crate) fn garage_query(query: &ViolationQuery, now: Timestamp) -> Result<cheku_garage::ViolationQuery> {
    query.filter.span.map_or(Ok(()), |span| in_order(&span))?;
    let (sort, descending) = match &query.sort {
        None => (ViolationColumn::Time, true),
        Some(sort) => (column(&sort.column)?, sort.descending),
    };
    Ok(cheku_garage::ViolationQuery {
        sort,
        direction: if descending { Direction::Descending } else { Direction::Ascending },
        offset: query.offset as usize,
        limit: (query.limit > 0).then_some(query.limit as usize),
        ..matching(&query.filter, now)
    })
}

/// Refuses days of which the last is before the first; `span_reversed`.
pub(crate) fn in_order(span: &Span) -> Result<()> {
    match span.is_reversed() {
        true => Err(CommandError::new(ErrorCode::SpanReversed, "the last day is before the first")),
        false => Ok(()),
    }
}

pub(crate) fn matching(filter: &ViolationFilter, now: Timestamp) -> cheku_garage::ViolationQuery {
    let today = now.in_cst().date_naive();
    cheku_garage::ViolationQuery {
        search: filter.search.clone(),
        vehicles: filter.vehicle.iter().cloned().map(VehicleId).collect(),
        left: filter.left,
        states: filter.state.clone(),
        new_only: filter.new_only,
        found_in_last_check: filter.found_in_last_check,
        gone_in_last_check: filter.gone_in_last_check,
        unknown: filter.unknown.clone(),
        stages: filter.stage.clone(),
        due_before: filter.overdue.then_some(today),
        decided_until: filter.late_fee.then(|| last_decision_with_late_fee(today)),
        first_seen_from: filter.new_this_month.then(|| now.month_start()),
        driver: filter.driver.clone(),
        group: filter.group.clone(),
        city: filter.city.clone(),
        month: filter.month.clone(),
        act: filter.act.clone(),
        place: filter.place.clone(),
        span: filter.span.filter(|span| !span.is_all()),
        ..Default::default()
    }
}

fn column(name: &str) -> Result<ViolationColumn> {
    Ok(match name {
        "time" => ViolationColumn::Time,
        "plate" => ViolationColumn::Plate,
        "place" => ViolationColumn::Place,
        "act" => ViolationColumn::Act,
        "fine" => ViolationColumn::Fine,
        "points" => ViolationColumn::Points,
        "state" => ViolationColumn::State,
        "driver" => ViolationColumn::Driver,
        "city" => ViolationColumn::City,
        "first_seen" => ViolationColumn::FirstSeen,
        "stage" => ViolationColumn::Stage,
        _ => return Err(bad_request("violations are not sorted by that column")),
    })
}

pub(crate) fn row(found: cheku_garage::ViolationRow, now: Timestamp) -> Result<ViolationRow> {
    let today = now.in_cst().date_naive();
    let gone = found.gone_since.is_some();
    let violation = found.violation;
    Ok(ViolationRow {
        id: found.id,
        vehicle: found.vehicle.0,
        plate: Plate::parse(&found.plate).map_err(|error| bad_request(error.code()))?,
        plate_type: found.plate_type,
        group: found.group,
        time: shown_time(&violation),
        time_text: violation.time_text,
        place: violation.place,
        act: violation.act,
        code: violation.code,
        fine_fen: violation.fine,
        points: violation.points.map(|points| points.0),
        state: ShownState::of(violation.state, gone),
        driver: found.driver,
        driver_why: found.driver_why,
        authority: violation.authority,
        online: violation.online,
        city: violation.city,
        providers: found.providers,
        first_seen: found.first_seen,
        last_seen: found.last_seen,
        repeat: violation.repeat,
        is_new: found.is_new,
        first_found: found.first_found,
        stage: found.stage,
        due: found.due.map(|day| day.to_string()),
        overdue: found.due.is_some_and(|day| day < today),
        payer: found.paid.and_then(|paid| paid.payer),
        note: found.note,
    })
}

fn shown_time(violation: &cheku_domain::Violation) -> String {
    violation
        .time
        .map_or_else(|| violation.time_text.clone(), |time| time.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// One violation with each provider's view and the late fee, where it can be estimated.
pub async fn violation(app: &App, id: Id) -> Result<ViolationDetail> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let found = garage.violation(&id.id)?.ok_or_else(|| not_found("violation"))?;
        let sources: Vec<SourceView> = garage.sources(&found.id)?.into_iter().map(source).collect();
        let decision = found.decision_date;
        let late_fee_fen = match (found.state, found.violation.fine, decision) {
            (ShownState::HandledUnpaid, Some(fine), Some(day)) => {
                Some(late_fee(fine, day, now.in_cst().date_naive()))
            }
            _ => None,
        };
        let (case, steps) = garage.case(&id.id)?;
        Ok(ViolationDetail {
            case,
            steps,
            receipts: garage.receipts_of(&id.id)?.into_iter().map(receipt).collect(),
            given: garage.given(&id.id)?,
            row: row(found, now)?,
            differing: differing(&sources),
            sources,
            decision_date: decision.map(|day| day.to_string()),
            late_fee_fen,
        })
    })
    .await
}

/// A kind that this program does not know is none.
fn receipt(receipt: cheku_garage::Receipt) -> ReceiptView {
    let ending = |kind: &&ReceiptKind| receipt.file.as_str().ends_with(&format!(".{}", kind.ending()));
    ReceiptView {
        kind: ReceiptKind::ALL.iter().find(ending).copied(),
        id: receipt.id,
        name: receipt.name,
        bytes: receipt.bytes,
        at: receipt.at,
        by: receipt.by,
        taken_back_at: receipt.taken_back_at,
    }
}

fn source(view: cheku_garage::SourceView) -> SourceView {
    SourceView {
        provider: view.provider,
        time: shown_time(&view.row),
        place: view.row.place,
        act: view.row.act,
        code: view.row.code,
        fine_fen: view.row.fine,
        points: view.row.points.map(|points| points.0),
        state: view.row.state,
        authority: view.row.authority,
        numbers: view.row.numbers,
        first_seen: view.seen_first,
        last_seen: view.seen_last,
        gone_since: view.gone_since,
    }
}

/// Fields that providers know differently; one that only one knows does not differ.
fn differing(sources: &[SourceView]) -> Vec<String> {
    fn differ<T: PartialEq>(mut known: impl Iterator<Item = T>) -> bool {
        known.next().is_some_and(|first| known.any(|other| other != first))
    }
    let fields = [
        ("fine", differ(sources.iter().filter_map(|source| source.fine_fen))),
        ("points", differ(sources.iter().filter_map(|source| source.points))),
        ("state", differ(sources.iter().map(|source| source.state))),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
}

/// What a person writes beside violations, kept apart from the providers' states.
pub async fn violations_note(app: &App, request: NoteRequest) -> Result<Undoable> {
    let now = app.0.clock.now();
    let decision_date = match request.decision_date.as_deref().map(str::trim) {
        None => None,
        Some("") => Some(None),
        Some(text) => Some(Some(text.parse::<NaiveDate>().map_err(|_| bad_request("a day is YYYY-MM-DD"))?)),
    };
    let notes = Notes { note: request.note.map(Some), decision_date };
    let done = app
        .work(move |garage| Ok(garage.write_notes(&chosen(&request.selection, now), &notes, now)?))
        .await?;
    let rows = count(done.rows);
    Ok(Undoable { undo: (rows > 0).then_some(done.undo.0), count: rows })
}

/// Marks the new ones among these as seen.
pub async fn violations_seen(app: &App, selection: ViolationSelection) -> Result<Undoable> {
    let now = app.0.clock.now();
    let done = app.work(move |garage| Ok(garage.see(&chosen(&selection, now), now)?)).await?;
    let rows = count(done.rows);
    Ok(Undoable { undo: (rows > 0).then_some(done.undo.0), count: rows })
}

/// Somebody opened a violation and saw it; nothing that could be taken back.
pub async fn violation_opened(app: &App, id: Id) -> Result<Nothing> {
    app.work(move |garage| Ok(garage.opened(&id.id)?)).await?;
    Ok(Nothing {})
}

/// Gives violations to a driver by hand, with a reason, or takes that back.
pub async fn violations_give(app: &App, request: GiveRequest) -> Result<Undoable> {
    let now = app.0.clock.now();
    let driver = request.driver.as_deref().map(crate::drivers::name).transpose()?;
    let reason = crate::drivers::short(&clean(&request.reason))?;
    if driver.is_some() && reason.is_empty() {
        return Err(bad_request("whoever gives a violation to somebody says why"));
    }
    let done = app
        .work(move |garage| {
            let by = crate::accounts::person(garage)?;
            let given = driver.map(|driver| Given { driver, reason, by, at: Some(now) });
            Ok(garage.give(&chosen(&request.selection, now), given.as_ref(), now)?)
        })
        .await?;
    let rows = count(done.rows);
    Ok(Undoable { undo: (rows > 0).then_some(done.undo.0), count: rows })
}

/// What a bulk command means, as a query without an order.
pub(crate) fn chosen(selection: &ViolationSelection, now: Timestamp) -> cheku_garage::ViolationQuery {
    match selection {
        ViolationSelection::Ids { ids } => {
            cheku_garage::ViolationQuery { only: Some(ids.clone()), ..Default::default() }
        }
        ViolationSelection::Matching { filter, except } => {
            cheku_garage::ViolationQuery { except: except.clone(), ..matching(filter, now) }
        }
    }
}
