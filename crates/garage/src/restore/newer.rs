//! What the present garage has and a copy has not: what a person should know before one takes the
//! other's place.

use super::columns::attach;
use crate::Result;
use crate::row::first;
use cheku_domain::Fen;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// What the present garage has and the copy has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Newer {
    /// Questions.
    pub calls: u32,
    /// Questions that are charged, those that a person has found out since included.
    pub charged: u32,
    /// Their known cost.
    pub cost_fen: Fen,
    /// Questions of which nobody knows whether they are charged.
    pub doubtful: u32,
    /// Violations.
    pub violations: u32,
    /// Vehicles in the list.
    pub vehicles: u32,
}

impl Newer {
    /// The copy has all of it.
    pub fn is_none(&self) -> bool {
        *self == Newer::default()
    }
}

/// Counts it.
pub(super) fn count(copy: &Connection, present: &Path) -> Result<Newer> {
    attach(copy, present)?;
    let counted = counted(copy);
    copy.execute_batch("DETACH present;")?;
    counted
}

fn counted(copy: &Connection) -> Result<Newer> {
    let sql = "
        WITH calls AS (
            SELECT m.id IS NULL AS is_new, p.effective = 'yes' AND m.effective IS NOT 'yes' AS is_charged,
                p.effective, p.cost_fen
            FROM present.calls p LEFT JOIN main.calls m ON m.id = p.id WHERE p.kind = 'question')
        SELECT count(*) FILTER (WHERE is_new) AS calls, count(*) FILTER (WHERE is_charged) AS charged,
            coalesce(sum(cost_fen) FILTER (WHERE is_charged), 0) AS cost_fen,
            count(*) FILTER (WHERE is_new AND effective = 'unknown') AS doubtful,
            (SELECT count(*) FROM present.violations p JOIN present.vehicles v ON v.number = p.vehicle
                WHERE p.removed = 0
                    AND NOT EXISTS (SELECT 1 FROM main.violations m WHERE m.number = p.number AND m.tag = p.tag)
                    AND NOT EXISTS (
                        SELECT 1 FROM present.violation_sources s
                        JOIN main.vehicles o ON o.id = v.id OR (o.removed = 0 AND o.plate = v.plate AND o.plate_type = v.plate_type)
                        JOIN main.violations y ON y.vehicle = o.number
                        JOIN main.violation_sources m ON m.violation = y.number AND m.own_key = s.own_key
                            AND (SELECT text FROM main.texts WHERE id = m.provider)
                                = (SELECT text FROM present.texts WHERE id = s.provider)
                        WHERE s.violation = p.number AND NOT EXISTS (
                            SELECT 1 FROM present.violations q WHERE q.number = y.number AND q.tag = y.tag))) AS violations,
            (SELECT count(*) FROM present.vehicles p WHERE p.removed = 0 AND NOT EXISTS (
                SELECT 1 FROM main.vehicles m WHERE m.removed = 0
                    AND (m.id = p.id OR (m.plate = p.plate AND m.plate_type = p.plate_type)))) AS vehicles
        FROM calls";
    let found = first(copy.prepare(sql)?.query([])?, |row| {
        Ok(Newer {
            calls: row.get("calls")?,
            charged: row.get("charged")?,
            cost_fen: Fen(row.get("cost_fen")?),
            doubtful: row.get("doubtful")?,
            violations: row.get("violations")?,
            vehicles: row.get("vehicles")?,
        })
    })?;
    Ok(found.unwrap_or_default())
}
