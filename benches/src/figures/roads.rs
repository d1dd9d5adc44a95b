//! (b) and (c): a batch without latency against scripts, over both roads in turn. The competent one is its peer:
//! it keeps connections and answers, though not safely.

use super::line::Line;
use super::speed::{UNDER_WAY, batch, plain_loop};
use super::stats::Sample;
use crate::Outcome;
use crate::home::{Home, TIMEOUT_SECONDS};
use crate::process::Program;
use crate::task::{Reply, Script};
use cheku_sandbox::{Options, Sandbox};
use std::io::Write;

const FLEET: usize = 5_000;
const ROUNDS: usize = 7;

/// One road, and what the runs over it gave, round by round.
#[derive(Default)]
struct Road {
    is_encrypted: bool,
    first: Vec<Reply>,
    second: Vec<Reply>,
    competent: Vec<Reply>,
    fresh: Vec<Reply>,
    kept: Vec<Reply>,
}

pub(super) async fn against_plain(program: &Program) -> Outcome<Vec<Line>> {
    let mut roads = vec![Road::default()];
    // Elsewhere children cannot be told whom to trust.
    if cfg!(target_os = "linux") {
        roads.push(Road { is_encrypted: true, ..Road::default() });
    }
    for _ in 0..ROUNDS {
        for road in &mut roads {
            road.round(program).await?;
        }
    }
    let speed = roads.iter().flat_map(Road::speed);
    Ok(speed.chain(roads.iter().flat_map(Road::processor)).collect())
}

impl Road {
    async fn round(&mut self, program: &Program) -> Outcome {
        let options = Options { vehicles: FLEET, ..Options::default() };
        if !self.is_encrypted {
            return self.ask(program, &Sandbox::start(options).await?).await;
        }
        let (sandbox, certificate) = Sandbox::start_encrypted(options).await?;
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(certificate.as_bytes())?;
        self.ask(&program.clone().trusting(file.path()), &sandbox).await
    }

    async fn ask(&mut self, program: &Program, sandbox: &Sandbox) -> Outcome {
        let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
        self.first.push(batch(program, sandbox, &home).await?);
        self.second.push(batch(program, sandbox, &home).await?);
        self.competent.push(plain_loop(program, sandbox, UNDER_WAY, Script::Competent).await?);
        self.fresh.push(plain_loop(program, sandbox, UNDER_WAY, Script::Plain).await?);
        self.kept.push(plain_loop(program, sandbox, UNDER_WAY, Script::Connections).await?);
        Ok(())
    }

    fn speed(&self) -> Vec<Line> {
        let heading = if self.is_encrypted {
            "the same over https, the road of every batch that leaves its machine".to_owned()
        } else {
            format!("{FLEET} vehicles, no latency, {UNDER_WAY} under way")
        };
        let ratio = ratios(&self.first, &self.competent);
        let what = format!("{heading}: batch ÷ competent script");
        vec![
            Line::told("b", what, ratio.to_string()).at_least(1.0, ratio.median()),
            self.told(
                "the same of a second batch, whose answers hold nothing new",
                ratios(&self.second, &self.competent).to_string(),
            ),
            self.told("batch ÷ plain loop, a connection each", ratios(&self.first, &self.fresh).to_string()),
            self.told(
                "batch ÷ plain loop with kept connections",
                ratios(&self.first, &self.kept).to_string(),
            ),
            self.told("batch, vehicles/s", rate(&self.first)),
            self.told("second batch, vehicles/s", rate(&self.second)),
            self.told("competent script, vehicles/s", rate(&self.competent)),
            self.told("plain loop, a connection each, vehicles/s", rate(&self.fresh)),
            self.told("plain loop with kept connections, vehicles/s", rate(&self.kept)),
        ]
    }

    fn processor(&self) -> Vec<Line> {
        let each = |run: &Reply| run.usage.cpu_seconds;
        let pairs = self.first.iter().zip(&self.competent);
        let ratio = Sample::of(pairs.map(|(batch, script)| each(batch) / each(script)).collect());
        let told = self.told("processor time, batch ÷ competent script", ratio.to_string());
        vec![
            Line { name: "c", ..told.at_most(0.9, ratio.median(), "") },
            self.told("batch, processor time for a vehicle, µs", processor(&self.first)),
            self.told("second batch, µs", processor(&self.second)),
            self.told("competent script, µs", processor(&self.competent)),
            self.told("plain loop, a connection each, µs", processor(&self.fresh)),
            self.told("plain loop with kept connections, µs", processor(&self.kept)),
        ]
    }

    fn told(&self, what: &str, measured: String) -> Line {
        let road = if self.is_encrypted { ", https" } else { "" };
        Line::told("", format!("{what}{road}"), measured)
    }
}

/// The rates of batches, each held against that of the loop of its round.
fn ratios(batches: &[Reply], plain: &[Reply]) -> Sample {
    Sample::of(batches.iter().zip(plain).map(|(batch, plain)| plain.seconds / batch.seconds).collect())
}

fn rate(runs: &[Reply]) -> String {
    let rates = runs.iter().map(|run| f64::from(run.planned) / run.seconds).collect();
    format!("{:.0}", Sample::of(rates))
}

fn processor(runs: &[Reply]) -> String {
    let each = runs.iter().map(|run| run.usage.cpu_seconds * 1e6 / f64::from(run.planned)).collect();
    format!("{:.0}", Sample::of(each))
}
