//! The ledger's calls: sums, rows, and what the person found out.

use crate::App;
use crate::api::{CallQuery, CallRow, CallWindow, Reason, SettleRequest};
use crate::error::{Result, bad_request, count};
use cheku_domain::{Plate, Timestamp, VehicleId};
use cheku_garage::{CallKind, CallRange, ChargeFilter, Garage};

/// Sums and a window of the calls, newest first.
pub async fn calls(app: &App, query: CallQuery) -> Result<CallWindow> {
    app.work(move |garage| {
        let sums = garage.calls_summary(&range(query.month.as_deref())?)?;
        let window = window(garage, &query)?;
        Ok(CallWindow { sums, total: count(window.total), rows: window.rows.into_iter().map(row).collect() })
    })
    .await
}

/// The calls that a query asks for, as the garage keeps them.
pub(crate) fn kept(garage: &Garage, query: &CallQuery) -> Result<Vec<cheku_garage::CallRow>> {
    Ok(window(garage, query)?.rows)
}

fn window(garage: &Garage, query: &CallQuery) -> Result<cheku_garage::CallWindow> {
    Ok(garage.list_calls(&cheku_garage::CallQuery {
        range: range(query.month.as_deref())?,
        charge: match (query.doubtful_only, query.unreadable_only) {
            (true, _) => Some(ChargeFilter::Doubtful),
            (_, true) => Some(ChargeFilter::Unreadable),
            _ => None,
        },
        kind: query.doubtful_only.then_some(CallKind::Question),
        vehicle: query.vehicle.clone().map(VehicleId),
        offset: query.offset as usize,
        limit: (query.limit > 0).then_some(query.limit as usize),
    })?)
}

/// Enters what the person found out about a doubtful call; both facts are kept.
pub async fn call_settle(app: &App, request: SettleRequest) -> Result<CallRow> {
    let now = app.0.clock.now();
    let settled =
        app.work(move |garage| Ok(garage.settle_by_person(&request.id, request.charged, now)?)).await?;
    Ok(row(settled))
}

pub(crate) fn row(call: cheku_garage::CallRow) -> CallRow {
    CallRow {
        id: call.id.0,
        vehicle: call.vehicle.map(|vehicle| vehicle.0),
        plate_type: call.plate_type,
        plate: call.plate.and_then(|plate| Plate::parse(&plate).ok()),
        provider: call.provider,
        asked_at: call.asked_at,
        settled_at: call.settled_at,
        state: call.state,
        charge: call.person_charge.unwrap_or(call.charge),
        by_person: call.person_charge.is_some(),
        cost_fen: call.cost,
        reason: call.error_kind.as_deref().and_then(Reason::from_word),
        code: call.code,
        text: call.text,
    }
}

/// A month in China Standard Time, "2026-03".
pub(crate) fn range(month: Option<&str>) -> Result<CallRange> {
    let Some(month) = month else { return Ok(CallRange::default()) };
    let start = |text: &str| {
        let midnight = format!("{text}-01T00:00:00+08:00");
        chrono::DateTime::parse_from_rfc3339(&midnight).map(|at| Timestamp(at.timestamp_millis()))
    };
    let from = start(month).map_err(|_| bad_request("a month is YYYY-MM"))?;
    // 32 days on is always in the next month, whose start is the end of this one.
    let until = Timestamp(from.0 + 32 * 86_400_000).month_start();
    Ok(CallRange { from: Some(from), until: Some(until), ..CallRange::default() })
}

/// This month in China Standard Time.
pub(crate) fn this_month(now: Timestamp) -> CallRange {
    CallRange { from: Some(now.month_start()), ..CallRange::default() }
}
