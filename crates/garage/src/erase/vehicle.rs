//! A vehicle's rows: what hangs on it goes, what it cost stays without it.

use super::trace::Trace;
use crate::row::{collect, first};
use crate::table::summaries;
use crate::table::vehicles::{COLUMNS, read};
use crate::totals::update;
use crate::{Result, search};
use cheku_domain::{FrameNumber, Plate, PlateType, Vehicle, VehicleId};
use rusqlite::{Connection, params};

/// Every vehicle that bears the plate, those that were removed from the lists included.
pub(crate) fn bearing(
    conn: &Connection,
    plate: &Plate,
    plate_type: Option<PlateType>,
) -> Result<Vec<VehicleId>> {
    let sql = "SELECT id FROM vehicles WHERE plate = ?1 AND (?2 IS NULL OR plate_type = ?2) ORDER BY id";
    let wanted = params![plate.as_str(), plate_type.map(PlateType::code)];
    collect(conn.prepare(sql)?.query(wanted)?, |row| Ok(VehicleId(row.get(0)?)))
}

/// The vehicles that `condition` chooses, removed ones included.
pub(crate) fn chosen(conn: &Connection, condition: &str, value: &str) -> Result<Vec<Vehicle>> {
    let sql = format!("SELECT {COLUMNS} FROM vehicles v WHERE v.plate <> '' AND {condition}");
    collect(conn.prepare(&sql)?.query([value])?, read)
}

/// What the vehicle is found by elsewhere. A plate that another vehicle bears is no trace of
/// this one.
pub(crate) fn traces(conn: &Connection, ids: &[VehicleId]) -> Result<Vec<Trace>> {
    let mut traces = Vec::new();
    for id in ids {
        for vehicle in chosen(conn, "v.id = ?1", &id.0)? {
            let bearing = bearing(conn, &vehicle.plate, None)?;
            if bearing.iter().all(|other| ids.contains(other)) {
                traces.push(Trace::of(vehicle.plate.as_str()));
            }
            traces.extend(vehicle.vin.as_ref().map(|vin| Trace::of(FrameNumber::as_str(vin))));
        }
    }
    Ok(traces)
}

/// Takes everything that hangs on a vehicle away. Its row stays as a number, since the calls
/// and items that hang on it are the ledger's: counts, cost, time, provider.
pub(crate) fn erase(conn: &Connection, id: &VehicleId) -> Result<()> {
    update::around(conn, &id.0, || {
        let sql = "DELETE FROM violations WHERE vehicle = (SELECT number FROM vehicles WHERE id = ?1)";
        conn.execute(sql, [&id.0])?;
        Ok(())
    })?;
    for table in ["driver_periods", "due_dates", "vehicle_locks", "claims", "vehicle_summaries"] {
        conn.execute(&format!("DELETE FROM {table} WHERE vehicle = ?1"), [&id.0])?;
    }
    summaries::begin(conn, id)?;
    conn.execute(
        "DELETE FROM undos WHERE token IN (SELECT token FROM undo_rows
             WHERE id = ?1 OR instr(coalesce(before, '') || coalesce(undone, ''), ?1) > 0)",
        [&id.0],
    )?;
    conn.execute("DELETE FROM answers WHERE call IN (SELECT number FROM calls WHERE vehicle = ?1)", [&id.0])?;
    conn.execute("UPDATE calls SET plate = NULL, city = NULL, text = NULL WHERE vehicle = ?1", [&id.0])?;
    conn.execute("UPDATE items SET plate = '', reason_text = NULL WHERE vehicle = ?1", [&id.0])?;
    conn.execute(
        "UPDATE vehicles SET plate = '', vin = NULL, engine = NULL, city_code = NULL, owner = NULL,
             team = NULL, driver = NULL, note = NULL, provider = NULL, asked_with = '', search_text = '', removed = 1, left_as = NULL, left_on = NULL
         WHERE id = ?1",
        [&id.0],
    )?;
    Ok(())
}

/// Writes the texts of a vehicle, whether it was removed or not.
pub(crate) fn write_texts(conn: &Connection, vehicle: &Vehicle) -> Result<()> {
    conn.execute(
        "UPDATE vehicles SET owner = ?2, team = ?3, driver = ?4, note = ?5, search_text = ?6 WHERE id = ?1",
        params![
            vehicle.id.0,
            vehicle.owner,
            vehicle.group,
            vehicle.driver,
            vehicle.note,
            search::text_of(vehicle)
        ],
    )?;
    Ok(())
}

/// How many violations hang on these vehicles.
pub(crate) fn violations(conn: &Connection, ids: &[VehicleId]) -> Result<u32> {
    let sql = "SELECT count(*) FROM violations WHERE vehicle = (SELECT number FROM vehicles WHERE id = ?1)";
    count(conn, sql, ids)
}

/// How many calls do.
pub(crate) fn calls(conn: &Connection, ids: &[VehicleId]) -> Result<u32> {
    count(conn, "SELECT count(*) FROM calls WHERE vehicle = ?1", ids)
}

fn count(conn: &Connection, sql: &str, ids: &[VehicleId]) -> Result<u32> {
    let mut query = conn.prepare(sql)?;
    let mut sum = 0;
    for id in ids {
        sum += first(query.query([&id.0])?, |row| Ok(row.get::<_, u32>(0)?))?.unwrap_or(0);
    }
    Ok(sum)
}
