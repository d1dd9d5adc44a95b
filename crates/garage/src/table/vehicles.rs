//! Vehicles (车辆). A removed vehicle stays in the file, since its calls were
//! paid for and its removal can be undone; it is in no list and no total.

use crate::error::GarageErrorKind as Kind;
use crate::row::{Cells, collect, filled, filled_lines, first, new_id};
use crate::undo::UndoToken;
use crate::{Garage, GarageError, Result, search};
use cheku_domain::{FrameNumber, Left, NewDueDate, Plate, PlateType, Timestamp, Vehicle, VehicleId};
use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, Row, named_params, params};

/// The columns that `read` reads.
pub(crate) const COLUMNS: &str = "v.id, v.plate, v.plate_type, v.vin, v.engine, v.city_code, v.owner, v.team, \
    v.driver, v.note, v.provider";

/// A vehicle that is not in the garage yet, or an imported row of one that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVehicle {
    /// 号牌号码
    pub plate: Plate,
    /// 号牌种类; `None` in an import = keep, for a new vehicle `suggested_type`.
    pub plate_type: Option<PlateType>,
    /// What the plate's form suggests.
    pub suggested_type: PlateType,
    /// 车架号
    pub vin: Option<FrameNumber>,
    /// 发动机号 as typed.
    pub engine: Option<String>,
    /// The city chosen by hand.
    pub city_code: Option<String>,
    /// 所有人
    pub owner: Option<String>,
    /// 分组
    pub group: Option<String>,
    /// 驾驶员
    pub driver: Option<String>,
    /// From when they have it (起始); `None` = from now, and since always where it never had one.
    pub driver_since: Option<NaiveDateTime>,
    /// Of an imported row: why it is no longer in use, and since when; without a day from now.
    pub left: Option<(Left, Option<NaiveDate>)>,
    /// 备注
    pub note: Option<String>,
    /// The provider chosen for it.
    pub provider: Option<String>,
    /// What runs out of it, and (驾驶证、从业资格证) of its driver.
    pub due_dates: Vec<NewDueDate>,
}

impl NewVehicle {
    /// A vehicle of which only the plate is known.
    pub fn of(plate: Plate) -> NewVehicle {
        NewVehicle {
            suggested_type: PlateType::suggest(&plate),
            plate,
            plate_type: None,
            vin: None,
            engine: None,
            city_code: None,
            owner: None,
            group: None,
            driver: None,
            driver_since: None,
            left: None,
            note: None,
            provider: None,
            due_dates: Vec::new(),
        }
    }

    pub(crate) fn into_vehicle(self) -> Vehicle {
        Vehicle {
            id: VehicleId(new_id()),
            plate_type: self.plate_type.unwrap_or(self.suggested_type),
            plate: self.plate,
            vin: self.vin,
            engine: filled(self.engine),
            city_code: filled(self.city_code),
            owner: filled(self.owner),
            group: filled(self.group),
            driver: filled(self.driver),
            note: filled_lines(self.note),
            provider: filled(self.provider),
        }
    }
}

/// What a change touched, and how to take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The vehicles.
    pub vehicles: Vec<VehicleId>,
    /// For `Garage::undo`.
    pub undo: UndoToken,
}

/// Reads `COLUMNS`, which stand first.
pub(crate) fn read(row: &Row<'_>) -> Result<Vehicle> {
    read_cells(&mut Cells::of(row))
}

/// The same where more columns follow.
pub(crate) fn read_cells(cells: &mut Cells<'_, '_>) -> Result<Vehicle> {
    Ok(Vehicle {
        id: VehicleId(cells.next()?),
        plate: cells.word(|text| Plate::parse(text).ok())?,
        plate_type: cells.word(PlateType::parse)?,
        // Short chassis numbers were judged when they were typed.
        vin: cells.word_or_none(|text| FrameNumber::parse(text, true).ok())?,
        engine: cells.next()?,
        city_code: cells.next()?,
        owner: cells.next()?,
        group: cells.next()?,
        driver: cells.next()?,
        note: cells.next()?,
        provider: cells.next()?,
    })
}

/// The vehicle if it is in the garage (not removed).
pub(crate) fn find(conn: &Connection, id: &VehicleId) -> Result<Option<Vehicle>> {
    let sql = format!("SELECT {COLUMNS} FROM vehicles v WHERE v.id = ?1 AND v.removed = 0");
    first(conn.prepare_cached(&sql)?.query([&id.0])?, read)
}

/// All vehicles that bear a plate, by type.
pub(crate) fn of_plate(conn: &Connection, plate: &Plate) -> Result<Vec<Vehicle>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM vehicles v WHERE v.plate = ?1 AND v.removed = 0 ORDER BY v.plate_type"
    );
    collect(conn.prepare_cached(&sql)?.query([plate.as_str()])?, read)
}

