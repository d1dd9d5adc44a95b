//! The statement: what was called in a span of time, by provider, day and price,
//! to be held against the vendor's bill.

use super::calls::{self, CallKind, CallRange, CallSums};
use crate::row::{collect, word};
use crate::{Garage, Result};
use cheku_domain::{Charge, Fen, Timestamp};
use chrono::NaiveDate;
use rusqlite::Connection;
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

/// Calls that are alike in everything that a statement tells apart.
struct Group {
    provider: String,
    day: NaiveDate,
    kind: CallKind,
    charge: Charge,
    is_under_way: bool,
    is_unreadable: bool,
    cost: Option<Fen>,
    calls: u32,
}

/// Days begin at midnight in China (UTC+8), as on the vendor's bill.
const GROUPS: &str = "SELECT provider, (asked_at + 28800000) / 86400000 AS day, kind, effective, cost_fen,
        state = 'asked' AS is_under_way, state = 'unreadable' AS is_unreadable, count(*) AS calls
    FROM calls WHERE {} GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2";

fn groups(conn: &Connection, range: &CallRange) -> Result<Vec<Group>> {
    let conditions = calls::conditions(range);
    let sql = GROUPS.replace("{}", &conditions.sql());
    collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        let day: i64 = row.get("day")?;
        Ok(Group {
            provider: row.get("provider")?,
            day: Timestamp(day * 86_400_000).in_cst().date_naive(),
            kind: word(row, "kind", CallKind::from_word)?,
            charge: word(row, "effective", Charge::from_word)?,
            is_under_way: row.get("is_under_way")?,
            is_unreadable: row.get("is_unreadable")?,
            cost: row.get::<_, Option<i64>>("cost_fen")?.map(Fen),
            calls: row.get("calls")?,
        })
    })
}

fn add(sums: &mut CallSums, group: &Group) {
    if group.kind == CallKind::Lookup {
        sums.lookups += group.calls;
        return;
    }
    sums.calls += group.calls;
    match group.charge {
        Charge::No => sums.free += group.calls,
        Charge::Unknown if group.is_under_way => sums.asking += group.calls,
        Charge::Unknown => sums.doubtful += group.calls,
        Charge::Yes => {
            sums.charged += group.calls;
            sums.unreadable += if group.is_unreadable { group.calls } else { 0 };
            match group.cost {
                Some(cost) => sums.cost_fen += cost.times(group.calls.into()),
                None => sums.cost_unknown += group.calls,
            }
        }
    }
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
