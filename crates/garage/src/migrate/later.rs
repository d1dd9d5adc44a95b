//! What versions after 26 add, each in its place and once: statements, and for what statements alone
//! cannot say, a piece of Rust around them. A step is never changed.

use super::{due_dates, periods};
use crate::Result;
use rusqlite::Connection;

/// A version: its statements, and how they are run over a garage that has rows.
pub(super) struct Step {
    sql: &'static str,
    run: fn(&Connection, &str) -> Result<()>,
}

/// Every step, version 27 first.
pub(super) const STEPS: &[Step] = &[
    Step { sql: include_str!("later/27.sql"), run: periods::from_usual_drivers },
    Step { sql: include_str!("later/28.sql"), run: statements_alone },
    Step { sql: include_str!("later/29.sql"), run: statements_alone },
    Step { sql: include_str!("later/30.sql"), run: due_dates::from_licences },
    Step { sql: include_str!("later/31.sql"), run: statements_alone },
    Step { sql: include_str!("later/32.sql"), run: statements_alone },
    Step { sql: include_str!("later/33.sql"), run: statements_alone },
    Step { sql: include_str!("later/34.sql"), run: statements_alone },
    Step { sql: include_str!("later/35.sql"), run: statements_alone },
    Step { sql: include_str!("later/36.sql"), run: statements_alone },
    Step { sql: include_str!("later/37.sql"), run: statements_alone },
    Step { sql: include_str!("later/38.sql"), run: statements_alone },
    Step { sql: include_str!("later/39.sql"), run: statements_alone },
];

/// A step that statements alone can say.
fn statements_alone(conn: &Connection, sql: &str) -> Result<()> {
    Ok(conn.execute_batch(sql)?)
}

/// The statements of the first steps.
pub(super) fn statements(steps: i64) -> String {
    let steps = usize::try_from(steps).unwrap_or(0);
    STEPS.iter().take(steps).map(|step| step.sql).collect()
}

/// Runs all but the first steps, which the file has.
pub(super) fn apply(conn: &Connection, has: i64) -> Result<()> {
    let has = usize::try_from(has).unwrap_or(0);
    STEPS.iter().skip(has).try_for_each(|step| (step.run)(conn, step.sql))
}
