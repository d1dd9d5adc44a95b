//! What a press on the tray's icon or its menu does.

use crate::closing;
use crate::commands::App;
use crate::tray::{CHECK, QUIT, SHOW};
use crate::window::come_forward;
use tauri::menu::MenuEvent;
use tauri::tray::{MouseButton, MouseButtonState, TrayIconEvent};
use tauri::{AppHandle, Manager};

/// An entry of the icon's menu was chosen.
pub fn chosen(handle: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        SHOW => come_forward(handle),
        CHECK => {
            come_forward(handle);
            handle.state::<App>().check_asked();
        }
        QUIT => closing::quit(handle),
        _ => {}
    }
}

/// The icon itself was pressed.
pub fn pressed(handle: &AppHandle, event: TrayIconEvent) {
    let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event
    else {
        return;
    };
    come_forward(handle);
}
