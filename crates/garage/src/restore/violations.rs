//! Violations and claims of the vehicles that the present garage was told about last. What people
//! wrote beside a violation that the copy knows stays the copy's.

use super::carry::{columns, instead};
use crate::Result;
use rusqlite::Connection;

/// What a person writes beside a violation (`table::marks`).
const WRITTEN: [&str; 3] = ["mark", "note", "decision_date"];
const OURS: &str = "(SELECT ours FROM told WHERE theirs = n.vehicle)";
const CALL: &str = "coalesce((SELECT ours FROM same_call WHERE theirs = n.call_number), n.call_number)";

/// Takes them over. Violations are told apart by their ids, and where both garages met one for the
/// first time by a provider's own key.
pub(super) fn carry(conn: &Connection) -> Result<()> {
    let rows = columns(conn, "violations")?;
    let views = columns(conn, "violation_sources")?;
    let claims = columns(conn, "claims")?;
    // Several can share a key: the first is the first, the second the second.
    let place =
        "row_number() OVER (PARTITION BY t.ours, s.provider, s.own_key ORDER BY s.violation) AS place";
    let written = WRITTEN.map(|name| format!("m.{name}")).join(", ");
    let as_written = WRITTEN.map(|name| format!("{name} = w.{name}")).join(", ");
    conn.execute_batch(&format!(
        "CREATE TEMP TABLE same_violation (theirs TEXT NOT NULL, ours TEXT NOT NULL, PRIMARY KEY (theirs, ours))
             WITHOUT ROWID;
         INSERT INTO same_violation SELECT p.id, m.id FROM present.violations p
             JOIN told t ON t.theirs = p.vehicle JOIN main.violations m ON m.id = p.id;
         INSERT INTO same_violation
             WITH p AS (SELECT t.ours AS vehicle, s.provider, s.own_key, s.violation, {place}
                     FROM present.violation_sources s JOIN told t ON t.theirs = s.vehicle
                     WHERE s.violation NOT IN (SELECT theirs FROM same_violation)),
                 m AS (SELECT t.ours AS vehicle, s.provider, s.own_key, s.violation, {place}
                     FROM main.violation_sources s JOIN told t ON t.ours = s.vehicle
                     WHERE s.violation NOT IN (SELECT ours FROM same_violation))
             SELECT DISTINCT p.violation, m.violation FROM p JOIN m USING (vehicle, provider, own_key, place);
         CREATE TEMP TABLE written AS SELECT s.theirs AS violation, {written}
             FROM same_violation s JOIN main.violations m ON m.id = s.ours;
         DELETE FROM main.violations WHERE id IN (SELECT ours FROM same_violation);
         INSERT INTO main.violations ({}) SELECT {} FROM present.violations n
             WHERE n.vehicle IN (SELECT theirs FROM told);
         UPDATE main.violations AS m SET {as_written} FROM written w WHERE w.violation = m.id;
         INSERT INTO main.violation_sources ({}) SELECT {} FROM present.violation_sources n
             WHERE n.vehicle IN (SELECT theirs FROM told);
         DELETE FROM main.claims WHERE vehicle IN (SELECT ours FROM told);
         INSERT INTO main.claims ({}) SELECT {} FROM present.claims n WHERE n.vehicle IN (SELECT theirs FROM told);",
        rows.join(", "),
        instead(&rows, &[("vehicle", OURS)]),
        views.join(", "),
        instead(&views, &[("vehicle", OURS), ("call_number", CALL)]),
        claims.join(", "),
        instead(&claims, &[("vehicle", OURS)]),
    ))?;
    Ok(())
}
