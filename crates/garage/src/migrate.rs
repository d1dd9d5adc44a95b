//! The schema's history. The list is the registry: `user_version` says how many
//! of its entries a file has had. All of them or none, in one transaction.

use crate::table::{
    accounts, answers, assignments, batch_owner, batches, calls, cities, claims, drivers, filters,
    former_accounts, items, locks, settings, sources, summaries, vehicles, violations,
};
use crate::{GarageError, Result};
use rusqlite::Connection;

/// Marks the file as ours ("Chek" in ASCII), so that another program's SQLite
/// file is refused instead of changed.
const APPLICATION: i64 = 0x4368_656b;

/// In the order in which they are applied. Entries are never changed, only added.
pub(crate) const MIGRATIONS: &[&str] = &[
    vehicles::CREATE,
    summaries::CREATE,
    batches::CREATE,
    calls::CREATE,
    items::CREATE,
    violations::CREATE,
    sources::CREATE,
    crate::tally::CREATE,
    locks::CREATE,
    claims::CREATE,
    accounts::CREATE,
    cities::CREATE,
    settings::CREATE,
    drivers::CREATE,
    assignments::CREATE,
    filters::CREATE,
    crate::undo::CREATE,
    crate::fleet_size::CREATE,
    former_accounts::CREATE,
    former_accounts::MARK,
    batches::PARTS,
    vehicles::BY_PLATE_AND_TYPE,
    sources::SEVERAL_OF_A_KEY,
    batch_owner::CREATE,
    answers::CREATE,
];

/// How a file stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing in it yet.
    Empty,
    /// As this program knows it.
    Current,
    /// Written by an earlier version.
    Older,
}

/// The schema version that this program writes.
pub(crate) fn newest() -> i64 {
    crate::row::int(MIGRATIONS.len())
}

/// Reads the version and holds the schema against it; a newer one, a foreign file and one that
/// somebody changed are refused.
pub(crate) fn standing(conn: &Connection) -> Result<Standing> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let application: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let objects: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == 0 && application == 0 && objects == 0 {
        return Ok(Standing::Empty);
    }
    if application != APPLICATION {
        return Err(GarageError::new("garage_foreign", "the file belongs to another program"));
    }
    match version {
        newer if newer > newest() => {
            Err(GarageError::new("garage_newer", format!("schema {newer}, this program knows {}", newest())))
        }
        known => {
            crate::schema::is_exact(conn, known)?;
            Ok(if known < newest() { Standing::Older } else { Standing::Current })
        }
    }
}

/// Brings the file up to date. Another process may be at the same: the version
/// is read again inside the transaction.
pub(crate) fn upgrade(conn: &Connection) -> Result<()> {
    let change = rusqlite::Transaction::new_unchecked(conn, rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = change.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        change.execute_batch(migration)?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", newest())?;
    Ok(change.commit()?)
}
