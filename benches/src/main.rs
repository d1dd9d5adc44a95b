//! `cheku-bench`: one figure, all of them, or the crash test.

use cheku_bench::child;
use cheku_bench::figures::{self, Figure};
use cheku_bench::process::Program;
use cheku_bench::task::Task;
use cheku_bench::{Failure, crash, points};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// The figures that the README quotes, and the crash test.
#[derive(Debug, Parser)]
#[command(name = "cheku-bench", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A batch at 200 ms latency ÷ the wire's own limit
    A,
    /// Vehicles a second at no latency ÷ a script's; processor time
    B(Peer),
    /// The same run as b
    C(Peer),
    /// Memory of a batch of 100,000 vehicles
    D,
    /// Totals at 10 thousand, 100 thousand and 1 million violations
    E,
    /// Windows of any order over 1 million violations, and searches
    F,
    /// Import of 10,000 rows, export of 200,000
    G,
    /// What is to be done and the violations page, at 200,000 violations
    H,
    /// Every figure
    All(Peer),
    /// Kills processes in the middle of batches and holds the bill against the ledger
    CrashTest {
        /// How many processes are killed
        #[arg(long, default_value_t = 1_000)]
        kills: u32,
        /// The same seed draws the same moments
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// Size of the fleet
        #[arg(long, default_value_t = 150)]
        vehicles: usize,
        /// Homes beside each other
        #[arg(long, default_value_t = 6)]
        beside: usize,
    },
    /// Ends a process at every system call that changes anything, for each of six things to do
    Points {
        /// The `cheku-cli` to be tried
        #[arg(long)]
        cli: PathBuf,
        /// So many points of each call alone, evenly spread
        #[arg(long)]
        at_most: Option<u32>,
        /// Only these: check, import, backup, restore, erase, upgrade
        #[arg(value_name = "SCENARIO")]
        scenarios: Vec<points::Scenario>,
        /// Scenarios beside each other
        #[arg(long, default_value_t = 2)]
        beside: usize,
    },
    /// What runs in a process of its own
    #[command(hide = true)]
    Child {
        /// Folder that holds the garage
        #[arg(long)]
        home: PathBuf,
        #[command(subcommand)]
        task: Task,
    },
}

/// A script besides those in Rust that a batch is held against.
#[derive(Debug, clap::Args)]
struct Peer {
    /// A Python that has aiohttp: `scripter.py` takes part in every round
    #[arg(long)]
    python: Option<PathBuf>,
}

fn main() -> ExitCode {
    if let Some(read) = cheku_commands::reads_for_another() {
        return read;
    }
    let command = Args::parse().command;
    let done = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::from);
    match done.and_then(|runtime| runtime.block_on(run(command))) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cheku-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// True when everything that must be reached is.
async fn run(command: Command) -> Result<bool, Failure> {
    match command {
        Command::A => table(&[Figure::A], None).await,
        Command::B(peer) | Command::C(peer) => table(&[Figure::B, Figure::C], peer.python).await,
        Command::D => table(&[Figure::D], None).await,
        Command::E => table(&[Figure::E], None).await,
        Command::F => table(&[Figure::F], None).await,
        Command::G => table(&[Figure::G], None).await,
        Command::H => table(&[Figure::H], None).await,
        Command::All(peer) => table(Figure::value_variants(), peer.python).await,
        Command::CrashTest { kills, seed, vehicles, beside } => {
            let program = Program::this()?;
            crash_test(&crash::Wanted { program, kills, seed, vehicles, beside }).await
        }
        Command::Points { cli, at_most, scenarios, beside } => {
            let all = || points::Scenario::value_variants().to_vec();
            let scenarios = if scenarios.is_empty() { all() } else { scenarios };
            crash_points(&points::Wanted { cli, scenarios, at_most, beside }).await
        }
        Command::Child { home, task } => child::run(&home, task).await.map(|()| true),
    }
}

async fn table(wanted: &[Figure], python: Option<PathBuf>) -> Result<bool, Failure> {
    let lines = figures::measure(&Program::this()?, wanted, python.as_deref()).await?;
    println!("{}", figures::HEADING);
    for line in &lines {
        println!("{line}");
    }
    Ok(lines.iter().all(figures::Line::is_reached))
}

/// The last line on stdout stands alone: scripts read it.
async fn crash_test(wanted: &crash::Wanted) -> Result<bool, Failure> {
    let told = |so_far: &crash::Report| eprintln!("{} of {} kills …", so_far.kills, wanted.kills);
    let report = crash::run(wanted, told).await?;
    println!("{report}");
    Ok(report.is_clean())
}

async fn crash_points(wanted: &points::Wanted) -> Result<bool, Failure> {
    if !points::is_possible() {
        return Err("this needs Linux and strace, which `cargo xtask setup` installs".into());
    }
    eprintln!("trying {}", wanted.cli.display());
    println!("{}", points::table(&points::run(wanted).await?));
    Ok(true)
}
