//! Tells drivers what is theirs (通知): a message for each, and a page with a slip to sign. Nothing leaves the
//! computer from here, and the stage moves only when a person says that somebody was told.

mod gathered;
mod picture;
mod print;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;

use crate::App;
use crate::api::{Notice, Notices, NoticesRequest, ReportReply};
use crate::error::{Result, count};
use crate::report::written_by_us;
use cheku_garage::{Garage, ViolationRow};
pub use picture::notice_picture;

use gathered::{Gathered, Sums, gather};

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

fn notice(garage: &Garage, gathered: &Gathered, driver: &str, rows: &[ViolationRow]) -> Result<Notice> {
    let sums = Sums::of(rows);
    Ok(Notice {
        driver: driver.to_owned(),
        phone: garage.driver(driver)?.and_then(|known| known.phone),
        ids: rows.iter().map(|row| row.id.clone()).collect(),
        fines_fen: sums.fines,
        fines_unknown: sums.fines_unknown,
        points: sums.points,
        points_unknown: sums.points_unknown,
        due: gathered.due.to_string(),
        text: text::of(gathered, driver, rows),
    })
}
