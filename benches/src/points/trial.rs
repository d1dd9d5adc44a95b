//! One scenario's points: a fresh copy of its home for each, the fault, and what must hold
//! once the program is started again.

use super::cli::{Cli, Done, words};
use super::content::{self, Facts};
use super::scenario::{FLEET, Leaves, Place, Scenario};
use super::strace::{self, Fault, Point};
use crate::Outcome;
use crate::audit::{Books, Differences};
use cheku_sandbox::{Options, Sandbox};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// How often the harness looks whether the vendor is quiet.
const LOOK: Duration = Duration::from_millis(4);
/// Exit codes by which a refused write may show: in part, the named place refuses it, stopped,
/// garage unusable, result not written.
const REFUSED: [i32; 6] = [0, 1, 2, 3, 5, 7];

/// A scenario with its vendor, its home as it is before, and what an undisturbed run makes of it.
pub(super) struct Trial {
    cli: Cli,
    scenario: Scenario,
    sandbox: Sandbox,
    before: TempDir,
    old: Facts,
    new: Facts,
}

/// Ends a trial with what is wrong.
macro_rules! must {
    ($holds:expr, $($wrong:tt)+) => {
        if !$holds {
            return Err(format!($($wrong)+).into());
        }
    };
}

impl Trial {
    /// Starts a sandbox, and prepares the home that every try of the scenario begins with.
    pub async fn begin(cli: Cli, scenario: Scenario) -> Outcome<Trial> {
        let sandbox = Sandbox::start(Options { vehicles: FLEET, ..Options::default() }).await?;
        let before = tempfile::tempdir()?;
        scenario.prepare(&cli, &sandbox, &Place(before.path())).await?;
        let old = content::facts(&Place(before.path()).garage())?;
        let mut trial = Trial { cli, scenario, sandbox, before, old, new: Facts::new() };
        let whole = trial.copy()?;
        let place = Place(whole.path());
        trial.cli.must(&place.home(), &scenario.words(&place)).await?;
        trial.new = content::facts(&place.garage())?;
        Ok(trial)
    }

    /// What strace writes of an undisturbed run.
    pub async fn log(&self) -> Outcome<String> {
        let folder = self.copy()?;
        let log = folder.path().join("strace.log");
        self.start(&Place(folder.path()), &strace::counting(&log)).await?;
        Ok(std::fs::read_to_string(log)?)
    }

    /// Stops the sandbox.
    pub async fn end(self) {
        self.sandbox.stop().await;
    }

    /// Tries one point; true when the process came to it. The home of a wrong one is kept.
    pub async fn at(&self, point: &Point) -> Outcome<bool> {
        let folder = self.copy()?;
        let tried = self.hold(&Place(folder.path()), point).await;
        tried.map_err(|wrong| format!("{wrong} (kept in {})", folder.keep().display()).into())
    }

    async fn hold(&self, place: &Place<'_>, point: &Point) -> Outcome<bool> {
        let books = self.books(place).await?;
        let log = place.0.join("strace.log");
        let cut = self.start(place, &point.wrapper(&log)).await?;
        let came = match point.fault {
            Fault::Killed => cut.code().is_none(),
            Fault::FullDisk | Fault::FailingSync => {
                let known = cut.code().is_some_and(|code| REFUSED.contains(&code));
                must!(known, "the refusal ends it with {}", cut.told());
                strace::was_refused(&std::fs::read_to_string(log)?)
            }
        };
        self.opens(place, "started again").await?;
        self.keeps(place, &books).await?;
        self.goes_on(place, &books).await?;
        Ok(came)
    }

    /// The garage opens, the doctor finds nothing, and every open question is shown as doubtful.
    async fn opens(&self, place: &Place<'_>, when: &str) -> Outcome {
        let doctor = self.cli.run(&place.home(), &words(&["doctor"]), &[]).await?;
        must!(doctor.code() == Some(0), "{when}, the doctor says {}", doctor.told());
        let calls = self.cli.run(&place.home(), &words(&["calls"]), &[]).await?;
        let (under_way, unknown) = content::open_questions(&place.garage())?;
        must!(under_way == 0, "{when}, {under_way} questions stand as under way");
        must!(calls.json()["doubtful"] == unknown, "{when}, {unknown} are doubtful: {}", calls.told());
        Ok(())
    }

