//! What a restored garage takes over from the present one, in one transaction before it takes its
//! place. The rule, once for all tables:
//!
//! - **The fleet is the copy's**: vehicles, drivers, periods, due dates, filters, and what people wrote beside
//!   violations. A vehicle that the copy lacks and a call of the present garage names comes along
//!   as a removed one: the call stays whole, and no list and no total of the fleet shows it.
//! - **Settlements and clearance sheets are both**: what was issued stays issued.
//! - **The ledger is both**: batches, their items, calls. Of a call that both know, the one that
//!   knows more counts; what a person found out is never lost.
//! - **Who asked last tells**: status, day, lock and claim of a vehicle come from the garage that
//!   asked about it last, and so do its violations, unless they are not wished. Then the vehicle
//!   stays as fresh as the copy knew it, since what is called fresh must show its answer.
//! - **What somebody has seen is seen**: what the copy calls new and the present garage does not is no news.
//! - **Settings and accounts are as they are now** (`accounts`); their counts of charged calls are both's.
//! - **Kept figures** are counted anew. **Who runs a batch** is nobody: none runs beside a restore.
//!
//! `present` is the present garage, `main` the fresh copy. Ids are of one world: a garage and its
//! backups share them. A vehicle entered twice, once in each, is told by plate and type.

use super::columns::{attach, columns, instead, set};
use super::wishes::Wishes;
use super::{accounts, violations};
use crate::Result;
use crate::row::collect;
use crate::table::{summaries, violations as kept};
use crate::totals::update;
use cheku_domain::VehicleId;
use rusqlite::Connection;

/// How much a call `c` knows: under way, doubtful, settled by a person, answered but not yet read,
/// settled.
fn knows(c: &str) -> String {
    format!(
        "CASE WHEN {c}.state = 'asked' THEN 0 WHEN {c}.state = 'unreadable' THEN 3 WHEN {c}.charge <> 'unknown' THEN 4
              WHEN {c}.person_charge IS NULL THEN 1 ELSE 2 END"
    )
}

/// Which vehicle is which, which calls the copy lacks or knows less about, and how many charged
/// ones only the one garage or the other has.
fn compare(conn: &Connection) -> Result<()> {
    let (theirs, ours) = (knows("p"), knows("m"));
    Ok(conn.execute_batch(&format!(
        "CREATE TEMP TABLE same_vehicle (theirs TEXT PRIMARY KEY, ours TEXT NOT NULL) WITHOUT ROWID;
         INSERT INTO same_vehicle SELECT p.id, p.id FROM present.vehicles p JOIN main.vehicles m ON m.id = p.id;
         INSERT INTO same_vehicle SELECT p.id, m.id FROM present.vehicles p
             JOIN main.vehicles m ON m.plate = p.plate AND m.plate_type = p.plate_type AND m.removed = 0
             WHERE p.removed = 0 AND p.id NOT IN (SELECT theirs FROM same_vehicle)
                 AND m.id NOT IN (SELECT ours FROM same_vehicle);
         CREATE TEMP TABLE news (id TEXT PRIMARY KEY) WITHOUT ROWID;
         INSERT INTO news SELECT p.id FROM present.calls p LEFT JOIN main.calls m ON m.id = p.id
             WHERE m.id IS NULL OR {theirs} > {ours}
                 OR ({theirs} = 2 AND {ours} = 2 AND p.person_at > m.person_at);
         CREATE TEMP TABLE brought (id TEXT PRIMARY KEY) WITHOUT ROWID;
         INSERT INTO brought SELECT id FROM present.calls WHERE id NOT IN (SELECT id FROM main.calls);
         CREATE TEMP TABLE counted_apart AS
             SELECT p.provider, 1 AS at_present, count(*) AS calls FROM present.calls p
             LEFT JOIN main.calls m ON m.id = p.id
             WHERE p.effective = 'yes' AND m.effective IS NOT 'yes' GROUP BY p.provider
             UNION ALL
             SELECT m.provider, 0, count(*) FROM main.calls m LEFT JOIN present.calls p ON p.id = m.id
             WHERE m.effective = 'yes' AND p.effective IS NOT 'yes' GROUP BY m.provider;"
    ))?)
}

