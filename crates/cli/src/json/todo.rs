//! `todo`

use super::at_maybe;
use cheku_commands::api::{self, TodoKind, TodoRows};
use cheku_domain::{Fen, Timestamp};
use serde::Serialize;

/// `todo`
#[derive(Serialize)]
pub struct Todo {
    lines: Vec<Line>,
    looked_at: LookedAt,
}

/// One thing to be done.
#[derive(Serialize)]
struct Line {
    kind: TodoKind,
    count: u32,
    of: &'static str,
    vehicles: Option<u32>,
    fines_fen: Option<Fen>,
    fines_unknown: u32,
    points: Option<u32>,
    points_unknown: u32,
    late_fee_fen: Option<Fen>,
    free_again: u32,
    /// Of drivers: how many more have fewer known points, and some unknown.
    below_unknown: u32,
}

/// What was looked at, so that nothing to be done means something.
#[derive(Serialize)]
struct LookedAt {
    vehicles: u32,
    unanswered: u32,
    violations: u32,
    unpaid: u32,
    #[serde(serialize_with = "at_maybe")]
    last_check: Option<Timestamp>,
}

/// What a line counts.
fn of(rows: &TodoRows) -> &'static str {
    match rows {
        TodoRows::Violations { .. } => "violations",
        TodoRows::Drivers { .. } => "drivers",
        TodoRows::Vehicles { .. } | TodoRows::Plan => "vehicles",
        TodoRows::Calls { .. } => "calls",
        TodoRows::DueDates { .. } => "due_dates",
    }
}

impl From<&api::TodoLine> for Line {
    fn from(line: &api::TodoLine) -> Line {
        Line {
            kind: line.kind,
            count: line.count,
            of: of(&line.rows),
            vehicles: line.vehicles,
            fines_fen: line.fines_fen,
            fines_unknown: line.fines_unknown,
            points: line.points,
            points_unknown: line.points_unknown,
            late_fee_fen: line.late_fee_fen,
            free_again: line.free_again,
            below_unknown: line.below_unknown,
        }
    }
}

impl From<&api::Todo> for Todo {
    fn from(todo: &api::Todo) -> Todo {
        let looked_at = LookedAt {
            vehicles: todo.vehicles,
            unanswered: todo.unanswered,
            violations: todo.violations,
            unpaid: todo.unpaid,
            last_check: todo.last_check,
        };
        Todo { lines: todo.lines.iter().map(Into::into).collect(), looked_at }
    }
}
