//! (a): how fast a batch is against the wire's own limit.

use super::line::Line;
use super::stats::Sample;
use crate::Outcome;
use crate::home::{Home, TIMEOUT_SECONDS};
use crate::process::{Program, reply};
use crate::task::{Reply, Script, Task};
use cheku_sandbox::{Options, Sandbox, Scenario};
use std::path::Path;

/// Questions under way at once.
pub(super) const UNDER_WAY: u32 = 50;
const PROVIDER: &str = "storeapi";
const SCRIPTER: &str = include_str!("../../scripter.py");

/// Enough vehicles that the gentle beginning does not tell.
const PATIENT_FLEET: usize = 10_000;
const LATENCY_MS: u64 = 200;
const PATIENT_ROUNDS: usize = 3;
/// Asked one after the other, to know how exactly the sandbox keeps its latency.
const SINGLE_FLEET: usize = 50;

async fn sandbox(vehicles: usize, latency_ms: u64) -> Outcome<Sandbox> {
    let scenario = Scenario { latency_ms, ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles, scenario, ..Options::default() }).await?)
}

/// One batch in a garage that has never asked, as the most work.
async fn first_batch(program: &Program, sandbox: &Sandbox) -> Outcome<Reply> {
    let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
    batch(program, sandbox, &home).await
}

/// One batch in this home.
pub(super) async fn batch(program: &Program, sandbox: &Sandbox, home: &Home) -> Outcome<Reply> {
    let check =
        Task::Check { provider: PROVIDER.to_owned(), include_doubtful: false, concurrency: UNDER_WAY };
    whole(program.run(home.path(), &check).await?, sandbox)
}

/// A script over the same fleet.
pub(super) async fn plain_loop(
    program: &Program,
    sandbox: &Sandbox,
    concurrency: u32,
    script: Script,
) -> Outcome<Reply> {
    let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
    let task = Task::Plain { concurrency, script };
    whole(program.run(home.path(), &task).await?, sandbox)
}

/// The script in Python over the same fleet.
pub(super) async fn scripter(program: &Program, python: &Path, sandbox: &Sandbox) -> Outcome<Reply> {
    let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
    let home_words = [home.path().to_string_lossy().into_owned(), UNDER_WAY.to_string()];
    let words: Vec<String> = ["-c".to_owned(), SCRIPTER.to_owned()].into_iter().chain(home_words).collect();
    let child = program.clone().replaced_by(python).spawn(&words)?;
    whole(reply(child).await?, sandbox)
}

/// A run that did not ask everybody measures nothing.
fn whole(reply: Reply, sandbox: &Sandbox) -> Outcome<Reply> {
    let all = sandbox.fleet().len();
    let is_whole = reply.refused.is_none() && reply.stopped.is_none() && reply.planned as usize == all;
    if is_whole && reply.doubtful == 0 { Ok(reply) } else { Err(format!("not whole: {reply:?}").into()) }
}

/// The plain loop tells what the machine itself adds at that moment.
pub(super) async fn at_latency(program: &Program) -> Outcome<Vec<Line>> {
    let limit = PATIENT_FLEET as f64 * LATENCY_MS as f64 / 1000.0 / f64::from(UNDER_WAY);
    let (mut ratios, mut plain, mut single) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PATIENT_ROUNDS {
        let few = sandbox(SINGLE_FLEET, LATENCY_MS).await?;
        let alone = plain_loop(program, &few, 1, Script::Plain).await?;
        single.push(alone.seconds * 1000.0 / SINGLE_FLEET as f64);
        let sandbox = sandbox(PATIENT_FLEET, LATENCY_MS).await?;
        ratios.push(first_batch(program, &sandbox).await?.seconds / limit);
        plain.push(plain_loop(program, &sandbox, UNDER_WAY, Script::Plain).await?.seconds / limit);
    }
    let ratios = Sample::of(ratios);
    let what = format!(
        "{PATIENT_FLEET} vehicles, {LATENCY_MS} ms, {UNDER_WAY} under way: seconds ÷ N·latency/{UNDER_WAY} ({limit} s)"
    );
    Ok(vec![
        Line::told("a", what, format!("{ratios:.3}")).at_most(1.03, ratios.median(), ""),
        Line::told("", "the same of a plain loop, a connection each", format!("{:.3}", Sample::of(plain))),
        Line::told("", "one question at a time, ms each", format!("{:.1}", Sample::of(single))),
    ])
}
