//! Sums over vehicles: of all that match, of the whole fleet, and how many have each status.

use crate::row::{collect, first, word};
use crate::totals::fleet_size;
use crate::totals::tallies::{self, SUMMED, UNANSWERED, read_totals};
use crate::window::Conditions;
use crate::{Garage, Result};
use cheku_domain::{Totals, VehicleStatus};
use rusqlite::Connection;
use std::collections::BTreeMap;

pub(super) const FROM: &str = "FROM vehicles v JOIN vehicle_summaries s ON s.vehicle = v.id";

/// Over all that match.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) vehicles: u32,
    pub(super) new_count: u32,
    pub(super) unanswered: u32,
    pub(super) totals: Totals,
}

pub(super) fn sums_of(conn: &Connection, conditions: &Conditions) -> Result<Sums> {
    let sql = format!(
        "SELECT count(*) AS vehicles, coalesce(sum(s.new_count), 0) AS all_new,
             count(*) FILTER (WHERE {UNANSWERED}) AS unanswered, {SUMMED} {FROM} WHERE {}",
        conditions.sql()
    );
    let all = first(conn.prepare_cached(&sql)?.query(conditions.values())?, |row| {
        Ok(Sums {
            vehicles: row.get("vehicles")?,
            new_count: row.get("all_new")?,
            unanswered: row.get("unanswered")?,
            totals: read_totals(row)?,
        })
    })?;
    Ok(all.unwrap_or_default())
}

/// The same of the whole fleet, which is kept; only what is unanswered is counted, in one pass,
/// and a removed vehicle's taken off again, since they are few.
pub(super) fn sums_of_all(conn: &Connection) -> Result<Sums> {
    let counted = format!("SELECT count(*) FILTER (WHERE {UNANSWERED}) AS blank FROM vehicle_summaries s");
    let sql = format!(
        "SELECT a.blank - r.blank FROM ({counted}) a,
             ({counted} WHERE s.vehicle IN (SELECT id FROM vehicles WHERE removed = 1)) r"
    );
    let unanswered = conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    let totals = tallies::kept(conn, "fleet", "", &[])?.1;
    let new_count = tallies::unseen(conn)?;
    Ok(Sums { vehicles: fleet_size::kept(conn)?, new_count, unanswered, totals })
}

/// How many vehicles there are of which kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VehicleCounts {
    /// By status; they add up to all.
    pub by_status: BTreeMap<&'static str, u32>,
    /// With something unpaid, whatever a later check came to.
    pub unpaid: u32,
}

impl Garage {
    /// How many vehicles have each status, and how many something unpaid.
    pub fn vehicle_counts(&self) -> Result<VehicleCounts> {
        let sql = format!(
            "SELECT s.status, count(*) AS vehicles, count(*) FILTER (WHERE s.unpaid > 0) AS unpaid
             {FROM} WHERE v.removed = 0 GROUP BY s.status"
        );
        let counts = self.read(|conn| {
            collect(conn.prepare_cached(&sql)?.query([])?, |row| {
                let status = word(row, "status", VehicleStatus::from_word)?.word();
                Ok((status, row.get("vehicles")?, row.get::<_, u32>("unpaid")?))
            })
        })?;
        let unpaid = counts.iter().map(|(_, _, unpaid)| unpaid).sum();
        let by_status = counts.into_iter().map(|(status, vehicles, _)| (status, vehicles)).collect();
        Ok(VehicleCounts { by_status, unpaid })
    }
}
