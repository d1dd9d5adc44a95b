//! The icon in the system's tray, where the window stays when it is closed and the
//! person has chosen so.

mod panel;
mod picture;

use crate::window::come_forward;
use panel::Answer;
use serde::Deserialize;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::oneshot;

const ICON: &str = "cheku";
/// On Linux a panel shows the title where others show the tooltip, which stands below it.
const TITLED: bool = cfg!(target_os = "linux");
/// The menu's entry that shows the window.
pub const SHOW: &str = "show";
/// Begin a check.
pub const CHECK: &str = "check";
/// End the program.
pub const QUIT: &str = "quit";

/// How long the page waits for the desktop's answer; a later one is still followed.
const ANSWER: Duration = Duration::from_secs(3);
/// A panel that is started anew is away for a moment; after this a hidden window
/// shows itself, since nothing else would lead to it.
const WITHOUT_PANEL: Duration = Duration::from_secs(5);
/// The window shows itself after this when it was started for the tray and no icon
/// came: the panel of a desktop that has just begun may take some seconds.
const WITHOUT_ICON: Duration = Duration::from_secs(10);

/// What the icon and its menu say, in the person's language.
#[derive(Debug, Clone, Deserialize)]
pub struct Words {
    tooltip: String,
    show: String,
    check: String,
    quit: String,
}

/// What is wanted of the tray, and whether there is one.
#[derive(Default)]
pub struct Tray {
    wanted: Mutex<Option<Words>>,
    panel: OnceLock<Answer>,
}

impl Tray {
    fn wanted(&self) -> MutexGuard<'_, Option<Words>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to look for the desktop's panel when it is first asked for.
    fn panel(&self, handle: &AppHandle) -> Answer {
        let ask = || {
            let answer = panel::ask();
            tauri::async_runtime::spawn(follow(handle.clone(), answer.clone()));
            answer
        };
        self.panel.get_or_init(ask).clone()
    }
}

/// Puts the icon up, words it anew, or (without words) takes it away. True where the
/// desktop has a place for it, and the icon stands if it is wanted.
pub async fn set(handle: &AppHandle, words: Option<Words>) -> bool {
    let tray = handle.state::<Tray>();
    *tray.wanted() = words;
    let mut panel = tray.panel(handle);
    let answer = tokio::time::timeout(ANSWER, panel.wait_for(Option::is_some)).await;
    let is_there = answer.is_ok_and(|seen| seen.is_ok_and(|seen| *seen == Some(true)));
    is_there && arranged(handle).await
}

/// True when a closed window can be found again: an icon stands where it is seen.
pub fn is_up(handle: &AppHandle) -> bool {
    let tray = handle.try_state::<Tray>();
    tray.is_some_and(|tray| tray.panel.get().is_some_and(is_there)) && handle.tray_by_id(ICON).is_some()
}

/// After a start for the tray: nobody can see a program without window and icon.
pub async fn show_without_icon(handle: AppHandle) {
    tokio::time::sleep(WITHOUT_ICON).await;
    if !is_up(&handle) && is_hidden(&handle) {
        tracing::warn!("no icon stands in the tray; the window shows itself");
        come_forward(&handle);
    }
}

/// The panel may come after us and may go: what is wanted follows it, and no window
/// stays hidden without it.
async fn follow(handle: AppHandle, mut panel: Answer) {
    while panel.changed().await.is_ok() {
        if *panel.borrow_and_update() == Some(true) {
            arranged(&handle).await;
            continue;
        }
        tokio::time::sleep(WITHOUT_PANEL).await;
        if !is_there(&panel) && handle.tray_by_id(ICON).is_some() && is_hidden(&handle) {
            tracing::warn!("the tray is gone; the window shows itself");
            come_forward(&handle);
        }
    }
}

fn is_there(panel: &Answer) -> bool {
    *panel.borrow() == Some(true)
}

fn is_hidden(handle: &AppHandle) -> bool {
    handle.webview_windows().values().any(|window| !window.is_visible().unwrap_or(true))
}

/// Lets the main thread, to which icons and menus belong, make what stands fit what is
/// wanted. False when that failed.
async fn arranged(handle: &AppHandle) -> bool {
    let (answer, answered) = oneshot::channel();
    let main = handle.clone();
    let sent = handle.run_on_main_thread(move || {
        // Nobody waits any more: done it is all the same.
        let _ = answer.send(arrange(&main));
    });
    sent.is_ok() && answered.await.unwrap_or(false)
}

fn arrange(handle: &AppHandle) -> bool {
    let wanted = handle.state::<Tray>().wanted().clone();
    let done = match (wanted, handle.tray_by_id(ICON)) {
        (None, _) => {
            handle.remove_tray_by_id(ICON);
            Ok(())
        }
        (Some(words), Some(icon)) => reword(handle, &icon, &words),
        (Some(words), None) => put_up(handle, &words),
    };
    if let Err(error) = &done {
        tracing::warn!(%error, "no icon in the tray");
    }
    done.is_ok()
}

fn put_up(handle: &AppHandle, words: &Words) -> tauri::Result<()> {
    let scale = handle.primary_monitor()?.map_or(1.0, |monitor| monitor.scale_factor());
    let icon = TrayIconBuilder::with_id(ICON)
        .icon(picture::at(scale))
        .menu(&menu(handle, words)?)
        .show_menu_on_left_click(false);
    let icon = if TITLED { icon.title(&words.tooltip) } else { icon.tooltip(&words.tooltip) };
    icon.build(handle).map(drop)
}

fn reword(handle: &AppHandle, icon: &TrayIcon<Wry>, words: &Words) -> tauri::Result<()> {
    if TITLED {
        icon.set_title(Some(&words.tooltip))?;
    } else {
        icon.set_tooltip(Some(&words.tooltip))?;
    }
    icon.set_menu(Some(menu(handle, words)?))
}

fn menu(handle: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let entry = |id, text| MenuItem::with_id(handle, id, text, true, None::<&str>);
    let (show, check) = (entry(SHOW, &words.show)?, entry(CHECK, &words.check)?);
    let (line, quit) = (PredefinedMenuItem::separator(handle)?, entry(QUIT, &words.quit)?);
    Menu::with_items(handle, &[&show, &check, &line, &quit])
}
