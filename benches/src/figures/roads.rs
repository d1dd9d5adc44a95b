//! (b) and (c): a batch without latency against scripts, over both roads in turn. The competent ones, in Rust and
//! in Python, are its peers: they keep connections and answers, though not safely.

use super::line::Line;
use super::speed::{UNDER_WAY, batch, plain_loop, scripter};
use super::stats::Sample;
use crate::Outcome;
use crate::home::{Home, TIMEOUT_SECONDS};
use crate::process::Program;
use crate::task::{Reply, Script};
use cheku_sandbox::{Options, Sandbox};
use std::io::Write;
use std::path::Path;

const FLEET: usize = 5_000;
const ROUNDS: usize = 7;

/// One road, and what the runs over it gave, round by round.
#[derive(Default)]
struct Road {
    is_encrypted: bool,
    first: Vec<Reply>,
    second: Vec<Reply>,
    competent: Vec<Reply>,
    /// Empty where no Python was named.
    python: Vec<Reply>,
    fresh: Vec<Reply>,
    kept: Vec<Reply>,
}

pub(super) async fn against_scripts(program: &Program, python: Option<&Path>) -> Outcome<Vec<Line>> {
    let mut roads = vec![Road::default()];
    // Elsewhere children cannot be told whom to trust.
    if cfg!(target_os = "linux") {
        roads.push(Road { is_encrypted: true, ..Road::default() });
    }
    for _ in 0..ROUNDS {
        for road in &mut roads {
            road.round(program, python).await?;
        }
    }
    let speed = roads.iter().flat_map(Road::speed);
    Ok(speed.chain(roads.iter().flat_map(Road::processor)).collect())
}

impl Road {
    async fn round(&mut self, program: &Program, python: Option<&Path>) -> Outcome {
        let options = Options { vehicles: FLEET, ..Options::default() };
        if !self.is_encrypted {
            return self.ask(program, python, &Sandbox::start(options).await?).await;
        }
        let (sandbox, certificate) = Sandbox::start_encrypted(options).await?;
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(certificate.as_bytes())?;
        self.ask(&program.clone().trusting(file.path()), python, &sandbox).await
    }

    async fn ask(&mut self, program: &Program, python: Option<&Path>, sandbox: &Sandbox) -> Outcome {
        let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
        self.first.push(batch(program, sandbox, &home).await?);
        self.second.push(batch(program, sandbox, &home).await?);
        self.competent.push(plain_loop(program, sandbox, UNDER_WAY, Script::Competent).await?);
        if let Some(python) = python {
            self.python.push(scripter(program, python, sandbox).await?);
        }
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
        let mut lines = vec![self.told(&heading, String::new())];
        for (name, peer) in self.peers() {
            let ratio = ratios(&self.first, peer);
            let line = self.told(&format!("batch ÷ {name}"), ratio.to_string());
            lines.push(Line { name: "b", ..line.at_least(1.0, ratio.median()) });
            let second = ratios(&self.second, peer).to_string();
            lines.push(self.told("the same of a second batch, whose answers hold nothing new", second));
        }
        lines.push(
            self.told("batch ÷ plain loop, a connection each", ratios(&self.first, &self.fresh).to_string()),
        );
        let kept = ratios(&self.first, &self.kept).to_string();
        lines.push(self.told("batch ÷ plain loop with kept connections", kept));
        lines.extend(self.runs().map(|(name, runs)| self.told(&format!("{name}, vehicles/s"), rate(runs))));
        lines
    }

    fn processor(&self) -> Vec<Line> {
        let each = |run: &Reply| run.usage.cpu_seconds;
        let mut lines = Vec::new();
        for (name, peer) in self.peers() {
            let pairs = self.first.iter().zip(peer);
            let ratio = Sample::of(pairs.map(|(batch, script)| each(batch) / each(script)).collect());
            let line = self.told(&format!("processor time, batch ÷ {name}"), ratio.to_string());
            lines.push(Line { name: "c", ..line.at_most(0.9, ratio.median(), "") });
        }
        let of_runs = self.runs().map(|(name, runs)| {
            self.told(&format!("{name}, processor time for a vehicle, µs"), processor(runs))
        });
        lines.extend(of_runs);
        lines
    }

    /// The competent scripts that took part.
    fn peers(&self) -> impl Iterator<Item = (&'static str, &[Reply])> {
        let peers =
            [("competent script in Python", &self.python), ("competent script in Rust", &self.competent)];
        peers.into_iter().map(|(name, runs)| (name, runs.as_slice())).filter(|(_, runs)| !runs.is_empty())
    }

    /// Everybody's runs.
    fn runs(&self) -> impl Iterator<Item = (&'static str, &[Reply])> {
        let batches = [("batch", self.first.as_slice()), ("second batch", self.second.as_slice())];
        let loops = [
            ("plain loop, a connection each", self.fresh.as_slice()),
            ("plain loop with kept connections", self.kept.as_slice()),
        ];
        batches.into_iter().chain(self.peers()).chain(loops)
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
