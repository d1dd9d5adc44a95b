//! Care of the garage: doctor, backup, restore.

use crate::App;
use crate::error::Result;
use crate::wire::{
    BackupRequest, CommandError, DoctorReport, ErrorCode, FilePath, Finding, FindingCode, GarageKind,
    Nothing, RestoreRequest,
};
use cheku_files::Place;
use cheku_garage::{Garage, GarageError, Level};

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

/// Writes one consistent file without secrets.
pub async fn backup(app: &App, request: BackupRequest) -> Result<FilePath> {
    let now = app.0.clock.now();
    let home = app.0.home.clone();
    let chosen = request.to.map(|to| app.to_write(&to)).transpose()?;
    app.work(move |garage| {
        let place = match chosen {
            Some(place) => place.for_this_person(),
            // Two within a second are the same.
            None => Place::of_ours(&garage.backup_name(now)?, &home).replacing(true),
        };
        garage.backup_to(&place)?;
        Ok(FilePath { path: place.path().to_string_lossy().into_owned() })
    })
    .await
}

/// Replaces the garage with a backup that is checked first; the old file is kept
/// beside. The reply names the kept one; "" when there was none.
pub async fn restore(app: &App, request: RestoreRequest) -> Result<FilePath> {
    crate::check::refuse_while_running(app)?;
    if app.place().kind == GarageKind::Demo {
        return Err(CommandError::new(ErrorCode::BadRequest, "the demo garage is not restored"));
    }
    let from = app.to_read(&request.from)?;
    if !from.is_file() {
        return Err(CommandError::new(ErrorCode::NotABackup, "there is no such file"));
    }
    let (home, now) = (app.0.home.clone(), app.0.clock.now());
    // The open file is let go of before another takes its place.
    let closed = CommandError::new(ErrorCode::GarageClosed, "a restore is under way");
    let before = app.place();
    app.move_to(crate::app::Place { garage: Err(closed), ..before.clone() });
    drop(before);
    let restored = tokio::task::spawn_blocking(move || Garage::restore(&home, &from, now))
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?;
    app.move_to(crate::app::real_place(&app.options()));
    let kept = restored.map_err(of_backup)?.map(|kept| kept.to_string_lossy().into_owned());
    crate::schedule::begin_anew(app).await;
    Ok(FilePath { path: kept.unwrap_or_default() })
}

/// A file that is no garage, or a damaged one, says nothing about the present garage.
fn of_backup(error: GarageError) -> CommandError {
    match error.code {
        "garage_damaged" | "garage_foreign" => CommandError::new(ErrorCode::NotABackup, error.message),
        _ => CommandError::from(error),
    }
}
