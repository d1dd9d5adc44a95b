//! The crash test in its short form.
#![cfg(target_os = "linux")]

use cheku_bench::crash::{self, Wanted};
use cheku_bench::process::Program;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_lose_sight_of_no_charge_and_break_no_garage() {
    let program = Program::at(env!("CARGO_BIN_EXE_cheku-bench"));
    let wanted = Wanted { program, kills: 20, seed: 20_260_301, vehicles: 80, beside: 1 };
    let report = crash::run(&wanted, |_| {}).await.expect("the harness works");
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.kills, 20);
    assert!(report.charged > 0 && report.calls > report.charged, "{report}");
}
