//! Locks (锁定): a vehicle that a provider refused *and charged* (code 225606) is
//! not asked there again until the data that it was asked with changes.

use crate::Result;
use cheku_domain::Timestamp;
use rusqlite::{Connection, params};

/// Locks the vehicle for the provider with the data that it has now. (Data that
/// changed while the question was under way locks nothing useful, but the next
/// refusal would be charged again: the present data is the safer choice.)
pub(crate) fn lock(conn: &Connection, vehicle: &str, provider: &str, at: Timestamp) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO vehicle_locks (vehicle, provider, asked_with, since)
         SELECT id, ?2, asked_with, ?3 FROM vehicles WHERE id = ?1
         ON CONFLICT DO UPDATE SET asked_with = excluded.asked_with, since = excluded.since",
    )?
    .execute(params![vehicle, provider, at.0])?;
    Ok(())
}

/// An answer from the provider: whatever it refused before, it knows the vehicle now.
pub(crate) fn unlock(conn: &Connection, vehicle: &str, provider: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM vehicle_locks WHERE vehicle = ?1 AND provider = ?2")?
        .execute([vehicle, provider])?;
    Ok(())
}
