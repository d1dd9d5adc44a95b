//! When a scheduled check begins: a pure function of what was agreed, of the days that
//! had theirs, and of the clock. All days and times are those of China.

use crate::api::Schedule;
use cheku_domain::Timestamp;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// Days that are looked through for the next one: more than a clock that was wrong for
/// a while can have used up.
const DAYS_AHEAD: usize = 60;

/// A schedule that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    at: NaiveTime,
    days: Vec<u8>,
    since: Timestamp,
}

impl Terms {
    /// `None` for one that is switched off, or that lacks what it needs; `since` is when it
    /// came into force.
    pub fn of(schedule: &Schedule, since: Timestamp) -> Option<Terms> {
        let has_cap = schedule.max_cost_fen.is_some_and(|cap| cap.0 > 0);
        let at = time_of_day(&schedule.at).filter(|_| schedule.on && has_cap)?;
        Some(Terms { at, days: schedule.days.clone(), since })
    }

    /// The day whose check is to begin now: today, once its time has come and unless it had
    /// one. `begun` names the days that had theirs, the last one first.
    pub fn due(&self, begun: &[NaiveDate], now: Timestamp) -> Option<NaiveDate> {
        let today = now.in_cst().date_naive();
        (self.is_open(today, begun, now) && self.moment(today) <= now).then_some(today)
    }

    /// When the next one is to begin: in the past where today's waits for something.
    pub fn next(&self, begun: &[NaiveDate], now: Timestamp) -> Option<Timestamp> {
        let mut days = now.in_cst().date_naive().iter_days().take(DAYS_AHEAD);
        days.find(|day| self.is_open(*day, begun, now)).map(|day| self.moment(day))
    }

    fn is_open(&self, day: NaiveDate, begun: &[NaiveDate], now: Timestamp) -> bool {
        let is_chosen =
            self.days.iter().any(|chosen| u32::from(*chosen) == day.weekday().number_from_monday());
        // A clock that was set back over midnight shows the day before the last one again.
        let is_yesterday_again = begun.first().is_some_and(|last| day.succ_opt() == Some(*last));
        // What was switched on in the afternoon begins tomorrow. A beginning that is still to
        // come was written down by a clock that was wrong.
        let is_before_all = self.since <= now && self.moment(day) < self.since;
        is_chosen && !begun.contains(&day) && !is_yesterday_again && !is_before_all
    }

    fn moment(&self, day: NaiveDate) -> Timestamp {
        Timestamp::of_cst(day.and_time(self.at))
    }
}

/// Reads "07:30".
pub(super) fn time_of_day(text: &str) -> Option<NaiveTime> {
    // chrono also takes "7:5".
    NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5)
}

#[cfg(test)]
#[path = "due_tests.rs"]
mod tests;
