//! What the calls of a span of time found: new violations by provider and city, and how the
//! providers agree.

use super::calls::{CallRange, conditions};
use crate::row::collect;
use crate::{Garage, Result};
use cheku_domain::Fen;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What one provider's questions of one city found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The provider's id.
    pub provider: String,
    /// The city asked, as the provider names it; "" = not asked by city.
    pub city: String,
    /// Questions.
    pub calls: u32,
    /// Of these, charged.
    pub charged: u32,
    /// What the charged ones cost, as far as known.
    pub cost_fen: Fen,
    /// Charged ones without a price.
    pub cost_unknown: u32,
    /// Violations that nobody had told of before. Those of erased vehicles are not known any more.
    pub new_violations: u32,
}

/// Violations that were first seen in a span of time, by who tells of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// More than one provider.
    pub several: u32,
    /// This one alone, by provider.
    pub alone: BTreeMap<String, u32>,
}

fn found(conn: &Connection, range: &CallRange) -> Result<Vec<Found>> {
    let conditions = conditions(range);
    // An item keeps its last call, so that what a repeat found is counted once.
    let sql = format!(
        "SELECT provider, coalesce(city, '') AS asked_city, count(*) AS calls,
             count(*) FILTER (WHERE effective = 'yes') AS charged,
             coalesce(sum(cost_fen) FILTER (WHERE effective = 'yes'), 0) AS cost,
             count(*) FILTER (WHERE effective = 'yes' AND cost_fen IS NULL) AS cost_unknown,
             coalesce(sum((SELECT i.new_violations + i.first_found FROM items i WHERE i.vehicle = c.vehicle
                 AND i.batch = c.batch AND i.call = c.id)), 0) AS new_violations
         FROM calls c WHERE {} AND kind = 'question' GROUP BY 1, 2 ORDER BY 1, charged DESC, 2",
        conditions.sql()
    );
    collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        Ok(Found {
            provider: row.get("provider")?,
            city: row.get("asked_city")?,
            calls: row.get("calls")?,
            charged: row.get("charged")?,
            cost_fen: Fen(row.get("cost")?),
            cost_unknown: row.get("cost_unknown")?,
            new_violations: row.get("new_violations")?,
        })
    })
}

fn agreement(conn: &Connection, range: &CallRange) -> Result<Agreement> {
    let sql =
        "SELECT tellers, (SELECT text FROM texts WHERE id = one) AS provider, count(*) AS violations FROM (
             SELECT count(*) AS tellers, min(s.provider) AS one
             FROM violations v JOIN violation_sources s ON s.violation = v.number
             WHERE v.first_seen >= ?1 AND v.first_seen < ?2 AND v.removed = 0 GROUP BY v.number)
         GROUP BY tellers > 1, CASE WHEN tellers = 1 THEN one END";
    let (from, until) = (range.from.map_or(i64::MIN, |at| at.0), range.until.map_or(i64::MAX, |at| at.0));
    let groups = collect(conn.prepare_cached(sql)?.query([from, until])?, |row| {
        Ok((row.get::<_, u32>("tellers")?, row.get("provider")?, row.get("violations")?))
    })?;
    let mut agreement = Agreement::default();
    for (tellers, provider, violations) in groups {
        match tellers {
            1 => drop(agreement.alone.insert(provider, violations)),
            _ => agreement.several += violations,
        }
    }
    Ok(agreement)
}

impl Garage {
    /// What the questions of a span found, by provider and city, those charged most often first.
    pub fn found(&self, range: &CallRange) -> Result<Vec<Found>> {
        self.read(|conn| found(conn, range))
    }

    /// Who tells of the violations that were first seen in a span.
    pub fn agreement(&self, range: &CallRange) -> Result<Agreement> {
        self.read(|conn| agreement(conn, range))
    }
}
