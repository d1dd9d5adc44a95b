//! The overview, and totals broken down.

use crate::App;
use crate::api::{
    CommandError, FleetTotals, LastCheck, MonthCount, NewSums, Nothing, Overview, SpanOverview, StatusCount,
    TotalsBy, TotalsRequest,
};
use crate::calls;
use crate::due::due_soon;
use crate::error::Result;
use crate::vehicles::key_counts;
use crate::violations;
use cheku_domain::{ShownState, Span, Timestamp, Totals, VehicleStatus};
use cheku_garage::{BatchState, Direction, Garage, GroupTotals, Ranking, ViolationQuery};
use std::collections::BTreeMap;

/// New rows for the overview: as many as a tall screen has room for.
const NEW_ROWS: usize = 24;
/// Lines of a ranking.
const RANKED: usize = 8;
/// Months of the trend.
const MONTHS: usize = 12;

/// What is owed, broken down where asked.
pub async fn totals(app: &App, request: TotalsRequest) -> Result<FleetTotals> {
    app.work(move |garage| {
        let fleet = garage.totals()?;
        let Breakdown { totals, groups, undated } = broken_down(garage, request.by, request.span)?;
        Ok(FleetTotals {
            vehicles: fleet.vehicles,
            unanswered: garage.unanswered()?,
            totals,
            groups,
            undated: undated.violations,
        })
    })
    .await
}

/// What is owed, of all days or of some.
pub(crate) struct Breakdown {
    /// In all.
    pub totals: Totals,
    /// By key, where one was asked for.
    pub groups: Vec<GroupTotals>,
    /// What no span of offences can hold.
    pub undated: Totals,
}

/// The kept sums, or those of a span, which its index leads to.
pub(crate) fn broken_down(garage: &Garage, by: Option<TotalsBy>, span: Option<Span>) -> Result<Breakdown> {
    let Some(span) = span.filter(|span| !span.is_all()) else {
        let groups = by.map_or(Ok(Vec::new()), |by| garage.totals_by(by))?;
        return Ok(Breakdown { totals: garage.totals()?.totals, groups, undated: Totals::default() });
    };
    violations::in_order(&span)?;
    let query = ViolationQuery { span: Some(span), ..ViolationQuery::default() };
    Ok(Breakdown {
        totals: garage.violation_sums(&query)?.totals,
        groups: by.map_or(Ok(Vec::new()), |by| garage.span_totals_by(span, by))?,
        undated: garage.undated(&query)?.1,
    })
}

/// What the first page shows of a span of days.
pub async fn span_overview(app: &App, span: Span) -> Result<SpanOverview> {
    app.work(move |garage| {
        let Breakdown { totals, undated, .. } = broken_down(garage, None, Some(span))?;
        let unpaid = vec![ShownState::Unhandled, ShownState::HandledUnpaid];
        let unpaid = ViolationQuery { span: Some(span), states: unpaid, ..ViolationQuery::default() };
        let ranked = |ranking| Ok::<_, CommandError>(key_counts(garage.span_ranking(span, ranking, RANKED)?));
        Ok(SpanOverview {
            totals,
            unpaid_vehicles: garage.violation_sums(&unpaid)?.vehicles,
            undated: undated.violations,
            acts: ranked(Ranking::Act)?,
            places: ranked(Ranking::Place)?,
            cities: ranked(Ranking::City)?,
        })
    })
    .await
}

/// Everything the first page shows.
pub async fn overview(app: &App, _: Nothing) -> Result<Overview> {
    let now = app.0.clock.now();
    let runs_here = crate::running::progress(app).is_some();
    app.work(move |garage| {
        let fleet = garage.totals()?;
        let last_batch = garage.last_batch()?;
        let running = runs_here || last_batch.as_ref().is_some_and(|last| last.state == BatchState::Running);
        let check = garage.last_check()?;
        let counts = garage.vehicle_counts()?;
        let (new, new_rows) = new_ones(garage, now)?;
        Ok(Overview {
            due: due_soon(garage, now.in_cst().date_naive())?,
            vehicles: fleet.vehicles,
            totals: fleet.totals,
            statuses: statuses(counts.by_status),
            unpaid_vehicles: counts.unpaid,
            todo: crate::todo::of(garage, now)?,
            running,
            last_check: check.map(|check| last_check(garage, check)).transpose()?,
            new,
            new_rows,
            calls: garage.calls_summary(&calls::this_month(now))?,
            months: months(garage)?,
            acts: key_counts(garage.ranking(Ranking::Act, RANKED)?),
            places: key_counts(garage.ranking(Ranking::Place, RANKED)?),
            cities: key_counts(garage.ranking(Ranking::City, RANKED)?),
        })
    })
    .await
}

fn last_check(garage: &Garage, check: cheku_garage::LastCheck) -> Result<LastCheck> {
    let gone = ViolationQuery { gone_in_last_check: true, limit: Some(0), ..ViolationQuery::default() };
    Ok(LastCheck {
        batch: check.newest.0,
        began_at: check.began_at,
        started_at: check.started_at,
        asked: check.asked,
        failed: check.failed,
        doubtful: check.doubtful,
        skipped: check.skipped,
        not_asked: check.not_asked,
        first_found: check.news.first_found,
        gone: crate::error::count(garage.list_violations(&gone)?.total),
    })
}

fn statuses(by_status: BTreeMap<&'static str, u32>) -> Vec<StatusCount> {
    let known = |(word, count): (&'static str, u32)| {
        VehicleStatus::from_word(word).map(|status| StatusCount { status, count })
    };
    by_status.into_iter().filter_map(known).collect()
}

fn new_ones(garage: &Garage, now: Timestamp) -> Result<(NewSums, Vec<crate::api::ViolationRow>)> {
    let query = ViolationQuery {
        new_only: true,
        direction: Direction::Descending,
        limit: Some(NEW_ROWS),
        ..ViolationQuery::default()
    };
    let window = garage.list_violations(&query)?;
    let sums = NewSums {
        violations: crate::error::count(window.total),
        vehicles: garage.new_vehicles()?,
        fines_fen: window.totals.fines_due_fen,
        fines_unknown: window.totals.fines_unknown,
    };
    Ok((sums, window.rows.into_iter().map(|found| violations::row(found, now)).collect::<Result<_>>()?))
}

fn months(garage: &Garage) -> Result<Vec<MonthCount>> {
    let mut months: Vec<MonthCount> = garage
        .totals_by(TotalsBy::Month)?
        .into_iter()
        .filter(|group| !group.key.is_empty())
        .map(|group| MonthCount {
            month: group.key,
            unpaid: group.totals.unpaid,
            paid: group.totals.violations - group.totals.unpaid,
        })
        .collect();
    months.sort_by(|a, b| a.month.cmp(&b.month));
    Ok(months.split_off(months.len().saturating_sub(MONTHS)))
}
