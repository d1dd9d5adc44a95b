//! Who stands between us and the vendor: certificates are always checked, and the
//! system's proxy is used without telling it anything.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]
#![cfg(target_os = "linux")]

mod kit;
#[path = "kit/tls.rs"]
mod tls;

use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError, Reply};
use kit::{Act, NOW, PLATE, SECRET, Stub, VIN, clean, client, json, question};
use std::process::Output;
use tokio_rustls::rustls::HandshakeKind;

const PROVIDERS: [&str; 2] = ["storeapi", "juhe"];
/// What the child asks.
const QUESTIONS: usize = 6;
/// Names the provider and the origin to the child that stands behind a proxy.
const CHILD: &str = "CHEKU_TEST_BEHIND_A_PROXY";

/// The handshake ends before a single byte of the question, key and plate included, has
/// left.
#[tokio::test]
async fn a_server_without_a_trusted_certificate_hears_nothing() {
    for provider in PROVIDERS {
        let server = tls::serve("127.0.0.1", json(clean(provider))).await;
        let origin = format!("https://{}", server.address);
        let error = client(provider, &origin, &[])
            .ask(&question(provider), NOW)
            .await
            .reading
            .expect_err("untrusted");
        assert_eq!(
            (error.kind, error.charge, error.raw_code.as_str()),
            (ErrorKind::Untrusted, Charge::No, "tls")
        );
        assert!(server.handshakes.lock().unwrap().is_empty(), "{provider}");
    }
}

/// Not a story of its own: what the child process does. Proxies are read from the
/// process's environment, which tests beside each other share.
#[tokio::test]
async fn behind_a_proxy() {
    let Ok(task) = std::env::var(CHILD) else { return };
    let (provider, origin) = task.split_once(' ').unwrap();
    let mut account = kit::account(provider, origin, &[]);
    account.allow_http = true;
    let client = kit::open(&account).unwrap();
    for _ in 0..QUESTIONS {
        let reply = client.ask(&question(provider), NOW).await.reading;
        println!("said: {}", in_words(&reply));
    }
}

fn in_words(reply: &Result<Reply, ProviderError>) -> String {
    match reply {
        Ok(Reply::Answered { .. }) => "answered".to_owned(),
        other => format!("{other:?}"),
    }
}

async fn child(task: String, environment: Vec<(&'static str, String)>) -> Output {
    let run = tokio::task::spawn_blocking(move || {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(proxy).env_remove(proxy.to_lowercase());
        }
        command.args(["--exact", "behind_a_proxy", "--nocapture"]).env(CHILD, task);
        command.envs(environment).output().unwrap()
    });
    run.await.unwrap()
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split("said: ").nth(1).unwrap_or(&text).lines().next().unwrap_or_default().to_owned()
}

/// How the handshakes went of the questions to a vendor that gives this answer.
async fn handshakes(provider: &str, answer: Vec<u8>) -> Vec<HandshakeKind> {
    let server = tls::serve("127.0.0.1", answer).await;
    let certificate = std::env::temp_dir().join(format!("cheku-{}-{provider}.pem", server.address.port()));
    std::fs::write(&certificate, &server.certificate).unwrap();
    let trusted = vec![("SSL_CERT_FILE", certificate.to_string_lossy().into_owned())];
    let asked = child(format!("{provider} https://{}", server.address), trusted).await;
    std::fs::remove_file(certificate).unwrap();
    let text = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert_eq!(text.matches("said: answered").count(), QUESTIONS, "{text}");
    server.handshakes.lock().unwrap().clone()
}

#[tokio::test]
async fn encrypted_connections_are_kept_and_where_they_are_not_their_sessions_are_resumed() {
    for provider in PROVIDERS {
        let kept = handshakes(provider, json(clean(provider))).await;
        assert!(kept.len() < QUESTIONS, "{provider}: {kept:?}");
        let last = kit::http("200 OK", "Connection: close\r\n", clean(provider).as_bytes());
        let closed = handshakes(provider, last).await;
        assert_eq!(closed.len(), QUESTIONS, "{provider}");
        assert_eq!(closed[0], HandshakeKind::Full, "{provider}");
        assert!(closed[1..].iter().all(|kind| *kind == HandshakeKind::Resumed), "{provider}: {closed:?}");
    }
}

/// The name exists nowhere, so only a proxy that was really asked can answer.
#[tokio::test]
async fn plain_questions_go_through_the_systems_proxy() {
    for provider in PROVIDERS {
        let proxy = Stub::saying(json(clean(provider))).await;
        let asked =
            child(format!("{provider} http://vendor.test"), vec![("http_proxy", proxy.origin.clone())]);
        assert_eq!(said(&asked.await), "answered");
        let head = proxy.arrivals().remove(0).head;
        assert!(head.starts_with("POST http://vendor.test/"), "{head}");
    }
}

#[tokio::test]
async fn encrypted_questions_go_through_the_systems_proxy_unread() {
    for provider in PROVIDERS {
        let server = tls::serve("vendor.test", json(clean(provider))).await;
        let (proxy, seen) = tls::tunnel(server.address).await;
        let certificate = std::env::temp_dir().join(format!("cheku-{}-{provider}.pem", std::process::id()));
        std::fs::write(&certificate, &server.certificate).unwrap();
        let task = format!("{provider} https://vendor.test");
        let trusted = vec![
            ("https_proxy", proxy.clone()),
            ("SSL_CERT_FILE", certificate.to_string_lossy().into_owned()),
        ];
        assert_eq!(said(&child(task.clone(), trusted).await), "answered", "{provider}");

        // The same road without the certificate among the trusted ones.
        let refused = said(&child(task, vec![("https_proxy", proxy)]).await);
        assert!(refused.contains("Untrusted") && refused.contains("\"tls\""), "{refused}");
        std::fs::remove_file(certificate).unwrap();

        let heads = seen.lock().unwrap().clone();
        assert!(heads.len() >= 2, "the trusted road and the other one");
        for head in heads {
            assert!(head.starts_with("CONNECT vendor.test:443"), "{head}");
            assert!(![SECRET, PLATE, VIN, "key"].iter().any(|word| head.contains(word)), "{head}");
        }
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_is_a_question_that_was_never_sent() {
    let refusing =
        Stub::serve(|_, _| Act::Say(kit::http("407 Proxy Authentication Required", "", b"who are you")))
            .await;
    for provider in PROVIDERS {
        let task = format!("{provider} https://vendor.test");
        let refused = said(&child(task, vec![("https_proxy", refusing.origin.clone())]).await);
        assert!(refused.contains("NotSent") && refused.contains("charge: No"), "{refused}");
        assert!(![SECRET, PLATE, VIN, "vendor.test"].iter().any(|word| refused.contains(word)), "{refused}");
    }
}

/// What stays on this machine does not go round by a proxy.
#[tokio::test]
async fn the_sandbox_is_asked_directly() {
    let (vendor, proxy) = (Stub::saying(json(clean("juhe"))).await, Stub::saying(Vec::new()).await);
    let environment = vec![("http_proxy", proxy.origin.clone()), ("all_proxy", proxy.origin.clone())];
    assert_eq!(said(&child(format!("juhe {}", vendor.origin), environment).await), "answered");
    assert_eq!((vendor.arrivals().len(), proxy.arrivals().len()), (QUESTIONS, 0));
}
