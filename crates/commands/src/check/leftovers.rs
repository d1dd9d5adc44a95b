//! Answers that a batch could not write because the garage failed: kept as long as
//! this process lives and written before the next batch, so that a full disk that
//! was cleared has cost nothing. A process that ends leaves them doubtful.

use crate::App;
use crate::error::Result;
use cheku_domain::ledger::{Ledger, Settlement};
use cheku_garage::Garage;
use std::sync::PoisonError;

/// An answer and the garage that it belongs to.
pub(crate) type Leftover = (Garage, Settlement);

/// Keeps what a batch handed over.
pub(super) fn keep(app: &App, garage: &Garage, unsettled: Vec<Settlement>) {
    let mut kept = app.0.leftovers.lock().unwrap_or_else(PoisonError::into_inner);
    kept.extend(unsettled.into_iter().map(|settlement| (garage.clone(), settlement)));
}

/// Writes them; when that fails again they stay, and nothing else may begin.
pub(super) async fn write(app: &App) -> Result<()> {
    let kept = std::mem::take(&mut *app.0.leftovers.lock().unwrap_or_else(PoisonError::into_inner));
    let mut kept = kept.into_iter();
    while let Some((garage, settlement)) = kept.next() {
        match garage.settle(settlement.clone()).await {
            Ok(_) => {}
            // Another process has made it doubtful meanwhile: a person decides now.
            Err(error) if error.code == "call_settled" => {
                tracing::warn!("an answer came too late for its call");
            }
            Err(error) => {
                keep(app, &garage, vec![settlement]);
                kept.for_each(|(garage, settlement)| keep(app, &garage, vec![settlement]));
                return Err(error.into());
            }
        }
    }
    Ok(())
}
