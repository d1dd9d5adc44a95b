//! What runs in a process of its own, so that it can be killed, stopped and measured:
//! the application's commands, as a face calls them.

use crate::Outcome;
use crate::home::Setup;
use crate::plain;
use crate::task::{Reply, Task};
use crate::usage::Usage;
use cheku_commands::api::{CheckRequest, CommandError, Nothing, Progress, ResumeRequest};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, accounts, check, import, maintenance};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Does the task in `home` and prints the reply as one line of JSON.
pub async fn run(home: &Path, task: Task) -> Outcome {
    let (mut before, mut start) = (Usage::of_this_process(), Instant::now());
    let reply = match task {
        Task::Plain { concurrency, script } => plain::run(home, concurrency, script).await?,
        task => {
            let app = App::open(Options {
                home: home.to_owned(),
                secrets: SecretPlace::File,
                clock: Clock::system(),
                reader: Reader::Here,
            });
            (before, start) = (Usage::of_this_process(), Instant::now());
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
            let report = maintenance::doctor(app, Nothing {}).await?;
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
