//! Settlements (结算表): a month's violations, each kept as it was when the settlement was issued. The next one
//! names what has changed of those before; none is ever written again.

use super::cases::case_of;
use super::violation_list::each_numbered;
use super::violation_query::ViolationQuery;
use super::violation_row::{ViolationRow, number_in};
use crate::row::{collect, first, int, new_id};
use crate::{Garage, Result};
use cheku_domain::issued::numbered;
use cheku_domain::settlement::{Correction, SettledFigures, SettledLine, SettlementHead};
use cheku_domain::{Span, Timestamp};
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What stands in a settlement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettlementBody {
    /// The month's violations, by first sight.
    pub lines: Vec<SettledLine>,
    /// What changed of earlier settlements.
    pub corrections: Vec<Correction>,
}

impl SettlementBody {
    /// Whether there is nothing to issue.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.corrections.is_empty()
    }
}

fn read_head(row: &Row<'_>) -> Result<SettlementHead> {
    let id: String = row.get("id")?;
    Ok(SettlementHead {
        number: numbered(row.get("number")?, &id),
        id,
        month: row.get("month")?,
        issued_at: Timestamp(row.get("issued_at")?),
        by: row.get("by")?,
    })
}

fn read_line(row: &Row<'_>) -> Result<(String, SettledLine)> {
    let figures: String = row.get("figures")?;
    let line = SettledLine {
        violation: row.get("violation")?,
        plate: row.get("plate")?,
        time: row.get("time")?,
        act: row.get("act")?,
        group: row.get("team")?,
        driver: row.get("driver")?,
        figures: serde_json::from_str::<SettledFigures>(&figures)?,
    };
    Ok((row.get("part")?, line))
}

fn lines_of(conn: &Connection, id: &str) -> Result<Vec<(String, SettledLine)>> {
    let sql = "SELECT * FROM settlement_lines WHERE settlement = ?1 ORDER BY position";
    collect(conn.prepare_cached(sql)?.query([id])?, read_line)
}

/// Every violation that a settlement has, as it stood there last.
fn settled(conn: &Connection) -> Result<BTreeMap<String, SettledLine>> {
    let sql = "SELECT l.* FROM settlements s CROSS JOIN settlement_lines l ON l.settlement = s.id
               WHERE l.part <> 'before' ORDER BY s.issued_at, s.number, l.position";
    let lines = collect(conn.prepare_cached(sql)?.query([])?, read_line)?;
    Ok(lines.into_iter().map(|(_, line)| (line.violation.clone(), line)).collect())
}

