//! Everything in one zip, for whoever leaves or moves: a copy of the garage, every list as a
//! workbook, and the reports that were written. No keys: those are not in the garage.

use super::{drivers, written};
use crate::App;
use crate::api::{
    CallQuery, CommandError, ErrorCode, EverythingRequest, ExportWhat, FilePath, GarageKind, TotalsBy,
    VehicleQuery, ViolationQuery,
};
use crate::error::Result;
use crate::words::Lang;
use cheku_domain::Timestamp;
use cheku_files::{ATTACHMENTS, FileError, Place, REPORTS};
use cheku_garage::Garage;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Folders in the home begin so while they are ours for a moment; one that is left has a copy of the
/// garage in it.
pub(crate) const OWN_FOLDER: &str = ".cheku-export-";

/// Writes it. What stands at the place stays until all of it is there.
pub async fn export_everything(app: &App, request: EverythingRequest) -> Result<FilePath> {
    let (now, home) = (app.0.clock.now(), app.0.home.clone());
    let is_demo = app.place().kind == GarageKind::Demo;
    // It holds the garage: for this person alone, as a backup.
    let place = app.to_write(&request.to)?.for_this_person();
    let told = app.clone();
    app.work(move |garage| {
        let bundle = Bundle { garage, home: &home, is_demo, lang: Lang::of(&request.lang), now };
        place.write(|file| bundle.fill(file.as_file(), &place))?;
        Ok(told.written(place.path()))
    })
    .await
}

struct Bundle<'a> {
    garage: &'a Garage,
    home: &'a Path,
    is_demo: bool,
    lang: Lang,
    now: Timestamp,
}

impl Bundle<'_> {
    fn fill(&self, file: &File, place: &Place) -> Result<()> {
        let told = |error: io::Error| FileError::of_io(&error, place.path());
        let beside = tempfile::Builder::new().prefix(OWN_FOLDER).tempdir_in(self.home).map_err(told)?;
        let mut zip = Zip { inner: ZipWriter::new(file), place };
        let copy = self.inside(&beside, "garage.sqlite");
        self.garage.backup_to(&copy)?;
        zip.add("garage.sqlite", copy.path())?;
        receipts(&mut zip, beside.path())?;
        self.lists(&mut zip, &beside)?;
        self.reports(&mut zip)?;
        zip.inner.finish().map(drop).map_err(|error| told(error.into()).into())
    }

    fn inside(&self, beside: &TempDir, name: &str) -> Place {
        // Ours, but not among the garage's: it goes with the folder.
        Place::named(&beside.path().join(name), &beside.path().join("none")).for_this_person()
    }

    fn lists<W: Write + Seek>(&self, zip: &mut Zip<'_, W>, beside: &TempDir) -> Result<()> {
        let folder = self.lang.pick("清单", "lists");
        for (name, what) in self.all_lists()? {
            let list = self.inside(beside, "list.xlsx").replacing(true);
            written(&list, self.garage, what, self.lang, self.now)?;
            zip.add(&format!("{folder}/{name}.xlsx"), list.path())?;
        }
        let list = self.inside(beside, "list.xlsx").replacing(true);
        let (sheet, rows) = drivers::sheet(self.garage, self.lang)?;
        cheku_sheets::write(&list, &sheet, rows)?;
        zip.add(&format!("{folder}/{}.xlsx", self.lang.pick("驾驶员", "drivers")), list.path())
    }

    fn all_lists(&self) -> Result<Vec<(String, ExportWhat)>> {
        let name = |zh, en| self.lang.pick(zh, en).to_owned();
        let totals = |by| ExportWhat::Totals { by: Some(by), span: None };
        let vehicles = ExportWhat::Vehicles { query: VehicleQuery::default(), only: None };
        let violations = ExportWhat::Violations { query: ViolationQuery::default(), only: None };
        let mut all = vec![
            (name("车辆", "vehicles"), vehicles),
            (name("违章", "violations"), violations),
            (name("调用记录", "calls"), ExportWhat::Calls { query: CallQuery::default() }),
            (name("合计-车辆", "totals-vehicle"), totals(TotalsBy::Vehicle)),
            (name("合计-驾驶员", "totals-driver"), totals(TotalsBy::Driver)),
            (name("合计-分组", "totals-group"), totals(TotalsBy::Group)),
            (name("合计-城市", "totals-city"), totals(TotalsBy::City)),
            (name("合计-月份", "totals-month"), totals(TotalsBy::Month)),
        ];
        let calls = crate::calls::kept(self.garage, &CallQuery::default())?;
        let months: BTreeSet<String> = calls.iter().map(|call| call.asked_at.month()).collect();
        let bill = |month: String| {
            (format!("{}-{month}", self.lang.pick("对账单", "statement")), ExportWhat::Statement { month })
        };
        all.extend(months.into_iter().map(bill));
        Ok(all)
    }

    fn reports<W: Write + Seek>(&self, zip: &mut Zip<'_, W>) -> Result<()> {
        // Those in the home are the company's.
        if self.is_demo {
            return Ok(());
        }
        let folder = self.lang.pick("报告", "reports");
        let entries =
            fs::read_dir(self.home.join(REPORTS)).into_iter().flatten().filter_map(|entry| entry.ok());
        let mut files: Vec<_> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.path())
            // Lists that were exported there, and this file while it grows, are no reports.
            .filter(|path| cheku_files::ending_of(path).eq_ignore_ascii_case("html"))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            zip.add(&format!("{folder}/{name}"), &file)?;
        }
        Ok(())
    }
}

/// Beside the garage, as a restore of it finds them.
fn receipts<W: Write + Seek>(zip: &mut Zip<'_, W>, beside: &Path) -> Result<()> {
    let entries = fs::read_dir(beside.join(ATTACHMENTS)).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        zip.add(&format!("{ATTACHMENTS}/{name}"), &file)?;
    }
    Ok(())
}

struct Zip<'a, W: Write + Seek> {
    inner: ZipWriter<W>,
    place: &'a Place,
}

impl<W: Write + Seek> Zip<'_, W> {
    fn add(&mut self, name: &str, file: &Path) -> Result<()> {
        let unread = |error: io::Error| CommandError::new(ErrorCode::Internal, error.kind().to_string());
        let mut source = File::open(file).map_err(unread)?;
        let is_long = source.metadata().map_err(unread)?.len() > u32::MAX.into();
        let begun = self.inner.start_file(name, SimpleFileOptions::default().large_file(is_long));
        let told = |error: io::Error| FileError::of_io(&error, self.place.path());
        begun.map_err(|error| told(error.into()))?;
        let mut piece = vec![0; 64 * 1024];
        loop {
            match source.read(&mut piece).map_err(unread)? {
                0 => return Ok(()),
                read => self.inner.write_all(&piece[..read]).map_err(told)?,
            }
        }
    }
}

/// Removes what an export that was cut off left in the home. One that is still written to is younger.
pub(crate) fn clear_left(home: &Path) {
    const LONGEST: Duration = Duration::from_secs(6 * 60 * 60);
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    let left = entries.filter(|entry| {
        let is_old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > LONGEST);
        entry.file_name().to_string_lossy().starts_with(OWN_FOLDER) && is_old().unwrap_or(false)
    });
    for folder in left {
        if let Err(error) = fs::remove_dir_all(folder.path()) {
            tracing::warn!(kind = %error.kind(), "what an export left was not removed");
        }
    }
}
