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

/// Not while stories drive the window, unless one is about that: its driver can take no pictures then. And not
/// where keys go through X's own input methods (XIM), as on Chinese desktops that name no other: painted directly,
/// the window then stands still for good at the first click into a field. Composed it does not.
#[cfg(target_os = "linux")]
fn is_direct() -> bool {
    let wanted = match cfg!(feature = "driven") {
        true => std::env::var_os("CHEKU_PAINTS_DIRECTLY").is_some(),
        false => !std::path::Path::new("/dev/dri").exists(),
    };
    wanted && !takes_xim()
}

/// GTK decides when a context is first used, and tells then.
#[cfg(target_os = "linux")]
fn takes_xim() -> bool {
    use gtk::prelude::{IMContextExt, IMMulticontextExt};

    let context = gtk::IMMulticontext::new();
    context.preedit_string();
    context.context_id().is_some_and(|id| id == "xim")
}

/// The engines of the other systems see to it themselves.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn settle(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
