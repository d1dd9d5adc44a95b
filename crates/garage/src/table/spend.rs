//! What calls cost, and what the doubtful ones among them may turn out to have cost.

use super::accounts;
use super::call_sums::summary;
use super::calls::{CallRange, conditions};
use crate::row::collect;
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::{CallCost, Fen, Timestamp};
use rusqlite::Connection;

/// What this month cost so far, and what it may turn out to have cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spend {
    /// Known cost of charged questions.
    pub cost_fen: Fen,
    /// Charged questions without a price.
    pub cost_unknown: u32,
    /// Questions of which nobody knows, those under way included.
    pub doubtful: u32,
    /// What the doubtful ones cost at most; `None` = an account has no price.
    pub exposure_fen: Option<Fen>,
}

/// The questions that match and of which nobody knows, by provider: a few of all, so they
/// are looked up and the rest is not read.
pub(crate) fn exposure_sql(conditions: &Conditions) -> String {
    format!(
        "SELECT provider, count(*) FROM calls INDEXED BY calls_unknown
         WHERE {} AND kind = 'question' AND effective = 'unknown' GROUP BY provider",
        conditions.sql()
    )
}

/// The questions of which nobody knows whether they are charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exposure {
    /// How many they are; one that a person confirmed is none of them.
    pub calls: u32,
    /// What they cost if they are charged.
    pub cost: CallCost,
}

/// What the questions that match and are doubtful or under way cost if they are charged.
pub(crate) fn exposure(conn: &Connection, range: &CallRange) -> Result<Exposure> {
    let conditions = conditions(range);
    let doubtful: Vec<(String, u32)> =
        collect(conn.prepare_cached(&exposure_sql(&conditions))?.query(conditions.values())?, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let mut all = Exposure::default();
    for (provider, calls) in doubtful {
        let part = accounts::cost_of_next(conn, &provider, calls)?;
        all.calls += calls;
        all.cost.known += part.known;
        all.cost.unknown += part.unknown;
    }
    Ok(all)
}

impl Garage {
    /// What `now`'s month cost so far (China Standard Time, as the bill counts).
    pub fn month_spend(&self, now: Timestamp) -> Result<Spend> {
        let range = CallRange { from: Some(now.month_start()), ..CallRange::default() };
        self.read(|conn| {
            let month = summary(conn, &range)?;
            let exposure = exposure(conn, &range)?;
            Ok(Spend {
                cost_fen: month.cost_fen,
                cost_unknown: month.cost_unknown,
                doubtful: month.doubtful + month.asking,
                exposure_fen: (exposure.cost.unknown == 0).then_some(exposure.cost.known),
            })
        })
    }
}
