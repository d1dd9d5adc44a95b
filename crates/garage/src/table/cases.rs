//! Cases (处理进度): what people said about violations, kept as a log of steps. What all steps together
//! say stands beside, one row a violation, so that lists and sums can be read without the log.

use super::receipts::{self, NewReceipt};
use super::stages;
use super::violation_filter::matching;
use super::violation_query::ViolationQuery;
use super::violation_row::{ID, number_in};
use super::violation_search::Search;
use crate::row::{collect, day, first, word, word_or_none};
use crate::table::notes::Written;
use crate::totals::update;
use crate::undo::{self, ChangeKind, UndoToken};
use crate::{Garage, GarageError, Result};
use cheku_domain::case::{CostChange, Handled, Payer, Payment, Said, Step, Told};
use cheku_domain::{Case, Fen, Stage, Timestamp};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One step as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptStep {
    /// What was said, or what an answer brought ("changed", "verified", "verified_gone", "returned",
    /// "still_there").
    pub step: Step,
    /// When; `None` = with the upgrade, from a mark.
    pub at: Option<Timestamp>,
    /// Who said so, at this desk; of what an answer brought, the provider. "" = not told.
    pub by: String,
    /// When it was taken back.
    pub taken_back_at: Option<Timestamp>,
}

/// What a person says of violations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    /// What.
    pub step: Step,
    /// Of a payment: each violation's own fine is the amount, as far as it is known.
    pub as_fined: bool,
    /// What proves it.
    pub receipts: Vec<NewReceipt>,
    /// Who says so.
    pub by: String,
}

impl NewStep {
    /// What is said of a violation with this fine.
    fn of(&self, fine: Option<i64>) -> Step {
        match &self.step {
            Step::Paid(payment) if self.as_fined => {
                Step::Paid(Payment { amount: fine.map(Fen), ..payment.clone() })
            }
            step => step.clone(),
        }
    }
}

fn read_step(row: &Row<'_>) -> Result<KeptStep> {
    let step: String = row.get("step")?;
    let at = |column| -> Result<Option<Timestamp>> { Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp)) };
    Ok(KeptStep {
        step: serde_json::from_str(&step)?,
        at: at("at")?,
        by: row.get("by")?,
        taken_back_at: at("taken_back_at")?,
    })
}

/// Every step of a violation, the first one first.
fn steps(conn: &Connection, violation: i64) -> Result<Vec<KeptStep>> {
    let sql = "SELECT * FROM case_steps WHERE violation = ?1 ORDER BY number";
    collect(conn.prepare_cached(sql)?.query([violation])?, read_step)
}

fn add(
    conn: &Connection,
    violation: i64,
    step: &Step,
    at: Timestamp,
    by: &str,
    undo: Option<&UndoToken>,
) -> Result<()> {
    let sql = "INSERT INTO case_steps (violation, at, by, step, undo) VALUES (?1, ?2, ?3, ?4, ?5)";
    let step = serde_json::to_string(step)?;
    conn.prepare_cached(sql)?.execute(params![violation, at.0, by, step, undo.map(|undo| &undo.0)])?;
    Ok(())
}

fn read_case(row: &Row<'_>) -> Result<Case> {
    let said = word(row, "said", Said::from_word)?;
    let text =
        |column: &str| -> Result<String> { Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default()) };
    let fen = |column: &str| -> Result<Option<Fen>> { Ok(row.get::<_, Option<i64>>(column)?.map(Fen)) };
    let is_there = |column: &str| -> Result<bool> {
        Ok(!matches!(row.get_ref(column)?, rusqlite::types::ValueRef::Null))
    };
    let told = Told { on: day(row, "told_on")?, how: text("told_how")?, due: day(row, "due")? };
    let handled = Handled { on: day(row, "handled_on")?, by: text("handled_by")? };
    let paid = Payment {
        on: day(row, "paid_on")?,
        amount: fen("paid_fen")?,
        payer: word_or_none(row, "payer", Payer::from_word)?,
        driver_part: fen("driver_fen")?,
        agent_fee: fen("agent_fen")?,
        deducted_month: row.get("deducted_month")?,
    };
    Ok(Case {
        said,
        told: is_there("told_how")?.then_some(told),
        handled: is_there("handled_by")?.then_some(handled),
        paid: (said == Said::Paid).then_some(paid),
        dropped: row.get("dropped_why")?,
    })
}

