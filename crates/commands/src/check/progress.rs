//! A batch's figures as faces show them: live from the tally, later from the garage.

use crate::api::{BatchState, Cost, Progress, Reason, SkippedBy, StopCode, Stopped};
use crate::error::{Result, count};
use cheku_batch::{Order, Stop, StopKind, Tally};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{LedgerError, SkipKind};
use cheku_domain::{Fen, Timestamp};
use cheku_garage::{BatchRow, Garage};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The rate is that of the last few seconds.
const RATE_WINDOW: Duration = Duration::from_secs(10);

/// What stays the same while a batch runs.
#[derive(Clone)]
pub(crate) struct Facts {
    pub batch: String,
    pub number: u32,
    pub providers: Vec<String>,
    pub started_at: Timestamp,
    pub max_cost: Option<Fen>,
}

/// Live figures of one batch.
pub(crate) fn live(facts: &Facts, tally: &Tally, order: Order, rate: f64) -> Progress {
    let left = tally.not_asked + tally.asking;
    let remaining =
        (rate > 0.0 && left > 0).then(|| (f64::from(left) / rate).ceil().min(f64::from(u32::MAX)) as u32);
    Progress {
        batch: facts.batch.clone(),
        number: facts.number,
        state: state_for(order),
        providers: facts.providers.clone(),
        started_at: facts.started_at,
        ended_at: None,
        planned: tally.planned,
        answered: tally.answered,
        clean: tally.answered - tally.owing,
        owing: tally.owing,
        no_data: tally.no_data,
        pending: tally.pending,
        failed: tally.failed,
        locked: tally.locked,
        free_again: tally.free_again,
        doubtful: tally.doubtful,
        elsewhere: tally.elsewhere,
        skipped: tally.skipped.sum(),
        skipped_by: tally.skipped,
        not_asked: tally.not_asked,
        asking: tally.asking,
        percent: percent(tally.planned, tally.skipped.sum(), left),
        charged: tally.charged,
        unreadable: tally.unreadable,
        cost: Cost { fen: tally.cost, unknown: tally.cost_unknown },
        unconfirmed: tally.doubtful,
        doubtful_cost: Cost { fen: tally.doubtful_cost, unknown: 0 },
        max_cost_fen: facts.max_cost,
        new_violations: tally.news.new,
        first_found: tally.news.first_found,
        gone: tally.news.gone,
        new_vehicles: tally.new_vehicles,
        new_owed: None,
        resumable: 0,
        rate,
        limit: tally.limit,
        slowed: tally.slowed,
        unwritten: tally.unwritten,
        remaining_seconds: remaining.filter(|_| order == Order::Run),
        stopped: None,
    }
}

/// How far a batch is: page, tray, taskbar and terminal show this figure. Rounded down, so that
/// 100 means done; with no vehicle to ask it is done.
fn percent(planned: u32, skipped: u32, left: u32) -> u32 {
    let to_ask = planned.saturating_sub(skipped);
    (u64::from(to_ask.saturating_sub(left)) * 100)
        .checked_div(u64::from(to_ask))
        .map_or(100, |share| u32::try_from(share).unwrap_or(100))
}

/// A resume with nothing to do: no batch is begun, since "new" means the last one.
pub(crate) fn nothing(now: Timestamp) -> Progress {
    let facts =
        Facts { batch: String::new(), number: 0, providers: Vec::new(), started_at: now, max_cost: None };
    let empty = live(&facts, &Tally::default(), Order::Run, 0.0);
    Progress { state: BatchState::Done, ended_at: Some(now), ..empty }
}

/// What an order means for the state shown.
pub(crate) fn state_for(order: Order) -> BatchState {
    match order {
        Order::Run => BatchState::Running,
        Order::Pause => BatchState::Paused,
        Order::Cancel => BatchState::Stopping,
    }
}

/// Vehicles a second over the last seconds.
#[derive(Default)]
pub(crate) struct Speed(VecDeque<(Instant, u32)>);

impl Speed {
    /// Vehicles a second over the last moments, now that so many are done.
    pub fn of(&mut self, done: u32) -> f64 {
        let now = Instant::now();
        self.0.push_back((now, done));
        while self.0.len() > 2 && self.0.front().is_some_and(|(at, _)| now.duration_since(*at) > RATE_WINDOW)
        {
            self.0.pop_front();
        }
        let Some((since, before)) = self.0.front() else { return 0.0 };
        let seconds = now.duration_since(*since).as_secs_f64();
        if seconds < 0.2 { 0.0 } else { f64::from(done.saturating_sub(*before)) / seconds }
    }
}

/// The last batch, as kept.
pub(crate) fn last_kept(garage: &Garage) -> Result<Option<Progress>> {
    match garage.last_batch()? {
        Some(row) => kept(garage, row).map(Some),
        None => Ok(None),
    }
}

