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
    core.keep_updated(source(), kind());
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            core.look_for_update_if_due().await;
            tokio::time::sleep(LOOK).await;
        }
    });
}

fn source() -> Option<Source> {
    #[cfg(feature = "driven")]
    if let Some(source) = story::source() {
        return Some(source);
    }
    Source::built_in()
}

/// The bundler writes into the program what package it is in.
fn kind() -> Kind {
    #[cfg(feature = "driven")]
    if story::is_one_file() {
        return Kind::AppImage;
    }
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

/// A story publishes on this machine, with a key of its own, and is one file that can be replaced. Only with the
/// feature `driven`, which no package has.
#[cfg(feature = "driven")]
mod story {
    use super::Source;

    /// Address and key, the two lines of the file that `CHEKU_UPDATE_SOURCE` names.
    pub(super) fn source() -> Option<Source> {
        let written = std::fs::read_to_string(std::env::var_os("CHEKU_UPDATE_SOURCE")?).ok()?;
        let (address, key) = written.split_once('\n')?;
        Source::new(address, key)
    }

    pub(super) fn is_one_file() -> bool {
        std::env::var_os("APPIMAGE").is_some()
    }
}
