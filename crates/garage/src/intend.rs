//! What is written before a question leaves.

use crate::Result;
use crate::row::new_id;
use crate::table::calls::CallKind;
use crate::table::{batches, items};
use cheku_domain::ledger::{CallId, Intent};
use rusqlite::{Connection, named_params};

/// Commits, with the transaction it runs in, that a question is about to be sent. Not for a
/// batch that somebody else has ended: whoever did may be asking the same vehicles.
pub(crate) fn intend(conn: &Connection, intent: &Intent) -> Result<CallId> {
    batches::must_run(conn, &intent.batch.0)?;
    let id = new_id();
    let kind = if intent.vehicle.is_some() { CallKind::Question } else { CallKind::Lookup };
    let vehicle = intent.vehicle.as_ref().map(|vehicle| vehicle.0.as_str());
    conn.prepare_cached(
        "INSERT INTO calls (id, kind, batch, vehicle, plate, provider, city, asked_at, state, charge)
         VALUES (:id, :kind, :batch, :vehicle, (SELECT plate FROM vehicles WHERE id = :vehicle), :provider, :city,
                 :at, 'asked', 'unknown')",
    )?
    .execute(named_params! {
        ":id": id, ":kind": kind.word(), ":batch": intent.batch.0, ":vehicle": vehicle,
        ":provider": intent.provider, ":city": intent.city, ":at": intent.at.0,
    })?;
    if let Some(vehicle) = vehicle {
        items::asked(conn, &intent.batch.0, vehicle, &intent.provider, &id, intent.at)?;
    }
    Ok(CallId(id))
}
