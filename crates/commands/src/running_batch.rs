//! The handle of the batch that runs in this process.

use crate::api::Progress;
use cheku_batch::Control;
use tokio::sync::watch;

/// Orders go in, progress comes out. The sender is dropped when the
/// batch has ended and everything is written.
pub(crate) struct Running {
    pub control: Control,
    pub progress: watch::Receiver<Progress>,
}
