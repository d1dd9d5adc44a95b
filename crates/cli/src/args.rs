//! The command line (contract: "Commands").

mod account;
mod calls;
mod clearance;
mod export;
mod issued;
mod leave;
mod receipt;
mod settlement;
mod span;

pub use account::{AccountArgs, AccountCommand, SetArgs};
pub use calls::{CallsArgs, CallsCommand, YesNo};
pub use clearance::ClearanceArgs;
pub use export::{ExportArgs, FileFormat, What};
pub use issued::IssuedArgs;
pub use leave::LeaveArgs;
pub use receipt::{ReceiptArgs, ReceiptCommand};
pub use settlement::SettlementArgs;
pub use span::SpanArgs;

use crate::lang::Lang;
use cheku_commands::api::{ShownState, Stage, TotalsBy};
use cheku_domain::Fen;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// What `vehicles --state` takes.
const IN_USE: [&str; 4] = ["active", "suspended", "sold", "scrapped"];

/// The program's name, whichever program it is a part of.
pub const PROGRAM: &str = "cheku-cli";

/// Check a small fleet for traffic violations.
#[derive(Debug, Parser)]
#[command(name = "cheku-cli", version, disable_help_subcommand = true)]
pub struct Args {
    /// Folder with garage, backups and logs (or CHEKU_HOME)
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Language of words for people
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// One JSON document on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum Command {
    Account(AccountArgs),
    Import {
        /// The spreadsheet
        file: PathBuf,
        /// Only say what it would do; nothing is written
        #[arg(long)]
        dry_run: bool,
        /// Take rows too that a filter or a person has hidden
        #[arg(long)]
        include_hidden: bool,
        /// Also read this sheet, though it is hidden or an example; may be given several times
        #[arg(long, value_name = "NAME")]
        sheet: Vec<String>,
    },
    Vehicles {
        /// These plates; PLATE:TYPE is the one of that type
        #[arg(value_name = "PLATE")]
        plates: Vec<String>,
        /// Plate, VIN tail, driver, group, owner, note
        #[arg(long, default_value = "", hide_default_value = true)]
        search: String,
        /// In use, or no longer: active, suspended, sold, scrapped
        #[arg(long, default_value = "active", value_parser = IN_USE)]
        state: String,
        #[command(flatten)]
        window: Window,
    },
    Leave(LeaveArgs),
    Return {
        /// These plates; PLATE:TYPE is the one of that type
        #[arg(value_name = "PLATE", required = true)]
        plates: Vec<String>,
    },
    Check(CheckArgs),
    Resume(ResumeArgs),
    Batches(BatchArgs),
    Totals {
        /// Broken down by
        #[arg(long, value_parser = one_of(TotalsBy::ALL, TotalsBy::word))]
        by: Option<TotalsBy>,
        /// Which days.
        #[command(flatten)]
        span: SpanArgs,
    },
    Todo,
    Violations(ViolationArgs),
    Receipt(ReceiptArgs),
    Due {
        /// In so many days at most, those that are over included
        #[arg(long, value_name = "DAYS")]
        within: Option<u32>,
        /// Write all of them as a calendar to this .ics, too
        #[arg(long, value_name = "FILE")]
        ics: Option<PathBuf>,
        /// Replace a file that stands there
        #[arg(long, requires = "ics")]
        force: bool,
        /// Which rows.
        #[command(flatten)]
        window: Window,
    },
    Settlement(SettlementArgs),
    Clearance(ClearanceArgs),
    Calls(CallsArgs),
    Export(ExportArgs),
    Backup {
        /// Where to; a name in the backups folder by default
        file: Option<PathBuf>,
        /// List the backups folder instead of making a backup
        #[arg(id = "backup_list", long = "list", conflicts_with_all = ["file", "force"])]
        list: bool,
        /// Replace a file that stands there
        #[arg(long)]
        force: bool,
    },
    Restore(RestoreArgs),
    Doctor,
    Erase(EraseArgs),
    Cities(CitiesArgs),
    Sandbox(SandboxArgs),
    Demo,
    /// For packages: the manual's pages and the shells' completions
    #[command(hide = true)]
    Manual {
        /// Where to
        folder: PathBuf,
    },
}

/// Which backup, and what of the present garage stays.
#[derive(Debug, ClapArgs)]
pub struct RestoreArgs {
    /// The backup
    pub file: PathBuf,
    /// Do not ask, even if the backup lacks something
    #[arg(long)]
    pub yes: bool,
    /// Leave behind the violations that the backup lacks
    #[arg(long)]
    pub without_violations: bool,
    /// Take price, caps, schedule and accounts from the backup
    #[arg(long)]
    pub settings_of_backup: bool,
}

/// Which cities, and from when.
#[derive(Debug, ClapArgs)]
pub struct CitiesArgs {
    /// The provider; by default the one that works by city
    #[arg(value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// Fetch the list anew (free)
    #[arg(long)]
    pub refresh: bool,
    /// Only this province
    #[arg(long, value_name = "NAME")]
    pub province: Option<String>,
    /// Part of a city's name or code
    #[arg(long, default_value = "", hide_default_value = true)]
    pub search: String,
}

