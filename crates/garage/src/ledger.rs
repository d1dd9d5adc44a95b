//! The garage as the ledger of the batch: thin, each method hands one piece of
//! work to the writer and waits for its commit.

use crate::error::GarageErrorKind as Kind;
use crate::intend::intend;
use crate::table::answers::Packed;
use crate::table::{cities, items};
use crate::{Garage, GarageError, Result, settle};
use cheku_domain::ledger::{BatchId, CallId, Intent, Ledger, LedgerError, Settled, Settlement, Skip};
use cheku_domain::{CityRule, Timestamp, VehicleId, Work};
use rusqlite::Connection;

/// How long a kept rule is used: cities come and go, and looking one up is free.
pub(crate) const RULE_DAYS: i64 = 7;
pub(crate) const DAY_MS: i64 = 86_400_000;

impl Garage {
    /// Queues a write and waits for its commit without blocking the thread.
    async fn written<T, F>(&self, work: F) -> std::result::Result<T, LedgerError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T> + Send + 'static,
    {
        let (answer, answered) = tokio::sync::oneshot::channel();
        // The receiver is dropped only when the batch stopped waiting; the work is done anyway.
        self.submit(work, Box::new(move |result| drop(answer.send(result))));
        let lost = |_| Err(GarageError::new(Kind::Closed, "the writer has ended"));
        answered.await.unwrap_or_else(lost).map_err(LedgerError::from)
    }
}

impl Ledger for Garage {
    fn intend(&self, intent: Intent) -> Work<'_, std::result::Result<CallId, LedgerError>> {
        self.saw(intent.at);
        Box::pin(self.written(move |conn| intend(conn, &intent)))
    }

    fn settle(&self, settlement: Settlement) -> Work<'_, std::result::Result<Settled, LedgerError>> {
        let packed = settlement.body.as_ref().map(Packed::of).transpose();
        Box::pin(async move {
            let packed = packed?;
            self.written(move |conn| settle::settle(conn, &settlement, packed.as_ref())).await
        })
    }

    fn skip(
        &self,
        batch: &BatchId,
        vehicle: &VehicleId,
        skip: Skip,
    ) -> Work<'_, std::result::Result<(), LedgerError>> {
        let (batch, vehicle) = (batch.clone(), vehicle.clone());
        Box::pin(self.written(move |conn| items::skip(conn, &batch.0, &vehicle.0, &skip)))
    }

    fn rule(
        &self,
        provider: &str,
        key: &str,
    ) -> Work<'_, std::result::Result<Option<CityRule>, LedgerError>> {
        let oldest = Timestamp(self.latest().0 - RULE_DAYS * DAY_MS);
        let kept = self.read(|conn| cities::kept_rule(conn, provider, key, oldest));
        Box::pin(std::future::ready(kept.map_err(LedgerError::from)))
    }

    fn keep_rule(
        &self,
        provider: &str,
        key: &str,
        rule: CityRule,
        at: Timestamp,
    ) -> Work<'_, std::result::Result<(), LedgerError>> {
        let (provider, key) = (provider.to_owned(), key.to_owned());
        Box::pin(self.written(move |conn| cities::keep_rule(conn, &provider, &key, &rule, at)))
    }
}
