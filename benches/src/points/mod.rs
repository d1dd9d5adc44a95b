//! Every crash point: a process of `cheku-cli` is ended at each system call by which it
//! changes anything outside of itself, or that call is refused as a full or a failing disk
//! refuses it. Then it is started again and held against what it had and against the bill.

pub mod cli;
mod content;
mod scenario;
mod strace;
mod trial;

use crate::Outcome;
use cli::Cli;
pub use scenario::Scenario;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tokio::task::JoinSet;
use trial::Trial;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// `cheku-cli`.
    pub cli: PathBuf,
    /// Which of them.
    pub scenarios: Vec<Scenario>,
    /// So many points of each call, evenly spread; `None` = every one.
    pub at_most: Option<u32>,
    /// Scenarios beside each other.
    pub beside: usize,
}

/// Points of one kind, all of which came out right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The scenario.
    pub scenario: &'static str,
    /// What was done to the process.
    pub fault: String,
    /// The system call.
    pub call: String,
    /// Points that the process came to.
    pub points: u32,
    /// Points that it did not come to this time: threads share the work out differently.
    pub passed_by: u32,
}

/// True where strace is there and may be used.
pub fn is_possible() -> bool {
    let tried = std::process::Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    tried.is_ok_and(|output| output.status.success())
}

/// Tries every point. An error at the first that is wrong, with what was wrong.
pub async fn run(wanted: &Wanted) -> Outcome<Vec<Line>> {
    let mut waiting = wanted.scenarios.iter().copied();
    let mut trying = JoinSet::new();
    let mut lines = BTreeMap::new();
    loop {
        while trying.len() < wanted.beside.max(1)
            && let Some(scenario) = waiting.next()
        {
            let place = wanted.scenarios.iter().position(|one| *one == scenario);
            let (cli, at_most) = (Cli(wanted.cli.clone()), wanted.at_most);
            trying.spawn(async move { (place, one_scenario(cli, scenario, at_most).await) });
        }
        let Some(tried) = trying.join_next().await else { break };
        let (place, found) = tried?;
        lines.insert(place, found?);
    }
    Ok(lines.into_values().flatten().collect())
}

async fn one_scenario(cli: Cli, scenario: Scenario, at_most: Option<u32>) -> Outcome<Vec<Line>> {
    let trial = Trial::begin(cli, scenario).await?;
    let points = strace::points(&trial.log().await?, at_most);
    eprintln!("{}: {} points", scenario.name(), points.len());
    let mut lines: BTreeMap<(strace::Fault, String), (u32, u32)> = BTreeMap::new();
    for point in points {
        let came =
            trial.at(&point).await.map_err(|wrong| format!("{}, {point}: {wrong}", scenario.name()))?;
        let line = lines.entry((point.fault, point.call)).or_default();
        *(if came { &mut line.0 } else { &mut line.1 }) += 1;
    }
    trial.end().await;
    let line = |((fault, call), (points, passed_by)): ((strace::Fault, String), (u32, u32))| Line {
        scenario: scenario.name(),
        fault: fault.to_string(),
        call,
        points,
        passed_by,
    };
    Ok(lines.into_iter().map(line).collect())
}

/// The table at the end, its sum in the last line.
pub fn table(lines: &[Line]) -> String {
    let mut text = "| scenario | fault | call | right | not come to |\n|---|---|---|---|---|\n".to_owned();
    for Line { scenario, fault, call, points, passed_by } in lines {
        text += &format!("| {scenario} | {fault} | {call} | {points} of {points} | {passed_by} |\n");
    }
    let all: u32 = lines.iter().map(|line| line.points).sum();
    text + &format!("{all} of {all} points right")
}
