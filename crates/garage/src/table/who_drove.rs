//! Who drove (驾驶员) on the day of a violation: the latest period that covers it, else the
//! vehicle's usual driver; nobody where an erased driver had it, not the usual one.

use crate::Result;
use crate::row::collect;
use chrono::NaiveDateTime;
use rusqlite::Connection;

/// Who had one vehicle when.
pub(crate) struct WhoDrove {
    usual: String,
    /// First day, last day and driver, the latest first.
    periods: Vec<(String, Option<String>, String)>,
}

impl WhoDrove {
    /// Of a vehicle by its id, whose usual driver is known.
    pub(crate) fn of(conn: &Connection, vehicle: &str, usual: Option<String>) -> Result<WhoDrove> {
        let sql = "SELECT from_day, to_day, driver FROM driver_assignments WHERE vehicle = ?1 ORDER BY from_day DESC";
        let periods = collect(conn.prepare_cached(sql)?.query([vehicle])?, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(WhoDrove { usual: usual.unwrap_or_default(), periods })
    }

    /// The driver's name at a time; "" = not known. Without a time the usual driver.
    pub(crate) fn at(&self, time: Option<NaiveDateTime>) -> &str {
        let day = time.map(|time| time.date().to_string());
        let covers = |(from, to, _): &&(String, Option<String>, String)| {
            day.as_ref().is_some_and(|day| from <= day && to.as_ref().is_none_or(|to| to >= day))
        };
        self.periods.iter().find(covers).map_or(&self.usual, |(.., driver)| driver)
    }
}
