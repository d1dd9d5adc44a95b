//! A driver's rows. Nobody takes the erased one's place: a period of theirs stays as one in
//! which it is not known who drove, and so do its violations.

use super::trace::Trace;
use super::vehicle;
use crate::Result;
use crate::row::collect;
use crate::table::given;
use crate::table::violations::follow_vehicle;
use cheku_domain::{Vehicle, VehicleId};
use rusqlite::Connection;

/// The name among all others that vehicles and drivers bear.
pub(crate) fn trace(conn: &Connection, name: &str) -> Result<Trace> {
    let sql = "SELECT name FROM drivers UNION SELECT driver FROM vehicles WHERE driver IS NOT NULL
               UNION SELECT owner FROM vehicles WHERE owner IS NOT NULL UNION SELECT driver FROM driver_periods
               UNION SELECT driver FROM due_dates WHERE driver IS NOT NULL";
    let known = collect(conn.prepare(sql)?.query([])?, |row| Ok(row.get(0)?))?;
    Ok(Trace::of_name(name, known))
}

/// Every vehicle that the driver has or had, or with a violation that was given to them.
pub(crate) fn vehicles(conn: &Connection, name: &str) -> Result<Vec<VehicleId>> {
    let sql = "SELECT id FROM vehicles WHERE driver = ?1
               UNION SELECT vehicle FROM driver_periods WHERE driver = ?1";
    let mut theirs = collect(conn.prepare(sql)?.query([name])?, |row| Ok(VehicleId(row.get(0)?)))?;
    let given = given::vehicles_of(conn, name)?;
    theirs.extend(given.into_iter().filter(|id| !theirs.contains(id)).collect::<Vec<_>>());
    Ok(theirs)
}

/// How many violations are theirs.
pub(crate) fn violations(conn: &Connection, name: &str) -> Result<u32> {
    let sql = "SELECT count(*) FROM violations WHERE driver = (SELECT id FROM driver_names WHERE name = ?1)";
    Ok(conn.query_row(sql, [name], |row| row.get(0))?)
}

/// Takes the driver out of every row.
pub(crate) fn erase(conn: &Connection, name: &str) -> Result<()> {
    let theirs = vehicles(conn, name)?;
    conn.execute("DELETE FROM drivers WHERE name = ?1", [name])?;
    conn.execute("DELETE FROM due_dates WHERE driver = ?1", [name])?;
    conn.execute("UPDATE driver_periods SET driver = '' WHERE driver = ?1", [name])?;
    given::erase(conn, name)?;
    for known in vehicle::chosen(conn, "(v.driver = ?1 OR v.owner = ?1)", name)? {
        let kept = |text: Option<String>| text.filter(|text| text != name);
        let Vehicle { driver, owner, .. } = known.clone();
        vehicle::write_texts(conn, &Vehicle { driver: kept(driver), owner: kept(owner), ..known })?;
    }
    theirs.iter().try_for_each(|id| follow_vehicle(conn, id))?;
    Ok(())
}
