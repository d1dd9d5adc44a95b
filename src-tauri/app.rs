//! Wiring: the core, the plugins and the one window.

use crate::commands::{self, App};
use crate::events::Subscription;
use crate::{closing, home, ipc, logs, painting, taskbar};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tauri::plugin::TauriPlugin;
use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

const WINDOW: &str = "main";

/// The window shows itself after this even if the UI never says that it is
/// ready: a broken page that can be seen is better than a program without one.
const SHOW_AT_THE_LATEST: Duration = Duration::from_secs(3);
/// The copy of the day reads the whole file, so it waits until the window is long in use.
const FIRST_BACKUP: Duration = Duration::from_secs(30);
/// A window may stay open for weeks.
const LOOK_FOR_BACKUP: Duration = Duration::from_secs(3_600);

/// Opens the window and stays until it is closed.
///
/// `home` is the folder the person named; without one it is the platform's
/// folder for this program's data.
pub fn run(home: Option<PathBuf>) -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    if let Some(home) = &home {
        // A folder of its own is another fleet, which may stand beside the first.
        context.config_mut().identifier = home::own_identifier(&context.config().identifier, home);
    }
    tauri::Builder::default()
        // A second start of the same fleet brings the first window forward.
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| come_forward(handle)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .setup(move |app| Ok(open(app.handle(), home)?))
        .invoke_handler(tauri::generate_handler![
            ipc::rpc,
            ipc::subscribe,
            ipc::choose_file,
            ipc::choose_save,
            ipc::open_external,
            ipc::window_ready,
            ipc::notify,
            ipc::close_window,
        ])
        .on_window_event(closing::ask_first)
        .run(context)
}

fn open(handle: &AppHandle, home: Option<PathBuf>) -> tauri::Result<()> {
    // What the page remembers (language, columns) belongs to a named fleet, too.
    let page_memory = home.as_ref().map(|home| std::path::absolute(home.join("webview"))).transpose()?;
    let home = match home {
        Some(home) => std::path::absolute(home)?,
        None => handle.path().app_data_dir()?,
    };
    handle.plugin(window_memory(&home))?;
    start_logs(&home);
    let core: App = commands::open(home);
    taskbar::follow(handle.clone(), &core);
    back_up_daily(core.clone());
    handle.manage(core);
    handle.manage(Subscription::default());
    handle.manage(closing::Asked::default());
    make_window(handle, page_memory)?;
    show_at_the_latest(handle.clone());
    Ok(())
}

/// Made only now: the page may ask at once, so the core must stand, and the
/// window's memory must be there to place it.
fn make_window(handle: &AppHandle, page_memory: Option<PathBuf>) -> tauri::Result<()> {
    for config in &handle.config().app.windows {
        let window = WebviewWindowBuilder::from_config(handle, config)?.on_page_load(show_when_loaded);
        let window = match &page_memory {
            Some(folder) => window.data_directory(folder.clone()).build()?,
            None => window.build()?,
        };
        painting::settle(&window)?;
    }
    Ok(())
}

/// The page may also say itself that it is ready, but some engines draw no frame
/// of a hidden window, and its word then never comes. Once all is loaded the
/// styles hold, so nothing flashes.
fn show_when_loaded(window: WebviewWindow, load: PageLoadPayload<'_>) {
    if load.event() == PageLoadEvent::Finished {
        show(&window);
    }
}

/// Size and place of the window, kept beside the garage they belong to.
fn window_memory(home: &Path) -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_filename(home.join("window.json").to_string_lossy())
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// A folder that cannot be written is shown by the window as the garage's
/// state; a missing log is no reason not to open it.
fn start_logs(home: &Path) {
    match logs::start(home) {
        Ok(()) => tracing::info!(version = env!("CARGO_PKG_VERSION"), "the window opens"),
        Err(error) => eprintln!("cheku: no log: {error}"),
    }
}

fn back_up_daily(core: App) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_BACKUP).await;
        loop {
            let copy = core.back_up_daily();
            // One at a time, also after a night's sleep; a failure was told to the log.
            let _ = tauri::async_runtime::spawn_blocking(move || copy.join()).await;
            tokio::time::sleep(LOOK_FOR_BACKUP).await;
        }
    });
}

fn show_at_the_latest(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOW_AT_THE_LATEST).await;
        if let Some(window) =
            handle.get_webview_window(WINDOW).filter(|window| !window.is_visible().unwrap_or(false))
        {
            tracing::warn!("the page did not report itself ready");
            show(&window);
        }
    });
}

/// Shows the window and gives it the keyboard, unless it is there already.
pub fn show(window: &WebviewWindow) {
    if window.is_visible().unwrap_or(false) {
        return;
    }
    if let Err(error) = window.show().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window could not be shown");
    }
}

fn come_forward(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(WINDOW) {
        // Best effort: some window managers refuse to take the keyboard away.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
