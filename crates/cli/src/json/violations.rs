//! `violations`

use super::at;
use cheku_commands::api::{Payer, ShownState, Stage, ViolationRow};
use cheku_domain::time::parse_vendor_time;
use cheku_domain::{DriverWhy, Fen, Timestamp};
use serde::Serialize;

/// `violations`
#[derive(Serialize)]
pub struct Violations {
    pub total: u32,
    /// Of `--from` and `--to`: those that would match, and whose time cannot be read.
    pub undated: u32,
    pub violations: Vec<Violation>,
}

/// One violation.
#[derive(Serialize)]
pub struct Violation {
    plate: String,
    plate_type: &'static str,
    time: Option<String>,
    time_text: String,
    place: String,
    act: String,
    code: Option<String>,
    fine_fen: Option<Fen>,
    points: Option<u8>,
    state: ShownState,
    driver: Option<String>,
    driver_why: Option<DriverWhy>,
    online: Option<bool>,
    city: Option<String>,
    providers: Vec<String>,
    #[serde(serialize_with = "at")]
    first_seen: Timestamp,
    #[serde(serialize_with = "at")]
    last_seen: Timestamp,
    repeat: u32,
    /// Nobody has seen it.
    new: bool,
    /// It came with its vehicle's first answer.
    baseline: bool,
    stage: Stage,
    due: Option<String>,
    overdue: bool,
    payer: Option<Payer>,
    /// For `receipt`.
    id: String,
}

impl From<&ViolationRow> for Violation {
    fn from(row: &ViolationRow) -> Violation {
        // A vendor's text that is no time is shown as it is, and is no time to a script.
        let time = parse_vendor_time(&row.time);
        Violation {
            plate: row.plate.to_string(),
            plate_type: row.plate_type.code(),
            time: time.map(|time| time.format("%Y-%m-%dT%H:%M:%S+08:00").to_string()),
            time_text: row.time_text.clone(),
            place: row.place.clone(),
            act: row.act.clone(),
            code: row.code.clone(),
            fine_fen: row.fine_fen,
            points: row.points,
            state: row.state,
            driver: row.driver.clone(),
            driver_why: row.driver_why,
            online: row.online,
            city: row.city.clone(),
            providers: row.providers.clone(),
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            repeat: row.repeat,
            new: row.is_new,
            baseline: row.first_found,
            stage: row.stage,
            due: row.due.clone(),
            overdue: row.overdue,
            payer: row.payer,
            id: row.id.clone(),
        }
    }
}
