//! Looks whether the day's own check is due, and whether a group is to be told of due dates; the core decides everything.

use crate::commands::App;
use std::time::{Duration, SystemTime};

/// Nothing may slow the first page, and a computer that was just switched on or woken up has
/// no network yet: what begins too early ends with nobody asked.
const FIRST_LOOK: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_secs(30);

/// Looks from now on, as long as the program runs.
pub fn follow(core: App) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            core.check_if_due().await;
            core.tell_due_dates().await;
            let before = SystemTime::now();
            tokio::time::sleep(LOOK).await;
            if has_slept(before.elapsed().unwrap_or_default()) {
                tokio::time::sleep(FIRST_LOOK).await;
            }
        }
    });
}

/// Whether the computer slept while a look was waited for, by its wall clock: other clocks
/// stand still in a sleep on some systems.
fn has_slept(waited: Duration) -> bool {
    waited > LOOK * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_is_a_sleep_and_a_busy_moment_is_none() {
        assert!(has_slept(Duration::from_secs(9 * 3_600)));
        assert!(!has_slept(LOOK + Duration::from_secs(5)));
        assert!(!has_slept(Duration::ZERO), "a clock that was set back");
    }
}
