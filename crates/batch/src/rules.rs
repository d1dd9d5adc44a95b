//! Rules that must be looked up before a vehicle can be asked: each key is
//! looked up once in a batch, however many vehicles wait for it.

use crate::retry::{self, Next};
use cheku_domain::CityRule;
use cheku_domain::ledger::{BatchId, Intent, Ledger, LedgerError, Outcome, Settlement};
use cheku_domain::provider::{Provider, ProviderError};
use cheku_domain::{Charge, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{Mutex, OnceCell};

type Found = Result<CityRule, RuleFailure>;

/// Why there is no rule.
#[derive(Debug, Clone)]
pub enum RuleFailure {
    /// The provider refused, or could not be reached.
    Provider(ProviderError),
    /// The ledger could not be written.
    Ledger(LedgerError),
}

/// One key's rule, once somebody has asked for it.
type Cell = Arc<OnceCell<Found>>;

/// The batch's rules by provider and key.
#[derive(Default)]
pub struct Rules {
    cells: Mutex<HashMap<(String, String), Cell>>,
}

/// What a lookup needs of its batch.
pub struct Asker<'a> {
    pub batch: &'a BatchId,
    pub provider: &'a dyn Provider,
    pub ledger: &'a dyn Ledger,
    pub clock: &'a (dyn Fn() -> Timestamp + Send + Sync),
}

impl Rules {
    /// The rule behind `key`: kept, being looked up by another vehicle, or looked up now.
    pub async fn get(&self, key: &str, asker: &Asker<'_>) -> Found {
        let id = asker.provider.descriptor().id;
        let cell = self.cells.lock().await.entry((id.to_owned(), key.to_owned())).or_default().clone();
        cell.get_or_init(|| find(key, asker)).await.clone()
    }
}

async fn find(key: &str, asker: &Asker<'_>) -> Found {
    let id = asker.provider.descriptor().id;
    if let Some(rule) = asker.ledger.rule(id, key).await.map_err(RuleFailure::Ledger)? {
        return Ok(rule);
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let error = match look_up_once(key, asker).await? {
            Ok(rule) => {
                let kept = asker.ledger.keep_rule(id, key, rule.clone(), (asker.clock)()).await;
                return kept.map(|()| rule).map_err(RuleFailure::Ledger);
            }
            Err(error) => error,
        };
        match retry::next(error.kind, Charge::No, tries) {
            Next::RetryAfter(wait) if tries < 4 => tokio::time::sleep(wait).await,
            _ => return Err(RuleFailure::Provider(error)),
        }
    }
}

/// One lookup, entered in the ledger like every call.
async fn look_up_once(key: &str, asker: &Asker<'_>) -> Result<Result<CityRule, ProviderError>, RuleFailure> {
    let intent = Intent {
        batch: asker.batch.clone(),
        provider: asker.provider.descriptor().id.to_owned(),
        vehicle: None,
        city: None,
        at: (asker.clock)(),
    };
    let call = asker.ledger.intend(intent).await.map_err(RuleFailure::Ledger)?;
    let found = asker.provider.look_up(key).await;
    let outcome = match &found {
        Ok(_) => Outcome::LookedUp,
        Err(error) => Outcome::Failed(error.clone()),
    };
    let settlement = Settlement { call, outcome, at: (asker.clock)(), again: false };
    asker.ledger.settle(settlement).await.map_err(RuleFailure::Ledger)?;
    Ok(found)
}
