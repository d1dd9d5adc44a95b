//! 资料存疑 in statements: the domain's rule as a function of SQLite, so that the list,
//! its sums and the doctor follow the rule as it is, without a column to keep in step.

use crate::Result;
use cheku_domain::{FrameNumber, Plate, PlateType, Vehicle, VehicleId};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

/// Holds for vehicles `v` whose details can only be wrong.
pub(crate) const CONDITION: &str =
    "in_doubt(v.plate, v.plate_type, v.vin, v.engine, v.city_code, v.owner, v.team, v.driver)";

/// Makes the function known to a connection.
pub(crate) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    Ok(conn.create_scalar_function("in_doubt", 8, flags, |columns| {
        Ok(vehicle(columns)?.is_some_and(|vehicle| vehicle.in_doubt()))
    })?)
}

/// `None` where a column cannot be read: the doctor tells of that by itself.
fn vehicle(columns: &Context<'_>) -> rusqlite::Result<Option<Vehicle>> {
    let (plate, plate_type): (String, String) = (columns.get(0)?, columns.get(1)?);
    let (Ok(plate), Some(plate_type)) = (Plate::parse(&plate), PlateType::parse(&plate_type)) else {
        return Ok(None);
    };
    let vin: Option<String> = columns.get(2)?;
    Ok(Some(Vehicle {
        id: VehicleId(String::new()),
        plate,
        plate_type,
        vin: vin.and_then(|vin| FrameNumber::parse(&vin, true).ok()),
        engine: columns.get(3)?,
        city_code: columns.get(4)?,
        owner: columns.get(5)?,
        group: columns.get(6)?,
        driver: columns.get(7)?,
        note: None,
        provider: None,
    }))
}
