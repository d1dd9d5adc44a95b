//! (d): what a large batch needs more than a small one.

use super::line::Line;
use super::stats::Sample;
use crate::Outcome;
use crate::home::{Home, TIMEOUT_SECONDS};
use crate::process::Program;
use crate::task::{Reply, Task};
use cheku_sandbox::{Options, Sandbox};

const SMALL: usize = 100;
const LARGE: usize = 100_000;
const ROUNDS: usize = 1;
const MIB: f64 = 1024.0;
/// Questions under way at once.
const UNDER_WAY: u32 = 50;

/// Peak resident memory of the process that runs the batch, in MiB.
async fn peak(program: &Program, vehicles: usize) -> Outcome<f64> {
    let sandbox = Sandbox::start(Options { vehicles, ..Options::default() }).await?;
    let home = Home::prepare(program, &sandbox, TIMEOUT_SECONDS).await?;
    let check = Task::Check { provider: "storeapi".into(), include_doubtful: false, concurrency: UNDER_WAY };
    match program.run(home.path(), &check).await? {
        reply @ Reply { refused: None, stopped: None, not_asked: 0, .. } => {
            Ok(reply.usage.peak_kib as f64 / MIB)
        }
        other => Err(format!("not whole: {other:?}").into()),
    }
}

pub(super) async fn of_large_batch(program: &Program) -> Outcome<Vec<Line>> {
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        small.push(peak(program, SMALL).await?);
        large.push(peak(program, LARGE).await?);
    }
    let more = Sample::of(large.iter().zip(&small).map(|(large, small)| large - small).collect());
    Ok(vec![
        Line::told(
            "d",
            format!("peak memory, {LARGE} vehicles − {SMALL} vehicles, MiB"),
            format!("{more:.0}"),
        )
        .at_most(150.0, more.median(), " MiB"),
        Line::told("", format!("peak memory, {SMALL} vehicles, MiB"), format!("{:.0}", Sample::of(small))),
        Line::told("", format!("peak memory, {LARGE} vehicles, MiB"), format!("{:.0}", Sample::of(large))),
    ])
}
