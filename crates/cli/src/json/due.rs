//! The document of `due`.

use cheku_commands::api::{DueCount, DueRow, DueWindow};
use cheku_domain::Fen;
use serde::Serialize;

/// `due`
#[derive(Serialize)]
pub struct Due {
    total: u32,
    counts: Vec<DueCount>,
    due_dates: Vec<Row>,
    /// The calendar that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

#[derive(Serialize)]
struct Row {
    day: String,
    /// From today; negative = it is over.
    days: i32,
    step: &'static str,
    kind: &'static str,
    /// Of a kind of one's own.
    name: Option<String>,
    plate: Option<String>,
    plate_type: Option<&'static str>,
    driver: Option<String>,
    /// Of an inspection that is near or over.
    hindrance: Option<Hindrance>,
}

/// Null where nobody has answered for the vehicle: it is not known.
#[derive(Serialize)]
struct Hindrance {
    unpaid: Option<u32>,
    fines_due_fen: Option<Fen>,
    fines_unknown: Option<u32>,
}

impl From<&DueRow> for Row {
    fn from(row: &DueRow) -> Row {
        Row {
            day: row.due.day.clone(),
            days: row.due.days,
            step: row.due.step.word(),
            kind: row.due.kind.word(),
            name: Some(row.due.name.clone()).filter(|name| !name.is_empty()),
            plate: row.vehicle.as_ref().map(|vehicle| vehicle.plate.clone()),
            plate_type: row.vehicle.as_ref().map(|vehicle| vehicle.plate_type.code()),
            driver: row.driver.clone(),
            hindrance: row.hindrance.map(|open| {
                let is_known = open.checked_at.is_some();
                Hindrance {
                    unpaid: is_known.then_some(open.unpaid),
                    fines_due_fen: is_known.then_some(open.fines_fen),
                    fines_unknown: is_known.then_some(open.fines_unknown),
                }
            }),
        }
    }
}

impl Due {
    /// What is listed, and where the calendar was written.
    pub fn of(window: &DueWindow, file: Option<&str>) -> Due {
        let due_dates = window.rows.iter().map(Into::into).collect();
        Due { total: window.total, counts: window.counts.clone(), due_dates, file: file.map(str::to_owned) }
    }
}
