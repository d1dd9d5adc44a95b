//! The ledger in memory: for tests that need no file. It keeps the same promises
//! as the garage except durability, and it fails when it is told to.

use cheku_batch::Price;
use cheku_domain::ledger::{
    BatchId, CallId, Intent, Ledger, LedgerError, News, Outcome, Settled, Settlement, Skip,
};
use cheku_domain::provider::{ErrorKind, Reply};
use cheku_domain::{Attempt, Charge, CityRule, Fen, Timestamp, VehicleId, Violation, Work};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One entry of the ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The call.
    pub id: CallId,
    /// What was about to be sent.
    pub intent: Intent,
    /// `Asked` until it is settled.
    pub state: Attempt,
    /// `Unknown` until it is settled.
    pub charge: Charge,
    /// What it cost; `None` = charged at an unknown price, or not known to be charged.
    pub cost: Option<Fen>,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
}

/// What the next writes do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults {
    /// After this many intents the next ones fail.
    pub intents_left: Option<usize>,
    /// After this many settlements the next ones fail.
    pub settlements_left: Option<usize>,
    /// So many of them fail before one is taken again; `None` = all.
    pub then_fail: Option<usize>,
}

#[derive(Default)]
struct Books {
    entries: Vec<Entry>,
    numbered: usize,
    items: HashMap<(BatchId, VehicleId), Attempt>,
    skips: HashMap<(BatchId, VehicleId), Skip>,
    rules: HashMap<(String, String), CityRule>,
    rows: HashMap<VehicleId, BTreeMap<String, Violation>>,
    prices: HashMap<String, Price>,
    faults: Faults,
}

/// A ledger that lives as long as its process.
#[derive(Default)]
pub struct MemoryLedger {
    books: Mutex<Books>,
    commit_takes: Duration,
}

impl MemoryLedger {
    /// A ledger whose commits take this long, as a disk's do.
    pub fn committing_in(commit_takes: Duration) -> MemoryLedger {
        MemoryLedger { commit_takes, ..MemoryLedger::default() }
    }

    /// Sets what a charged call of `provider` costs from here on.
    pub fn set_price(&self, provider: &str, price: Price) {
        self.books().prices.insert(provider.to_owned(), price);
    }

    /// Lets later writes fail.
    pub fn set_faults(&self, faults: Faults) {
        self.books().faults = faults;
    }

    /// Every entry, in the order of the intents.
    pub fn entries(&self) -> Vec<Entry> {
        self.books().entries.clone()
    }

    /// The entry whose question about `vehicle` may be under way now.
    pub fn asked_now(&self, vehicle: &VehicleId) -> Option<CallId> {
        let books = self.books();
        let about = |entry: &&Entry| entry.intent.vehicle.as_ref() == Some(vehicle);
        books.entries.iter().rev().find(about).filter(|e| e.state == Attempt::Asked).map(|e| e.id.clone())
    }

    /// How far a vehicle of a batch got; one that nobody wrote about is waiting.
    pub fn item(&self, batch: &BatchId, vehicle: &VehicleId) -> Attempt {
        let key = (batch.clone(), vehicle.clone());
        self.books().items.get(&key).copied().unwrap_or(Attempt::Waiting)
    }

    /// Why a vehicle of a batch was not asked.
    pub fn skipped(&self, batch: &BatchId, vehicle: &VehicleId) -> Option<Skip> {
        self.books().skips.get(&(batch.clone(), vehicle.clone())).cloned()
    }

    /// What the charged calls cost at known prices.
    pub fn cost(&self) -> Fen {
        self.books().entries.iter().filter_map(|entry| entry.cost).sum()
    }