/// The vehicles that the copy lacks and the ledger names, and about which ones the present garage
/// was told last.
fn vehicles(conn: &Connection) -> Result<()> {
    let columns: Vec<String> =
        columns(conn, "vehicles")?.into_iter().filter(|name| name != "number").collect();
    let (names, values) = (columns.join(", "), instead(&columns, &[("removed", "1")]));
    conn.execute_batch(&format!(
        "INSERT INTO main.vehicles ({names}) SELECT {values} FROM present.vehicles n
             WHERE n.id NOT IN (SELECT theirs FROM same_vehicle)
                 AND (EXISTS (SELECT 1 FROM present.calls c WHERE c.vehicle = n.id)
                     OR EXISTS (SELECT 1 FROM present.items i WHERE i.vehicle = n.id));
         INSERT INTO same_vehicle SELECT id, id FROM main.vehicles
             WHERE id IN (SELECT id FROM present.vehicles) ON CONFLICT DO NOTHING;
         INSERT INTO main.vehicle_summaries (vehicle) SELECT id FROM main.vehicles WHERE true ON CONFLICT DO NOTHING;
         CREATE TEMP TABLE told (theirs TEXT PRIMARY KEY, ours TEXT NOT NULL) WITHOUT ROWID;
         INSERT INTO told SELECT s.theirs, s.ours FROM same_vehicle s
             WHERE EXISTS (SELECT 1 FROM present.calls c WHERE c.vehicle = s.theirs AND c.id IN news)
                 AND (NOT EXISTS (SELECT 1 FROM main.calls m
                         WHERE m.vehicle = s.ours AND m.id NOT IN (SELECT id FROM present.calls))
                     OR (SELECT max(asked_at) FROM present.calls WHERE vehicle = s.theirs)
                         >= (SELECT max(asked_at) FROM main.calls WHERE vehicle = s.ours));"
    ))?;
    Ok(())
}

const OURS: &str = "(SELECT ours FROM same_vehicle WHERE theirs = n.vehicle)";

/// Batches, their items, calls.
fn ledger(conn: &Connection) -> Result<()> {
    let batches = columns(conn, "batches")?;
    // Where one of the numbers went to another batch, all of them follow on.
    let number =
        "CASE WHEN (SELECT min(number) FROM present.batches WHERE id NOT IN (SELECT id FROM main.batches))
                           > (SELECT coalesce(max(number), 0) FROM main.batches) THEN n.number END";
    let items = columns(conn, "items")?;
    let calls: Vec<String> = columns(conn, "calls")?.into_iter().filter(|name| name != "number").collect();
    let fixed = ["number", "id"];
    conn.execute_batch(&format!(
        "CREATE TEMP TABLE later_batch (id TEXT PRIMARY KEY) WITHOUT ROWID;
         INSERT INTO later_batch SELECT p.id FROM present.batches p LEFT JOIN main.batches m ON m.id = p.id
             WHERE m.id IS NULL OR coalesce(p.ended_at, 0) >= coalesce(m.ended_at, 0);
         UPDATE main.batches AS m SET {batch_values} FROM present.batches n WHERE n.id = m.id AND n.id IN later_batch;
         INSERT INTO main.batches ({batch_names}) SELECT {new_batch} FROM present.batches n
             WHERE n.id NOT IN (SELECT id FROM main.batches) ORDER BY n.number;
         INSERT OR REPLACE INTO main.items ({item_names}) SELECT {new_item} FROM present.items n
             WHERE n.batch IN later_batch AND NOT EXISTS (SELECT 1 FROM main.items m
                 WHERE m.batch = n.batch AND m.position = n.position AND m.settled_at IS n.settled_at
                     AND m.state = n.state AND m.call IS n.call);
         UPDATE main.calls AS m SET {call_values} FROM present.calls n WHERE n.id = m.id AND n.id IN news;
         INSERT INTO main.calls ({call_names}) SELECT {new_call} FROM present.calls n
             WHERE n.id NOT IN (SELECT id FROM main.calls) ORDER BY n.number;
         CREATE TEMP TABLE same_call (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
         INSERT INTO same_call SELECT p.number, m.number FROM present.calls p JOIN main.calls m ON m.id = p.id;",
        batch_values = set(&batches, &fixed, &[]),
        batch_names = batches.join(", "),
        new_batch = instead(&batches, &[("number", number)]),
        item_names = items.join(", "),
        new_item = instead(&items, &[("vehicle", OURS)]),
        call_values = set(&calls, &fixed, &[("vehicle", OURS)]),
        call_names = calls.join(", "),
        new_call = instead(&calls, &[("vehicle", OURS)]),
    ))?;
    Ok(())
}

/// What calls brought, as it came, at their numbers here.
fn kept_answers(conn: &Connection) -> Result<()> {
    let kept = columns(conn, "answers")?;
    conn.execute_batch(&format!(
        "INSERT OR REPLACE INTO main.answers ({}) SELECT {} FROM present.answers n JOIN same_call s ON s.theirs = n.call;",
        kept.join(", "),
        instead(&kept, &[("call", "s.ours")])
    ))
    .map_err(Into::into)
}

/// What was issued since the copy was made, as it was issued.
fn issued(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(
        "CREATE TEMP TABLE issued_since AS
             SELECT id FROM present.settlements WHERE id NOT IN (SELECT id FROM main.settlements);
         INSERT INTO main.settlements SELECT * FROM present.settlements WHERE id IN issued_since;
         INSERT INTO main.settlement_lines SELECT * FROM present.settlement_lines WHERE settlement IN issued_since;
         CREATE TEMP TABLE cleared_since AS
             SELECT id FROM present.clearances WHERE id NOT IN (SELECT id FROM main.clearances);
         INSERT INTO main.clearances SELECT * FROM present.clearances WHERE id IN cleared_since;
         INSERT INTO main.clearance_lines SELECT * FROM present.clearance_lines WHERE clearance IN cleared_since;",
    )?)
}

