//! Print-ready reports: one HTML file with its style inside, no script, nothing
//! fetched, plates drawn as on the road. The system's browser prints it, since a
//! webview's own printing does not work everywhere.

mod page;
mod plate;
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use page::whole as whole_page;
pub(crate) use plate::plate;
pub(crate) use tables::{fines, points};

use crate::App;
use crate::api::{ReportReply, ReportRequest, ReportScope};
use crate::error::{Result, bad_request, count, not_found};
use crate::export::{all_rows, whole_list};
use crate::words::Lang;
use cheku_domain::{Span, Timestamp, Totals, VehicleId};
use cheku_files::{FileError, Place, REPORTS, own_folder};
use cheku_garage::{Garage, VehicleRow, ViolationQuery, ViolationRow};
use std::path::{Path, PathBuf};

/// More rows than this are for a spreadsheet, not for paper; page and reply say how many there are.
const MOST_ROWS: usize = 5_000;

/// Everything that stands on a page.
struct Report {
    lang: Lang,
    /// The fleet's own name, as entered in the settings.
    fleet: String,
    now: Timestamp,
    about: About,
    /// Rows that match, though only `MOST_ROWS` are printed.
    total: usize,
    totals: Totals,
    /// Vehicles that it is about, and how many of them were never answered for.
    vehicles: usize,
    unanswered: usize,
    /// The days that it is narrowed to, and what they cannot hold.
    span: Option<(Span, usize)>,
}

impl Report {
    /// Where there was never an answer, what is owed is not known.
    fn is_known(&self) -> bool {
        self.vehicles == 0 || self.unanswered < self.vehicles
    }
}

enum About {
    Fleet(Vec<VehicleRow>),
    Driver { name: String, vehicles: Vec<VehicleRow>, rows: Vec<ViolationRow> },
    Vehicle { vehicle: Box<VehicleRow>, rows: Vec<ViolationRow> },
    Violations(Vec<ViolationRow>),
}

/// Writes a report.
pub async fn report(app: &App, request: ReportRequest) -> Result<ReportReply> {
    let now = app.0.clock.now();
    let home = app.0.home.clone();
    let chosen = request.to.map(|to| app.to_write(&to)).transpose()?;
    let written = app.work(move |garage| {
        let lang = Lang::of(&request.lang);
        if let Some((name, page, rows)) = issued(garage, &request.scope, lang, now)? {
            let place = chosen.map_or_else(|| own_place(&home, name, now), Ok)?;
            cheku_sheets::write_text(&place, &page)?;
            return Ok((place, count(rows), count(rows)));
        }
        let report = gather(garage, &request.scope, lang, now)?;
        let place = chosen.map_or_else(|| own_place(&home, what(&report), now), Ok)?;
        cheku_sheets::write_text(&place, &page::html(&report))?;
        Ok((place, count(report.about.rows()), count(report.total)))
    });
    let (place, rows, all) = written.await?;
    let opens = app.may_open(place.path());
    Ok(ReportReply { rows, all, file: place.path().to_string_lossy().into_owned(), opens })
}

/// What is issued is no list: its name, its page and how many rows it has.
fn issued(
    garage: &Garage,
    scope: &ReportScope,
    lang: Lang,
    now: Timestamp,
) -> Result<Option<(&'static str, String, usize)>> {
    let fleet = || crate::accounts::read_settings(garage).map(|settings| settings.fleet_name);
    Ok(match scope {
        ReportScope::Settlement { settlement } => {
            let found = crate::settlement::found(garage, settlement, now)?;
            let page = crate::settlement::html(&found, &fleet()?, lang, now);
            Some((lang.pick("结算表", "settlement"), page, found.lines.len() + found.corrections.len()))
        }
        ReportScope::Clearance { clearance } => {
            let found = crate::clearance::found(garage, clearance)?;
            let page = crate::clearance::html(&found, &fleet()?, lang, now);
            Some((lang.pick("结清单", "clearance"), page, found.sheet.lines.len()))
        }
        _ => None,
    })
}

