//! Tells drivers what is theirs (通知): a message for each, and a page with a slip to sign. Nothing leaves the
//! computer from here, and the stage moves only when a person says that somebody was told.

mod print;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;

use crate::App;
use crate::api::{Notice, Notices, NoticesRequest, ReportReply};
use crate::error::{Result, count};
use crate::report::written_by_us;
use crate::violations::chosen;
use crate::words::Lang;
use cheku_domain::{Fen, Stage, Timestamp};
use cheku_garage::{Direction, Garage, ViolationColumn, ViolationQuery, ViolationRow};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// More at once nobody copies or signs.
const MOST: usize = 2_000;

/// Everything that is to be told.
struct Gathered {
    lang: Lang,
    /// The fleet and who sits at this desk; either can be "".
    fleet: String,
    person: String,
    today: NaiveDate,
    due: NaiveDate,
    drivers: BTreeMap<String, Vec<ViolationRow>>,
    unclaimed: u32,
    settled: u32,
    later: u32,
}

/// What each driver is to read about the chosen violations.
pub async fn notices(app: &App, request: NoticesRequest) -> Result<Notices> {
    let now = app.0.clock.now();
    app.work(move |garage| {
        let gathered = gather(garage, &request, now)?;
        let told = |(driver, rows): (&String, &Vec<ViolationRow>)| notice(garage, &gathered, driver, rows);
        Ok(Notices {
            notices: gathered.drivers.iter().map(told).collect::<Result<_>>()?,
            unclaimed: gathered.unclaimed,
            settled: gathered.settled,
            later: gathered.later,
        })
    })
    .await
}

/// The same as pages to print, one for each driver, each with a slip that the driver signs.
pub async fn notices_print(app: &App, request: NoticesRequest) -> Result<ReportReply> {
    let now = app.0.clock.now();
    let gathered = app.work(move |garage| gather(garage, &request, now)).await?;
    let rows = count(gathered.drivers.values().map(Vec::len).sum::<usize>());
    let name = gathered.lang.pick("通知单", "notices");
    let file = written_by_us(app, name, now, print::html(&gathered)).await?;
    let opens = app.may_open(&file);
    Ok(ReportReply { rows, all: rows + gathered.later, file: file.to_string_lossy().into_owned(), opens })
}

fn gather(garage: &Garage, request: &NoticesRequest, now: Timestamp) -> Result<Gathered> {
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

fn notice(garage: &Garage, gathered: &Gathered, driver: &str, rows: &[ViolationRow]) -> Result<Notice> {
    let sums = Sums::of(rows);
    Ok(Notice {
        driver: driver.to_owned(),
        phone: garage.driver(driver)?.and_then(|known| known.phone),
        ids: rows.iter().map(|row| row.id.clone()).collect(),
        fines_fen: sums.fines,
        fines_unknown: sums.fines_unknown,
        points: sums.points,
        due: gathered.due.to_string(),
        text: text::of(gathered, driver, rows),
    })
}

/// What one driver's violations come to.
#[derive(Default)]
struct Sums {
    fines: Fen,
    fines_unknown: u32,
    points: u32,
    points_unknown: u32,
}

impl Sums {
    fn of(rows: &[ViolationRow]) -> Sums {
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
