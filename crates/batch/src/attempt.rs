//! One attempt in its three steps: prepare (rule, local check, intent), ask, settle.
//! Between the steps the coordinator decides; only the middle one sends anything.

use crate::gate::Gate;
use crate::job::JobItem;
use crate::plan::{self, skip_for};
use crate::retry::Failures;
use crate::rules::{Asker, Halt, Rules};
use crate::verdict::Verdict;
use cheku_domain::ledger::{BatchId, CallId, Intent, Ledger, LedgerError, Settled, Settlement, Skip};
use cheku_domain::provider::{Answer, ErrorKind, Provider, ProviderError, Question, Refusal};
use cheku_domain::{Timestamp, Vehicle};
use std::sync::Arc;
use tokio::time::Instant;

/// A vehicle on its way through the batch, from its place in the queue to its settlement.
pub(crate) struct Attempt {
    pub item: JobItem,
    /// The city that the last question went to.
    pub city: Option<String>,
    pub failures: Failures,
    /// How many questions of the batch had been sent before it.
    pub number: u64,
    /// When it was sent.
    pub asked_at: Instant,
}

impl Attempt {
    /// The first attempt at a vehicle: nothing failed yet.
    pub fn new(item: JobItem) -> Attempt {
        let failures = Failures::default();
        Attempt { item, city: None, failures, number: 0, asked_at: Instant::now() }
    }

    /// Its provider's id.
    pub fn provider(&self) -> &str {
        &self.item.provider
    }
}

/// What a step came to, for the coordinator.
pub(crate) enum StepResult {
    Ready(Ready),
    NotReady(NotReady),
    Answered(CallId, Answer),
    Settled(Settling, Result<Settled, LedgerError>),
}

/// The intent is committed; the question may leave.
pub(crate) struct Ready {
    pub question: Question,
    pub call: CallId,
}

/// Why a question is not ready; nothing was sent about the vehicle.
pub(crate) enum NotReady {
    /// Not asked on purpose.
    Skipped(Skip),
    /// Its other provider is asked instead.
    FallsBack,
    /// An order or a stop came before the intent: it waits on.
    Withheld,
    /// No rule could be had.
    NoRule(ProviderError),
    /// The ledger could not be written.
    Unwritten(LedgerError),
}

/// What is to be written, and what follows once it is.
pub(crate) struct Settling {
    pub settlement: Settlement,
    pub verdict: Verdict,
}

/// What all attempts of a batch share.
pub(crate) struct Shared {
    pub batch: BatchId,
    pub ledger: Arc<dyn Ledger>,
    /// The time that a question is signed with.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// The time that is written down (see `monotonic_clock`).
    pub entry_time: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pub rules: Rules,
    pub gate: Gate,
}

impl Shared {
    /// Commits that the question is about to be sent, or finds why it is not.
    pub async fn prepare(&self, item: JobItem, provider: &dyn Provider) -> StepResult {
        match self.commit(&item, provider).await {
            Ok(ready) => StepResult::Ready(ready),
            Err(why) => StepResult::NotReady(why),
        }
    }

    /// Sends the question, once.
    pub async fn ask(&self, ready: Ready, provider: &dyn Provider) -> StepResult {
        let answer = provider.ask(&ready.question, (self.clock)()).await;
        StepResult::Answered(ready.call, answer)
    }

    /// Writes what came of it.
    pub async fn settle(&self, settling: Settling) -> StepResult {
        // A copy, since what cannot be written now is kept and written later.
        let written = self.ledger.settle(settling.settlement.clone()).await;
        StepResult::Settled(settling, written)
    }

    async fn commit(&self, item: &JobItem, provider: &dyn Provider) -> Result<Ready, NotReady> {
        let may_fall_back = self.gate.may_fall_back(item);
        let vehicle = &item.vehicle;
        let question = match self.question(vehicle, provider).await {
            Ok(question) => question,
            Err(NotReady::Skipped(skip)) => return Err(self.skip(vehicle, skip, may_fall_back).await),
            Err(why) => return Err(why),
        };
        let id = provider.descriptor().id;
        if !self.gate.lets_through(id) {
            return Err(NotReady::Withheld);
        }
        if self.gate.is_city_shut(id, question.city.as_deref()) {
            return Err(self.skip(vehicle, Skip::City, may_fall_back).await);
        }
        let intent = Intent {
            batch: self.batch.clone(),
            provider: id.to_owned(),
            vehicle: Some(vehicle.id.clone()),
            city: question.city.clone(),
            at: (self.entry_time)(),
        };
        // Committed before the bytes leave: the one line that this crate exists for.
        let call = self.ledger.intend(intent).await.map_err(NotReady::Unwritten)?;
        Ok(Ready { question, call })
    }

    /// The question, or why there is none. A skip is not written down yet.
    async fn question(&self, vehicle: &Vehicle, provider: &dyn Provider) -> Result<Question, NotReady> {
        let rule = match provider.rule_key(vehicle) {
            None => None,
            Some(key) => match self.rules.get(&key, &self.asker(provider)).await {
                Ok(Ok(rule)) => Some(rule),
                Ok(Err(error)) => return Err(without_rule(error)),
                Err(Halt::Withheld) => return Err(NotReady::Withheld),
                Err(Halt::Ledger(error)) => return Err(NotReady::Unwritten(error)),
            },
        };
        provider.prepare(vehicle, rule.as_ref()).map_err(|refusal| NotReady::Skipped(skip_for(refusal)))
    }

    fn asker<'a>(&'a self, provider: &'a dyn Provider) -> Asker<'a> {
        Asker {
            batch: &self.batch,
            provider,
            ledger: self.ledger.as_ref(),
            gate: &self.gate,
            entry_time: self.entry_time.as_ref(),
        }
    }

    async fn skip(&self, vehicle: &Vehicle, skip: Skip, may_fall_back: bool) -> NotReady {
        if may_fall_back && plan::fallback_may_answer(&skip) {
            return NotReady::FallsBack;
        }
        match self.ledger.skip(&self.batch, &vehicle.id, skip.clone()).await {
            Ok(()) => NotReady::Skipped(skip),
            Err(error) => NotReady::Unwritten(error),
        }
    }
}

/// A prefix without a rule is the person's to mend; everything else is the batch's.
fn without_rule(error: ProviderError) -> NotReady {
    match error.kind {
        ErrorKind::CityUnknown => NotReady::Skipped(Skip::Incomplete(Refusal::CityUnknown)),
        ErrorKind::CityClosed => NotReady::Skipped(Skip::City),
        _ => NotReady::NoRule(error),
    }
}
