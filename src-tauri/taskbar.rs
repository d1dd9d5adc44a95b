//! How far a batch is, on the taskbar's button.

use crate::commands::{App, Event};
use cheku_commands::wire::{BatchState, Progress};
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

/// Shows every batch's progress from now on.
pub fn follow(handle: AppHandle, core: &App) {
    let mut events = core.subscribe();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(Event::Progress { progress }) => show(&handle, state_of(&progress)),
                Ok(Event::Ended { .. }) => show(&handle, bar(ProgressBarStatus::None, None)),
                Ok(
                    Event::Changed { .. } | Event::Scheduled { .. } | Event::CloseAsked | Event::CheckAsked,
                )
                | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

fn show(handle: &AppHandle, state: ProgressBarState) {
    for window in handle.webview_windows().values() {
        // Not every desktop has such a bar.
        let _ = window.set_progress_bar(ProgressBarState { status: state.status, progress: state.progress });
    }
}

fn state_of(progress: &Progress) -> ProgressBarState {
    let status = match progress.state {
        BatchState::Running => ProgressBarStatus::Normal,
        BatchState::Paused | BatchState::Stopping => ProgressBarStatus::Paused,
        BatchState::Done | BatchState::Stopped | BatchState::Interrupted => ProgressBarStatus::None,
    };
    bar(status, Some(percent(progress)))
}

fn bar(status: ProgressBarStatus, progress: Option<u64>) -> ProgressBarState {
    ProgressBarState { status: Some(status), progress }
}

/// Vehicles with their outcome, of all that are to be asked.
fn percent(progress: &Progress) -> u64 {
    let asked = u64::from(progress.planned - progress.skipped.min(progress.planned));
    let open = u64::from(progress.not_asked) + u64::from(progress.asking);
    (asked.saturating_sub(open) * 100).checked_div(asked).unwrap_or(100)
}
