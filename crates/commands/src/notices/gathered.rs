//! What is to be told: the chosen violations, driver by driver, and what they come to.

use crate::api::NoticesRequest;
use crate::error::{Result, count};
use crate::violations::chosen;
use crate::words::Lang;
use cheku_domain::{Fen, Stage, Timestamp};
use cheku_garage::{Direction, Garage, ViolationColumn, ViolationQuery, ViolationRow};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// More at once nobody copies or signs.
const MOST: usize = 2_000;

/// Everything that is to be told.
pub(super) struct Gathered {
    pub(super) lang: Lang,
    /// The fleet and who sits at this desk; either can be "".
    pub(super) fleet: String,
    pub(super) person: String,
    pub(super) today: NaiveDate,
    pub(super) due: NaiveDate,
    pub(super) drivers: BTreeMap<String, Vec<ViolationRow>>,
    pub(super) unclaimed: u32,
    pub(super) settled: u32,
    pub(super) later: u32,
}

/// Everything about the chosen violations.
pub(super) fn gather(garage: &Garage, request: &NoticesRequest, now: Timestamp) -> Result<Gathered> {
    let query = ViolationQuery {
        sort: ViolationColumn::Time,
        direction: Direction::Ascending,
        limit: Some(MOST),
        ..chosen(&request.selection, now)
    };
    let window = garage.list_violations(&query)?;
    let settings = crate::accounts::read_settings(garage)?;
    let today = now.in_cst().date_naive();
    let due = today.checked_add_days(Days::new(settings.notice_days.into())).unwrap_or(today);
    let mut gathered = Gathered {
        lang: Lang::of(&request.lang),
        fleet: settings.fleet_name,
        person: settings.person,
        today,
        due,
        drivers: BTreeMap::new(),
        unclaimed: 0,
        settled: 0,
        later: count(window.total.saturating_sub(window.rows.len())),
    };
    for row in window.rows {
        match (row.stage, &row.driver) {
            (Stage::Paid | Stage::Dropped | Stage::Verified | Stage::VerifiedGone, _) => {
                gathered.settled += 1
            }
            (_, Some(driver)) if !driver.is_empty() => {
                gathered.drivers.entry(driver.clone()).or_default().push(row);
            }
            _ => gathered.unclaimed += 1,
        }
    }
    Ok(gathered)
}

/// What one driver's violations come to.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) fines: Fen,
    pub(super) fines_unknown: u32,
    pub(super) points: u32,
    pub(super) points_unknown: u32,
}

impl Sums {
    pub(super) fn of(rows: &[ViolationRow]) -> Sums {
        let mut sums = Sums::default();
        for row in rows {
            let found = &row.violation;
            match found.fine {
                Some(fine) => sums.fines = Fen(sums.fines.0.saturating_add(fine.0)),
                None => sums.fines_unknown += 1,
            }
            match found.points {
                _ if !found.state.points_wait() => {}
                Some(points) => sums.points += u32::from(points.0),
                None => sums.points_unknown += 1,
            }
        }
        sums
    }
}
