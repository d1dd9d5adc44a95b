//! The crash points in their short form: the first and the last of each system call.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test that cannot go on must stop")]

use cheku_bench::points::{self, Scenario, Wanted};
use clap::ValueEnum;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_call_a_process_ends_at_nothing_is_lost_and_nothing_is_half_done() {
    if !points::is_possible() {
        println!("skipped: there is no strace here, or it may not trace");
        return;
    }
    let wanted = Wanted {
        cli: env!("CARGO_BIN_EXE_cheku-cli").into(),
        scenarios: Scenario::value_variants().to_vec(),
        at_most: Some(2),
        beside: 2,
    };
    let lines = points::run(&wanted).await.expect("every point is right");
    for scenario in Scenario::value_variants() {
        let tried: u32 =
            lines.iter().filter(|line| line.scenario == scenario.name()).map(|line| line.points).sum();
        assert!(tried >= 8, "{}: {lines:?}", scenario.name());
    }
}
