//! Sums (合计) that a provider wrote into its own answer and that are not those of its
//! rows. A row here is a mark for people: every total is added up from the violations.

use crate::row::collect;
use crate::{Garage, Result};
use cheku_domain::provider::{ClaimedTotals, CountedTotals};
use cheku_domain::{Fen, Timestamp, VehicleId};
use rusqlite::{Connection, Row, params};

/// A provider's sums that are not those of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The provider's id.
    pub provider: String,
    /// When it answered so.
    pub at: Timestamp,
    /// What it claims.
    pub claimed: ClaimedTotals,
    /// What its rows come to.
    pub counted: CountedTotals,
}

/// Marks a provider's newest answer about a vehicle, or takes the mark of an older one off.
pub(crate) fn hold(
    conn: &Connection,
    vehicle: &str,
    provider: &str,
    claimed: &ClaimedTotals,
    counted: &CountedTotals,
    at: Timestamp,
) -> Result<()> {
    if !claimed.contradict(counted) {
        conn.prepare_cached("DELETE FROM claims WHERE vehicle = ?1 AND provider = ?2")?
            .execute([vehicle, provider])?;
        return Ok(());
    }
    conn.prepare_cached(
        "INSERT OR REPLACE INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        vehicle,
        provider,
        at.0,
        claimed.violations,
        claimed.fines.map(|fines| fines.0),
        claimed.points,
        counted.violations,
        counted.fines.0,
        counted.fines_unknown,
        counted.points,
        counted.points_unknown,
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Claim> {
    Ok(Claim {
        provider: row.get("provider")?,
        at: Timestamp(row.get("at")?),
        claimed: ClaimedTotals {
            violations: row.get("violations")?,
            fines: row.get::<_, Option<i64>>("fines_fen")?.map(Fen),
            points: row.get("points")?,
        },
        counted: CountedTotals {
            violations: row.get("counted_violations")?,
            fines: Fen(row.get("counted_fines_fen")?),
            fines_unknown: row.get("counted_fines_unknown")?,
            points: row.get("counted_points")?,
            points_unknown: row.get("counted_points_unknown")?,
        },
    })
}

impl Garage {
    /// Which providers' own sums about a vehicle are not those of their rows.
    pub fn claims(&self, vehicle: &VehicleId) -> Result<Vec<Claim>> {
        let sql = "SELECT * FROM claims WHERE vehicle = ?1 ORDER BY provider";
        self.read(|conn| collect(conn.prepare_cached(sql)?.query([&vehicle.0])?, read))
    }
}
