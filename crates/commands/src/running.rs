//! The batch that runs in this process.

use crate::App;
use crate::api::{CommandError, ErrorCode, Progress};
use crate::error::Result;

/// Its figures; `None` where no batch runs here.
pub(crate) fn progress(app: &App) -> Option<Progress> {
    app.running().as_ref().map(|running| running.progress.borrow().clone())
}

/// Refuses what must not happen while a batch runs here.
pub(crate) fn refuse_while_running(app: &App) -> Result<()> {
    match app.running().as_ref() {
        Some(_) => Err(CommandError::new(ErrorCode::BatchRunning, "a batch runs in this process")),
        None => Ok(()),
    }
}