    /// What a start after a crash does: whatever was asked and not settled is doubtful.
    pub fn recover(&self) {
        let mut books = self.books();
        let Books { entries, items, .. } = &mut *books;
        for entry in entries.iter_mut().filter(|entry| entry.state == Attempt::Asked) {
            entry.state = Attempt::Doubtful;
            if let Some(vehicle) = entry.intent.vehicle.clone() {
                items.insert((entry.intent.batch.clone(), vehicle), Attempt::Doubtful);
            }
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn commit(&self) {
        if !self.commit_takes.is_zero() {
            tokio::time::sleep(self.commit_takes).await;
        }
    }
}

impl Books {
    fn intend(&mut self, intent: Intent) -> Result<CallId, LedgerError> {
        spend(&mut self.faults.intents_left)?;
        self.numbered += 1;
        let id = CallId(format!("call-{:06}", self.numbered));
        if let Some(vehicle) = intent.vehicle.clone() {
            self.items.insert((intent.batch.clone(), vehicle), Attempt::Asked);
        }
        self.entries.push(Entry {
            id: id.clone(),
            intent,
            state: Attempt::Asked,
            charge: Charge::Unknown,
            cost: None,
            settled_at: None,
        });
        Ok(id)
    }

    fn settle(&mut self, settlement: Settlement) -> Result<Settled, LedgerError> {
        self.faults.settlement()?;
        // Ids are handed out by position, so the search begins at the end, where it ends soon.
        let Some(at) = self.entries.iter().rposition(|entry| entry.id == settlement.call) else {
            return Err(refused("call_unknown"));
        };
        if self.entries[at].state != Attempt::Asked {
            return Err(refused("call_settled"));
        }
        let intent = self.entries[at].intent.clone();
        if let Outcome::TakenBack = settlement.outcome {
            return Ok(self.take_back(at, intent));
        }
        let (state, charge) = verdict(&settlement.outcome);
        let cost = self.cost(&intent.provider, charge);
        let entry = &mut self.entries[at];
        (entry.state, entry.charge, entry.cost) = (state, charge, cost);
        entry.settled_at = Some(settlement.at);
        let Some(vehicle) = intent.vehicle else { return Ok(Settled { cost, ..Settled::default() }) };
        let again = settlement.again && state != Attempt::Doubtful;
        let item = if again { Attempt::Waiting } else { state };
        self.items.insert((intent.batch, vehicle.clone()), item);
        let new = match settlement.outcome {
            Outcome::Replied(Reply::Answered { violations, .. }) => self.keep_rows(&vehicle, violations),
            _ => 0,
        };
        let news = News { new, ..News::default() };
        Ok(Settled { news, unpaid: self.unpaid(&vehicle), cost })
    }

    /// The call never was; its vehicle waits as before.
    fn take_back(&mut self, at: usize, intent: Intent) -> Settled {
        self.entries.remove(at);
        if let Some(vehicle) = intent.vehicle {
            self.items.insert((intent.batch, vehicle), Attempt::Waiting);
        }
        Settled::default()
    }

    fn cost(&mut self, provider: &str, charge: Charge) -> Option<Fen> {
        match (charge, self.prices.get_mut(provider)) {
            (Charge::No, _) => Some(Fen(0)),
            (Charge::Unknown, _) | (Charge::Yes, None) => None,
            (Charge::Yes, Some(price)) => {
                price.used += 1;
                price.list.of_call(price.used)
            }
        }
    }

    fn keep_rows(&mut self, vehicle: &VehicleId, violations: Vec<Violation>) -> u32 {
        let rows = self.rows.entry(vehicle.clone()).or_default();
        let before = rows.len();
        rows.extend(violations.into_iter().map(|row| (row.own_key(), row)));
        u32::try_from(rows.len() - before).unwrap_or(u32::MAX)
    }

    fn unpaid(&self, vehicle: &VehicleId) -> u32 {
        let rows = self.rows.get(vehicle).into_iter().flat_map(BTreeMap::values);
        u32::try_from(rows.filter(|row| row.state.owes_fine()).count()).unwrap_or(u32::MAX)
    }
}

fn verdict(outcome: &Outcome) -> (Attempt, Charge) {
    match outcome {
        Outcome::LookedUp | Outcome::TakenBack => (Attempt::Answered, Charge::No),
        Outcome::Replied(
            Reply::Answered { charge, .. } | Reply::NoData { charge, .. } | Reply::Pending { charge, .. },
        ) => (Attempt::Answered, *charge),
        Outcome::Failed(error) if error.charge == Charge::Unknown => (Attempt::Doubtful, Charge::Unknown),
        Outcome::Failed(error) if error.kind == ErrorKind::PaidUnread => (Attempt::Unreadable, Charge::Yes),
        Outcome::Failed(error) => (Attempt::Failed, error.charge),
    }
}

impl Faults {
    fn settlement(&mut self) -> Result<(), LedgerError> {
        match (spend(&mut self.settlements_left), &mut self.then_fail) {
            (Ok(()), _) => Ok(()),
            (Err(_), Some(0)) => Ok(()),
            (Err(error), left) => {
                if let Some(left) = left {
                    *left -= 1;
                }
                Err(error)
            }
        }
    }
}

/// Counts a write against its limit.
fn spend(left: &mut Option<usize>) -> Result<(), LedgerError> {
    match left {
        Some(0) => Err(refused("disk_full")),
        Some(left) => {
            *left -= 1;
            Ok(())
        }
        None => Ok(()),
    }
}

fn refused(code: &'static str) -> LedgerError {
    LedgerError { code, message: "the ledger in memory refused".to_owned() }
}

impl Ledger for MemoryLedger {
    fn intend(&self, intent: Intent) -> Work<'_, Result<CallId, LedgerError>> {
        Box::pin(async move {
            self.commit().await;
            self.books().intend(intent)
        })
    }

    fn settle(&self, settlement: Settlement) -> Work<'_, Result<Settled, LedgerError>> {
        Box::pin(async move {
            self.commit().await;
            self.books().settle(settlement)
        })
    }

    fn skip(&self, batch: &BatchId, vehicle: &VehicleId, skip: Skip) -> Work<'_, Result<(), LedgerError>> {
        let key = (batch.clone(), vehicle.clone());
        Box::pin(async move {
            self.commit().await;
            self.books().skips.insert(key, skip);
            Ok(())
        })
    }

    fn rule(&self, provider: &str, key: &str) -> Work<'_, Result<Option<CityRule>, LedgerError>> {
        let rule = self.books().rules.get(&(provider.to_owned(), key.to_owned())).cloned();
        Box::pin(async move { Ok(rule) })
    }

    fn keep_rule(
        &self,
        provider: &str,
        key: &str,
        rule: CityRule,
        _at: Timestamp,
    ) -> Work<'_, Result<(), LedgerError>> {
        let key = (provider.to_owned(), key.to_owned());
        Box::pin(async move {
            self.commit().await;
            self.books().rules.insert(key, rule);
            Ok(())
        })
    }
}
