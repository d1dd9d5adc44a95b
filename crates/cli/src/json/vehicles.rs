//! `vehicles`

use super::at_maybe;
use cheku_commands::api::{VehicleRow, VehicleWindow};
use cheku_domain::{Fen, Left, Timestamp};
use serde::Serialize;

/// `vehicles`, `leave`, `return`
#[derive(Serialize)]
pub struct Vehicles {
    pub total: u32,
    pub vehicles: Vec<Vehicle>,
}

/// One vehicle.
#[derive(Serialize)]
pub struct Vehicle {
    plate: String,
    plate_type: &'static str,
    vin: Option<String>,
    engine: Option<String>,
    city_code: Option<String>,
    owner: Option<String>,
    group: Option<String>,
    driver: Option<String>,
    note: Option<String>,
    status: &'static str,
    #[serde(serialize_with = "at_maybe")]
    checked_at: Option<Timestamp>,
    provider: Option<String>,
    violations: u32,
    unhandled: u32,
    unpaid: u32,
    fines_due_fen: Fen,
    fines_unknown: u32,
    points_waiting: u32,
    points_unknown: u32,
    /// active, suspended, sold, scrapped
    state: &'static str,
    /// Since when it is no longer in use.
    state_since: Option<String>,
}

impl From<&VehicleWindow> for Vehicles {
    fn from(window: &VehicleWindow) -> Vehicles {
        Vehicles { total: window.total, vehicles: window.rows.iter().map(Into::into).collect() }
    }
}

impl From<&VehicleRow> for Vehicle {
    fn from(row: &VehicleRow) -> Vehicle {
        let vehicle = row.vehicle.clone();
        Vehicle {
            plate: vehicle.plate.to_string(),
            plate_type: vehicle.plate_type.code(),
            vin: vehicle.vin.map(|vin| vin.as_str().to_owned()),
            engine: vehicle.engine,
            city_code: vehicle.city_code,
            owner: vehicle.owner,
            group: vehicle.group,
            driver: vehicle.driver,
            note: vehicle.note,
            status: row.status.word(),
            checked_at: row.checked_at,
            provider: row.checked_by.clone(),
            violations: row.totals.violations,
            unhandled: row.totals.unhandled,
            unpaid: row.totals.unpaid,
            fines_due_fen: row.totals.fines_due_fen,
            fines_unknown: row.totals.fines_unknown,
            points_waiting: row.totals.points_waiting,
            points_unknown: row.totals.points_unknown,
            state: row.left.map_or("active", Left::word),
            state_since: row.left_on.clone(),
        }
    }
}
