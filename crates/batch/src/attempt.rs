//! One attempt: rule, local check, intent, question, settlement.

use crate::plan::skip_for;
use crate::retry::{self, Next};
use crate::rules::{Asker, RuleFailure, Rules};
use cheku_domain::ledger::{BatchId, Intent, Ledger, LedgerError, Outcome, Settled, Settlement, Skip};
use cheku_domain::provider::{ErrorKind, Provider, ProviderError, Question, Reply};
use cheku_domain::{Charge, Timestamp, Vehicle};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

/// What all attempts of a batch share.
pub(crate) struct Shared {
    pub batch: BatchId,
    pub ledger: Arc<dyn Ledger>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pub rules: Rules,
    pub closed_cities: Mutex<HashSet<String>>,
}

/// How an attempt ended, for the coordinator.
pub(crate) enum AttemptEnd {
    /// Not asked: nothing was sent.
    Skipped(Skip),
    /// No rule could be had; nothing was asked about the vehicle.
    NoRule(ProviderError),
    /// Asked and settled.
    Settled(Report),
    /// The ledger could not be written.
    Ledger(LedgerError),
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
    /// Runs attempt number `tries` for one vehicle.
    pub async fn attempt(&self, vehicle: &Vehicle, provider: &dyn Provider, tries: u32) -> AttemptEnd {
        match self.question(vehicle, provider).await {
            Ok(question) => self.ask(vehicle, provider, &question, tries).await,
            Err(end) => end,
        }
    }

    async fn question(&self, vehicle: &Vehicle, provider: &dyn Provider) -> Result<Question, AttemptEnd> {
        let rule = match provider.rule_key(vehicle) {
            None => None,
            Some(key) => {
                let asker = Asker {
                    batch: &self.batch,
                    provider,
                    ledger: self.ledger.as_ref(),
                    clock: self.clock.as_ref(),
                };
                match self.rules.get(&key, &asker).await {
                    Ok(rule) => Some(rule),
                    Err(RuleFailure::Ledger(error)) => return Err(AttemptEnd::Ledger(error)),
                    Err(RuleFailure::Provider(error)) => return Err(self.without_rule(vehicle, error).await),
                }
            }
        };
        let question = match provider.prepare(vehicle, rule.as_ref()) {
            Ok(question) => question,
            Err(refusal) => return Err(self.skip(vehicle, skip_for(refusal)).await),
        };
        if self.is_closed(question.city.as_deref()) {
            return Err(self.skip(vehicle, Skip::City).await);
        }
        Ok(question)
    }

    /// A prefix without a rule is the person's to mend; everything else is the batch's.
    async fn without_rule(&self, vehicle: &Vehicle, error: ProviderError) -> AttemptEnd {
        match error.kind {
            ErrorKind::CityUnknown => {
                let refusal = cheku_domain::provider::Refusal::CityUnknown;
                self.skip(vehicle, Skip::Incomplete(refusal)).await
            }
            ErrorKind::CityClosed => self.skip(vehicle, Skip::City).await,
            _ => AttemptEnd::NoRule(error),
        }
    }

    async fn skip(&self, vehicle: &Vehicle, skip: Skip) -> AttemptEnd {
        match self.ledger.skip(&self.batch, &vehicle.id, skip.clone()).await {
            Ok(()) => AttemptEnd::Skipped(skip),
            Err(error) => AttemptEnd::Ledger(error),
        }
    }

    fn is_closed(&self, city: Option<&str>) -> bool {
        let closed = self.closed_cities.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        city.is_some_and(|city| closed.contains(city))
    }

    fn close(&self, city: Option<&str>) {
        if let Some(city) = city {
            let mut closed = self.closed_cities.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            closed.insert(city.to_owned());
        }
    }

    async fn ask(
        &self,
        vehicle: &Vehicle,
        provider: &dyn Provider,
        question: &Question,
        tries: u32,
    ) -> AttemptEnd {
        let intent = Intent {
            batch: self.batch.clone(),
            provider: provider.descriptor().id.to_owned(),
            vehicle: Some(vehicle.id.clone()),
            city: question.city.clone(),
            at: (self.clock)(),
        };
        // Committed before the bytes leave: the one line that this crate exists for.
        let call = match self.ledger.intend(intent).await {
            Ok(call) => call,
            Err(error) => return AttemptEnd::Ledger(error),
        };
        let answer = provider.ask(question, (self.clock)()).await;
        let (charge, end) = read(&answer, tries);
        if let End::Failed { next: Next::SkipCity, .. } = end {
            self.close(question.city.as_deref());
        }
        let again = matches!(end, End::Failed { next: Next::RetryAfter(_) | Next::Stop, .. });
        let outcome = answer.map_or_else(Outcome::Failed, Outcome::Replied);
        match self.ledger.settle(Settlement { call, outcome, at: (self.clock)(), again }).await {
            Ok(settled) => AttemptEnd::Settled(Report { settled, charge, end }),
            Err(error) => AttemptEnd::Ledger(error),
        }
    }
}

fn read(answer: &Result<Reply, ProviderError>, tries: u32) -> (Charge, End) {
    match answer {
        Ok(Reply::Answered { charge, .. }) => (*charge, End::Answered),
        Ok(Reply::NoData { charge, .. }) => (*charge, End::NoData),
        Ok(Reply::Pending { charge, .. }) => (*charge, End::Pending),
        Err(error) => {
            let next = retry::next(error.kind, error.charge, tries);
            (error.charge, End::Failed { error: error.clone(), next })
        }
    }
}