/// A batch, as kept.
pub(crate) fn kept(garage: &Garage, row: BatchRow) -> Result<Progress> {
    let counts = garage.batch_counts(&row.id)?;
    let detail = garage.batch_detail(&row.id)?;
    let mut skipped_by = SkippedBy::default();
    for (word, n) in &counts.skipped_by {
        skipped_by.add(SkipKind::from_word(word).unwrap_or(SkipKind::Incomplete), *n);
    }
    let resumable = resumable(garage, &row, counts.not_asked)?;
    Ok(Progress {
        batch: row.id.0.clone(),
        number: count(row.number),
        state: kept_state(row.state),
        providers: detail.providers,
        started_at: row.started_at,
        ended_at: row.ended_at,
        planned: counts.planned,
        answered: counts.answered,
        clean: counts.answered.saturating_sub(detail.owing),
        owing: detail.owing,
        no_data: counts.no_data,
        pending: counts.pending,
        failed: counts.failed,
        locked: detail.locked,
        free_again: detail.free_again,
        doubtful: counts.doubtful,
        elsewhere: detail.elsewhere,
        skipped: counts.skipped,
        skipped_by,
        not_asked: counts.not_asked,
        asking: counts.under_way,
        percent: percent(counts.planned, counts.skipped, counts.not_asked + counts.under_way),
        charged: counts.charged,
        unreadable: counts.unreadable,
        cost: Cost { fen: counts.cost_fen, unknown: counts.cost_unknown },
        unconfirmed: detail.unconfirmed.calls,
        doubtful_cost: Cost { fen: detail.unconfirmed.cost.known, unknown: detail.unconfirmed.cost.unknown },
        max_cost_fen: row.cap,
        new_violations: counts.news.new,
        first_found: counts.news.first_found,
        gone: counts.news.gone,
        new_vehicles: detail.new_vehicles,
        new_owed: Some(detail.new),
        resumable,
        rate: 0.0,
        limit: 0,
        slowed: false,
        unwritten: None,
        remaining_seconds: None,
        stopped: kept_stop(&row, detail.stop_kind.as_deref()),
    })
}

/// How many vehicles of an ended batch were not asked, then or since.
pub(crate) fn resumable(garage: &Garage, row: &BatchRow, not_asked: u32) -> Result<u32> {
    match row.state {
        cheku_garage::BatchState::Running => Ok(0),
        _ if not_asked == 0 => Ok(0),
        _ => Ok(count(garage.not_asked(&row.id)?.len())),
    }
}

pub(crate) fn kept_state(state: cheku_garage::BatchState) -> BatchState {
    use cheku_garage::BatchState as Kept;
    match state {
        Kept::Running => BatchState::Running,
        Kept::Done => BatchState::Done,
        Kept::Stopped | Kept::Cancelled => BatchState::Stopped,
        Kept::Interrupted => BatchState::Interrupted,
    }
}

/// A stop's word for the garage and the terminal: the vendor's code, or the kind.
pub(crate) fn stop_word(stop: &Stop) -> String {
    match (stop.kind, &stop.error) {
        (StopKind::Vendor, Some(error)) => error.raw_code.clone(),
        (kind, _) => stop_code(kind).word().to_owned(),
    }
}

/// How far a stop reaches.
pub(crate) fn stop_scope(stop: &Stop) -> &'static str {
    match (stop.scope, stop.kind) {
        (Some(scope), _) => scope.word(),
        (None, StopKind::Cancelled) => "person",
        (None, StopKind::TooSlow) => "account",
        (None, _) => "budget",
    }
}

fn stop_code(kind: StopKind) -> StopCode {
    match kind {
        StopKind::MaxCost => StopCode::MaxCost,
        StopKind::MonthCap => StopCode::MonthCap,
        StopKind::Cancelled => StopCode::Cancelled,
        StopKind::NoNetwork => StopCode::NoNetwork,
        StopKind::Untrusted => StopCode::CertificateUntrusted,
        StopKind::TooSlow => StopCode::TooSlow,
        StopKind::Vendor => StopCode::Vendor,
    }
}

/// A stop as shown, straight from the batch.
pub(crate) fn stopped(stop: &Stop) -> Stopped {
    Stopped {
        kind: stop_code(stop.kind),
        code: stop_word(stop),
        scope: stop_scope(stop).to_owned(),
        message: stop.error.as_ref().map(|error| error.raw_text.clone()).unwrap_or_default(),
        reason: stop.error.as_ref().and_then(|error| Reason::from_word(error.kind.code())),
    }
}

/// The scope of a stop because the garage could not be written.
pub(crate) const GARAGE: &str = "garage";

/// The same where the garage cannot even keep why it stopped.
pub(crate) fn stopped_by_garage(error: &LedgerError) -> Stopped {
    stopped_from(error.code, GARAGE, "", None)
}

/// Why a kept batch stopped.
pub(crate) fn kept_stop(row: &BatchRow, kind_of_refusal: Option<&str>) -> Option<Stopped> {
    row.stopped.as_ref().map(|(code, scope, text)| stopped_from(code, scope, text, kind_of_refusal))
}

/// A stop as kept: the word is one of ours, or else the vendor's code.
fn stopped_from(code: &str, scope: &str, text: &str, kind_of_refusal: Option<&str>) -> Stopped {
    let kind = StopCode::from_word(code).unwrap_or(StopCode::Vendor);
    let reason = kind_of_refusal.and_then(Reason::from_word);
    Stopped { kind, code: code.to_owned(), scope: scope.to_owned(), message: text.to_owned(), reason }
}

/// Items that the window's list wants by default: all that had their turn.
pub(crate) const HAD_THEIR_TURN: [ItemState; 7] = [
    ItemState::Asked,
    ItemState::Answered,
    ItemState::NoData,
    ItemState::Pending,
    ItemState::Failed,
    ItemState::Doubtful,
    ItemState::Skipped,
];

#[cfg(test)]
mod percent_tests {
    use super::percent;

    #[test]
    fn skipped_vehicles_are_no_part_of_the_way() {
        // 87 of 200 skipped, half of the others asked: half-way, not 71 per cent.
        assert_eq!(percent(200, 88, 56), 50);
        assert_eq!(percent(200, 0, 1), 99);
        assert_eq!(percent(200, 0, 0), 100);
        assert_eq!(percent(5, 5, 0), 100);
    }
}
