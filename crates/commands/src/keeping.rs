//! Care of the garage: doctor and backup.

use crate::App;
use crate::api::{BackupRequest, DoctorReport, FilePath, Finding, FindingCode, Nothing};
use crate::error::Result;
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
