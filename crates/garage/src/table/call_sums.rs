//! What calls come to, kept by day, provider, kind, charge and price. Triggers move the sums with every change of a
//! call (`migrate/later/32.sql`), so no sum of a month or of years reads its calls; the doctor counts them anew.

use super::calls::{self, CallKind, CallRange, CallSums};
use crate::row::{collect, word};
use crate::{Garage, Result};
use cheku_domain::{Charge, Fen, Timestamp};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

const DAY_MS: i64 = 86_400_000;
/// Days begin at midnight in China (UTC+8), as on the vendor's bill.
const CHINA_MS: i64 = 28_800_000;

/// Calls that are alike in everything that a statement tells apart.
pub(crate) struct Group {
    pub(crate) provider: String,
    pub(crate) day: NaiveDate,
    pub(crate) kind: CallKind,
    pub(crate) charge: Charge,
    pub(crate) is_under_way: bool,
    pub(crate) is_unreadable: bool,
    pub(crate) cost: Option<Fen>,
    pub(crate) calls: u32,
}

const COUNTED: &str = "SELECT provider, (asked_at + 28800000) / 86400000 AS day, kind, effective,
        state = 'asked' AND effective = 'unknown' AS is_under_way, state = 'unreadable' AS is_unreadable,
        coalesce(cost_fen, -1) AS cost_fen, count(*) AS calls
    FROM {} GROUP BY 1, 2, 3, 4, 5, 6, 7";

const KEPT: &str =
    "SELECT provider, day, kind, effective, 0 AS is_under_way, unreadable AS is_unreadable, cost_fen, calls
    FROM call_sums WHERE day >= ?1 AND day < ?2 AND (?3 IS NULL OR provider = ?3) AND calls <> 0";

fn read(row: &Row<'_>) -> Result<Group> {
    let (day, cost): (i64, i64) = (row.get("day")?, row.get("cost_fen")?);
    Ok(Group {
        provider: row.get("provider")?,
        day: Timestamp(day * DAY_MS).in_cst().date_naive(),
        kind: word(row, "kind", CallKind::from_word)?,
        charge: word(row, "effective", Charge::from_word)?,
        is_under_way: row.get("is_under_way")?,
        is_unreadable: row.get("is_unreadable")?,
        cost: (cost >= 0).then_some(Fen(cost)),
        calls: row.get("calls")?,
    })
}

/// Counted in the calls themselves.
fn counted(conn: &Connection, source: &str, range: &CallRange) -> Result<Vec<Group>> {
    let conditions = calls::conditions(range);
    let sql = COUNTED.replace("{}", &format!("{source} {}", conditions.sql()));
    collect(conn.prepare_cached(&sql)?.query(conditions.values())?, read)
}

/// The whole days of a range: the first, and the one after the last.
fn whole_days(range: &CallRange) -> (i64, i64) {
    let first = range.from.map_or(i64::MIN, |from| (from.0 + CHINA_MS + DAY_MS - 1).div_euclid(DAY_MS));
    let end = range.until.map_or(i64::MAX, |until| (until.0 + CHINA_MS).div_euclid(DAY_MS));
    (first, end)
}

fn midnight(day: i64) -> Timestamp {
    Timestamp(day * DAY_MS - CHINA_MS)
}

/// The calls that match, by provider and day. Whole days are read from the sums, those under way and the rest of the
/// range from the calls.
pub(crate) fn groups(conn: &Connection, range: &CallRange) -> Result<Vec<Group>> {
    let (day, end) = whole_days(range);
    if range.batch.is_some() || day >= end {
        return counted(conn, "calls WHERE", range);
    }
    let mut groups = collect(conn.prepare_cached(KEPT)?.query(params![day, end, range.provider])?, read)?;
    let part = |from, until| CallRange { from, until, ..range.clone() };
    let (begin, close) = (range.from.map(|_| midnight(day)), range.until.map(|_| midnight(end)));
    let under_way = "calls INDEXED BY calls_unknown WHERE state = 'asked' AND effective = 'unknown' AND";
    groups.extend(counted(conn, under_way, &part(begin, close))?);
    for (from, until) in [(range.from, begin), (close, range.until)] {
        if from != until {
            groups.extend(counted(conn, "calls WHERE", &part(from, until))?);
        }
    }
    groups.sort_by(|a, b| (&a.provider, a.day).cmp(&(&b.provider, b.day)));
    Ok(groups)
}

