//! Connections are kept for a moment, and yet each question arrives exactly once.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod kit;

use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, Provider, Reply};
use kit::{Act, NOW, Stub, clean, client, http, json, question};
use std::collections::BTreeSet;
use std::time::Duration;

const PROVIDERS: [&str; 2] = ["storeapi", "juhe"];
const METHODS: [&str; 2] = ["get", "post"];

/// How many questions were answered, and how many answers were lost. Anything else ends the story.
async fn outcomes(client: &dyn Provider, provider: &str, count: usize) -> (usize, usize) {
    let (mut answered, mut lost) = (0, 0);
    for _ in 0..count {
        match client.ask(&question(provider), NOW).await.reading {
            Ok(Reply::Answered { .. }) => answered += 1,
            Err(error) => {
                let found = (error.kind, error.charge, error.raw_code.as_str());
                assert_eq!(found, (ErrorKind::Lost, Charge::Unknown, "reset"), "{provider}");
                lost += 1;
            }
            other => panic!("{provider}: {other:?}"),
        }
    }
    (answered, lost)
}

fn connections(stub: &Stub) -> Vec<usize> {
    stub.arrivals().iter().map(|arrival| arrival.connection).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_serves_many_questions() {
    for (provider, method) in PROVIDERS.iter().flat_map(|name| METHODS.map(|method| (*name, method))) {
        let stub = Stub::saying(json(clean(provider))).await;
        let client = client(provider, &stub.origin, &[("method", method)]);
        assert_eq!(outcomes(&*client, provider, 20).await, (20, 0));
        // Not exactly one: a question can come before the connection of the last one is free again.
        let used: BTreeSet<usize> = connections(&stub).into_iter().collect();
        assert!(used.len() <= 10, "{provider} {method}: {used:?}");
        let arrivals = stub.arrivals();
        let (start, types) = if method == "get" { ("GET /", 0) } else { ("POST /", 1) };
        let type_lines = |head: &str| head.to_ascii_lowercase().matches("\ncontent-type:").count();
        for arrival in arrivals {
            assert!(arrival.head.starts_with(start), "{}", arrival.head);
            assert_eq!(type_lines(&arrival.head), types, "{}", arrival.head);
        }
    }
}

/// The vendor answers one question and keeps the connection, charges the next and resets: what a client
/// that keeps connections would be tempted to repeat.
#[tokio::test(flavor = "multi_thread")]
async fn a_charged_question_whose_answer_is_lost_arrives_exactly_once() {
    for (provider, method) in PROVIDERS.iter().flat_map(|name| METHODS.map(|method| (*name, method))) {
        let stub = Stub::serve(move |number, _| match number % 2 {
            0 => Act::Say(json(clean(provider))),
            _ => Act::Reset,
        })
        .await;
        let client = client(provider, &stub.origin, &[("method", method)]);
        assert_eq!(outcomes(&*client, provider, 20).await, (10, 10), "{provider} {method}");
        let connections = connections(&stub);
        assert_eq!(connections.len(), 20, "{provider} {method}");
        // From the first loss on, that of the second question, each has its own.
        let own: BTreeSet<&usize> = connections[2..].iter().collect();
        assert_eq!(own.len(), 18, "{provider} {method}: {connections:?}");
        assert!(connections[..2].iter().all(|early| !own.contains(early)), "{connections:?}");
    }
}

/// A request that is written at the moment of closing may be lost, and never arrives a second time.
#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_that_closes_idle_connections_hears_each_question_once() {
    for idle in [0, 10, 100].map(Duration::from_millis) {
        for (provider, method) in PROVIDERS.iter().flat_map(|name| METHODS.map(|method| (*name, method))) {
            let stub = Stub::serve(move |_, _| Act::SayAndLinger(json(clean(provider)), idle)).await;
            let client = client(provider, &stub.origin, &[("method", method)]);
            let (mut answered, mut lost) = (0, 0);
            // Before, at and after the moment of closing.
            for wait in [0, 9, 10, 11, 99, 100, 101].map(Duration::from_millis) {
                let (well, badly) = outcomes(&*client, provider, 2).await;
                (answered, lost) = (answered + well, lost + badly);
                tokio::time::sleep(wait).await;
            }
            assert_eq!(answered + lost, 14);
            let arrived = stub.arrivals().len();
            assert!((answered..=14).contains(&arrived), "{provider} {method}: {arrived} of {answered}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_the_vendor_says_it_closes_is_not_used_again() {
    for provider in PROVIDERS {
        let last = http("200 OK", "Connection: close\r\n", clean(provider).as_bytes());
        let stub = Stub::saying(last).await;
        let client = client(provider, &stub.origin, &[]);
        assert_eq!(outcomes(&*client, provider, 5).await, (5, 0));
        assert_eq!(connections(&stub), [0, 1, 2, 3, 4]);
    }
}

/// What comes behind an answer is nobody's answer, least of all the next question's.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_after_an_answer_is_never_taken_for_another_ones() {
    for provider in PROVIDERS {
        let right = json(clean(provider));
        let wrong = http("500 Internal Server Error", "", b"not asked for");
        let stub = Stub::saying([right, wrong].concat()).await;
        let client = client(provider, &stub.origin, &[]);
        let (answered, lost) = outcomes(&*client, provider, 10).await;
        assert_eq!((answered, lost), (10, 0), "{provider}");
        assert_eq!(stub.arrivals().len(), 10);
    }
}