/// What all steps of a violation say.
pub(crate) fn case_of(conn: &Connection, id: &str) -> Result<Option<Case>> {
    let Some((number, tag)) = number_in(id) else { return Ok(None) };
    let sql = "SELECT c.* FROM violations y JOIN cases c ON c.violation = y.number
               WHERE y.number = ?1 AND y.tag = ?2";
    first(conn.prepare_cached(sql)?.query(params![number, tag])?, read_case)
}

/// Writes what all steps of a violation that were not taken back say.
fn fold(conn: &Connection, violation: i64) -> Result<()> {
    let counting = steps(conn, violation)?.into_iter().filter(|step| step.taken_back_at.is_none());
    let Some(case) = Case::after(counting.map(|step| step.step)) else {
        conn.prepare_cached("DELETE FROM cases WHERE violation = ?1")?.execute([violation])?;
        return Ok(());
    };
    let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let (told, handled, paid) = (case.told.as_ref(), case.handled.as_ref(), case.paid.as_ref());
    conn.prepare_cached(
        "INSERT OR REPLACE INTO cases (violation, said, told_on, told_how, due, handled_on, handled_by, paid_on,
             paid_fen, payer, driver_fen, agent_fen, deducted_month, dropped_why)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        violation,
        case.said.word(),
        shown(told.and_then(|told| told.on)),
        told.map(|told| &told.how),
        shown(case.due()),
        shown(handled.and_then(|handled| handled.on)),
        handled.map(|handled| &handled.by),
        shown(paid.and_then(|paid| paid.on)),
        paid.and_then(|paid| paid.amount).map(|amount| amount.0),
        paid.and_then(|paid| paid.payer).map(Payer::word),
        paid.and_then(|paid| paid.driver_part).map(|part| part.0),
        paid.and_then(|paid| paid.agent_fee).map(|fee| fee.0),
        paid.and_then(|paid| paid.deducted_month.as_ref()),
        case.dropped,
    ])?;
    Ok(())
}

/// A vehicle that a change is about, and its violations: number and fine.
struct Touched {
    vehicle: String,
    number: i64,
    violations: Vec<(i64, Option<i64>)>,
}

fn touched(conn: &Connection, token: &UndoToken) -> Result<Vec<Touched>> {
    let sql = "SELECT v.id, v.number, y.number, y.fine_fen FROM undo_rows u
               JOIN violations y ON y.number = CAST(u.id AS INTEGER) JOIN vehicles v ON v.number = y.vehicle
               WHERE u.token = ?1 AND u.kind = 'case'";
    let rows = collect(conn.prepare_cached(sql)?.query([&token.0])?, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, (row.get(2)?, row.get(3)?)))
    })?;
    let mut of_vehicle: BTreeMap<i64, Touched> = BTreeMap::new();
    for (vehicle, number, violation) in rows {
        let begin = || Touched { vehicle, number, violations: Vec::new() };
        of_vehicle.entry(number).or_insert_with(begin).violations.push(violation);
    }
    Ok(of_vehicle.into_values().collect())
}

/// Changes the cases of all violations that a change is about, and everything that follows from them.
fn change(
    conn: &Connection,
    token: &UndoToken,
    one: impl Fn(i64, Option<i64>) -> Result<()>,
) -> Result<usize> {
    let mut rows = 0;
    for Touched { vehicle, number, violations } in touched(conn, token)? {
        update::around(conn, &vehicle, || {
            for (violation, fine) in &violations {
                one(*violation, *fine)?;
                fold(conn, *violation)?;
            }
            stages::follow(conn, number)
        })?;
        rows += violations.len();
    }
    Ok(rows)
}

