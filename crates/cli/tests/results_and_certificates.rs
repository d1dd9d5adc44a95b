//! A result that cannot be written, and a certificate that nobody vouches for
//! (DeterminateSystems/nix-installer#300, ducaale/xh#224): both are said as what they are.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use cheku_sandbox::{Options, Sandbox};
use kit::{Done, Home, number};
use serde_json::json;
use std::process::Stdio;

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_word_and_exit_7() {
    let home = Home::new();
    for args in [&["vehicles"][..], &["totals"], &["calls"], &["doctor"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = Done::of(home.command(args).stdout(full).output().unwrap());
        assert_eq!(done.code, 7, "{args:?}: {}", done.err);
        assert!(done.err.contains("could not be written"), "{}", done.err);
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let home = Home::new();
    let mut child = home.command(&["vehicles"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = Done::of(child.wait_with_output().unwrap());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untrusted_certificate_is_no_missing_network_and_nothing_leaves() {
    let options = Options { vehicles: 3, ..Options::default() };
    let (sandbox, certificate) = Sandbox::start_encrypted(options).await.unwrap();
    let home = Home::new();
    let credentials = sandbox.credentials("storeapi").unwrap();
    let (appid, secret) = (credentials.app_id.unwrap(), credentials.secret.unwrap());
    let origin = sandbox.origin();
    std::fs::write(home.path("fleet.csv"), sandbox.fleet_csv()).unwrap();
    std::fs::write(home.path("company.pem"), certificate).unwrap();
    tokio::task::block_in_place(|| {
        let args = ["account", "set", "storeapi", "--base-url", &origin, "--appid", &appid, "--secret-stdin"];
        home.run_with_input(&args, &secret).ends(0);
        home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).json();
        let refused = home.run(&["check", "--all"]);
        let check = refused.ends(3);
        assert_eq!(check["stopped"]["code"], "certificate_untrusted", "{check}");
        assert_eq!((number(&check["not_asked"]), number(&check["charged"])), (3, 0));
        assert!(
            refused.err.contains("certificate") && !refused.err.contains("Check the network"),
            "{}",
            refused.err
        );
        assert_eq!(sandbox.bill("storeapi").arrivals, 0);

        // Elsewhere the system's own list of certificates is the only one.
        if cfg!(not(target_os = "linux")) {
            return;
        }
        let mut trusting = home.command(&["check", "--all"]);
        let check =
            Done::of(trusting.env("SSL_CERT_FILE", home.path("company.pem")).output().unwrap()).ends(0);
        assert_eq!((&check["answered"], &check["stopped"]), (&json!(3), &json!(null)));
    });
}
