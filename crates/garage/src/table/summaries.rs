//! What is known of each vehicle at a glance: kept by the transaction that
//! settles a question (status) and by `totals` (figures), so that lists and
//! totals never look at violations.

use crate::Result;
use crate::row::{first, word};
use cheku_domain::{Timestamp, Totals, VehicleId, VehicleStatus};
use rusqlite::{Connection, params};

/// A vehicle's summary before anything was asked; keeps one that is there.
pub(crate) fn begin(conn: &Connection, vehicle: &VehicleId) -> Result<()> {
    conn.prepare_cached("INSERT INTO vehicle_summaries (vehicle) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([&vehicle.0])?;
    Ok(())
}

/// A readable answer that says something about the vehicle.
pub(crate) struct Answer<'a> {
    pub(crate) at: Timestamp,
    pub(crate) provider: &'a str,
    /// What people are told where no violations speak for themselves: a word of ours,
    /// the vendor's code and words.
    pub(crate) words: Option<(&'a str, &'a str, &'a str)>,
}

/// Keeps what an answer said.
pub(crate) fn answered(
    conn: &Connection,
    vehicle: &str,
    status: VehicleStatus,
    answer: &Answer<'_>,
) -> Result<()> {
    let words = answer.words;
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET status = ?2, known_status = ?2, checked_at = ?3, provider = ?4,
             error_kind = ?5, error_code = ?6, error_text = ?7 WHERE vehicle = ?1",
    )?
    .execute(params![
        vehicle,
        status.word(),
        answer.at.0,
        answer.provider,
        words.map(|words| words.0),
        words.map(|words| words.1),
        words.map(|words| words.2)
    ])?;
    Ok(())
}

/// An answer that came before what is shown of the vehicle: its figures count, and whatever
/// became of later questions stays. (`status` is shown, `known_status` stands behind a doubt.)
pub(crate) fn answered_before(conn: &Connection, vehicle: &str, provider: &str, at: Timestamp) -> Result<()> {
    let status = by_figures(&totals(conn, vehicle)?).word();
    let any_unread = "EXISTS (SELECT 1 FROM calls c WHERE c.vehicle = ?1 AND c.state = 'unreadable')";
    let follow = |column| {
        format!(
            "{column} = CASE WHEN {column} IN ('never_asked', 'clean', 'owing') OR {column} = 'unreadable' AND NOT {any_unread}
                        THEN ?2 ELSE {column} END"
        )
    };
    let sql = format!(
        "UPDATE vehicle_summaries SET {}, {}, provider = CASE WHEN checked_at > ?4 THEN provider ELSE ?3 END,
             checked_at = max(coalesce(checked_at, ?4), ?4) WHERE vehicle = ?1",
        follow("status"),
        follow("known_status")
    );
    conn.prepare_cached(&sql)?.execute(params![vehicle, status, provider, at.0])?;
    Ok(())
}

/// Keeps why there is no answer: the failure's kind, the vendor's code and words.
pub(crate) fn failed(
    conn: &Connection,
    vehicle: &str,
    status: VehicleStatus,
    (kind, code, text): (&str, &str, &str),
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET status = ?2, error_kind = ?3, error_code = ?4, error_text = ?5,
             known_status = CASE ?2 WHEN 'doubtful' THEN known_status ELSE ?2 END
         WHERE vehicle = ?1",
    )?
    .execute(params![vehicle, status.word(), kind, code, text])?;
    Ok(())
}

/// The figures as kept.
pub(crate) fn totals(conn: &Connection, vehicle: &str) -> Result<Totals> {
    let mut query = conn.prepare_cached(
        "SELECT violations, unhandled, unpaid, fines_due_fen, fines_unknown, points_waiting, points_unknown
         FROM vehicle_summaries WHERE vehicle = ?1",
    )?;
    first(query.query([vehicle])?, crate::totals::tallies::read_totals).map(Option::unwrap_or_default)
}

/// Clean or owing, by the figures.
pub(crate) fn by_figures(totals: &Totals) -> VehicleStatus {
    if totals.is_clean() { VehicleStatus::Clean } else { VehicleStatus::Owing }
}

/// After a vehicle's violations came from elsewhere: clean or owing by what there is now.
pub(crate) fn follow_figures(conn: &Connection, vehicle: &str) -> Result<()> {
    let word = by_figures(&totals(conn, vehicle)?).word();
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET
             status = CASE WHEN status IN ('clean', 'owing') THEN ?2 ELSE status END,
             known_status = CASE WHEN known_status IN ('clean', 'owing') THEN ?2 ELSE known_status END
         WHERE vehicle = ?1",
    )?
    .execute(params![vehicle, word])?;
    Ok(())
}

/// After a vehicle's data changed: a lock whose data changed no longer holds,
/// and one whose data came back (undo) holds again.
pub(crate) fn refresh_lock(conn: &Connection, vehicle: &VehicleId) -> Result<()> {
    let mut query = conn.prepare_cached(
        "SELECT s.*, EXISTS (SELECT 1 FROM vehicle_locks l JOIN vehicles v ON v.id = l.vehicle
                             WHERE l.vehicle = s.vehicle AND l.asked_with = v.asked_with) AS locked
         FROM vehicle_summaries s WHERE s.vehicle = ?1",
    )?;
    let Some((status, now_locked, ever_answered, totals)) = first(query.query([&vehicle.0])?, |row| {
        let answered: Option<i64> = row.get("checked_at")?;
        let status = word(row, "known_status", VehicleStatus::from_word)?;
        Ok((
            status,
            row.get::<_, bool>("locked")?,
            answered.is_some(),
            crate::totals::tallies::read_totals(row)?,
        ))
    })?
    else {
        return Ok(());
    };
    let status = match (status, now_locked) {
        (VehicleStatus::Locked, false) if ever_answered => by_figures(&totals),
        (VehicleStatus::Locked, false) => VehicleStatus::NeverAsked,
        (VehicleStatus::NeverAsked | VehicleStatus::Clean | VehicleStatus::Owing, true) => {
            VehicleStatus::Locked
        }
        (same, _) => same,
    };
    set_known(conn, &vehicle.0, status)
}

/// Sets the known status; a doubtful vehicle stays doubtful to the eye.
fn set_known(conn: &Connection, vehicle: &str, status: VehicleStatus) -> Result<()> {
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET known_status = ?2,
             status = CASE status WHEN 'doubtful' THEN status ELSE ?2 END WHERE vehicle = ?1",
    )?
    .execute(params![vehicle, status.word()])?;
    Ok(())
}

/// After a person found out about a doubtful call: the vehicle goes back to what
/// was known, unless another of its calls is still doubtful.
pub(crate) fn no_longer_doubtful(conn: &Connection, vehicle: &str) -> Result<()> {
    conn.prepare_cached(
        "UPDATE vehicle_summaries SET status = known_status, error_kind = NULL, error_code = NULL, error_text = NULL
         WHERE vehicle = ?1 AND status = 'doubtful' AND NOT EXISTS (
             SELECT 1 FROM calls c WHERE c.vehicle = ?1 AND c.state = 'doubtful' AND c.person_charge IS NULL)",
    )?
    .execute([vehicle])?;
    Ok(())
}
