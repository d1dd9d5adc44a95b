//! Who drove (驾驶员) at the time of a violation: the period that covers it, else nobody is known.
//! Whom a person gave it to by hand comes before that (`given`).

use crate::Result;
use crate::row::{collect, seconds};
use chrono::NaiveDateTime;
use rusqlite::Connection;

/// Who had one vehicle when.
pub(crate) struct WhoDrove {
    periods: Vec<(Option<i64>, Option<i64>, String)>,
}

impl WhoDrove {
    /// Of a vehicle by its id.
    pub(crate) fn of(conn: &Connection, vehicle: &str) -> Result<WhoDrove> {
        let sql = "SELECT from_time, to_time, driver FROM driver_periods WHERE vehicle = ?1";
        let periods = collect(conn.prepare_cached(sql)?.query([vehicle])?, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(WhoDrove { periods })
    }

    /// The driver's name at a time; "" = not known, as it is without a time.
    pub(crate) fn at(&self, time: Option<NaiveDateTime>) -> &str {
        let Some(time) = time.map(seconds) else { return "" };
        let covers = |(from, to, _): &&(Option<i64>, Option<i64>, String)| {
            from.is_none_or(|from| from <= time) && to.is_none_or(|to| time < to)
        };
        self.periods.iter().find(covers).map_or("", |(.., driver)| driver)
    }
}
