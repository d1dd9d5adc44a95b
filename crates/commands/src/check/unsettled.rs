//! Answers that the garage could not take yet.

use crate::api::{CommandError, ErrorCode};
use crate::error::{Result, count};
use cheku_domain::ledger::{Ledger, Settlement};
use cheku_garage::{BatchHold, Garage};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Refusals that pass by themselves or once there is room.
const MAY_PASS: [&str; 4] = ["disk_full", "garage_read_only", "garage_busy", "garage_io"];

/// An answer, the garage that it belongs to, and the lock on that.
#[derive(Clone)]
pub(super) struct UnsettledAnswer {
    pub garage: Garage,
    pub settlement: Settlement,
    pub _hold: Arc<BatchHold>,
}

/// What waits for the garage, in order.
#[derive(Default)]
pub(crate) struct Unsettled {
    kept: Mutex<Vec<UnsettledAnswer>>,
    /// Why the garage refuses some of them for good, by the last try.
    refusal: Mutex<Option<ErrorCode>>,
    /// Whoever writes them has this, so that nobody begins a batch in between.
    pub(super) turn: tokio::sync::Mutex<()>,
}

impl Unsettled {
    pub(super) fn kept(&self) -> MutexGuard<'_, Vec<UnsettledAnswer>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn refused(&self) -> MutexGuard<'_, Option<ErrorCode>> {
        self.refusal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many answers wait.
    pub(crate) fn len(&self) -> u32 {
        count(self.kept().len())
    }

    /// Why the garage refuses some of them, where waiting does not help.
    pub(crate) fn refusal(&self) -> Option<ErrorCode> {
        *self.refused()
    }

    /// Writes them; the caller has the turn. One that the garage refuses for good keeps
    /// no other from being written.
    pub(super) async fn write_all(&self) -> Result<()> {
        let mut refused: Option<CommandError> = None;
        let waiting = self.kept().clone();
        for UnsettledAnswer { garage, settlement, .. } in waiting {
            let call = settlement.call.clone();
            match garage.settle(settlement).await {
                Ok(_) => {}
                // A person has decided meanwhile.
                Err(error) if error.code == "call_settled" => {
                    tracing::warn!("an answer came too late for its call");
                }
                Err(error) if MAY_PASS.contains(&error.code) => return Err(error.into()),
                Err(error) => {
                    refused.get_or_insert(error.into());
                    continue;
                }
            }
            self.kept().retain(|unsettled| unsettled.settlement.call != call);
        }
        *self.refused() = refused.as_ref().map(|error| error.code);
        refused.map_or(Ok(()), Err)
    }
}