/// Everything a provider is asked with. A lock holds as long as this stays the
/// same: a change of any of them can turn a charged refusal into an answer.
pub(crate) fn asked_with(vehicle: &Vehicle) -> String {
    let vin = vehicle.vin.as_ref().map_or("", FrameNumber::as_str);
    let engine = vehicle.query_engine().unwrap_or_default();
    let city = vehicle.city_code.as_deref().unwrap_or("");
    [vehicle.plate.as_str(), vehicle.plate_type.code(), vin, &engine, city].join("\u{1f}")
}

/// Writes the vehicle as given, new or known, and brings back a removed one.
pub(crate) fn put(conn: &Connection, vehicle: &Vehicle, now: Timestamp) -> Result<()> {
    let sql = "
        INSERT INTO vehicles (id, plate, plate_type, vin, engine, city_code, owner, team, driver, note, provider,
            asked_with, search_text, removed, added_at, changed_at)
        VALUES (:id, :plate, :plate_type, :vin, :engine, :city_code, :owner, :team, :driver, :note, :provider,
            :asked_with, :search_text, 0, :now, :now)
        ON CONFLICT (id) DO UPDATE SET plate = excluded.plate, plate_type = excluded.plate_type,
            vin = excluded.vin, engine = excluded.engine, city_code = excluded.city_code, owner = excluded.owner,
            team = excluded.team, driver = excluded.driver, note = excluded.note, provider = excluded.provider,
            asked_with = excluded.asked_with, search_text = excluded.search_text, removed = 0,
            changed_at = excluded.changed_at";
    let written = conn.prepare_cached(sql)?.execute(named_params! {
        ":id": vehicle.id.0, ":plate": vehicle.plate.as_str(), ":plate_type": vehicle.plate_type.code(),
        ":vin": vehicle.vin.as_ref().map(FrameNumber::as_str), ":engine": vehicle.engine,
        ":city_code": vehicle.city_code, ":owner": vehicle.owner, ":team": vehicle.group,
        ":driver": vehicle.driver, ":note": vehicle.note, ":provider": vehicle.provider,
        ":asked_with": asked_with(vehicle), ":search_text": search::text_of(vehicle), ":now": now.0,
    });
    match written {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Err(GarageError::new(Kind::PlateTaken, "another vehicle has this plate and type"))
        }
        other => {
            other?;
            crate::table::summaries::begin(conn, &vehicle.id)
        }
    }
}

/// Forgets why and since when it had left: the vehicle is removed from the lists for good.
pub(crate) fn forget_left(conn: &Connection, id: &VehicleId) -> Result<()> {
    let sql = "UPDATE vehicles SET left_as = NULL, left_on = NULL WHERE id = ?1";
    conn.prepare_cached(sql)?.execute([&id.0])?;
    Ok(())
}

/// Takes a vehicle out of every list and total; its rows stay.
pub(crate) fn set_removed(conn: &Connection, id: &VehicleId, now: Timestamp) -> Result<()> {
    conn.prepare_cached("UPDATE vehicles SET removed = 1, changed_at = ?2 WHERE id = ?1")?
        .execute(params![id.0, now.0])?;
    crate::table::violations::follow_vehicle(conn, id)
}

/// Takes vehicles that are about to be written out of each other's way: one may get the
/// plate or the type that another still has.
pub(crate) fn step_aside<'a>(conn: &Connection, vehicles: impl Iterator<Item = &'a VehicleId>) -> Result<()> {
    for id in vehicles {
        conn.prepare_cached("UPDATE vehicles SET removed = 1 WHERE id = ?1")?.execute([&id.0])?;
    }
    Ok(())
}

impl Garage {
    /// A vehicle by its id.
    pub fn vehicle(&self, id: &VehicleId) -> Result<Option<Vehicle>> {
        self.read(|conn| find(conn, id))
    }

    /// All vehicles that bear a plate, by type.
    pub fn vehicles_of_plate(&self, plate: &Plate) -> Result<Vec<Vehicle>> {
        self.read(|conn| of_plate(conn, plate))
    }

    /// The groups in use, in order.
    pub fn groups(&self) -> Result<Vec<String>> {
        self.distinct("team")
    }

    /// The drivers that vehicles name, in order.
    pub fn driver_names(&self) -> Result<Vec<String>> {
        self.distinct("driver")
    }

    /// The owners in use, in order.
    pub fn owners(&self) -> Result<Vec<String>> {
        self.distinct("owner")
    }

    fn distinct(&self, column: &'static str) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT DISTINCT {column} FROM vehicles WHERE removed = 0 AND {column} IS NOT NULL ORDER BY 1"
        );
        self.read(|conn| collect(conn.prepare_cached(&sql)?.query([])?, |row| Ok(row.get(0)?)))
    }
}