/// Adds a group to the figures of some calls.
pub(crate) fn add(sums: &mut CallSums, group: &Group) {
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

/// The figures of the calls that match.
pub(crate) fn summary(conn: &Connection, range: &CallRange) -> Result<CallSums> {
    let mut sums = CallSums::default();
    groups(conn, range)?.iter().for_each(|group| add(&mut sums, group));
    Ok(sums)
}

/// How many kept sums differ from the calls.
pub(crate) fn differing(conn: &Connection) -> Result<usize> {
    let sql =
        "SELECT day, provider, kind, effective, unreadable, cost_fen, calls FROM call_sums WHERE calls <> 0
        UNION ALL
        SELECT (asked_at + 28800000) / 86400000, provider, kind, effective, state = 'unreadable',
            coalesce(cost_fen, -1), -count(*)
        FROM calls WHERE state <> 'asked' OR effective <> 'unknown' GROUP BY 1, 2, 3, 4, 5, 6";
    type Key = (i64, String, String, String, i64, i64);
    let mut lines: BTreeMap<Key, i64> = BTreeMap::new();
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        *lines.entry(key).or_default() += row.get::<_, i64>(6)?;
    }
    Ok(lines.values().filter(|calls| **calls != 0).count())
}

impl Garage {
    /// The figures of the calls that match.
    pub fn calls_summary(&self, range: &CallRange) -> Result<CallSums> {
        self.read(|conn| summary(conn, range))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::table::call_list::{CallQuery, ChargeFilter};
    use cheku_domain::ledger::BatchId;

    const HOUR_MS: i64 = 3_600_000;

    /// A call each five hours of a fortnight: of two providers, charged, free, doubtful, unreadable, under way, or
    /// settled by a person.
    fn garage() -> (tempfile::TempDir, Garage) {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), Timestamp(0)).unwrap();
        let fill = "
            INSERT INTO batches (id, provider, started_at, state, planned) VALUES ('b', 'one', 0, 'done', 67);
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 66)
            INSERT INTO calls (id, kind, batch, provider, asked_at, state, charge) SELECT 'c' || i,
                iif(i % 11, 'question', 'lookup'), 'b', iif(i % 2, 'one', 'other'), i * 18000000, 'asked', 'unknown'
                FROM n;
            UPDATE calls SET settled_at = asked_at, state = CASE number % 5 WHEN 0 THEN 'doubtful' WHEN 1 THEN 'unreadable'
                    ELSE 'answered' END,
                charge = CASE number % 5 WHEN 0 THEN 'unknown' WHEN 2 THEN 'no' ELSE 'yes' END,
                cost_fen = CASE number % 5 WHEN 0 THEN NULL WHEN 2 THEN 0 WHEN 3 THEN NULL ELSE 13 END
                WHERE number % 7;
            UPDATE calls SET person_charge = 'yes', cost_fen = 14 WHERE state = 'doubtful' AND number % 4 = 0;
            DELETE FROM calls WHERE number % 13 = 0";
        garage.write(move |conn| Ok(conn.execute_batch(fill)?)).unwrap();
        (dir, garage)
    }

    #[test]
    fn kept_sums_tell_of_any_span_what_its_calls_tell() {
        let (_dir, garage) = garage();
        let moments = [None, Some(0), Some(16 * HOUR_MS), Some(40 * HOUR_MS), Some(100 * HOUR_MS + 1)];
        let spans = moments.into_iter().flat_map(|from| moments.map(|until| (from, until)));
        for (from, until) in spans {
            for provider in [None, Some("other".to_owned())] {
                let (from, until) = (from.map(Timestamp), until.map(Timestamp));
                let range = CallRange { from, until, provider, batch: None };
                // All calls are of one batch, and a batch's are counted.
                let by_batch = CallRange { batch: Some(BatchId("b".into())), ..range.clone() };
                let sums = garage.calls_summary(&range).unwrap();
                assert_eq!(sums, garage.calls_summary(&by_batch).unwrap(), "{range:?}");
                assert_eq!(
                    garage.statement(&range).unwrap(),
                    garage.statement(&by_batch).unwrap(),
                    "{range:?}"
                );
                let charges = [ChargeFilter::Charged, ChargeFilter::Free, ChargeFilter::Doubtful];
                for charge in charges.map(Some).into_iter().chain([Some(ChargeFilter::Unreadable), None]) {
                    let calls = garage.list_calls(&CallQuery {
                        range: range.clone(),
                        charge,
                        ..CallQuery::default()
                    });
                    let calls = calls.unwrap();
                    assert_eq!(calls.total, calls.rows.len(), "{range:?} {charge:?}");
                }
            }
        }
        let sums = garage.calls_summary(&CallRange::default()).unwrap();
        assert!(
            sums.asking > 0 && sums.lookups > 0 && sums.unreadable > 0 && sums.cost_unknown > 0,
            "{sums:?}"
        );
        assert_eq!(sums.calls, sums.charged + sums.free + sums.doubtful + sums.asking);
        assert_eq!(garage.read(differing).unwrap(), 0);
    }
}
