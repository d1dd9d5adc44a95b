//! The crash test: batches of a real process against the sandbox, killed with SIGKILL
//! at random moments, begun again, and after every kill held against the bill.

mod report;
mod round;

pub use report::Report;

use crate::Outcome;
use crate::process::Program;
use cheku_sandbox::{Deed, Fault, Scenario, Settings};
use rand::SeedableRng;
use rand::rngs::StdRng;
use round::Round;
use std::time::Instant;
use tokio::task::JoinSet;

/// Kills that one home lives through before the next one begins anew.
const KILLS_PER_HOME: u32 = 50;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What the children are made of.
    pub program: Program,
    /// How many processes are to be killed.
    pub kills: u32,
    /// The same seed draws the same moments.
    pub seed: u64,
    /// Size of the fleet.
    pub vehicles: usize,
    /// How many homes live beside each other: most of a life is waiting.
    pub beside: usize,
}

/// Runs the whole test, several homes beside each other. `told` hears of every home
/// that came to its end.
pub async fn run(wanted: &Wanted, told: impl Fn(&Report)) -> Outcome<Report> {
    let start = Instant::now();
    let mut report = Report::default();
    let mut waiting = shares(wanted.kills).into_iter().zip(wanted.seed..);
    let mut playing = JoinSet::new();
    loop {
        while playing.len() < wanted.beside.max(1)
            && let Some((kills, seed)) = waiting.next()
        {
            playing.spawn(one_home(wanted.clone(), kills, seed));
        }
        let Some(played) = playing.join_next().await else { break };
        report = report.plus(&played??);
        told(&report);
    }
    report.seconds = start.elapsed().as_secs();
    Ok(report)
}

async fn one_home(wanted: Wanted, kills: u32, seed: u64) -> Outcome<Report> {
    let round = Round::begin(&wanted.program, wanted.vehicles, scenario()).await?;
    round.play(kills, &mut StdRng::seed_from_u64(seed)).await
}

/// The kills of each home.
fn shares(kills: u32) -> Vec<u32> {
    let whole = (kills / KILLS_PER_HOME) as usize;
    let rest = kills % KILLS_PER_HOME;
    std::iter::repeat_n(KILLS_PER_HOME, whole).chain((rest > 0).then_some(rest)).collect()
}

/// Everything that can go wrong on the way, each rare enough that batches get on: lost
/// before and after the charge, broken off, refused by a gateway, slowed down.
fn scenario() -> Scenario {
    let nuisances = || {
        vec![
            Fault::of(Deed::ResetBeforeCharge).every(31),
            Fault::of(Deed::ResetAfterCharge).every(37),
            Fault::of(Deed::Truncate).every(41),
            Fault::status(503).every(43),
            Fault::status(429).retry_after(1).every(211),
        ]
    };
    let with = |code: Fault| {
        let faults = nuisances().into_iter().chain([code]).collect();
        Settings { faults, ..Settings::default() }
    };
    Scenario {
        latency_ms: round::LATENCY_MS,
        providers: [
            // storeapi doc §状态码说明: 10021 服务器发生错误, repeated free of charge.
            ("storeapi".to_owned(), with(Fault::code("10021").every(47))),
            // juhe doc §错误码参照: 10011, too many questions.
            ("juhe".to_owned(), with(Fault::code("10011").every(397))),
        ]
        .into(),
        ..Scenario::default()
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn every_kill_has_its_home() {
        assert_eq!(shares(20), [20]);
        assert_eq!(shares(120), [50, 50, 20]);
        assert_eq!(shares(1_000).iter().sum::<u32>(), 1_000);
    }
}
