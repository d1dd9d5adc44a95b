//! What is cut off: six things that change a garage, each from the same small home.

use super::cli::{Cli, words};
use crate::Outcome;
use cheku_sandbox::Sandbox;
use std::path::{Path, PathBuf};

const PROVIDER: &str = "storeapi";
/// Vehicles that the sandbox knows.
pub const FLEET: usize = 6;
/// Those of them that the garage has from the beginning, asked once already.
const KNOWN: usize = 3;
/// A garage as an earlier version wrote it, as SQL: schema 18.
const EARLIER: &str = include_str!("../../../crates/garage/tests/stories/garage-18.sql");

/// What is run and cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Scenario {
    /// A batch with its bill.
    Check,
    /// New rows of a spreadsheet, with the copy of the day beside.
    Import,
    /// A copy to a place of the person's choice.
    Backup,
    /// An earlier copy in the place of a garage that has gone on since.
    Restore,
    /// A vehicle out of the garage for good.
    Erase,
    /// The first start with a garage of an earlier version.
    Upgrade,
}

/// What may stand in the garage afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// Everything that was there, and perhaps more.
    More,
    /// What was there, or all that comes of an undisturbed run: nothing in between.
    OldOrNew,
    /// What was there.
    Same,
}

/// A folder with a home and the files beside it.
#[derive(Debug)]
pub struct Place<'a>(pub &'a Path);

impl Place<'_> {
    /// The folder given as `--home`.
    pub fn home(&self) -> PathBuf {
        self.0.join("home")
    }

    /// The garage's file.
    pub fn garage(&self) -> PathBuf {
        self.home().join("garage.sqlite")
    }

    fn named(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn word(&self, name: &str) -> String {
        self.named(name).to_string_lossy().into_owned()
    }

    /// The plate of the first vehicle that the garage has from the beginning.
    pub fn plate(&self) -> String {
        let known = std::fs::read_to_string(self.named("known.csv")).unwrap_or_default();
        let first = known.lines().nth(1).and_then(|line| line.split(',').next());
        first.unwrap_or_default().to_owned()
    }

    /// Where the backup is written to.
    pub fn copy(&self) -> PathBuf {
        self.named("copy.sqlite")
    }
}

impl Scenario {
    /// For tables.
    pub fn name(self) -> &'static str {
        match self {
            Scenario::Check => "check",
            Scenario::Import => "import",
            Scenario::Backup => "backup",
            Scenario::Restore => "restore",
            Scenario::Erase => "erase",
            Scenario::Upgrade => "upgrade",
        }
    }

    /// The command that is cut off.
    pub fn words(self, place: &Place<'_>) -> Vec<String> {
        match self {
            Scenario::Check => words(&["check", "--all", "--concurrency", "2"]),
            Scenario::Import => words(&["import", &place.word("whole.csv")]),
            Scenario::Backup => words(&["backup", &place.word("copy.sqlite")]),
            Scenario::Restore => words(&["restore", "--yes", &place.word("earlier.sqlite")]),
            Scenario::Erase => words(&["erase", "--plate", &place.plate()]),
            Scenario::Upgrade => words(&["totals"]),
        }
    }

    /// What a person does next.
    pub fn again(self, place: &Place<'_>) -> Vec<String> {
        match self {
            Scenario::Check => words(&["resume"]),
            Scenario::Backup => words(&["backup", &place.word("another.sqlite")]),
            _ => self.words(place),
        }
    }

    /// What the cut may leave.
    pub fn leaves(self) -> Leaves {
        match self {
            Scenario::Check => Leaves::More,
            Scenario::Import | Scenario::Restore | Scenario::Erase => Leaves::OldOrNew,
            Scenario::Backup | Scenario::Upgrade => Leaves::Same,
        }
    }

    /// Makes the home as it is before the command.
    pub async fn prepare(self, cli: &Cli, sandbox: &Sandbox, place: &Place<'_>) -> Outcome {
        std::fs::create_dir_all(place.home())?;
        if self == Scenario::Upgrade {
            let garage = rusqlite::Connection::open(place.garage())?;
            return Ok(garage.execute_batch(EARLIER)?);
        }
        let whole = sandbox.fleet_csv();
        let known: Vec<&str> = whole.lines().take(1 + KNOWN).collect();
        std::fs::write(place.named("known.csv"), known.join("\n"))?;
        std::fs::write(place.named("whole.csv"), &whole)?;
        account(cli, sandbox, place).await?;
        let must = async |line: &[&str]| cli.must(&place.home(), &words(line)).await;
        must(&["import", &place.word("known.csv")]).await?;
        must(&["check", "--all"]).await?;
        if self == Scenario::Import {
            // The copy of the day is made beside the import then.
            std::fs::remove_dir_all(place.home().join("backups"))?;
            return Ok(());
        }
        must(&["backup", &place.word("earlier.sqlite")]).await?;
        must(&["import", &place.word("whole.csv")]).await?;
        if self == Scenario::Restore {
            must(&["check", "--all", "--fresh-within", "1"]).await?;
        }
        Ok(())
    }
}

async fn account(cli: &Cli, sandbox: &Sandbox, place: &Place<'_>) -> Outcome {
    let known = sandbox.credentials(PROVIDER).unwrap_or_default();
    let (id, secret) = (known.app_id.unwrap_or_default(), known.secret.unwrap_or_default());
    let origin = sandbox.origin();
    let line = ["account", "set", PROVIDER, "--base-url", &origin, "--appid", &id, "--secret-stdin"];
    let done = cli.run_told(&place.home(), &words(&line), &[], &format!("{secret}\n")).await?;
    if done.code() == Some(0) { Ok(()) } else { Err(format!("no account: {}", done.told()).into()) }
}
