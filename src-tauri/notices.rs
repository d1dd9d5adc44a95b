//! Notices of the system.

use tauri::WebviewWindow;

/// Shows one. Windows takes notices only under a name that the installer registered: a
/// fleet in a named folder has a name of its own (`home::own_identifier`), which nobody
/// did, so all show theirs under the program's.
#[cfg(windows)]
pub fn show(_: &WebviewWindow, title: String, body: String) -> Result<(), notify_rust::error::Error> {
    const INSTALLED: &str = "cn.cheku.desktop";
    let mut notice = notify_rust::Notification::new();
    notice.summary(&title).body(&body).app_id(INSTALLED).show()?;
    Ok(())
}

/// Shows one.
#[cfg(not(windows))]
pub fn show(window: &WebviewWindow, title: String, body: String) -> tauri_plugin_notification::Result<()> {
    use tauri_plugin_notification::NotificationExt;
    window.notification().builder().title(title).body(body).show()
}
