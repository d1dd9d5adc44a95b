//! What a span of days comes to: sums, groups and rankings over its violations, which an index leads to.
//! What has no readable time is in no span of offences, and is counted apart.

use super::standing::{RETURNED, UNPAID};
use super::violation_filter::matching;
use super::violation_list::{figures, figures_sql};
use super::violation_query::{Count, ViolationQuery};
use super::violation_search::Search;
use crate::figures::Ranking;
use crate::row::{collect, int};
use crate::totals::tallies::{GroupTotals, read_group};
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::TotalsBy;
use cheku_domain::{Span, Totals};
use rusqlite::Connection;

/// The same violations as a query means, of those without a readable time; `None` where its days leave none out.
fn undated(query: &ViolationQuery) -> Option<ViolationQuery> {
    let span = query.span.filter(Span::leaves_out_undated)?;
    let month = query.month.clone().unwrap_or_default();
    // A month's have a time.
    (!span.is_all() && month.is_empty()).then(|| ViolationQuery {
        span: None,
        month: Some(month),
        ..query.clone()
    })
}

fn conditions(conn: &Connection, query: &ViolationQuery) -> Result<Conditions> {
    Ok(matching(query, &Search::of(conn, query)?, true))
}

/// How a violation's row leads to a key: the key, its plate type, and what is read beside `violations y`.
fn key_of(by: TotalsBy) -> (&'static str, &'static str, &'static str) {
    const VEHICLE: &str = "CROSS JOIN vehicles v ON v.number = y.vehicle";
    match by {
        TotalsBy::Vehicle => ("v.plate", "v.plate_type", VEHICLE),
        TotalsBy::Group => ("coalesce(v.team, '')", "NULL", VEHICLE),
        TotalsBy::Driver => ("d.name", "NULL", "CROSS JOIN driver_names d ON d.id = y.driver"),
        TotalsBy::City => ("t.text", "NULL", "CROSS JOIN texts t ON t.id = y.city"),
        TotalsBy::Month => ("coalesce(strftime('%Y-%m', y.time, 'unixepoch'), '')", "NULL", ""),
    }
}

/// The sums of all that match, by key.
pub(crate) fn groups_sql(by: TotalsBy, conditions: &Conditions) -> String {
    let (key, plate_type, joined) = key_of(by);
    format!(
        "SELECT {key} AS key, {plate_type} AS plate_type, count(DISTINCT y.vehicle) AS vehicles, 0 AS unanswered, {}
         FROM violations y {joined} WHERE {} AND {RETURNED} GROUP BY 1, 2 ORDER BY 1, 2",
        figures_sql(false),
        conditions.sql()
    )
}

/// The commonest texts among the unpaid ones of all that match.
pub(crate) fn ranking_sql(ranking: Ranking, conditions: &Conditions) -> String {
    let column = match ranking {
        Ranking::Act => "act",
        Ranking::Place => "place",
        Ranking::City => "city",
    };
    // The days lead to the rows, whatever their standing.
    let unpaid = UNPAID.replace("standing", "+y.standing");
    format!(
        "SELECT t.text, c.rows FROM (
             SELECT y.{column} AS id, count(*) AS rows FROM violations y WHERE {} AND {unpaid} GROUP BY 1) c
         CROSS JOIN texts t ON t.id = c.id WHERE t.text <> '' ORDER BY 2 DESC, 1 LIMIT {{limit}}",
        conditions.sql()
    )
}

impl Garage {
    /// What those of a query come to that have no readable time, where its days leave them out: how many, and
    /// their totals.
    pub fn undated(&self, query: &ViolationQuery) -> Result<(usize, Totals)> {
        let Some(query) = undated(query) else { return Ok(Default::default()) };
        self.read(|conn| figures(conn, &query, &Search::of(conn, &query)?))
    }

    /// What is owed of a span, by key, in order of the key. A vehicle without a violation in it is in none.
    pub fn span_totals_by(&self, span: Span, by: TotalsBy) -> Result<Vec<GroupTotals>> {
        let query = ViolationQuery { span: Some(span), ..ViolationQuery::default() };
        self.read(|conn| {
            let conditions = conditions(conn, &query)?;
            let sql = groups_sql(by, &conditions);
            collect(conn.prepare_cached(&sql)?.query(conditions.values())?, read_group)
        })
    }

    /// The commonest acts, places or cities among the unpaid violations of a span.
    pub fn span_ranking(&self, span: Span, ranking: Ranking, limit: usize) -> Result<Vec<Count>> {
        let query = ViolationQuery { span: Some(span), ..ViolationQuery::default() };
        self.read(|conn| {
            let conditions = conditions(conn, &query)?;
            let sql = ranking_sql(ranking, &conditions).replace("{limit}", &int(limit).to_string());
            collect(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
                Ok(Count { key: row.get(0)?, rows: row.get(1)? })
            })
        })
    }
}
