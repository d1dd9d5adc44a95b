//! What the window can call. Each function is an adapter of a few lines.

use crate::at_login::AtLogin;
use crate::commands::{App, ChosenFile, CommandError, ErrorCode, Event, vendor_site};
use crate::dialogs::{self, FileFilter, ReplaceWords};
use crate::events::Subscription;
use crate::{closing, notices, reports, tray};
use serde_json::Value;
use std::path::Path;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

/// Any command of the core, by name.
#[tauri::command]
pub async fn rpc(
    core: State<'_, App>,
    asked: State<'_, closing::Asked>,
    name: String,
    request: Value,
) -> Result<Value, CommandError> {
    asked.answered();
    core.dispatch(&name, request).await
}

/// Changes and progress, until the next page subscribes.
#[tauri::command]
pub fn subscribe(core: State<'_, App>, current: State<'_, Subscription>, channel: Channel<Event>) {
    current.replace(&core, channel);
}

/// Asks for a file to read; `None` when the person closes the dialog.
#[tauri::command]
pub async fn choose_file(
    window: WebviewWindow,
    core: State<'_, App>,
    filters: Vec<FileFilter>,
) -> Result<Option<ChosenFile>, CommandError> {
    Ok(dialogs::open(&window, &core, &filters).await)
}

/// Asks for a folder; `None` when the person closes the dialog.
#[tauri::command]
pub async fn choose_folder(
    window: WebviewWindow,
    core: State<'_, App>,
) -> Result<Option<ChosenFile>, CommandError> {
    Ok(dialogs::folder(&window, &core).await)
}

/// Asks where to write; `None` when the person closes the dialog.
#[tauri::command]
pub async fn choose_save(
    window: WebviewWindow,
    core: State<'_, App>,
    name: String,
    filters: Vec<FileFilter>,
    words: ReplaceWords,
) -> Result<Option<ChosenFile>, CommandError> {
    Ok(dialogs::save(&window, &core, name, &filters, words).await)
}

/// Opens a report that this program wrote in the system's browser.
#[tauri::command]
pub async fn open_report(handle: String, app: AppHandle, core: State<'_, App>) -> Result<(), CommandError> {
    let file = reports::openable(core.home(), &core.to_open(&handle)?)
        .map_err(|error| CommandError::new(ErrorCode::NotFound, error.kind().to_string()))?;
    app.opener().open_path(file.to_string_lossy(), None::<&str>).map_err(|error| no_program(&file, &error))
}

/// Shows a file that this program wrote in the system's view of its folder; a folder of ours is opened itself.
/// Nothing is started here but that view, whatever the file is.
#[tauri::command]
pub async fn show_in_folder(
    handle: String,
    app: AppHandle,
    core: State<'_, App>,
) -> Result<(), CommandError> {
    let file = core.to_open(&handle)?;
    let opener = app.opener();
    let folder = if file.is_dir() { Some(file.as_path()) } else { file.parent() };
    let shown = if file.is_file() { opener.reveal_item_in_dir(&file).is_ok() } else { false };
    match folder {
        _ if shown => Ok(()),
        Some(folder) => opener
            .open_path(folder.to_string_lossy(), None::<&str>)
            .map_err(|error| no_program(&file, &error)),
        None => Err(CommandError::new(ErrorCode::NotFound, "a file without a folder")),
    }
}

/// With the place of the file, which the person can open by hand.
fn no_program(file: &Path, error: &tauri_plugin_opener::Error) -> CommandError {
    CommandError::new(ErrorCode::FileNotOpened, error.to_string()).with("file", file.to_string_lossy())
}

/// Opens a provider's own site in the system's browser.
#[tauri::command]
pub async fn open_site(site: String, app: AppHandle) -> Result<(), CommandError> {
    let site =
        vendor_site(&site).ok_or_else(|| CommandError::new(ErrorCode::NotFound, "no provider's own site"))?;
    app.opener().open_url(site, None::<&str>).map_err(not_opened)
}

fn not_opened(error: tauri_plugin_opener::Error) -> CommandError {
    CommandError::new(ErrorCode::Internal, error.to_string())
}

/// Tells a person who is looking at something else, in words of the UI's own.
#[tauri::command]
pub fn notify(window: WebviewWindow, title: String, body: String) {
    if window.is_visible().unwrap_or(true) && window.is_focused().unwrap_or(false) {
        return;
    }
    // A desktop without notifications is no fault: the window says the same.
    if let Err(error) = notices::show(&window, title, body) {
        tracing::info!(%error, "no notification was shown");
    }
}

/// Closes the window; what is unfinished then is not waited for. The UI has asked.
#[tauri::command]
pub fn close_window(window: WebviewWindow) -> Result<(), CommandError> {
    window.destroy().map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))
}

/// The UI has drawn its first page.
#[tauri::command]
pub fn window_ready(window: WebviewWindow) {
    crate::window::show(&window);
}

/// Puts the icon into the tray with these words, or takes it away. True where the
/// desktop has a place for it, and the icon stands if it is wanted.
#[tauri::command]
pub async fn tray(handle: AppHandle, words: Option<tray::Words>) -> bool {
    tray::set(&handle, words).await
}

/// Whether the system starts this program, after what is wanted was done.
#[tauri::command]
pub async fn start_at_login(
    at_login: State<'_, AtLogin>,
    wanted: Option<bool>,
) -> Result<bool, CommandError> {
    let done = wanted.map_or(Ok(()), |wanted| at_login.set(wanted)).and_then(|()| at_login.is_set());
    done.map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))
}
