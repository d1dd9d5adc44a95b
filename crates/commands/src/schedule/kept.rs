//! What the garage keeps of the schedule: what was agreed, and which days had their check.
//! Two values, so that saving the one never loses the other.

use super::due::Terms;
use crate::api::{CommandError, ErrorCode, Schedule, ScheduledOutcome};
use crate::error::Result;
use cheku_domain::Timestamp;
use cheku_garage::Garage;
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const AGREED: &str = "schedule";
/// A fact: it is never that of a backup.
pub(crate) const BEGUN: &str = "scheduled_days";
/// A clock may be set back over so many checks without repeating one.
const DAYS_KEPT: usize = 100;

/// What was agreed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Agreed {
    pub schedule: Schedule,
    /// When its time and days came into force.
    since: Timestamp,
}

/// Which days had their check.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Begun {
    /// The last one first.
    days: Vec<NaiveDate>,
    /// When the last one had its turn.
    at: Timestamp,
    /// What came of it; `None` until that is known.
    outcome: Option<ScheduledOutcome>,
}

/// How the schedule stands.
pub(super) struct Standing {
    pub schedule: Schedule,
    pub next_at: Option<Timestamp>,
    /// With no outcome while it is not known.
    pub last: Option<(Timestamp, Option<ScheduledOutcome>)>,
    pub is_due: bool,
}

/// How the schedule stands now.
pub(super) fn standing(garage: &Garage, now: Timestamp) -> Result<Standing> {
    let (agreed, begun): (Agreed, Begun) = (read(garage, AGREED)?, read(garage, BEGUN)?);
    let terms = Terms::of(&agreed.schedule, agreed.since);
    Ok(Standing {
        next_at: terms.as_ref().and_then(|terms| terms.next(&begun.days, now)),
        is_due: terms.is_some_and(|terms| terms.due(&begun.days, now).is_some()),
        last: (!begun.days.is_empty()).then_some((begun.at, begun.outcome)),
        schedule: agreed.schedule,
    })
}

/// Saves what was agreed. Another time or other days count from now on.
pub(super) fn save(garage: &Garage, schedule: Schedule, now: Timestamp) -> Result<()> {
    let before: Agreed = read(garage, AGREED)?;
    let times = |schedule: &Schedule| (schedule.on, schedule.at.clone(), schedule.days.clone());
    let since = if times(&before.schedule) == times(&schedule) { before.since } else { now };
    write(garage, AGREED, &Agreed { schedule, since })
}

/// What is in force counts from now on.
pub(super) fn begin_anew(garage: &Garage, now: Timestamp) -> Result<()> {
    let agreed: Agreed = read(garage, AGREED)?;
    if !agreed.schedule.on {
        return Ok(());
    }
    write(garage, AGREED, &Agreed { since: now, ..agreed })
}

/// Writes down that today's check has begun, if it is due; what to keep to then. Whoever
/// asks holds the garage, so that nobody else does the same.
pub(super) fn mark(garage: &Garage, now: Timestamp) -> Result<Option<Schedule>> {
    let (agreed, mut begun): (Agreed, Begun) = (read(garage, AGREED)?, read(garage, BEGUN)?);
    let terms = Terms::of(&agreed.schedule, agreed.since);
    let Some(day) = terms.and_then(|terms| terms.due(&begun.days, now)) else { return Ok(None) };
    begun.days.insert(0, day);
    begun.days.truncate(DAYS_KEPT);
    write(garage, BEGUN, &Begun { days: begun.days, at: now, outcome: None })?;
    Ok(Some(agreed.schedule))
}

/// Writes down what came of the check that was marked last.
pub(super) fn conclude(garage: &Garage, outcome: ScheduledOutcome) -> Result<()> {
    let begun: Begun = read(garage, BEGUN)?;
    write(garage, BEGUN, &Begun { outcome: Some(outcome), ..begun })
}

/// Of what this version cannot read nothing is begun.
fn read<T: DeserializeOwned + Default>(garage: &Garage, key: &str) -> Result<T> {
    let Some(text) = garage.setting(key)? else { return Ok(T::default()) };
    serde_json::from_str(&text).map_err(|_| CommandError::new(ErrorCode::UnknownWord, key))
}

fn write<T: Serialize>(garage: &Garage, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value)
        .map_err(|_| CommandError::new(ErrorCode::Internal, "a setting could not be written"))?;
    Ok(garage.set_setting(key, Some(&text))?)
}