fn put(conn: &Connection, id: &str, position: usize, part: &str, line: &SettledLine) -> Result<()> {
    let figures = serde_json::to_string(&line.figures)?;
    conn.prepare_cached("INSERT INTO settlement_lines VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
        .execute(params![
            id,
            int(position),
            part,
            line.violation,
            line.plate,
            line.time,
            line.act,
            line.group,
            line.driver,
            figures
        ])?;
    Ok(())
}

fn body_of(lines: Vec<(String, SettledLine)>) -> SettlementBody {
    let mut body = SettlementBody::default();
    let mut before = None;
    for (part, line) in lines {
        match (part.as_str(), before.take()) {
            ("before", _) => before = Some(line),
            ("after", Some(before)) => body.corrections.push(Correction { before, after: line }),
            _ => body.lines.push(line),
        }
    }
    body
}

impl Garage {
    /// Every settlement that was issued, the newest first.
    pub fn settlements(&self) -> Result<Vec<SettlementHead>> {
        let sql = "SELECT * FROM settlements ORDER BY issued_at DESC, number DESC";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([])?, read_head))
    }

    /// One of them, as it was issued.
    pub fn settlement(&self, id: &str) -> Result<Option<(SettlementHead, SettlementBody)>> {
        self.read(|conn| {
            let sql = "SELECT * FROM settlements WHERE id = ?1";
            let Some(head) = first(conn.prepare_cached(sql)?.query([id])?, read_head)? else {
                return Ok(None);
            };
            Ok(Some((head, body_of(lines_of(conn, id)?))))
        })
    }

    /// What a settlement of these days would have now: what was first seen in them and stands in none yet, and
    /// what changed of those that do, also where the vehicle was removed. Violations that were erased change no more.
    pub fn unsettled(&self, span: Span) -> Result<SettlementBody> {
        let settled = self.read(settled)?;
        let mut wanted: BTreeSet<String> = settled.keys().cloned().collect();
        let mut rows = Vec::new();
        for left in [false, true] {
            let query = ViolationQuery { span: Some(span), left, ..ViolationQuery::default() };
            self.each_violation(&query, |row| {
                wanted.remove(&row.id);
                rows.push(row);
                ControlFlow::Continue(())
            })?;
        }
        // A number that another violation has by now is told by the id.
        let numbers = wanted.iter().filter_map(|id| number_in(id)).map(|(number, _)| Ok(number));
        self.read(|conn| {
            each_numbered(conn, numbers.collect::<Vec<_>>().into_iter(), |row| {
                rows.extend(Some(row).filter(|row| wanted.contains(&row.id)));
                ControlFlow::Continue(())
            })
        })?;
        let mut body = SettlementBody::default();
        for line in self.settled_lines(rows)? {
            match settled.get(&line.violation) {
                None => body.lines.push(line),
                Some(before) if *before != line => {
                    body.corrections.push(Correction { before: before.clone(), after: line })
                }
                Some(_) => {}
            }
        }
        Ok(body)
    }

    /// Violations as a settlement has them.
    fn settled_lines(&self, rows: Vec<ViolationRow>) -> Result<Vec<SettledLine>> {
        self.read(|conn| {
            let sql =
                "SELECT id, coalesce(team, '') FROM vehicles WHERE id IN (SELECT value FROM json_each(?1))";
            let ids: BTreeSet<&str> = rows.iter().map(|row| row.vehicle.0.as_str()).collect();
            let ids = serde_json::to_string(&ids)?;
            let teams = collect(conn.prepare_cached(sql)?.query([ids])?, |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })?;
            let teams: BTreeMap<String, String> = teams.into_iter().collect();
            rows.into_iter()
                .map(|row| {
                    let case = case_of(conn, &row.id)?;
                    let found = row.violation;
                    Ok(SettledLine {
                        group: teams.get(&row.vehicle.0).cloned().unwrap_or_default(),
                        driver: row.driver.unwrap_or_default(),
                        figures: SettledFigures::of(found.state, row.stage, found.fine, case.as_ref()),
                        time: found.time.map_or(found.time_text, crate::row::canonical),
                        violation: row.id,
                        plate: row.plate,
                        act: found.act,
                    })
                })
                .collect()
        })
    }

    /// Issues a settlement: what stands in it stays as it is given here.
    pub fn issue_settlement(
        &self,
        month: &str,
        body: &SettlementBody,
        by: &str,
        now: Timestamp,
    ) -> Result<SettlementHead> {
        let (month, body, by) = (month.to_owned(), body.clone(), by.to_owned());
        self.write(move |conn| {
            let next = "SELECT coalesce(max(number), 0) + 1 FROM settlements";
            let number: u32 = conn.query_row(next, [], |row| row.get(0))?;
            let (id, month, by) = (new_id(), month.clone(), by.clone());
            let head = SettlementHead { number: numbered(number, &id), id, month, issued_at: now, by };
            conn.execute(
                "INSERT INTO settlements VALUES (?1, ?2, ?3, ?4, ?5)",
                params![head.id, number, head.month, now.0, head.by],
            )?;
            let found = body.lines.iter().map(|line| ("found", line));
            let changed =
                body.corrections.iter().flat_map(|one| [("before", &one.before), ("after", &one.after)]);
            for (position, (part, line)) in found.chain(changed).enumerate() {
                put(conn, &head.id, position, part, line)?;
            }
            Ok(head)
        })
    }
}
