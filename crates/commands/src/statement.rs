//! The monthly statement: what was called, to be held against the vendors' bills.

use crate::App;
use crate::api::{Statement, StatementCity, StatementDay, StatementPrice, StatementRequest, StatementShare};
use crate::calls::range;
use crate::error::Result;
use cheku_domain::Fen;
use cheku_garage::{CallSums, Found, Garage};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A month's calls by provider, day and price, to be held against the vendors' bills.
pub async fn statement(app: &App, request: StatementRequest) -> Result<Statement> {
    app.work(move |garage| statement_of(garage, &request.month)).await
}

pub(crate) fn statement_of(garage: &Garage, month: &str) -> Result<Statement> {
    let range = range(Some(month))?;
    let found = garage.found(&range)?;
    let agreement = garage.agreement(&range)?;
    let shares = garage.statement(&range)?.into_iter().map(|share| {
        let alone = agreement.alone.get(&share.provider).copied().unwrap_or(0);
        let cities = cities(garage, &share.provider, &found)?;
        Ok(statement_share(share, cities, alone))
    });
    Ok(Statement {
        month: month.to_owned(),
        sums: garage.calls_summary(&range)?,
        providers: shares.collect::<Result<_>>()?,
        agreed: agreement.several,
    })
}

fn statement_share(
    share: cheku_garage::StatementShare,
    cities: Vec<StatementCity>,
    alone: u32,
) -> StatementShare {
    let price = |(price, calls): (Option<Fen>, u32)| StatementPrice {
        price_fen: price,
        calls,
        cost_fen: price.map(|price| price.times(calls.into())),
    };
    let day = |(date, sums): (NaiveDate, CallSums)| StatementDay { date: date.to_string(), sums };
    let new_violations = cities.iter().map(|city| city.new_violations).sum();
    StatementShare {
        provider: share.provider,
        sums: share.sums,
        prices: share.prices.into_iter().map(price).collect(),
        days: share.days.into_iter().map(day).collect(),
        new_violations,
        cost_each_fen: each(share.sums.cost_fen, share.sums.cost_unknown, new_violations),
        cities,
        alone,
    }
}

/// One provider's cities, by the names of its list.
fn cities(garage: &Garage, provider: &str, found: &[Found]) -> Result<Vec<StatementCity>> {
    let names: HashMap<String, String> =
        garage.cities(provider)?.into_iter().map(|city| (city.rule.code, city.rule.name)).collect();
    let of_provider = found.iter().filter(|found| found.provider == provider);
    Ok(of_provider
        .map(|found| StatementCity {
            city: found.city.clone(),
            name: names.get(&found.city).unwrap_or(&found.city).clone(),
            calls: found.calls,
            charged: found.charged,
            cost_fen: found.cost_fen,
            cost_unknown: found.cost_unknown,
            new_violations: found.new_violations,
            cost_each_fen: each(found.cost_fen, found.cost_unknown, found.new_violations),
        })
        .collect())
}

/// Unknown where a part of the cost is: too small a figure would look like a bargain.
fn each(cost: Fen, cost_unknown: u32, found: u32) -> Option<Fen> {
    if cost_unknown > 0 { None } else { cost.for_each_of(found) }
}
