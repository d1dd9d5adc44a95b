//! How many vehicles the garage has, kept by triggers:
//! counting them for every total would cost more with every vehicle.

use crate::Result;
use rusqlite::Connection;

/// Vehicles that were not removed.
pub(crate) fn kept(conn: &Connection) -> Result<u32> {
    let sql = "SELECT vehicles FROM concerned WHERE dimension = 'fleet' AND key = ''";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Garage, NewVehicle};
    use cheku_domain::{Plate, Timestamp};

    const NOW: Timestamp = Timestamp(0);

    #[test]
    fn every_way_in_and_out_is_counted() {
        let dir = tempfile::tempdir().unwrap();
        let garage = Garage::open(dir.path(), NOW).unwrap();
        let size = || garage.totals().unwrap().vehicles;
        let new = |plate: &str| NewVehicle::of(Plate::parse(plate).unwrap());
        assert_eq!(size(), 0);
        let imported = garage.import(vec![new("苏E12345"), new("苏E54321")], NOW, false).unwrap();
        let added = garage.add_vehicle(new("苏E88888"), NOW).unwrap();
        assert_eq!(size(), 3);
        garage.import(vec![new("苏E99999")], NOW, true).unwrap();
        assert_eq!(size(), 3, "a dry run leaves nothing behind");
        let removed = garage.remove_vehicles(&added.vehicles, NOW).unwrap();
        assert_eq!(size(), 2);
        garage.undo(&removed.undo, NOW).unwrap();
        assert_eq!(size(), 3);
        garage.undo(&imported.undo.unwrap(), NOW).unwrap();
        assert_eq!(size(), 1);
        let findings = garage.doctor().unwrap();
        assert!(findings.iter().all(|finding| finding.level == crate::Level::Notice), "{findings:?}");
    }
}
