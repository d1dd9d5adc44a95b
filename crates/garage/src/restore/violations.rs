//! Violations and claims of the vehicles that the present garage was told about last. What people
//! wrote beside a violation that the copy knows stays the copy's.

use super::columns::{columns, instead};
use crate::Result;
use rusqlite::Connection;

/// What a person writes beside a violation (`table::notes`, `table::given`).
const WRITTEN: [&str; 3] = ["note", "decision_date", "given"];
const CALL: &str = "coalesce((SELECT ours FROM same_call WHERE theirs = n.call_number), n.call_number)";
const BATCH: &str = "(SELECT m.number FROM present.batches p JOIN main.batches m ON m.id = p.id WHERE p.number = n.first_batch)";

/// Which number each garage gives the same vehicle, text and driver.
const NUMBERS: &str = "
    CREATE TEMP TABLE told_vehicle AS SELECT p.number AS theirs, m.number AS ours, t.ours AS id FROM told t
        JOIN present.vehicles p ON p.id = t.theirs JOIN main.vehicles m ON m.id = t.ours;
    CREATE UNIQUE INDEX temp.told_vehicle_theirs ON told_vehicle (theirs);
    INSERT OR IGNORE INTO main.texts (kind, text) SELECT kind, text FROM present.texts ORDER BY id;
    CREATE TEMP TABLE same_text (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
    INSERT INTO same_text SELECT p.id, m.id FROM present.texts p
        JOIN main.texts m ON m.kind = p.kind AND m.text = p.text;
    INSERT OR IGNORE INTO main.driver_names (name) SELECT name FROM present.driver_names ORDER BY id;
    CREATE TEMP TABLE same_driver (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
    INSERT INTO same_driver SELECT p.id, m.id FROM present.driver_names p JOIN main.driver_names m ON m.name = p.name;";

fn text(column: &str) -> String {
    format!("(SELECT ours FROM same_text WHERE theirs = n.{column})")
}

/// The views of the told vehicles in one garage, each with its place among those of its key. Several
/// can share a key: the first is the first, the second the second.
fn views(garage: &str, vehicle: &str, known: &str) -> String {
    format!(
        "SELECT t.ours AS vehicle, x.text AS provider, s.own_key, s.violation, row_number() OVER (
                 PARTITION BY t.ours, x.text, s.own_key ORDER BY s.violation) AS place
             FROM told_vehicle t JOIN {garage}.violations y ON y.vehicle = t.{vehicle}
             JOIN {garage}.violation_sources s ON s.violation = y.number
             JOIN {garage}.texts x ON x.id = s.provider
             WHERE y.number NOT IN (SELECT {known} FROM same_violation)"
    )
}

/// Takes them over. Violations are told apart by number and tag, and where both garages met one for the
/// first time by a provider's own key. One whose number is another's here gets a new one.
pub(super) fn carry(conn: &Connection) -> Result<()> {
    let own = |name: &String| name != "number";
    let rows: Vec<String> = columns(conn, "violations")?.into_iter().filter(own).collect();
    let sources: Vec<String> =
        columns(conn, "violation_sources")?.into_iter().filter(|name| name != "violation").collect();
    let claims = columns(conn, "claims")?;
    let (cases, receipts) = (Cases::of(conn)?, columns(conn, "receipts")?);
    let written = WRITTEN.map(|name| format!("m.{name}")).join(", ");
    let as_written = WRITTEN.map(|name| format!("{name} = w.{name}")).join(", ");
    let [place, act, code] = ["place", "act", "code"].map(text);
    let [city, city_number, authority] = ["city", "city_number", "authority"].map(text);
    let [provider, asked_city] = ["provider", "asked_city"].map(text);
    let row_values = instead(
        &rows,
        &[
            ("vehicle", "t.ours"),
            ("place", &place),
            ("act", &act),
            ("code", &code),
            ("city", &city),
            ("city_number", &city_number),
            ("authority", &authority),
            ("driver", "(SELECT ours FROM same_driver WHERE theirs = n.driver)"),
            ("first_batch", BATCH),
        ],
    );
    let source_values =
        instead(&sources, &[("provider", &provider), ("asked_city", &asked_city), ("call_number", CALL)]);
    conn.execute_batch(&format!(
        "{NUMBERS}
         CREATE TEMP TABLE same_violation (theirs INTEGER NOT NULL, ours INTEGER NOT NULL, PRIMARY KEY (theirs, ours))
             WITHOUT ROWID;
         INSERT INTO same_violation SELECT p.number, m.number FROM told_vehicle t
             JOIN present.violations p ON p.vehicle = t.theirs
             JOIN main.violations m ON m.number = p.number AND m.tag = p.tag;
         INSERT INTO same_violation
             WITH p AS ({}), m AS ({})
             SELECT DISTINCT p.violation, m.violation FROM p JOIN m USING (vehicle, provider, own_key, place);
         CREATE TEMP TABLE written AS SELECT s.theirs AS violation, {written}
             FROM same_violation s JOIN main.violations m ON m.number = s.ours;
         {}
         DELETE FROM main.violations WHERE number IN (SELECT ours FROM same_violation);
         CREATE TEMP TABLE brought_violation (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
         INSERT INTO brought_violation SELECT n.number,
                 CASE WHEN m.number IS NULL THEN n.number
                      ELSE (SELECT max(coalesce((SELECT max(number) FROM main.violations), 0),
                                       coalesce((SELECT max(number) FROM present.violations), 0)))
                          + row_number() OVER (ORDER BY n.number) END
             FROM present.violations n JOIN told_vehicle t ON t.theirs = n.vehicle
             LEFT JOIN main.violations m ON m.number = n.number;
         INSERT INTO main.violations (number, {}) SELECT b.ours, {row_values} FROM brought_violation b
             JOIN present.violations n ON n.number = b.theirs JOIN told_vehicle t ON t.theirs = n.vehicle;
         UPDATE main.violations AS m SET {as_written} FROM written w, brought_violation b
             WHERE b.theirs = w.violation AND m.number = b.ours;
         INSERT INTO main.violation_sources (violation, {}) SELECT b.ours, {source_values} FROM brought_violation b
             JOIN present.violation_sources n ON n.violation = b.theirs;
         {}
         DELETE FROM main.claims WHERE vehicle IN (SELECT ours FROM told);
         INSERT INTO main.claims ({}) SELECT {} FROM present.claims n WHERE n.vehicle IN (SELECT theirs FROM told);",
        views("present", "theirs", "theirs"),
        views("main", "ours", "ours"),
        cases.set_aside() + &receipts_set_aside(&receipts),
        rows.join(", "),
        sources.join(", "),
        cases.put_back() + &receipts_put_back(&receipts),
        claims.join(", "),
        instead(&claims, &[("vehicle", "(SELECT ours FROM told WHERE theirs = n.vehicle)")]),
    ))?;
    Ok(())
}

/// The copy's own receipts, before their violations' rows go.
fn receipts_set_aside(columns: &[String]) -> String {
    format!(
        "CREATE TEMP TABLE kept_receipt AS SELECT s.theirs, {} FROM same_violation s
             JOIN main.receipts n ON n.violation = s.ours;",
        instead(columns, &[])
    )
}

/// They come back, and of violations that only the present garage knows, its own come along.
fn receipts_put_back(columns: &[String]) -> String {
    let (names, values) = (columns.join(", "), instead(columns, &[("violation", "b.ours")]));
    format!(
        "INSERT OR IGNORE INTO main.receipts ({names}) SELECT {values}
             FROM kept_receipt n JOIN brought_violation b ON b.theirs = n.theirs;
         INSERT OR IGNORE INTO main.receipts ({names}) SELECT {values}
             FROM present.receipts n JOIN brought_violation b ON b.theirs = n.violation
             WHERE n.violation NOT IN (SELECT theirs FROM same_violation);"
    )
}

/// The columns of cases and of their steps, without what numbers them.
struct Cases {
    cases: String,
    steps: String,
}

impl Cases {
    fn of(conn: &Connection) -> Result<Cases> {
        let without = |table, numbers: [&str; 2]| -> Result<String> {
            let mut columns = columns(conn, table)?;
            columns.retain(|name| !numbers.contains(&name.as_str()));
            Ok(columns.join(", "))
        };
        let numbers = ["number", "violation"];
        Ok(Cases { cases: without("cases", numbers)?, steps: without("case_steps", numbers)? })
    }

    /// The copy's own, before their violations' rows go.
    fn set_aside(&self) -> String {
        let Cases { cases, steps } = self;
        format!(
            "CREATE TEMP TABLE kept_case AS SELECT s.theirs, {cases} FROM same_violation s
                 JOIN main.cases c ON c.violation = s.ours;
             CREATE TEMP TABLE kept_step AS SELECT s.theirs, c.number, {steps} FROM same_violation s
                 JOIN main.case_steps c ON c.violation = s.ours;"
        )
    }

    /// Of violations that only the present garage knows, its own come along, and of the others what answers
    /// brought since to cases that the copy has.
    fn put_back(&self) -> String {
        let Cases { cases, steps } = self;
        let unknown = "n.violation NOT IN (SELECT theirs FROM same_violation)";
        format!(
            "INSERT OR IGNORE INTO main.cases (violation, {cases}) SELECT b.ours, {cases}
                 FROM kept_case k JOIN brought_violation b ON b.theirs = k.theirs;
             INSERT OR IGNORE INTO main.cases (violation, {cases}) SELECT b.ours, {cases}
                 FROM present.cases n JOIN brought_violation b ON b.theirs = n.violation WHERE {unknown};
             INSERT INTO main.case_steps (violation, {steps}) SELECT b.ours, {steps}
                 FROM kept_step k JOIN brought_violation b ON b.theirs = k.theirs ORDER BY k.number;
             INSERT INTO main.case_steps (violation, {steps}) SELECT b.ours, {steps}
                 FROM present.case_steps n JOIN brought_violation b ON b.theirs = n.violation
                 WHERE {unknown} OR n.undo IS NULL AND n.violation IN (SELECT theirs FROM kept_case)
                     AND NOT EXISTS (SELECT 1 FROM kept_step k
                         WHERE k.theirs = n.violation AND k.at IS n.at AND k.step = n.step)
                 ORDER BY n.number;"
        )
    }
}
