//! Looks whether the day's own check is due; the core decides everything.

use crate::commands::App;
use std::time::Duration;

/// Nothing may slow the first page.
const FIRST_LOOK: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_secs(30);

/// Looks from now on, as long as the program runs.
pub fn follow(core: App) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            core.check_if_due().await;
            tokio::time::sleep(LOOK).await;
        }
    });
}