/// In the home's reports folder, under a name that tells its second: "车辆 2026-03-12 101502.html". No person and
/// no plate stands in a file's name.
fn own_place(home: &Path, what: &str, now: Timestamp) -> Result<Place> {
    let folder = home.join(REPORTS);
    own_folder(home, REPORTS).map_err(|error| FileError::of_io(&error, &folder))?;
    let name = format!("{what} {}.html", now.in_cst().format("%Y-%m-%d %H%M%S"));
    Ok(Place::of_ours(&folder.join(name), home).replacing(true))
}

/// Writes a page into the reports folder; says where it stands.
pub(crate) async fn written_by_us(app: &App, what: &str, now: Timestamp, page: String) -> Result<PathBuf> {
    let (home, what) = (app.0.home.clone(), what.to_owned());
    app.work(move |_| {
        let place = own_place(&home, &what, now)?;
        cheku_sheets::write_text(&place, &page)?;
        Ok(place.path().to_owned())
    })
    .await
}

impl About {
    fn rows(&self) -> usize {
        match self {
            About::Fleet(rows) => rows.len(),
            About::Driver { rows, .. } | About::Vehicle { rows, .. } | About::Violations(rows) => rows.len(),
        }
    }
}

fn gather(garage: &Garage, scope: &ReportScope, lang: Lang, now: Timestamp) -> Result<Report> {
    let violations = |query: ViolationQuery| {
        garage.list_violations(&ViolationQuery { offset: 0, limit: Some(MOST_ROWS), ..query })
    };
    let newest = ViolationQuery { direction: cheku_garage::Direction::Descending, ..Default::default() };
    let open = |rows: &[VehicleRow]| (rows.len(), rows.iter().filter(|row| row.checked_at.is_none()).count());
    let mut span = None;
    let (about, total, totals, (vehicles, unanswered)) = match scope {
        ReportScope::Fleet { query } => {
            let query =
                cheku_garage::VehicleQuery { limit: Some(MOST_ROWS), ..whole_list(query, None, now)? };
            let window = garage.list(&query)?;
            // Any answer is later than the first moment there is.
            let open = cheku_garage::VehicleQuery {
                not_checked_since: Some(query.not_checked_since.unwrap_or(Timestamp(1)).min(Timestamp(1))),
                limit: Some(0),
                ..query
            };
            let counts = (window.total, garage.list(&open)?.total);
            (About::Fleet(window.rows), window.total, window.totals, counts)
        }
        ReportScope::Driver { name } => {
            let window = violations(ViolationQuery { driver: Some(name.clone()), ..newest })?;
            let vehicles = match name.as_str() {
                "" => Vec::new(),
                name => {
                    let theirs =
                        cheku_garage::VehicleQuery { drivers: vec![name.to_owned()], ..Default::default() };
                    garage.list(&theirs)?.rows
                }
            };
            let counts = open(&vehicles);
            let about = About::Driver { name: name.clone(), vehicles, rows: window.rows };
            (about, window.total, window.totals, counts)
        }
        ReportScope::Vehicle { id } => {
            let id = VehicleId(id.clone());
            let vehicle = Box::new(garage.vehicle_row(&id)?.ok_or_else(|| not_found("vehicle"))?);
            let window = violations(ViolationQuery { vehicles: vec![id], ..newest })?;
            let counts = open(std::slice::from_ref(&*vehicle));
            (About::Vehicle { vehicle, rows: window.rows }, window.total, window.totals, counts)
        }
        ReportScope::Settlement { .. } | ReportScope::Clearance { .. } => {
            return Err(bad_request("what is issued is no list"));
        }
        ReportScope::Violations { query, only } => {
            let wanted = all_rows(query, only.as_ref(), now)?;
            let undated = garage.undated(&wanted)?.0;
            span = wanted.span.map(|span| (span, undated));
            let window = violations(wanted)?;
            (About::Violations(window.rows), window.total, window.totals, (0, 0))
        }
    };
    let fleet = crate::accounts::read_settings(garage)?.fleet_name;
    Ok(Report { lang, fleet, now, about, total, totals, vehicles, unanswered, span })
}

/// What a report is called.
fn what(report: &Report) -> &'static str {
    match report.about {
        About::Fleet(_) => report.lang.pick("车队", "fleet"),
        About::Driver { .. } => report.lang.pick("驾驶员", "driver"),
        About::Vehicle { .. } => report.lang.pick("车辆", "vehicle"),
        About::Violations(_) => report.lang.pick("违章", "violations"),
    }
}
