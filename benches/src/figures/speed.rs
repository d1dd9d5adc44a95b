//! How fast a batch is: against the wire's own limit, and against a loop that keeps
//! nothing.

use super::{Line, Sample};
use crate::Outcome;
use crate::child::{Reply, Task};
use crate::home::Home;
use crate::process::Program;
use cheku_sandbox::{Options, Sandbox, Scenario};

/// Questions under way at once.
const UNDER_WAY: u32 = 50;
const PROVIDER: &str = "storeapi";
const TIMEOUT_SECONDS: u32 = 30;

/// (a): enough vehicles that the gentle beginning does not tell.
const PATIENT_FLEET: usize = 10_000;
const LATENCY_MS: u64 = 200;
const PATIENT_ROUNDS: usize = 3;
/// Asked one after the other, to know how exactly the sandbox keeps its latency.
const SINGLE_FLEET: usize = 50;

/// (b), (c)
const QUICK_FLEET: usize = 4_000;
const QUICK_ROUNDS: usize = 7;

async fn sandbox(vehicles: usize, latency_ms: u64) -> Outcome<Sandbox> {
    let scenario = Scenario { latency_ms, ..Scenario::default() };
    Ok(Sandbox::start(Options { vehicles, scenario, ..Options::default() }).await?)
}

/// One batch in a garage that has never asked, as the most work.
async fn first_batch(program: &Program, sandbox: &Sandbox) -> Outcome<Reply> {
    let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
    batch(program, sandbox, &home).await
}

async fn batch(program: &Program, sandbox: &Sandbox, home: &Home) -> Outcome<Reply> {
    let check =
        Task::Check { provider: PROVIDER.to_owned(), include_doubtful: false, concurrency: UNDER_WAY };
    whole(program.run(home.path(), &check).await?, sandbox)
}

async fn plain_loop(
    program: &Program,
    sandbox: &Sandbox,
    concurrency: u32,
    keep_alive: bool,
) -> Outcome<Reply> {
    let home = Home::prepare(program, sandbox, TIMEOUT_SECONDS).await?;
    let task = Task::Plain { concurrency, keep_alive };
    whole(program.run(home.path(), &task).await?, sandbox)
}

/// A run that did not ask everybody measures nothing.
fn whole(reply: Reply, sandbox: &Sandbox) -> Outcome<Reply> {
    let all = sandbox.fleet().len();
    let is_whole = reply.refused.is_none() && reply.stopped.is_none() && reply.planned as usize == all;
    if is_whole && reply.doubtful == 0 { Ok(reply) } else { Err(format!("not whole: {reply:?}").into()) }
}

/// (a). The plain loop tells what the machine itself adds at that moment.
pub(super) async fn at_latency(program: &Program) -> Outcome<Vec<Line>> {
    let limit = PATIENT_FLEET as f64 * LATENCY_MS as f64 / 1000.0 / f64::from(UNDER_WAY);
    let (mut ratios, mut plain, mut single) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PATIENT_ROUNDS {
        let few = sandbox(SINGLE_FLEET, LATENCY_MS).await?;
        let alone = plain_loop(program, &few, 1, false).await?;
        single.push(alone.seconds * 1000.0 / SINGLE_FLEET as f64);
        let sandbox = sandbox(PATIENT_FLEET, LATENCY_MS).await?;
        ratios.push(first_batch(program, &sandbox).await?.seconds / limit);
        plain.push(plain_loop(program, &sandbox, UNDER_WAY, false).await?.seconds / limit);
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

/// (b) and (c)
pub(super) async fn against_plain(program: &Program) -> Outcome<Vec<Line>> {
    let (mut batches, mut again) = (Vec::new(), Vec::new());
    let (mut fresh, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..QUICK_ROUNDS {
        let sandbox = sandbox(QUICK_FLEET, 0).await?;
        let home = Home::prepare(program, &sandbox, TIMEOUT_SECONDS).await?;
        batches.push(batch(program, &sandbox, &home).await?);
        again.push(batch(program, &sandbox, &home).await?);
        fresh.push(plain_loop(program, &sandbox, UNDER_WAY, false).await?);
        kept.push(plain_loop(program, &sandbox, UNDER_WAY, true).await?);
    }
    let (to_fresh, to_kept) = (ratios(&batches, &fresh), ratios(&batches, &kept));
    let heading = format!("{QUICK_FLEET} vehicles, no latency, {UNDER_WAY} under way");
    Ok(vec![
        Line::told("b", format!("{heading}: batch ÷ plain loop, a connection each"), format!("{to_fresh}"))
            .at_least(0.6, to_fresh.median()),
        Line::told(
            "",
            "the same of a second batch, whose answers hold nothing new",
            ratios(&again, &fresh).to_string(),
        ),
        Line::told("", "batch ÷ plain loop with kept connections", format!("{to_kept}")),
        Line::told("", "batch, vehicles/s", rate(&batches)),
        Line::told("", "second batch, vehicles/s", rate(&again)),
        Line::told("", "plain loop, a connection each, vehicles/s", rate(&fresh)),
        Line::told("", "plain loop with kept connections, vehicles/s", rate(&kept)),
        Line::told("c", "batch, processor time for a vehicle, µs", processor(&batches)),
        Line::told("", "second batch, µs", processor(&again)),
        Line::told("", "plain loop, a connection each, µs", processor(&fresh)),
        Line::told("", "plain loop with kept connections, µs", processor(&kept)),
    ])
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
