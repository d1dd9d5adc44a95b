//! What has lain about for long and is offered for erasing.

use super::copies;
use crate::App;
use crate::api::{EraseOffers, Nothing, OfferedFile, OfferedKind, OfferedRequest, OfferedVehicle, Tag};
use crate::error::Result;
use cheku_domain::Timestamp;
use cheku_garage::Garage;
use std::path::Path;
use std::time::UNIX_EPOCH;

const DAY_MS: i64 = 86_400_000;
/// Vehicles that were removed so many days ago.
const REMOVED_DAYS: i64 = 365;
/// Reports that were written so many days ago.
const REPORT_DAYS: i64 = 90;
/// How the names begin under which a restore keeps the former garage.
const SET_ASIDE: &str = "garage-before-restore-";

/// Vehicles that were removed before it are offered.
pub(super) fn a_year_before(now: Timestamp) -> Timestamp {
    Timestamp(now.0 - REMOVED_DAYS * DAY_MS)
}

/// What is offered for erasing.
pub async fn erase_offers(app: &App, _: Nothing) -> Result<EraseOffers> {
    let now = app.0.clock.now();
    app.work(move |garage| offers(garage, now)).await
}

/// Deletes the files of one kind for good; what is offered then.
pub async fn offers_delete(app: &App, request: OfferedRequest) -> Result<EraseOffers> {
    let now = app.0.clock.now();
    let left = app
        .work(move |garage| {
            let EraseOffers { reports, set_aside, .. } = offers(garage, now)?;
            let files = match request.kind {
                OfferedKind::Reports => reports,
                OfferedKind::SetAside => set_aside,
            };
            files.iter().try_for_each(|file| copies::delete(Path::new(&file.path), &[]))?;
            offers(garage, now)
        })
        .await?;
    app.changed(&[Tag::State]);
    Ok(left)
}

fn offers(garage: &Garage, now: Timestamp) -> Result<EraseOffers> {
    let vehicle = |one: cheku_garage::RemovedVehicle| OfferedVehicle { plate: one.plate, removed_at: one.at };
    let vehicles = garage.removed_before(a_year_before(now))?.into_iter().map(vehicle).collect();
    let (mut reports, mut set_aside) = (Vec::new(), Vec::new());
    for path in copies::files(garage)? {
        let file = offered(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let in_reports = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "reports");
        if in_reports && file.written_at.0 < now.0 - REPORT_DAYS * DAY_MS {
            reports.push(file);
        } else if name.starts_with(SET_ASIDE) && path.parent() == garage.path().parent() {
            set_aside.push(file);
        }
    }
    Ok(EraseOffers { vehicles, reports, set_aside })
}

/// A file whose time cannot be told counts as new.
fn offered(path: &Path) -> OfferedFile {
    let facts = path.metadata();
    let written = facts.as_ref().ok().and_then(|facts| facts.modified().ok());
    let since = written.and_then(|written| written.duration_since(UNIX_EPOCH).ok());
    OfferedFile {
        path: path.to_string_lossy().into_owned(),
        written_at: Timestamp(
            since.map_or(i64::MAX, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)),
        ),
        bytes: facts.map_or(0, |facts| facts.len()),
    }
}
