//! Looks for newer versions now and then; the core decides whether it is time.

use crate::commands::{App, Kind, Source, portable};
use std::time::Duration;
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;

/// Nothing may slow the first page.
const FIRST_LOOK: Duration = Duration::from_secs(120);
/// The core looks once a day; a window may stay open for weeks.
const LOOK: Duration = Duration::from_secs(3_600);

/// From now on, as long as the program runs.
pub fn follow(core: App) {
    core.keep_updated(Source::built_in(), kind());
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            core.look_for_update_if_due().await;
            tokio::time::sleep(LOOK).await;
        }
    });
}

/// The bundler writes into the program what package it is in.
fn kind() -> Kind {
    if portable::home().is_some() {
        return Kind::ByHand;
    }
    match bundle_type() {
        Some(BundleType::Deb) => Kind::Deb,
        Some(BundleType::Rpm) => Kind::Rpm,
        Some(BundleType::AppImage) => Kind::AppImage,
        Some(BundleType::Nsis) => Kind::Nsis,
        Some(BundleType::Msi) => Kind::Msi,
        Some(BundleType::App | BundleType::Dmg) => Kind::Dmg,
        None => Kind::ByHand,
    }
}
