//! How the page is painted where there is no graphics card.

use tauri::WebviewWindow;

/// Without a graphics card WebKitGTK composes every frame with a card that the
/// processor plays: a changed word then costs 28 ms instead of 16. Drawn without one,
/// only what changed is painted.
#[cfg(target_os = "linux")]
pub(crate) fn settle(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if !is_direct() {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Not while stories drive the window, unless one is about that: its driver can take no pictures then.
#[cfg(target_os = "linux")]
fn is_direct() -> bool {
    match cfg!(feature = "driven") {
        true => std::env::var_os("CHEKU_PAINTS_DIRECTLY").is_some(),
        false => !std::path::Path::new("/dev/dri").exists(),
    }
}

/// The engines of the other systems see to it themselves.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn settle(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
