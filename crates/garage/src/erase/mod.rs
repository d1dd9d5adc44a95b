//! Erasing (彻底删除): a vehicle or a driver leaves the file with everything that hangs on them,
//! down to the bytes. It cannot be undone. What the questions cost stays, without plate and
//! person: the month must agree with the vendor's bill.

mod compact;
mod copies;
mod driver;
mod mentions;
mod receipts;
mod trace;
mod vehicle;

pub(crate) use compact::finish_if_idle;
pub use trace::Trace;

use crate::row::collect;
use crate::table::texts;
use crate::{Garage, Result};
use cheku_domain::{Plate, PlateType, Timestamp, VehicleId};
use cheku_files::attachments::Name;
use mentions::Where;
use rusqlite::Connection;

/// Who is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Every vehicle that bears the plate, or the one of this type; removed ones, too.
    Plate(Plate, Option<PlateType>),
    /// These vehicles.
    Vehicles(Vec<VehicleId>),
    /// The driver of this name.
    Driver(String),
}

/// What an erasure takes away, and by what it is found elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Vehicles that go; for a driver those that lose their name.
    pub vehicles: u32,
    /// Violations that go; for a driver those that lose their name.
    pub violations: u32,
    /// Calls that lose their plate.
    pub calls: u32,
    /// Files of receipts that go, since nothing else names them.
    pub receipts: Vec<Name>,
    /// What copies are searched for.
    pub traces: Vec<Trace>,
}

impl Erasure {
    /// True when the garage has nothing of it.
    pub fn is_empty(&self) -> bool {
        (self.vehicles, self.violations, self.calls) == (0, 0, 0)
    }
}

/// A vehicle that was removed from the lists and can be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedVehicle {
    /// Its id.
    pub id: VehicleId,
    /// Its plate.
    pub plate: String,
    /// When it was removed.
    pub at: Timestamp,
}

impl Whom {
    fn vehicles(&self, conn: &Connection) -> Result<Vec<VehicleId>> {
        match self {
            Whom::Plate(plate, plate_type) => vehicle::bearing(conn, plate, *plate_type),
            Whom::Vehicles(ids) => Ok(ids.clone()),
            Whom::Driver(name) => driver::vehicles(conn, name),
        }
    }

    /// By what it is found in other texts. A plate that another vehicle bears, too, is none.
    fn traces(&self, conn: &Connection, ids: &[VehicleId]) -> Result<Vec<Trace>> {
        let mut traces = match self {
            Whom::Driver(name) => vec![driver::trace(conn, name)?],
            _ => vehicle::traces(conn, ids)?,
        };
        if let Whom::Plate(plate, _) = self
            && vehicle::bearing(conn, plate, None)?.is_empty()
        {
            traces.push(Trace::of(plate.as_str()));
        }
        Ok(traces)
    }

    fn measure(&self, conn: &Connection) -> Result<Erasure> {
        let ids = self.vehicles(conn)?;
        let (violations, calls) = match self {
            Whom::Driver(name) => (driver::violations(conn, name)?, 0),
            _ => (vehicle::violations(conn, &ids)?, vehicle::calls(conn, &ids)?),
        };
        let vehicles = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let receipts = match self {
            Whom::Driver(name) => receipts::of_driver(conn, name)?,
            _ => receipts::of_vehicles(conn, &ids)?,
        };
        Ok(Erasure { vehicles, violations, calls, receipts, traces: self.traces(conn, &ids)? })
    }

    fn erase(&self, conn: &Connection) -> Result<Erasure> {
        let erasure = self.measure(conn)?;
        let place = match self {
            Whom::Driver(name) => {
                receipts::forget_of_driver(conn, name)?;
                driver::erase(conn, name)?;
                Where::PersonalTexts
            }
            _ => {
                self.vehicles(conn)?.iter().try_for_each(|id| vehicle::erase(conn, id))?;
                Where::Anywhere
            }
        };
        // Kept figures that are zero now still bear the driver's name.
        conn.execute("DELETE FROM tallies WHERE rows = 0", [])?;
        conn.execute("DELETE FROM concerned WHERE vehicles = 0 AND dimension <> 'fleet'", [])?;
        texts::forget_unused(conn)?;
        erasure.traces.iter().try_for_each(|trace| forget(conn, trace, place))?;
        receipts::begin(conn, &erasure.receipts)?;
        Ok(erasure)
    }
}

/// Takes a trace out of what is left: changes that could be taken back and saved filters go
/// whole, since without it they mean something else; in other texts asterisks take its place.
fn forget(conn: &Connection, trace: &Trace, place: Where) -> Result<()> {
    conn.execute(
        "DELETE FROM undos WHERE token IN (
             SELECT token FROM undo_rows
             WHERE instr(coalesce(before, '') || coalesce(undone, ''), ?1) > 0 OR instr(id, ?1) > 0)",
        [trace.text()],
    )?;
    conn.execute("UPDATE undos SET by = '' WHERE instr(by, ?1) > 0", [trace.text()])?;
    conn.execute(
        "DELETE FROM saved_filters WHERE instr(query, ?1) > 0 OR instr(name, ?1) > 0",
        [trace.text()],
    )?;
    // A vehicle that bore the plate once, and has another since.
    conn.execute("UPDATE calls SET plate = NULL WHERE plate = ?1", [trace.text()])?;
    conn.execute("UPDATE items SET plate = '' WHERE plate = ?1", [trace.text()])?;
    let mentioning =
        "instr(coalesce(v.owner, '') || '|' || coalesce(v.team, '') || '|' || coalesce(v.note, ''), ?1) > 0";
    for mut known in vehicle::chosen(conn, mentioning, trace.text())? {
        for text in [&mut known.owner, &mut known.group, &mut known.note] {
            *text = text.take().map(|text| trace.masked(&text).unwrap_or(text));
        }
        vehicle::write_texts(conn, &known)?;
    }
    mentions::mask(conn, trace, place)
}

impl Garage {
    /// What erasing would take away.
    pub fn to_erase(&self, whom: &Whom) -> Result<Erasure> {
        self.read(|conn| whom.measure(conn))
    }

    /// Erases, and rewrites the file so that no byte of it is left there. `garage_held` while
    /// a batch runs. Cut off in the middle, the next start goes on with it.
    pub fn erase(&self, whom: &Whom, now: Timestamp) -> Result<Erasure> {
        let _hold = self.hold_for_batch(now)?;
        let whom = whom.clone();
        let erasure = self.write(move |conn| {
            compact::begin(conn)?;
            whom.erase(conn)
        })?;
        receipts::finish(self)?;
        compact::finish(self.path())?;
        Ok(erasure)
    }

    /// The vehicles that were removed from the lists before `before`, longest ago first.
    pub fn removed_before(&self, before: Timestamp) -> Result<Vec<RemovedVehicle>> {
        let sql = "SELECT id, plate, changed_at FROM vehicles
                   WHERE removed = 1 AND left_as IS NULL AND plate <> '' AND changed_at < ?1 ORDER BY changed_at, id";
        self.read(|conn| {
            collect(conn.prepare(sql)?.query([before.0])?, |row| {
                Ok(RemovedVehicle {
                    id: VehicleId(row.get(0)?),
                    plate: row.get(1)?,
                    at: Timestamp(row.get(2)?),
                })
            })
        })
    }
}
