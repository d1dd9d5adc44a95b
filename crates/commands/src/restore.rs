//! Restore: a backup, or a garage that was put aside, takes the garage's place.

use crate::App;
use crate::api::{
    CommandError, CopyAddress, ErrorCode, GarageKind, Nothing, PutAside, RestoreLook, RestoreLookRequest,
    RestoreReply, RestoreRequest, Taken,
};
use crate::error::{Result, not_found};
use cheku_domain::provider::FieldKind;
use cheku_garage::{CopyAccount, Garage, GarageError, GarageErrorKind, Settings, Wishes};
use std::path::{Path, PathBuf};

/// Settings that tell what happened: which days had their check, under which name the keychain
/// knows the keys, and which version has opened it.
const FACTS: &[&str] =
    &[crate::schedule::BEGUN, crate::robots::ROBOTS, crate::secrets::GARAGE_ID, cheku_garage::OPENED_BY];

/// What the present garage has that a backup has not, and what the backup would bring along.
/// Nothing is changed.
pub async fn restore_look(app: &App, request: RestoreLookRequest) -> Result<RestoreLook> {
    refuse_demo(app)?;
    let (home, from) = (app.0.home.clone(), existing(app, &request.from)?);
    let look = off_thread(move || Garage::look_at_backup(&home, &from)).await?.map_err(of_backup)?;
    Ok(RestoreLook {
        newer: look.newer,
        damaged: look.damaged,
        vehicles: look.vehicles,
        last_asked: look.last_asked,
        addresses: look.accounts.iter().filter_map(address).collect(),
        has_settings: look.has_settings,
    })
}

/// Replaces the garage with a backup that is examined first. What was paid for since is carried
/// over, and the old file is kept beside. `restore_unconfirmed` where the backup lacks something
/// and no person said yes.
pub async fn restore(app: &App, wanted: RestoreRequest) -> Result<RestoreReply> {
    crate::running::refuse_while_running(app)?;
    let look = restore_look(app, RestoreLookRequest { from: wanted.from.clone() }).await?;
    if !wanted.confirmed && look.lacks_something() {
        return Err(CommandError::new(ErrorCode::RestoreUnconfirmed, "the backup lacks something"));
    }
    put_in_place(app, existing(app, &wanted.from)?, wanted.violations, wanted.settings_of_copy).await
}

/// Garages that a restore put aside or did not put in its place.
pub async fn put_aside(app: &App, _: Nothing) -> Result<Vec<PutAside>> {
    let home = app.0.home.clone();
    let looks = off_thread(move || {
        let look = |path: PathBuf| {
            let facts = Garage::look_at_backup(&home, &path).ok();
            PutAside {
                name: name_of(&path),
                vehicles: facts.as_ref().map(|facts| facts.vehicles),
                last_asked: facts.and_then(|facts| facts.last_asked),
            }
        };
        Garage::put_aside(&home).into_iter().map(look).collect()
    });
    looks.await
}

/// Takes a garage that was put aside, by its name; without one an empty garage begins. Only where
/// the garage's own file is gone.
pub async fn take_aside(app: &App, request: Taken) -> Result<Nothing> {
    let problem = app.place().garage.err().map(|error| error.code);
    if problem != Some(ErrorCode::GarageMissing) {
        return Err(CommandError::new(ErrorCode::BadRequest, "the garage is there"));
    }
    match request.name {
        Some(name) => {
            let found = Garage::put_aside(app.home()).into_iter().find(|path| name_of(path) == name);
            put_in_place(app, found.ok_or_else(|| not_found("garage"))?, true, false).await?;
        }
        None => {
            let (home, now) = (app.0.home.clone(), app.0.clock.now());
            off_thread(move || Garage::begin(&home, now).map(drop)).await??;
            app.move_to(crate::app::real_place(&app.options()));
        }
    }
    Ok(Nothing {})
}

async fn put_in_place(app: &App, from: PathBuf, violations: bool, of_copy: bool) -> Result<RestoreReply> {
    let settings = if of_copy { Settings::AsInCopy } else { Settings::AsNow };
    let wishes = Wishes { violations, settings, facts: FACTS };
    let (home, now) = (app.0.home.clone(), app.0.clock.now());
    // The open file is let go of before another takes its place.
    let closed = CommandError::new(ErrorCode::GarageClosed, "a restore is under way");
    let before = app.place();
    app.move_to(crate::app::Place { garage: Err(closed), ..before.clone() });
    drop(before);
    let restored = off_thread(move || Garage::restore(&home, &from, &wishes, now)).await;
    app.move_to(crate::app::real_place(&app.options()));
    let restored = restored?.map_err(of_backup)?;
    if restored.settings == Settings::AsInCopy {
        crate::schedule::begin_anew(app).await;
    }
    let path = restored.kept.map(|kept| kept.to_string_lossy().into_owned()).unwrap_or_default();
    let receipts_missing = restored.receipts_missing;
    Ok(RestoreReply { path, newer: restored.newer, receipts_missing })
}

fn refuse_demo(app: &App) -> Result<()> {
    match app.place().kind {
        GarageKind::Demo => Err(CommandError::new(ErrorCode::BadRequest, "the demo garage is not restored")),
        GarageKind::Real => Ok(()),
    }
}

fn existing(app: &App, handle: &str) -> Result<PathBuf> {
    let path = app.to_read(handle)?;
    if path.is_file() {
        return Ok(path);
    }
    Err(CommandError::new(ErrorCode::NotABackup, "there is no such file"))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Where an account would send its key to.
fn address(account: &CopyAccount) -> Option<CopyAddress> {
    let entry = cheku_providers::PROVIDERS.iter().find(|entry| entry.descriptor.id == account.provider)?;
    let field = entry.descriptor.fields.iter().find(|field| field.kind == FieldKind::Origin)?;
    let address = account.values.get(field.key)?;
    Some(CopyAddress { provider: account.provider.clone(), address: address.clone() })
}

/// A file that is no garage, or a damaged one, says nothing about the present garage.
fn of_backup(error: GarageError) -> CommandError {
    match error.kind {
        GarageErrorKind::Damaged | GarageErrorKind::Foreign | GarageErrorKind::LookTooLong => {
            CommandError::new(ErrorCode::NotABackup, error.message)
        }
        GarageErrorKind::Altered => CommandError::new(ErrorCode::BackupAltered, error.message),
        _ => CommandError::from(error),
    }
}

async fn off_thread<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job)
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))
}