/// Status, day and lock of the vehicles that the present garage asked about last.
fn answers(conn: &Connection, with_violations: bool) -> Result<()> {
    let locks = columns(conn, "vehicle_locks")?;
    conn.execute_batch(&format!(
        "DELETE FROM main.vehicle_locks WHERE vehicle IN (SELECT ours FROM told);
         INSERT INTO main.vehicle_locks ({}) SELECT {} FROM present.vehicle_locks n
             WHERE n.vehicle IN (SELECT theirs FROM told);",
        locks.join(", "),
        instead(&locks, &[("vehicle", OURS)])
    ))?;
    let word = ["status", "error_kind", "error_code", "error_text"].map(str::to_owned);
    let answer = ["known_status", "checked_at", "provider"].map(str::to_owned);
    let (columns, only) = match with_violations {
        true => ([&word[..], &answer[..]].concat(), "true"),
        // What is doubtful, awaited or paid and unread is not asked again, whatever became of the violations.
        false => (word.to_vec(), "n.status IN ('doubtful', 'pending', 'unreadable')"),
    };
    let sql = format!(
        "UPDATE main.vehicle_summaries AS m SET {} FROM present.vehicle_summaries n, told t
         WHERE n.vehicle = t.theirs AND m.vehicle = t.ours AND {only}",
        set(&columns, &[], &[])
    );
    conn.execute(&sql, [])?;
    Ok(())
}

/// What the copy itself knows of each vehicle follows: plate, driver, lock, and the figures.
fn follow(conn: &Connection) -> Result<()> {
    let sql = "SELECT ours FROM told";
    let told = collect(conn.prepare(sql)?.query([])?, |row| Ok(VehicleId(row.get(0)?)))?;
    told.iter().try_for_each(|vehicle| kept::follow_vehicle(conn, vehicle))?;
    update::all(conn)?;
    for vehicle in &told {
        summaries::no_longer_doubtful(conn, &vehicle.0)?;
        summaries::follow_figures(conn, &vehicle.0)?;
        summaries::refresh_lock(conn, vehicle)?;
    }
    Ok(())
}

/// The copy may have been made while a batch ran.
const NOBODY_RUNS: &str = "DELETE FROM main.batch_owner;";

/// A person cannot unsee what they saw since the copy was made.
const SEEN: &str = "UPDATE main.violations AS m SET news = NULL WHERE m.news = 1 AND EXISTS (
    SELECT 1 FROM present.violations p WHERE p.number = m.number AND p.tag = m.tag AND p.news IS NULL);";

/// Takes everything over, or nothing. `present` is a whole garage of the newest schema.
pub(super) fn over(conn: &Connection, present: &std::path::Path, wishes: &Wishes) -> Result<()> {
    attach(conn, present)?;
    let change = conn.unchecked_transaction()?;
    compare(&change)?;
    vehicles(&change)?;
    ledger(&change)?;
    kept_answers(&change)?;
    issued(&change)?;
    accounts::carry(&change, wishes)?;
    if wishes.violations {
        violations::carry(&change)?;
    }
    answers(&change, wishes.violations)?;
    change.execute_batch(SEEN)?;
    follow(&change)?;
    change.execute_batch(NOBODY_RUNS)?;
    change.commit()?;
    Ok(conn.execute_batch("DETACH present;")?)
}

/// Where nothing can be taken over: the kept figures are the copy's own, counted anew.
pub(super) fn nothing(conn: &Connection) -> Result<()> {
    let change = conn.unchecked_transaction()?;
    update::all(&change)?;
    change.execute_batch(NOBODY_RUNS)?;
    Ok(change.commit()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::row::collect;

    /// A table that nobody decided about would be the copy's by accident.
    #[test]
    fn every_table_has_its_rule() {
        let copys = [
            "vehicles",
            "drivers",
            "driver_periods",
            "due_dates",
            "saved_filters",
            "undos",
            "undo_rows",
            "cases",
            "case_steps",
            "receipts",
        ];
        let fetched_again = ["cities", "rules"];
        let both = [
            "batches",
            "items",
            "calls",
            "answers",
            "former_accounts",
            "settlements",
            "settlement_lines",
            "clearances",
            "clearance_lines",
        ];
        let who_asked_last =
            ["vehicle_summaries", "vehicle_locks", "claims", "violations", "violation_sources"];
        let as_now = ["accounts", "account_salt", "settings"];
        let counted_anew = ["tallies", "concerned", "call_sums"];
        let of_both_as_wanted = ["texts", "driver_names"];
        let nobodys = ["batch_owner"];
        let mut decided = [
            &copys[..],
            &fetched_again,
            &both,
            &who_asked_last,
            &as_now,
            &counted_anew,
            &of_both_as_wanted,
            &nobodys,
        ]
        .concat();
        decided.sort_unstable();

        let conn = rusqlite::Connection::open_in_memory().unwrap();
        crate::migrate::begin(&conn).unwrap();
        let sql =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1";
        let tables =
            collect(conn.prepare(sql).unwrap().query([]).unwrap(), |row| Ok(row.get::<_, String>(0)?))
                .unwrap();
        assert_eq!(tables, decided);
    }
}
