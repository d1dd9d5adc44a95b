//! Rules that must be looked up before a vehicle can be asked: each key is
//! looked up once in a batch, however many vehicles wait for it.

use crate::gate::Gate;
use crate::retry::{self, Failures, Next};
use cheku_domain::CityRule;
use cheku_domain::ledger::{BatchId, Intent, Ledger, LedgerError, Outcome, Settlement};
use cheku_domain::provider::{Provider, ProviderError};
use cheku_domain::{Charge, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{Mutex, OnceCell};

/// A key's rule or the provider's refusal; both hold for the whole batch.
type Found = Result<CityRule, ProviderError>;

/// One key's finding, once somebody has asked for it.
type Cell = Arc<OnceCell<Found>>;

/// Why nothing was found out; the next vehicle with this key tries again.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The person or another vehicle's refusal came between.
    Withheld,
    /// The ledger could not be written.
    Ledger(LedgerError),
}

/// How often one key is looked up at most, whatever goes wrong.
const MOST_TRIES: u32 = 4;

/// The batch's rules by provider and key.
#[derive(Default)]
pub(crate) struct Rules {
    cells: Mutex<HashMap<(String, String), Cell>>,
}

/// What a lookup needs of its batch.
pub(crate) struct Asker<'a> {
    pub batch: &'a BatchId,
    pub provider: &'a dyn Provider,
    pub ledger: &'a dyn Ledger,
    pub gate: &'a Gate,
    pub entry_time: &'a (dyn Fn() -> Timestamp + Send + Sync),
}

impl Rules {
    /// The rule behind `key`: kept, being looked up by another vehicle, or looked up now.
    pub async fn get(&self, key: &str, asker: &Asker<'_>) -> Result<Found, Halt> {
        let id = asker.provider.descriptor().id;
        let cell = self.cells.lock().await.entry((id.to_owned(), key.to_owned())).or_default().clone();
        cell.get_or_try_init(|| find(key, asker)).await.cloned()
    }
}

async fn find(key: &str, asker: &Asker<'_>) -> Result<Found, Halt> {
    let id = asker.provider.descriptor().id;
    if let Some(rule) = asker.ledger.rule(id, key).await.map_err(Halt::Ledger)? {
        return Ok(Ok(rule));
    }
    let mut failures = Failures::default();
    for tries in 1.. {
        if !asker.gate.lets_through(id) {
            return Err(Halt::Withheld);
        }
        let error = match look_up_once(key, asker).await? {
            Ok(rule) => {
                let kept = asker.ledger.keep_rule(id, key, rule.clone(), (asker.entry_time)()).await;
                return kept.map(|()| Ok(rule)).map_err(Halt::Ledger);
            }
            Err(error) => error,
        };
        match retry::next(error.kind, Charge::No, failures.count(error.kind)) {
            Next::RetryAfter(wait) if tries < MOST_TRIES => {
                asker.gate.rest(id, wait).await;
            }
            _ => return Ok(Err(error)),
        }
    }
    Err(Halt::Withheld)
}

/// One lookup, entered in the ledger like every call.
async fn look_up_once(key: &str, asker: &Asker<'_>) -> Result<Found, Halt> {
    let intent = Intent {
        batch: asker.batch.clone(),
        provider: asker.provider.descriptor().id.to_owned(),
        vehicle: None,
        city: None,
        at: (asker.entry_time)(),
    };
    let call = asker.ledger.intend(intent).await.map_err(Halt::Ledger)?;
    let found = asker.provider.look_up(key).await;
    let outcome = match &found {
        Ok(_) => Outcome::LookedUp,
        Err(error) => Outcome::Failed(error.clone()),
    };
    let settlement = Settlement { call, outcome, body: None, at: (asker.entry_time)(), again: false };
    asker.ledger.settle(settlement).await.map_err(Halt::Ledger)?;
    Ok(found)
}
