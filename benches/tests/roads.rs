//! Over https both the batch and the loop that it is held against check certificates.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cheku_bench::home::{Home, TIMEOUT_SECONDS};
use cheku_bench::process::Program;
use cheku_bench::task::{Script, Task};
use cheku_sandbox::{Options, Sandbox};

const FLEET: usize = 12;
const VENDOR: &str = "storeapi";

#[tokio::test(flavor = "multi_thread")]
async fn batch_and_loop_ask_over_https_whom_they_trust_and_nobody_else() {
    let options = Options { vehicles: FLEET, ..Options::default() };
    let (sandbox, certificate) = Sandbox::start_encrypted(options).await.expect("a port");
    let stranger = Program::at(env!("CARGO_BIN_EXE_cheku-bench"));
    let home = Home::prepare(&stranger, &sandbox, TIMEOUT_SECONDS).await.expect("a home");
    let file = home.path().join("certificate.pem");
    std::fs::write(&file, certificate).expect("a file");
    let friend = stranger.clone().trusting(&file);
    let check = Task::Check { provider: VENDOR.into(), include_doubtful: false, concurrency: 4 };
    let plain = Task::Plain { concurrency: 4, script: Script::Competent };

    let refused = stranger.run(home.path(), &check).await.expect("an end");
    assert_eq!((refused.answered, refused.doubtful), (0, 0), "{refused:?}");
    assert!(stranger.run(home.path(), &plain).await.is_err(), "the loop trusts a stranger");
    assert_eq!(sandbox.bill(VENDOR).arrivals, 0, "a question left unprotected");

    for task in [check, plain] {
        let before = sandbox.bill(VENDOR).arrivals;
        let reply = friend.run(home.path(), &task).await.expect("an end");
        assert_eq!((reply.answered, reply.doubtful), (12, 0), "{task:?}: {reply:?}");
        assert_eq!(sandbox.bill(VENDOR).arrivals - before, 12);
    }
}