fn take(conn: &Connection, query: &ViolationQuery, new: &NewStep, now: Timestamp) -> Result<Written> {
    let token = undo::begin(conn, ChangeKind::Said, now)?;
    let conditions = matching(query, &Search::of(conn, query)?, true);
    // What is chosen is written down first: a step may change what matches.
    let keep = format!(
        "INSERT INTO undo_rows (token, kind, id, before) SELECT '{}', 'case', {ID}, NULL FROM violations y WHERE {}",
        token.0,
        conditions.sql()
    );
    if conn.execute(&keep, conditions.values())? == 0 && query.only.is_some() {
        return Err(GarageError::not_found("violation"));
    }
    let rows = change(conn, &token, |violation, fine| {
        receipts::link(conn, &token, violation, &new.receipts, &new.by, now)?;
        add(conn, violation, &new.of(fine), now, &new.by, Some(&token))
    })?;
    Ok(Written { rows, undo: token })
}

/// Marks the steps of a change as taken back; says of how many violations.
pub(crate) fn take_back(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<usize> {
    conn.prepare_cached(
        "UPDATE case_steps SET taken_back_at = ?2 WHERE undo = ?1 AND taken_back_at IS NULL",
    )?
    .execute(params![token.0, now.0])?;
    change(conn, token, |_, _| Ok(()))
}

/// Says the steps of a change that was taken back once more; that they were taken back stays in the log.
pub(crate) fn say_again(conn: &Connection, token: &UndoToken, now: Timestamp) -> Result<usize> {
    conn.prepare_cached(
        "INSERT INTO case_steps (violation, at, by, step, undo)
         SELECT s.violation, ?2, s.by, s.step, s.undo FROM case_steps s JOIN undos u ON u.token = s.undo
         WHERE s.undo = ?1 AND s.taken_back_at = u.back_at ORDER BY s.number",
    )?
    .execute(params![token.0, now.0])?;
    change(conn, token, |_, _| Ok(()))
}

/// An answer says otherwise what a violation costs: a step, where there is a case.
pub(crate) fn changed(
    conn: &Connection,
    violation: i64,
    change: CostChange,
    at: Timestamp,
    provider: &str,
) -> Result<()> {
    if !has_case(conn, violation)? {
        return Ok(());
    }
    add(conn, violation, &Step::Changed(change), at, provider, None)
}

fn has_case(conn: &Connection, violation: i64) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM cases WHERE violation = ?1")?.exists([violation])?)
}

/// After an answer about a vehicle: its violations get their stages, and cases a step where the answer moved them.
pub(crate) fn follow_answer(conn: &Connection, vehicle: i64, at: Timestamp, provider: &str) -> Result<()> {
    let moved = stages::follow(conn, vehicle)?;
    for moved in moved.iter().filter(|moved| moved.has_case) {
        if let Some(step) = brought(moved.from, moved.to) {
            add(conn, moved.violation, &step, at, provider, None)?;
        }
    }
    Ok(())
}

/// What an answer brought that moved a case; `None` where only a person can have moved it.
fn brought(from: Option<Stage>, to: Stage) -> Option<Step> {
    match to {
        Stage::Verified => Some(Step::Verified),
        Stage::VerifiedGone => Some(Step::VerifiedGone),
        _ if from.is_some_and(Stage::is_verified) => Some(Step::Returned),
        Stage::StillThere => Some(Step::StillThere),
        _ => None,
    }
}

impl Garage {
    /// Says something of every violation that matches, in one transaction; offset, limit and order do not
    /// count. `not_found` when none of `only` is there.
    pub fn take_step(&self, query: &ViolationQuery, step: &NewStep, now: Timestamp) -> Result<Written> {
        let (query, step) = (query.clone(), step.clone());
        self.write(move |conn| take(conn, &query, &step, now))
    }

    /// What people said of a violation, and every step, the first one first.
    pub fn case(&self, id: &str) -> Result<(Option<Case>, Vec<KeptStep>)> {
        let Some((number, tag)) = number_in(id) else { return Ok((None, Vec::new())) };
        self.read(|conn| {
            let case = case_of(conn, id)?;
            let known = "SELECT 1 FROM violations WHERE number = ?1 AND tag = ?2";
            let steps = match conn.prepare_cached(known)?.exists(params![number, tag])? {
                true => steps(conn, number)?,
                false => Vec::new(),
            };
            Ok((case, steps))
        })
    }
}
