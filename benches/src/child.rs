//! What runs in a process of its own, so that it can be killed, stopped and measured:
//! the application's commands, as a face calls them.

use crate::Outcome;
use crate::home::Setup;
use crate::plain;
use crate::process::Usage;
use cheku_commands::api::{CheckRequest, CommandError, Nothing, Progress, ResumeRequest};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, accounts, check, import, keeping};
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a child is to do.
#[derive(Debug, Clone, PartialEq, Subcommand)]
pub enum Task {
    /// Saves the accounts and imports the fleet that `setup.json` names
    Prepare,
    /// Asks about every vehicle
    Check {
        /// The provider
        #[arg(long)]
        provider: String,
        /// Doubtful and pending vehicles, too
        #[arg(long)]
        include_doubtful: bool,
        /// Questions under way at once
        #[arg(long, default_value_t = 8)]
        concurrency: u32,
    },
    /// Goes on with the vehicles that the last batch did not ask
    Resume {
        /// Questions under way at once
        #[arg(long, default_value_t = 8)]
        concurrency: u32,
    },
    /// Looks the whole file over
    Doctor,
    /// Asks about every vehicle in a loop that keeps nothing
    Plain {
        /// Questions under way at once
        #[arg(long, default_value_t = 8)]
        concurrency: u32,
        /// Connections are used again
        #[arg(long)]
        keep_alive: bool,
    },
}

impl Task {
    /// The words of the command line that mean this task.
    pub fn words(&self) -> Vec<String> {
        match self {
            Task::Prepare => vec!["prepare".into()],
            Task::Doctor => vec!["doctor".into()],
            Task::Resume { concurrency } => vec!["resume".into(), format!("--concurrency={concurrency}")],
            Task::Check { provider, include_doubtful, concurrency } => {
                let mut words = vec!["check".into(), format!("--provider={provider}")];
                words.extend(include_doubtful.then(|| "--include-doubtful".to_owned()));
                words.push(format!("--concurrency={concurrency}"));
                words
            }
            Task::Plain { concurrency, keep_alive } => {
                let mut words = vec!["plain".into(), format!("--concurrency={concurrency}")];
                words.extend(keep_alive.then(|| "--keep-alive".to_owned()));
                words
            }
        }
    }
}

/// What a child says when it comes to its end by itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reply {
    /// The code of the command that was refused.
    pub refused: Option<String>,
    /// What `doctor` found wrong, as codes.
    pub errors: Vec<String>,
    /// Vehicles of the batch.
    pub planned: u32,
    /// Answered.
    pub answered: u32,
    /// Asked without a readable answer.
    pub doubtful: u32,
    /// Not asked.
    pub not_asked: u32,
    /// Code and scope of what stopped the batch.
    pub stopped: Option<(String, String)>,
    /// From the order to the last commit.
    pub seconds: f64,
    /// What the process used.
    pub usage: Usage,
}

/// Does the task in `home` and prints the reply as one line of JSON.
pub async fn run(home: &Path, task: Task) -> Outcome {
    let before = Usage::of_this_process();
    let mut start = Instant::now();
    let reply = match task {
        Task::Plain { concurrency, keep_alive } => plain::run(home, concurrency, keep_alive).await?,
        task => {
            let app = App::open(Options {
                home: home.to_owned(),
                secrets: SecretPlace::File,
                clock: Clock::system(),
                reader: Reader::Here,
            });
            start = Instant::now();
            let refused =
                |error: CommandError| Reply { refused: Some(error.code.word().into()), ..Reply::default() };
            act(&app, home, task).await.unwrap_or_else(refused)
        }
    };
    let usage = Usage::of_this_process().since(before);
    println!("{}", serde_json::to_string(&Reply { seconds: start.elapsed().as_secs_f64(), usage, ..reply })?);
    Ok(())
}

async fn act(app: &App, home: &Path, task: Task) -> Result<Reply, CommandError> {
    let of_batch = |last: Progress| Reply {
        planned: last.planned,
        answered: last.answered,
        doubtful: last.doubtful,
        not_asked: last.not_asked,
        stopped: last.stopped.map(|stopped| (stopped.code, stopped.scope)),
        ..Reply::default()
    };
    match task {
        Task::Prepare => prepare(app, home).await,
        Task::Check { provider, include_doubtful, concurrency } => {
            let wanted = CheckRequest {
                provider: Some(provider),
                include_doubtful,
                concurrency: Some(concurrency),
                ..CheckRequest::default()
            };
            check::check_start(app, wanted).await?;
            check::wait_for_end(app).await.map(of_batch)
        }
        Task::Resume { concurrency } => {
            let rest = ResumeRequest { concurrency: Some(concurrency), ..ResumeRequest::default() };
            check::check_resume(app, rest).await?;
            check::wait_for_end(app).await.map(of_batch)
        }
        Task::Doctor => {
            let report = keeping::doctor(app, Nothing {}).await?;
            let errors = if report.ok { Vec::new() } else { vec![format!("{:?}", report.findings)] };
            Ok(Reply { errors, ..Reply::default() })
        }
        Task::Plain { .. } => Ok(Reply::default()),
    }
}

async fn prepare(app: &App, home: &Path) -> Result<Reply, CommandError> {
    let Setup { fleet, accounts } = Setup::read(home)
        .map_err(|error| CommandError::new(cheku_commands::ErrorCode::BadRequest, error.to_string()))?;
    for account in accounts {
        accounts::account_save(app, account).await?;
    }
    let report = import::import_by_headings(app, &PathBuf::from(fleet), Default::default()).await?;
    Ok(Reply { planned: report.added, ..Reply::default() })
}
