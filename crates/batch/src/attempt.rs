//! One attempt in its three steps: prepare (rule, local check, intent), ask, settle.
//! Between the steps the coordinator decides; only the middle one is on the wire.

use crate::gate::Gate;
use crate::job::JobItem;
use crate::plan::{self, skip_for};
use crate::queue::Waiting;
use crate::retry::{self, Next};
use crate::rules::{Asker, Halt, Rules};
use cheku_domain::ledger::{BatchId, CallId, Intent, Ledger, LedgerError, Settled, Settlement, Skip};
use cheku_domain::provider::{Answer, ErrorKind, Provider, ProviderError, Question, Refusal, Reply};
use cheku_domain::{Charge, Timestamp, Vehicle};
use std::sync::Arc;

/// What all attempts of a batch share.
pub(crate) struct Shared {
    pub batch: BatchId,
    pub ledger: Arc<dyn Ledger>,
    /// What is signed: the clock as it stands.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// What is written down (see `entry_time`).
    pub entry_time: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pub rules: Rules,
    pub gate: Gate,
}

/// What a step came to, for the coordinator.
pub(crate) enum Came {
    Ready(Ready),
    Unready(Waiting, Unready),
    Answered(Waiting, CallId, Answer),
    Settled(Settling, Result<Settled, LedgerError>),
}

/// The intent is committed; the question may leave.
pub(crate) struct Ready {
    pub waiting: Waiting,
    pub question: Question,
    pub call: CallId,
}

/// Why a question is not ready; nothing was sent about the vehicle.
pub(crate) enum Unready {
    /// Not asked on purpose.
    Skipped(Skip),
    /// Not asked, and the other provider may be: it waits on.
    Elsewhere,
    /// An order or a stop came before the intent: it waits on.
    Withheld,
    /// No rule could be had.
    NoRule(ProviderError),
    /// The ledger could not be written.
    Unwritten(LedgerError),
}

/// What is to be written, and what follows once it is.
pub(crate) struct Settling {
    pub waiting: Waiting,
    pub settlement: Settlement,
    pub end: End,
}

/// What became of a question whose intent was committed.
pub(crate) enum End {
    Answered(Charge),
    NoData(Charge),
    Pending(Charge),
    Failed {
        error: ProviderError,
        next: Next,
        /// The other provider is asked instead.
        elsewhere: bool,
    },
    /// It never left: an order or a stop came between its intent and its turn.
    TakenBack,
}

impl End {
    /// What came back, with what follows from it; counts a failure.
    pub fn of(answer: &Result<Reply, ProviderError>, waiting: &mut Waiting, gate: &Gate) -> End {
        match answer {
            Ok(Reply::Answered { charge, .. }) => End::Answered(*charge),
            Ok(Reply::NoData { charge, .. }) => End::NoData(*charge),
            Ok(Reply::Pending { charge, .. }) => End::Pending(*charge),
            Err(error) => {
                let next = retry::next(error.kind, error.charge, waiting.failures.count(error.kind));
                let elsewhere =
                    retry::is_the_others(error.kind, error.charge) && gate.may_go_elsewhere(&waiting.item);
                End::Failed { error: error.clone(), next, elsewhere }
            }
        }
    }

    pub fn charge(&self) -> Charge {
        match self {
            End::Answered(charge) | End::NoData(charge) | End::Pending(charge) => *charge,
            End::Failed { error, .. } => error.charge,
            End::TakenBack => Charge::No,
        }
    }

    /// True when the vehicle counts as not asked.
    pub fn leaves_unasked(&self) -> bool {
        match self {
            End::Failed { error, next, elsewhere } => *elsewhere || next.leaves_unasked(error.charge),
            End::TakenBack => true,
            _ => false,
        }
    }
}

impl Shared {
    /// Commits that the question is about to be sent, or finds why it is not.
    pub async fn prepare(&self, waiting: Waiting, provider: &dyn Provider) -> Came {
        match self.commit(&waiting.item, provider).await {
            Ok((question, call)) => Came::Ready(Ready { waiting, question, call }),
            Err(why) => Came::Unready(waiting, why),
        }
    }

    /// Sends the question, once.
    pub async fn ask(&self, ready: Ready, provider: &dyn Provider) -> Came {
        let Ready { mut waiting, question, call } = ready;
        let answer = provider.ask(&question, (self.clock)()).await;
        waiting.city = question.city;
        Came::Answered(waiting, call, answer)
    }

    /// Writes what came of it.
    pub async fn settle(&self, settling: Settling) -> Came {
        // A copy, since what cannot be written now is kept and written later.
        let written = self.ledger.settle(settling.settlement.clone()).await;
        Came::Settled(settling, written)
    }

    async fn commit(&self, item: &JobItem, provider: &dyn Provider) -> Result<(Question, CallId), Unready> {
        let elsewhere = self.gate.may_go_elsewhere(item);
        let vehicle = &item.vehicle;
        let question = match self.question(vehicle, provider).await {
            Ok(question) => question,
            Err(Unready::Skipped(skip)) => return Err(self.skip(vehicle, skip, elsewhere).await),
            Err(why) => return Err(why),
        };
        let id = provider.descriptor().id;
        if !self.gate.lets_through(id) {
            return Err(Unready::Withheld);
        }
        if self.gate.is_city_shut(id, question.city.as_deref()) {
            return Err(self.skip(vehicle, Skip::City, elsewhere).await);
        }
        let intent = Intent {
            batch: self.batch.clone(),
            provider: id.to_owned(),
            vehicle: Some(vehicle.id.clone()),
            city: question.city.clone(),
            at: (self.entry_time)(),
        };
        // Committed before the bytes leave: the one line that this crate exists for.
        let call = self.ledger.intend(intent).await.map_err(Unready::Unwritten)?;
        Ok((question, call))
    }

    /// The question, or why there is none. A skip is not written down yet.
    async fn question(&self, vehicle: &Vehicle, provider: &dyn Provider) -> Result<Question, Unready> {
        let rule = match provider.rule_key(vehicle) {
            None => None,
            Some(key) => match self.rules.get(&key, &self.asker(provider)).await {
                Ok(Ok(rule)) => Some(rule),
                Ok(Err(error)) => return Err(without_rule(error)),
                Err(Halt::Withheld) => return Err(Unready::Withheld),
                Err(Halt::Ledger(error)) => return Err(Unready::Unwritten(error)),
            },
        };
        provider.prepare(vehicle, rule.as_ref()).map_err(|refusal| Unready::Skipped(skip_for(refusal)))
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

    async fn skip(&self, vehicle: &Vehicle, skip: Skip, elsewhere: bool) -> Unready {
        if elsewhere && plan::is_the_others(&skip) {
            return Unready::Elsewhere;
        }
        match self.ledger.skip(&self.batch, &vehicle.id, skip.clone()).await {
            Ok(()) => Unready::Skipped(skip),
            Err(error) => Unready::Unwritten(error),
        }
    }
}

/// A prefix without a rule is the person's to mend; everything else is the batch's.
fn without_rule(error: ProviderError) -> Unready {
    match error.kind {
        ErrorKind::CityUnknown => Unready::Skipped(Skip::Incomplete(Refusal::CityUnknown)),
        ErrorKind::CityClosed => Unready::Skipped(Skip::City),
        _ => Unready::NoRule(error),
    }
}
