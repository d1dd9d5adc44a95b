//! The copies of the garage: listed here and in a second folder, and tried each month.

use crate::App;
use crate::api::{
    BackupCopy, BackupList, BackupTrial, CommandError, ErrorCode, FilePath, Nothing, SecondBackups,
    SecondBackupsRequest,
};
use crate::error::Result;
use crate::secrets::{GARAGE_ID, garage_id};
use cheku_domain::Timestamp;
use cheku_garage::{BackupFile, Garage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

const SECOND: &str = "second_backups";
const TRIAL: &str = "backup_trial";
/// Why the last copy for the second folder was not written.
const SECOND_FAILED: &str = "second_backups_failed";
/// A copy is tried when the last trial is so old.
const TRIED_MS: i64 = 30 * 86_400_000;

/// The copies in the folder of backups and in the second one, each with what could be read from it where it lies.
pub async fn backups(app: &App, _: Nothing) -> Result<BackupList> {
    let told = app.clone();
    app.work(move |garage| listing(&told, garage)).await
}

/// Chooses a second folder for copies, and puts the newest one there at once; or none any more. What is in the folder
/// that was chosen before stays.
pub async fn backups_second(app: &App, request: SecondBackupsRequest) -> Result<BackupList> {
    let folder = request.folder.map(|handle| app.to_read(&handle)).transpose()?;
    let told = app.clone();
    app.work(move |garage| {
        if let Some(folder) = &folder {
            if cheku_files::lies_in(folder, &told.0.home) {
                return Err(CommandError::new(ErrorCode::PlaceIsOurs, "the program's own folder"));
            }
            to_second(garage, folder)?;
        }
        garage.set_setting(SECOND_FAILED, None)?;
        garage.set_setting(SECOND, folder.as_deref().map(Path::to_string_lossy).as_deref())?;
        listing(&told, garage)
    })
    .await
}

fn listing(app: &App, garage: &Garage) -> Result<BackupList> {
    let folder = Garage::backup_folder(&app.0.home);
    let copies = listed(Garage::backups_in(&folder));
    let FilePath { path: folder, opens } = app.written(&folder);
    let failed = kept(garage, SECOND_FAILED)?;
    let second = second(garage)?.map(|folder| {
        let copies = listed(Garage::backups_in(&folder));
        let is_there = folder.is_dir();
        let FilePath { path: folder, opens } = app.written(&folder);
        SecondBackups { folder, is_there, opens, copies, failed }
    });
    Ok(BackupList { folder, opens, copies, second, trial: kept(garage, TRIAL)? })
}

fn listed(copies: Vec<BackupFile>) -> Vec<BackupCopy> {
    let one = |copy: BackupFile| {
        let name = name_of(&copy.path);
        BackupCopy { name, written: copy.written, bytes: copy.bytes, holds: copy.holds }
    };
    copies.into_iter().map(one).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The second folder, if one was chosen; it need not be there now.
pub(crate) fn second(garage: &Garage) -> Result<Option<PathBuf>> {
    Ok(garage.setting(SECOND)?.map(PathBuf::from))
}

fn kept<T: DeserializeOwned>(garage: &Garage, key: &str) -> Result<Option<T>> {
    Ok(garage.setting(key)?.and_then(|text| serde_json::from_str(&text).ok()))
}

fn keep<T: Serialize>(garage: &Garage, key: &str, told: &T) -> Result<()> {
    let text = serde_json::to_string(told)
        .map_err(|_| CommandError::new(ErrorCode::Internal, "a setting could not be written"))?;
    Ok(garage.set_setting(key, Some(&text))?)
}

/// After the copy of the day: the second folder gets it where it is there, and once a month a copy is tried. Nobody waits
/// for either; the list says how both stand.
pub(crate) fn look_after(garage: &Garage, now: Timestamp) {
    if let Err(error) = copied(garage).and_then(|()| tried(garage, now)) {
        tracing::warn!(code = error.code.word(), "the copies were not looked after");
    }
}

fn copied(garage: &Garage) -> Result<()> {
    let Some(folder) = second(garage)?.filter(|folder| folder.is_dir()) else { return Ok(()) };
    match to_second(garage, &folder) {
        Ok(()) => Ok(garage.set_setting(SECOND_FAILED, None)?),
        Err(error) => {
            tracing::warn!(code = error.code.word(), "the second folder did not get the copy of the day");
            keep(garage, SECOND_FAILED, &error)
        }
    }
}

/// The second folder is one garage's: copies are named after their day, so another one's would be taken for ours and
/// go when there are too many. Its newest copy tells whose it is: a folder on a drive is looked at every hour.
/// `backup_of_another`
fn to_second(garage: &Garage, folder: &Path) -> Result<()> {
    let own = garage_id(garage)?;
    let is_anothers = |copy: &PathBuf| Garage::setting_of_copy(copy, GARAGE_ID).is_some_and(|id| id != own);
    if let Some(copy) = Garage::backups_of_days(folder).pop().filter(is_anothers) {
        return Err(CommandError::new(ErrorCode::BackupOfAnother, "another garage's backups")
            .with("file", name_of(&copy)));
    }
    garage.copy_to_second(folder)?;
    Ok(())
}

fn tried(garage: &Garage, now: Timestamp) -> Result<()> {
    let last: Option<BackupTrial> = kept(garage, TRIAL)?;
    if last.is_some_and(|trial| (trial.at.0..trial.at.0 + TRIED_MS).contains(&now.0)) {
        return Ok(());
    }
    let Some(trial) = garage.try_copy(now)? else { return Ok(()) };
    keep(garage, TRIAL, &BackupTrial { at: now, name: name_of(&trial.file), wrong: trial.wrong })
}
