//! The log file in the home folder.

use crate::commands::{LOGS, private};
use std::path::Path;
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The folder cannot be made.
    #[error("{0}")]
    Folder(#[from] std::io::Error),
    /// The file cannot be opened.
    #[error("{0}")]
    File(#[from] InitError),
}

/// Days of logs that are kept.
const KEPT_DAYS: usize = 14;

/// Starts writing to `home/logs`. Only our own crates are heard: they log codes
/// and counts, while a library may print an address with a key or a plate in it.
pub fn start(home: &Path) -> Result<(), LogError> {
    let folder = home.join(LOGS);
    private::folder(&folder)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("cheku")
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(&folder)?;
    private::all_of(&folder)?;
    let ours = Targets::new().with_target("cheku", LevelFilter::INFO);
    let lines = fmt::layer().with_ansi(false).with_writer(file).with_filter(ours);
    // A second start in one process (tests) keeps the first log.
    let _ = tracing_subscriber::registry().with(lines).try_init();
    Ok(())
}
