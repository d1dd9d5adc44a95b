//! Wiring: the core, the plugins and the one window.

use crate::commands::{self, App};
use crate::events::Subscription;
use crate::unopened::{self, Unopened};
use crate::window::{Begun, WINDOW, come_forward, show};
use crate::{at_login, closing, home, ipc, logs, painting, schedule, taskbar, tray, tray_menu, updates};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use tauri::plugin::TauriPlugin;
use tauri::webview::{NewWindowResponse, PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, RunEvent, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

/// The window shows itself after this even if the UI never says that it is
/// ready: a broken page that can be seen is better than a program without one.
const SHOW_AT_THE_LATEST: Duration = Duration::from_secs(3);
/// The copy of the day reads the whole file, so it waits until the window is long in use.
const FIRST_BACKUP: Duration = Duration::from_secs(30);
/// A window may stay open for weeks.
const LOOK_FOR_BACKUP: Duration = Duration::from_secs(3_600);

/// Opens the window and stays until it is closed.
///
/// `named` is the folder the person named; without one it is the platform's
/// folder for this program's data. With `in_tray` the window stays away until the
/// person wants it.
pub fn run(named: Option<PathBuf>, in_tray: bool) -> Result<(), Unopened> {
    let mut context = tauri::generate_context!();
    let home = home::of(named.as_deref(), &context.config().identifier)?;
    start_logs(&home);
    unopened::look(&home)?;
    if let Some(named) = &named {
        // A folder of its own is another fleet, which may stand beside the first.
        context.config_mut().identifier = home::own_identifier(&context.config().identifier, named);
    }
    tauri::Builder::default()
        // A second start of the same fleet brings the first window forward.
        .plugin(tauri_plugin_single_instance::init(|handle, args, _| {
            if !at_login::in_tray(args) {
                come_forward(handle);
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .setup(move |app| {
            if let Err(reason) = open(app.handle(), &home, named.as_deref(), in_tray) {
                unopened::say(&reason.into());
                // The loop of events has begun and knows no way out of here.
                std::process::exit(1);
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            ipc::rpc,
            ipc::subscribe,
            ipc::choose_file,
            ipc::choose_folder,
            ipc::choose_save,
            ipc::open_report,
            ipc::show_in_folder,
            ipc::open_site,
            ipc::window_ready,
            ipc::notify,
            ipc::close_window,
            ipc::tray,
            ipc::start_at_login,
        ])
        .on_window_event(closing::requested)
        .on_menu_event(tray_menu::chosen)
        .on_tray_icon_event(tray_menu::pressed)
        .build(context)?
        .run(|handle, event| reopened(handle, &event));
    Ok(())
}

/// Where a program outlives its windows, its icon in the dock brings them back.
#[cfg(target_os = "macos")]
fn reopened(handle: &AppHandle, event: &RunEvent) {
    if matches!(event, RunEvent::Reopen { .. }) {
        come_forward(handle);
    }
}

#[cfg(not(target_os = "macos"))]
fn reopened(_: &AppHandle, _: &RunEvent) {}

fn open(handle: &AppHandle, home: &Path, named: Option<&Path>, in_tray: bool) -> tauri::Result<()> {
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "the window opens");
    handle.manage(at_login::AtLogin::of(named, &handle.config().identifier));
    // What the page remembers (language, columns) belongs to a named fleet, too.
    let page_memory = named.map(|_| home.join("webview"));
    handle.plugin(window_memory(home))?;
    let core: App = commands::open(home.to_owned());
    taskbar::follow(handle.clone(), &core);
    back_up_daily(core.clone());
    schedule::follow(core.clone());
    updates::follow(core.clone());
    handle.manage(core);
    handle.manage(Subscription::default());
    handle.manage(closing::Asked::default());
    handle.manage(tray::Tray::default());
    handle.manage(Begun(AtomicBool::new(in_tray)));
    make_window(handle, page_memory)?;
    if in_tray {
        tauri::async_runtime::spawn(tray::show_without_icon(handle.clone()));
    } else {
        tauri::async_runtime::spawn(show_at_the_latest(handle.clone()));
    }
    Ok(())
}

/// Made only now: the page may ask at once, so the core must stand, and the
/// window's memory must be there to place it.
fn make_window(handle: &AppHandle, page_memory: Option<PathBuf>) -> tauri::Result<()> {
    for config in &handle.config().app.windows {
        let window = WebviewWindowBuilder::from_config(handle, config)?
            // Tauri's own `freezePrototype` stops libraries that give an object a `toString`.
            .initialization_script(include_str!("frozen.js"))
            .on_page_load(show_when_loaded)
            .on_navigation(is_our_page)
            .on_new_window(|_, _| NewWindowResponse::Deny);
        let window = match &page_memory {
            Some(folder) => window.data_directory(folder.clone()).build()?,
            None => window.build()?,
        };
        painting::settle(&window)?;
    }
    Ok(())
}

/// The window shows our own page and nothing else of the world: neither a link in a
/// vendor's text nor a file that was dropped beside its place takes it away.
fn is_our_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How Windows names the same.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
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

/// A missing log is no reason not to open the window.
fn start_logs(home: &Path) {
    if let Err(error) = logs::start(home) {
        eprintln!("cheku: no log: {error}");
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

async fn show_at_the_latest(handle: AppHandle) {
    tokio::time::sleep(SHOW_AT_THE_LATEST).await;
    if let Some(window) = handle.get_webview_window(WINDOW)
        && show(&window)
    {
        tracing::warn!("the page did not report itself ready");
    }
}

#[cfg(test)]
mod tests {
    use super::is_our_page;

    #[test]
    fn the_window_stays_on_its_own_page() {
        let ours =
            if cfg!(windows) { "http://tauri.localhost/#/garage" } else { "tauri://localhost/#/garage" };
        assert!(is_our_page(&ours.parse().unwrap()));
        for other in [
            "https://example.com/",
            "http://localhost:1420/",
            "tauri://localhost.example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
        ] {
            assert!(!is_our_page(&other.parse().unwrap()), "{other}");
        }
    }
}
