//! One file for each command: calls it, prints its reply, says how the process ends.

mod account;
mod batches;
mod calls;
mod check;
mod cities;
mod clearance;
mod demo;
mod due;
mod erase;
mod export;
mod garage;
mod import;
mod issued;
mod leave;
mod lists;
mod manual;
mod receipt;
mod restore;
mod sandbox;
mod settlement;
mod statement;
mod todo;

use crate::args::{Args, Command};
use crate::exit::Exit;
use crate::face::Face;
use crate::paths::absolute;
use crate::run::lists::VehiclesWanted;
use crate::words;
use cheku_commands::api::TotalsRequest;
use cheku_commands::import::FileImport;
use cheku_commands::{App, Clock, CommandError, ErrorCode, Options, Reader, SecretPlace};
use cheku_domain::Left;
use std::path::PathBuf;

/// The folder's name below the system's place for data: the desktop app's own.
const APP_FOLDER: &str = "cn.cheku.desktop";

/// Does what the command line says.
pub async fn run(args: Args, face: &Face) -> Result<Exit, CommandError> {
    match args.command {
        Command::Sandbox(options) => return sandbox::run(face, options).await,
        Command::Demo => return demo::run(face).await,
        Command::Manual { folder } => return manual::write(&folder),
        _ => {}
    }
    let options = Options {
        home: home(args.home)?,
        secrets: secret_place(),
        clock: Clock::system(),
        reader: Reader::this_program(),
    };
    let app = App::open_telling(options, &mut |percent| {
        if percent.is_multiple_of(10) {
            face.note(&words::places::upgrading(face.lang, percent));
        }
    });
    app.is_terminal();
    if let Some(risk) = app.risk() {
        face.note(&words::places::risky(face.lang, &risk));
    }
    if let Some(cut_off) = app.cut_off_restore() {
        face.note(words::places::cut_off(face.lang, cut_off));
    }
    // Restoring wants the file for itself, and keeps the old one; a copy made beside an erasure
    // would keep what is erased.
    let alone = matches!(args.command, Command::Restore(_) | Command::Erase(_));
    let copy = (!alone).then(|| app.back_up_daily());
    let done = with_garage(&app, args.command, face).await;
    if let Some(copy) = copy {
        // One that broke off told the log; the command is done all the same.
        let _ = copy.join();
    }
    done
}

async fn with_garage(app: &App, command: Command, face: &Face) -> Result<Exit, CommandError> {
    match command {
        Command::Account(account) => account::run(app, face, account.command).await,
        Command::Import { file, dry_run, include_hidden, sheet } => {
            import::run(app, face, &file, FileImport { sheets: sheet, include_hidden, dry_run }).await
        }
        Command::Vehicles { plates, search, state, window } => {
            let wanted = VehiclesWanted { plates, search, left: Left::from_word(&state), window };
            lists::vehicles(app, face, wanted).await
        }
        Command::Leave(wanted) => leave::leave(app, face, wanted).await,
        Command::Return { plates } => leave::come_back(app, face, &plates).await,
        Command::Check(wanted) => check::check(app, face, wanted).await,
        Command::Resume(wanted) => check::resume(app, face, wanted).await,
        Command::Batches(wanted) => batches::run(app, face, wanted).await,
        Command::Totals { by, span } => {
            lists::totals(app, face, TotalsRequest { by, span: span.span() }).await
        }
        Command::Todo => todo::run(app, face).await,
        Command::Violations(wanted) => lists::violations(app, face, wanted).await,
        Command::Receipt(wanted) => receipt::run(app, face, wanted).await,
        Command::Due { within, ics, force, window } => {
            due::run(app, face, within, window, ics.map(|file| (file, force))).await
        }
        Command::Clearance(wanted) => clearance::run(app, face, wanted).await,
        Command::Settlement(wanted) => settlement::run(app, face, wanted).await,
        Command::Calls(wanted) => calls::run(app, face, wanted).await,
        Command::Export(wanted) => export::run(app, face, wanted).await,
        Command::Backup { list: true, .. } => garage::backups(app, face).await,
        Command::Backup { file, force, .. } => garage::backup(app, face, file, force).await,
        Command::Restore(wanted) => restore::run(app, face, wanted).await,
        Command::Doctor => garage::doctor(app, face).await,
        Command::Erase(wanted) => erase::run(app, face, wanted).await,
        Command::Cities(wanted) => cities::run(app, face, wanted).await,
        // These were run above, without a garage.
        Command::Sandbox(_) | Command::Demo | Command::Manual { .. } => Ok(Exit::Done),
    }
}

fn secret_place() -> SecretPlace {
    match std::env::var_os("CHEKU_SECRETS") {
        Some(word) if word == "file" => SecretPlace::File,
        _ => SecretPlace::Keychain,
    }
}

/// `--home`, else `CHEKU_HOME`, else beside a program that is carried about, else where the
/// desktop app keeps its garage.
fn home(given: Option<PathBuf>) -> Result<PathBuf, CommandError> {
    let from_environment =
        || std::env::var_os("CHEKU_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    let usual = || directories::BaseDirs::new().map(|dirs| dirs.data_dir().join(APP_FOLDER));
    let carried = cheku_commands::files::portable::home;
    let home = given.or_else(from_environment).or_else(carried).or_else(usual).ok_or_else(|| {
        CommandError::new(ErrorCode::GarageIo, "this system names no folder for data; give --home")
    })?;
    absolute(&home)
}
