//! How far a batch is, on the taskbar's button.

use crate::commands::{App, Event};
use cheku_commands::api::{BatchState, Progress};
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
                    Event::Changed { .. }
                    | Event::Scheduled { .. }
                    | Event::RobotFailed { .. }
                    | Event::CloseAsked
                    | Event::CheckAsked,
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
    bar(status, Some(u64::from(progress.percent)))
}

fn bar(status: ProgressBarStatus, progress: Option<u64>) -> ProgressBarState {
    ProgressBarState { status: Some(status), progress }
}
