//! Care of the garage: doctor, backup, and what is done once a day.

use crate::api::{
    BackupReply, BackupRequest, DoctorReport, FilePath, Finding, FindingCode, GarageKind, Nothing,
};
use crate::error::Result;
use crate::{App, answers, backups};
use cheku_files::Place;
use cheku_garage::Level;

/// Checks integrity, summaries against rows, leftovers.
pub async fn doctor(app: &App, _: Nothing) -> Result<DoctorReport> {
    let findings = app.work(|garage| Ok(garage.doctor()?)).await?;
    let ok = !findings.iter().any(|finding| finding.level == Level::Error);
    let wire = |finding: cheku_garage::Finding| Finding {
        level: match finding.level {
            Level::Error => "error".into(),
            Level::Notice => "notice".into(),
        },
        code: FindingCode::from_word(finding.code).unwrap_or(FindingCode::Other),
        message: finding.message,
        count: finding.count,
    };
    Ok(DoctorReport { ok, findings: findings.into_iter().map(wire).collect() })
}

/// Writes one consistent file without secrets, with the receipts beside it.
pub async fn backup(app: &App, request: BackupRequest) -> Result<BackupReply> {
    let now = app.0.clock.now();
    let home = app.0.home.clone();
    let chosen = request.to.map(|to| app.to_write(&to)).transpose()?;
    let told = app.clone();
    app.work(move |garage| {
        let place = match chosen {
            Some(place) => place.for_this_person(),
            // Two within a second are the same.
            None => Place::of_ours(&garage.backup_name(now)?, &home).replacing(true),
        };
        let receipts = garage.backup_to(&place)?;
        let FilePath { path, opens } = told.written(place.path());
        Ok(BackupReply { path, opens, receipts: receipts.beside, receipts_missing: receipts.missing })
    })
    .await
}

impl App {
    /// Begins the copy of the day where there is none yet, on a thread of its own: it reads
    /// the whole file. Kept answers are looked after once it stands. The thread's end is both's.
    pub fn back_up_daily(&self) -> std::thread::JoinHandle<()> {
        let (app, place, now) = (self.clone(), self.place(), self.0.clock.now());
        std::thread::spawn(move || {
            let (GarageKind::Real, Ok(garage)) = (place.kind, place.garage) else { return };
            if let Err(error) = garage.show_present_drivers(now) {
                tracing::warn!(code = error.code(), "the vehicles do not show their drivers of now");
            }
            // A copy says whose it is, so that two garages do not share a folder for copies.
            if let Err(error) = crate::secrets::garage_id(&garage) {
                tracing::warn!(code = error.code.word(), "the garage has no id");
            }
            if let Err(error) = garage.daily_backup(now) {
                tracing::warn!(code = error.code(), "the daily backup failed");
            }
            backups::look_after(&garage, now);
            crate::export::clear_left(app.home());
            if let Err(error) = answers::look_after(&garage, now) {
                tracing::warn!(code = error.code.word(), "kept answers were not looked after");
            }
        })
    }
}