    /// Nothing that was settled is lost, and what may not be half done is not.
    async fn keeps(&self, place: &Place<'_>, before: &Books) -> Outcome {
        let now = content::facts(&place.garage())?;
        let holds = match self.scenario.leaves() {
            Leaves::More => now.is_superset(&self.old),
            Leaves::OldOrNew => now == self.old || now == self.new,
            Leaves::Same => now == self.old,
        };
        must!(holds, "{}", differences(&self.old, &now));
        let is_paid = |fact: &&String| fact.starts_with("settled|");
        let has_paid = self.old.iter().filter(is_paid).all(|fact| now.contains(fact));
        must!(
            has_paid || self.scenario == Scenario::Erase,
            "calls are lost: {}",
            differences(&self.old, &now)
        );
        if self.scenario == Scenario::Restore && now != self.old {
            must!(self.is_kept_beside(&place.home())?, "the former garage is nowhere");
        }
        if self.scenario == Scenario::Erase && now == self.new {
            must!(!in_the_file(place)?, "the plate is left in the bytes of the file");
        }
        if self.scenario == Scenario::Backup && place.copy().exists() {
            must!(content::damage(&place.copy())?.is_none(), "the copy is damaged");
            must!(content::facts(&place.copy())? == self.old, "the copy is another garage's");
        }
        self.agrees(place, before).await
    }

    /// The person goes on where it was cut off.
    async fn goes_on(&self, place: &Place<'_>, before: &Books) -> Outcome {
        let again = self.cli.run(&place.home(), &self.scenario.again(place), &[]).await?;
        // What is erased already is not found to be erased again.
        let gone = self.scenario == Scenario::Erase && again.code() == Some(2);
        must!(gone || matches!(again.code(), Some(0 | 1)), "going on ends with {}", again.told());
        self.opens(place, "after going on").await?;
        let now = content::facts(&place.garage())?;
        let holds = match self.scenario.leaves() {
            Leaves::More => now.is_superset(&self.old),
            Leaves::OldOrNew | Leaves::Same => now == self.new,
        };
        must!(holds, "after going on: {}", differences(&self.new, &now));
        let is_left = self.scenario == Scenario::Erase && in_the_file(place)?;
        must!(!is_left, "after going on the plate is left in the bytes of the file");
        self.agrees(place, before).await
    }

    /// The vendor's bill and the ledger agree, and nobody was charged twice.
    async fn agrees(&self, place: &Place<'_>, before: &Books) -> Outcome {
        if self.scenario != Scenario::Check {
            return Ok(());
        }
        let now = self.books(place).await?;
        let found = now.differences(before);
        must!(found == Differences::default(), "bill and ledger differ: {found:?}");
        must!(now.damage.is_empty(), "damaged: {:?}", now.damage);
        Ok(())
    }

    /// Both books once the vendor is quiet.
    async fn books(&self, place: &Place<'_>) -> Outcome<Books> {
        let arrivals = || Sandbox::providers().map(|id| self.sandbox.bill(id).arrivals).sum::<u64>();
        loop {
            let seen = arrivals();
            tokio::time::sleep(LOOK).await;
            if arrivals() == seen {
                return Books::read(&place.garage(), &self.sandbox);
            }
        }
    }

    /// Whether another file of the home holds the former garage.
    fn is_kept_beside(&self, home: &Path) -> Outcome<bool> {
        let garage = Place(home.parent().unwrap_or(home)).garage();
        for file in files(home)? {
            let is_copy = file != garage && file.extension().is_some_and(|extension| extension == "sqlite");
            if is_copy && content::facts(&file)? == self.old {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn start(&self, place: &Place<'_>, wrapper: &[String]) -> Outcome<Done> {
        self.cli.run(&place.home(), &self.scenario.words(place), wrapper).await
    }

    /// A folder as it is before.
    fn copy(&self) -> Outcome<TempDir> {
        let folder = tempfile::tempdir()?;
        for file in files(self.before.path())? {
            let to = folder.path().join(file.strip_prefix(self.before.path())?);
            std::fs::create_dir_all(to.parent().unwrap_or(folder.path()))?;
            std::fs::copy(&file, to)?;
        }
        Ok(folder)
    }
}

/// Whether the erased plate stands anywhere in the garage's files.
fn in_the_file(place: &Place<'_>) -> Outcome<bool> {
    let plate = place.plate();
    for file in files(&place.home())? {
        let is_own = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("garage.sqlite"));
        if is_own && std::fs::read(&file)?.windows(plate.len()).any(|window| window == plate.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every file below a folder.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    Ok(found)
}

fn differences(wanted: &Facts, found: &Facts) -> String {
    let lost: Vec<_> = wanted.difference(found).collect();
    let more: Vec<_> = found.difference(wanted).collect();
    format!("lost {lost:?}, not there before {more:?}")
}
