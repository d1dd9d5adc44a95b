//! What a child is to do, and what it says at its end.

use crate::usage::Usage;
use clap::{Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

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
    /// Asks about every vehicle as a script would
    Plain {
        /// Questions under way at once
        #[arg(long, default_value_t = 8)]
        concurrency: u32,
        /// Which script
        #[arg(long)]
        script: Script,
    },
}

/// What a batch is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Script {
    /// A connection for each question, and nothing is kept.
    Plain,
    /// Connections are kept, and nothing else.
    Connections,
    /// Connections are kept, and answers and violations in two tables.
    Competent,
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
            Task::Plain { concurrency, script } => {
                let name = match script {
                    Script::Plain => "plain",
                    Script::Connections => "connections",
                    Script::Competent => "competent",
                };
                vec!["plain".into(), format!("--concurrency={concurrency}"), format!("--script={name}")]
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
