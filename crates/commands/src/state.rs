//! The frame of every page.

use crate::App;
use crate::accounts::read_settings;
use crate::api::{AppState, CommandError, Nothing};
use crate::error::{Result, count};
use cheku_domain::Timestamp;
use cheku_garage::{BatchState, Garage};

/// Navigation counts and the foot; a garage that cannot be used is part of it.
pub async fn app_state(app: &App, _: Nothing) -> Result<AppState> {
    let place = app.place();
    let running = crate::running::progress(app);
    let now = app.0.clock.now();
    let empty = AppState {
        garage: place.kind,
        vehicles: 0,
        accounts: Vec::new(),
        new_violations: 0,
        doubtful_calls: 0,
        unreadable_calls: 0,
        unwritten_answers: app.0.unsettled.len(),
        unwritten_refusal: app.0.unsettled.refusal(),
        last_check: None,
        spent_fen: cheku_domain::Fen(0),
        spent_unknown: 0,
        month_cap_fen: None,
        running,
        resumable: 0,
        problem: None,
        risk: place.risk,
        cut_off_restore: place.garage.as_ref().ok().and_then(Garage::cut_off_restore),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        home: app.0.home.to_string_lossy().into_owned(),
    };
    let filled = {
        let empty = empty.clone();
        app.work(move |garage| fill(garage, empty, now)).await
    };
    Ok(filled.unwrap_or_else(|problem: CommandError| AppState { problem: Some(problem), ..empty }))
}

fn fill(garage: &Garage, empty: AppState, now: Timestamp) -> Result<AppState> {
    let check = garage.last_check_at()?;
    let spend = garage.month_spend(now)?;
    let resumable = match garage.last_batch()? {
        Some(last) if empty.running.is_none() && last.state != BatchState::Running => {
            garage.not_asked(&last.id)?.len()
        }
        _ => 0,
    };
    Ok(AppState {
        vehicles: garage.totals()?.vehicles,
        accounts: garage.accounts()?.into_iter().map(|account| account.provider).collect(),
        new_violations: garage.new_violations()?,
        doubtful_calls: garage.doubtful_calls()?,
        unreadable_calls: garage.unreadable_count()?,
        last_check: check,
        spent_fen: spend.cost_fen,
        spent_unknown: spend.cost_unknown,
        month_cap_fen: read_settings(garage)?.month_cap_fen,
        resumable: count(resumable),
        ..empty
    })
}
