//! The monthly statement: what was called, to be held against the vendors' bills.

use crate::App;
use crate::api::{Statement, StatementDay, StatementPrice, StatementRequest, StatementShare};
use crate::calls::{range, sums_of};
use crate::error::Result;
use cheku_domain::Fen;
use cheku_garage::Garage;

/// A month's calls by provider, day and price, to be held against the vendors' bills.
pub async fn statement(app: &App, request: StatementRequest) -> Result<Statement> {
    app.work(move |garage| statement_of(garage, &request.month)).await
}

pub(crate) fn statement_of(garage: &Garage, month: &str) -> Result<Statement> {
    let range = range(Some(month))?;
    let price = |(price, calls): (Option<Fen>, u32)| StatementPrice {
        price_fen: price,
        calls,
        cost_fen: price.map(|price| price.times(calls.into())),
    };
    let share = |share: cheku_garage::StatementShare| StatementShare {
        provider: share.provider,
        sums: sums_of(&share.sums),
        prices: share.prices.into_iter().map(price).collect(),
        days: share
            .days
            .into_iter()
            .map(|(date, sums)| StatementDay { date: date.to_string(), sums: sums_of(&sums) })
            .collect(),
    };
    Ok(Statement {
        month: month.to_owned(),
        sums: sums_of(&garage.calls_summary(&range)?),
        providers: garage.statement(&range)?.into_iter().map(share).collect(),
    })
}
