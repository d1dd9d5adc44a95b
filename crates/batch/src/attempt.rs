//! One attempt: rule, local check, intent, question, settlement.

use crate::gate::Gate;
use crate::plan::{self, skip_for};
use crate::queue::Waiting;
use crate::retry::{self, Failures, Next};
use crate::rules::{Asker, Halt, Rules};
use cheku_domain::ledger::{BatchId, Intent, Ledger, LedgerError, Outcome, Settled, Settlement, Skip};
use cheku_domain::provider::{ErrorKind, Provider, ProviderError, Question, Refusal, Reply};
use cheku_domain::{Charge, Timestamp, Vehicle};
use std::sync::Arc;

/// What all attempts of a batch share.
pub(crate) struct Shared {
    pub batch: BatchId,
    pub ledger: Arc<dyn Ledger>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pub rules: Rules,
    pub gate: Gate,
}

/// How an attempt ended, for the coordinator.
pub(crate) enum AttemptEnd {
    /// Not asked: nothing was sent.
    Skipped(Skip),
    /// Not asked, and the other provider may be: nothing was sent, it waits on.
    Elsewhere,
    /// An order or a stop came before the intent: nothing was sent, it waits on.
    Withheld,
    /// No rule could be had; nothing was asked about the vehicle.
    NoRule(ProviderError),
    /// Asked and settled.
    Settled(Report),
    /// The ledger could not be written before anything was sent about the vehicle.
    Unwritten(LedgerError),
    /// Asked, but what came back could not be written.
    Unsettled(LedgerError),
}

/// A settled attempt.
pub(crate) struct Report {
    pub settled: Settled,
    pub charge: Charge,
    pub end: End,
}

/// What came back.
pub(crate) enum End {
    Answered,
    NoData,
    Pending,
    Failed { error: ProviderError, next: Next },
}

impl Shared {
    /// Runs one attempt for one vehicle, whose earlier failures it carries.
    pub async fn attempt(&self, waiting: &mut Waiting, provider: &dyn Provider) -> AttemptEnd {
        let Waiting { item, failures } = waiting;
        let elsewhere = self.gate.may_go_elsewhere(item);
        let vehicle = &item.vehicle;
        let question = match self.question(vehicle, provider).await {
            Ok(question) => question,
            Err(AttemptEnd::Skipped(skip)) => return self.skip(vehicle, skip, elsewhere).await,
            Err(end) => return end,
        };
        let id = provider.descriptor().id;
        if !self.gate.lets_through(id) {
            return AttemptEnd::Withheld;
        }
        if self.gate.is_city_shut(id, question.city.as_deref()) {
            return self.skip(vehicle, Skip::City, elsewhere).await;
        }
        self.ask(vehicle, provider, &question, failures, elsewhere).await
    }

    /// The question, or why there is none. A skip is not written down yet.
    async fn question(&self, vehicle: &Vehicle, provider: &dyn Provider) -> Result<Question, AttemptEnd> {
        let rule = match provider.rule_key(vehicle) {
            None => None,
            Some(key) => match self.rules.get(&key, &self.asker(provider)).await {
                Ok(Ok(rule)) => Some(rule),
                Ok(Err(error)) => return Err(without_rule(error)),
                Err(Halt::Withheld) => return Err(AttemptEnd::Withheld),
                Err(Halt::Ledger(error)) => return Err(AttemptEnd::Unwritten(error)),
            },
        };
        provider.prepare(vehicle, rule.as_ref()).map_err(|refusal| AttemptEnd::Skipped(skip_for(refusal)))
    }

    fn asker<'a>(&'a self, provider: &'a dyn Provider) -> Asker<'a> {
        Asker {
            batch: &self.batch,
            provider,
            ledger: self.ledger.as_ref(),
            gate: &self.gate,
            clock: self.clock.as_ref(),
        }
    }

    async fn skip(&self, vehicle: &Vehicle, skip: Skip, elsewhere: bool) -> AttemptEnd {
        if elsewhere && plan::is_the_others(&skip) {
            return AttemptEnd::Elsewhere;
        }
        match self.ledger.skip(&self.batch, &vehicle.id, skip.clone()).await {
            Ok(()) => AttemptEnd::Skipped(skip),
            Err(error) => AttemptEnd::Unwritten(error),
        }
    }

    async fn ask(
        &self,
        vehicle: &Vehicle,
        provider: &dyn Provider,
        question: &Question,
        failures: &mut Failures,
        elsewhere: bool,
    ) -> AttemptEnd {
        let id = provider.descriptor().id;
        let intent = Intent {
            batch: self.batch.clone(),
            provider: id.to_owned(),
            vehicle: Some(vehicle.id.clone()),
            city: question.city.clone(),
            at: (self.clock)(),
        };
        // Committed before the bytes leave: the one line that this crate exists for.
        let call = match self.ledger.intend(intent).await {
            Ok(call) => call,
            Err(error) => return AttemptEnd::Unwritten(error),
        };
        let answer = provider.ask(question, (self.clock)()).await;
        let (charge, end) = read(&answer, failures);
        if let End::Failed { next: Next::SkipCity, .. } = end {
            self.gate.shut_city(id, question.city.as_deref());
        }
        let again = matches!(&end, End::Failed { error, next } if next.leaves_unasked(charge)
            || elsewhere && retry::is_the_others(error.kind, charge));
        let outcome = answer.map_or_else(Outcome::Failed, Outcome::Replied);
        match self.ledger.settle(Settlement { call, outcome, at: (self.clock)(), again }).await {
            Ok(settled) => AttemptEnd::Settled(Report { settled, charge, end }),
            Err(error) => AttemptEnd::Unsettled(error),
        }
    }
}

/// A prefix without a rule is the person's to mend; everything else is the batch's.
fn without_rule(error: ProviderError) -> AttemptEnd {
    match error.kind {
        ErrorKind::CityUnknown => AttemptEnd::Skipped(Skip::Incomplete(Refusal::CityUnknown)),
        ErrorKind::CityClosed => AttemptEnd::Skipped(Skip::City),
        _ => AttemptEnd::NoRule(error),
    }
}

fn read(answer: &Result<Reply, ProviderError>, failures: &mut Failures) -> (Charge, End) {
    match answer {
        Ok(Reply::Answered { charge, .. }) => (*charge, End::Answered),
        Ok(Reply::NoData { charge, .. }) => (*charge, End::NoData),
        Ok(Reply::Pending { charge, .. }) => (*charge, End::Pending),
        Err(error) => {
            let next = retry::next(error.kind, error.charge, failures.count(error.kind));
            (error.charge, End::Failed { error: error.clone(), next })
        }
    }
}
