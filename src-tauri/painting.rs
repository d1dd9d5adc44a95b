//! How the page is painted where there is no graphics card.

use tauri::WebviewWindow;

/// Without a graphics card WebKitGTK composes every frame with a card that the
/// processor plays: a changed word then costs 28 ms instead of 16. Drawn without one,
/// only what changed is painted. Not while stories drive the window: its driver can
/// take no pictures then.
#[cfg(all(target_os = "linux", not(feature = "driven")))]
pub(crate) fn settle(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if std::path::Path::new("/dev/dri").exists() {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// The engines of the other systems see to it themselves.
#[cfg(any(not(target_os = "linux"), feature = "driven"))]
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn settle(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