/// Which rows of a list.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub struct Window {
    /// At most so many rows; all by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// The first row.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u32,
}

/// Who is asked, and within which limits.
#[derive(Debug, ClapArgs)]
#[command(group(clap::ArgGroup::new("whom").required(true).args(["all", "group", "plates"])))]
pub struct CheckArgs {
    /// The whole garage
    #[arg(long)]
    pub all: bool,
    /// One group
    #[arg(long, value_name = "G")]
    pub group: Option<String>,
    /// These plates; PLATE:TYPE is the one of that type
    #[arg(value_name = "PLATE")]
    pub plates: Vec<String>,
    /// Ask this provider
    #[arg(long, value_name = "ID")]
    pub provider: Option<String>,
    /// Skip vehicles answered within so many hours
    #[arg(long, value_name = "HOURS", value_parser = hours)]
    pub fresh_within: Option<f64>,
    /// The limits.
    #[command(flatten)]
    pub limits: Limits,
    /// Ask doubtful and pending vehicles too
    #[arg(long)]
    pub include_doubtful: bool,
    /// Only plan; nothing is sent
    #[arg(long)]
    pub dry_run: bool,
}

/// Which batch is gone on with, and of whom.
#[derive(Debug, ClapArgs)]
pub struct ResumeArgs {
    /// Number or ID of an earlier batch; the last one by default
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<String>,
    /// Ask this provider, whichever was planned
    #[arg(long, value_name = "ID")]
    pub provider: Option<String>,
    /// The limits.
    #[command(flatten)]
    pub limits: Limits,
}

/// Earlier batches.
#[derive(Debug, ClapArgs)]
pub struct BatchArgs {
    /// Number or ID of one batch, to be shown in full
    #[arg(value_name = "BATCH")]
    pub batch: Option<String>,
    /// Which rows.
    #[command(flatten)]
    pub window: Window,
}

/// Limits of one run.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub struct Limits {
    /// This run may cost at most so many yuan
    #[arg(long, value_name = "YUAN", value_parser = yuan)]
    pub max_cost: Option<Fen>,
    /// Questions under way at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub concurrency: Option<u32>,
    /// Questions a second at most
    #[arg(long, value_name = "PER_SECOND", value_parser = rate)]
    pub rate: Option<f64>,
    /// Ask the other provider where one cannot answer
    #[arg(long)]
    pub take_other: bool,
}

/// Which violations.
#[derive(Debug, ClapArgs)]
pub struct ViolationArgs {
    /// One vehicle's
    #[arg(long, value_name = "P")]
    pub plate: Option<String>,
    /// In this state
    #[arg(long, value_parser = one_of(ShownState::ALL, ShownState::word))]
    pub state: Option<ShownState>,
    /// At this stage of your own handling; may be given several times
    #[arg(long, value_parser = one_of(Stage::ALL, Stage::word))]
    pub stage: Vec<Stage>,
    /// Notified, and the due day has passed
    #[arg(long)]
    pub overdue: bool,
    /// First seen in the last check
    #[arg(long)]
    pub new: bool,
    /// New, and not marked as seen yet
    #[arg(long)]
    pub unseen: bool,
    /// Mark what is listed as seen
    #[arg(long, requires = "unseen")]
    pub mark_seen: bool,
    /// Which days.
    #[command(flatten)]
    pub span: SpanArgs,
    /// Which rows.
    #[command(flatten)]
    pub window: Window,
}

/// Who is erased, for good.
#[derive(Debug, ClapArgs)]
#[command(group(clap::ArgGroup::new("whom").required(true).args(["plate", "driver"])))]
pub struct EraseArgs {
    /// Every vehicle of this plate, or the one of this type
    #[arg(long, value_name = "P[:TYPE]")]
    pub plate: Option<String>,
    /// The driver of this name
    #[arg(long, value_name = "NAME")]
    pub driver: Option<String>,
    /// Only say what it would take away; nothing is written
    #[arg(long)]
    pub dry_run: bool,
    /// Delete the backups, reports and former garages that hold it still
    #[arg(long)]
    pub delete_copies: bool,
    /// Do not ask on a terminal
    #[arg(long)]
    pub yes: bool,
}

/// The sandbox as a program.
#[derive(Debug, ClapArgs)]
pub struct SandboxArgs {
    /// Port on loopback; 0 = any free one
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub port: u16,
    /// Size of the sample fleet
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub vehicles: usize,
    /// The same seed draws the same fleet
    #[arg(long, value_name = "S", default_value_t = 7)]
    pub seed: u64,
    /// What goes wrong
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<PathBuf>,
}

/// Takes one of these words.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let find = move |text: String| all.iter().copied().find(|one| word(*one) == text).ok_or("unknown");
    PossibleValuesParser::new(all.iter().map(|one| word(*one))).try_map(find)
}

fn yuan(text: &str) -> Result<Fen, String> {
    Fen::parse_yuan(text).ok_or_else(|| "0.13 / 20 / 20.00".to_owned())
}

fn hours(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|hours| (0.0..=8784.0).contains(hours)).ok_or_else(|| "0–8784".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|rate| *rate > 0.0 && *rate <= 1000.0).ok_or_else(|| "> 0".to_owned())
}
