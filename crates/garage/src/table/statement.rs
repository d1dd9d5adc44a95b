//! The statement: what was called in a span of time, by provider, day and price,
//! to be held against the vendor's bill.

use super::call_sums::{Group, add, groups};
use super::calls::{CallKind, CallRange, CallSums};
use crate::{Garage, Result};
use cheku_domain::{Charge, Fen};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One provider's part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementShare {
    /// The provider's id.
    pub provider: String,
    /// Over the whole span.
    pub sums: CallSums,
    /// Day by day in China Standard Time; days without a call are left out.
    pub days: Vec<(NaiveDate, CallSums)>,
    /// Charged questions by what each cost, dearest first; `None` = without a price.
    pub prices: Vec<(Option<Fen>, u32)>,
}

fn share(provider: String, groups: &[Group]) -> StatementShare {
    let mut sums = CallSums::default();
    let mut days: BTreeMap<NaiveDate, CallSums> = BTreeMap::new();
    let mut prices: BTreeMap<Option<Fen>, u32> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.provider == provider) {
        add(&mut sums, group);
        add(days.entry(group.day).or_default(), group);
        if group.kind == CallKind::Question && group.charge == Charge::Yes {
            *prices.entry(group.cost).or_default() += group.calls;
        }
    }
    let prices = prices.into_iter().rev().collect();
    StatementShare { provider, sums, days: days.into_iter().collect(), prices }
}

impl Garage {
    /// What was called, provider by provider, by day and by price.
    pub fn statement(&self, range: &CallRange) -> Result<Vec<StatementShare>> {
        let groups = self.read(|conn| groups(conn, range))?;
        let mut providers: Vec<String> = groups.iter().map(|group| group.provider.clone()).collect();
        providers.dedup();
        Ok(providers.into_iter().map(|provider| share(provider, &groups)).collect())
    }
}
