//! Over https: who does not trust the certificate says nothing, and faults are the same as over http.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use cheku_sandbox::{Deed, Fault, Options, Sandbox, Scenario};
use common::{STOREAPI, client, storeapi_form};
use reqwest::{Certificate, Client};

async fn start(scenario: Scenario) -> (Sandbox, Client) {
    let options = Options { vehicles: 120, scenario, ..Options::default() };
    let (sandbox, certificate) = Sandbox::start_encrypted(options).await.unwrap();
    let certificate = Certificate::from_pem(certificate.as_bytes()).unwrap();
    let trusting = Client::builder().no_proxy().pool_max_idle_per_host(0).tls_certs_only([certificate]);
    (sandbox, trusting.build().unwrap())
}

/// `name` is what the client calls the sandbox.
async fn ask(sandbox: &Sandbox, client: &Client, name: &str) -> reqwest::Result<String> {
    let mut form = storeapi_form(sandbox, &sandbox.fleet()[0]);
    let sign = common::sign(&form, &sandbox.credentials(STOREAPI).unwrap().secret.unwrap());
    common::set(&mut form, "sign", &sign);
    let url = format!("{}/pyi/65/173", sandbox.origin().replace("127.0.0.1", name));
    client.post(url).form(&form).send().await?.text().await
}

#[tokio::test]
async fn a_client_that_trusts_the_certificate_is_answered() {
    let (sandbox, trusting) = start(Scenario::default()).await;
    assert!(sandbox.origin().starts_with("https://127.0.0.1:"), "{}", sandbox.origin());
    for name in ["127.0.0.1", "localhost"] {
        let answer = ask(&sandbox, &trusting, name).await.unwrap();
        assert!(answer.contains(r#""codeid""#), "{answer}");
    }
    assert_eq!(sandbox.bill(STOREAPI).arrivals, 2);
}

#[tokio::test]
async fn a_client_that_does_not_trust_it_asks_nothing() {
    let (sandbox, trusting) = start(Scenario::default()).await;
    let (other, _) = start(Scenario::default()).await;
    assert!(ask(&sandbox, &client(), "127.0.0.1").await.unwrap_err().is_connect());
    assert!(ask(&other, &trusting, "127.0.0.1").await.unwrap_err().is_connect(), "each has its own");
    assert_eq!((sandbox.bill(STOREAPI).arrivals, other.bill(STOREAPI).arrivals), (0, 0));
}

#[tokio::test]
async fn a_line_is_torn_beneath_the_encryption_too() {
    let fault = Fault::of(Deed::ResetAfterCharge);
    let (sandbox, trusting) = start(Scenario::default().fault(STOREAPI, fault)).await;
    let lost = ask(&sandbox, &trusting, "127.0.0.1").await.unwrap_err();
    assert!(!lost.is_connect(), "{lost:?}");
    let reset = |cause: &&(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::ConnectionReset)
    };
    let mut causes = std::iter::successors(std::error::Error::source(&lost), |cause| cause.source());
    assert!(causes.any(|cause| reset(&cause)), "{lost:?}");
    assert_eq!(sandbox.bill(STOREAPI).charged, 1);
}
