//! The bill counts what arrived and what was charged, whatever the client got to see of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use std::time::Duration;

use cheku_sandbox::{Deed, Fault, Sandbox, Scenario};
use common::{JUHE, STOREAPI, ask_juhe, ask_storeapi, client, json, post_signed, start, storeapi_form};
use serde_json::Value;

async fn ask_raw(sandbox: &Sandbox, place: usize) -> reqwest::Result<reqwest::Response> {
    post_signed(sandbox, storeapi_form(sandbox, &sandbox.fleet()[place])).await
}

fn counted(sandbox: &Sandbox) -> (u64, u64) {
    let bill = sandbox.bill(STOREAPI);
    assert_eq!(bill.arrivals, bill.charged + bill.free);
    (bill.arrivals, bill.charged)
}

#[tokio::test]
async fn a_reset_after_the_charge_is_counted_once_and_looks_like_a_reset() {
    let scenario = Scenario::default().fault(STOREAPI, Fault::of(Deed::ResetAfterCharge).vehicle(2));
    let sandbox = start(scenario).await;
    // The first question warms a connection up, so that the second one is lost on a kept-alive line.
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/pyi/65/173", sandbox.origin());
    let secret = sandbox.credentials(STOREAPI).unwrap().secret.unwrap();
    for place in [0, 1] {
        let mut form = storeapi_form(&sandbox, &sandbox.fleet()[place]);
        common::set(&mut form, "sign", &secret);
        let sent = client.post(&url).form(&form).send().await;
        assert_eq!(sent.is_ok(), place == 0);
        if let Ok(response) = sent {
            response.bytes().await.unwrap();
        }
    }
    assert_eq!(counted(&sandbox), (2, 2));
    assert_eq!(sandbox.bill(STOREAPI).by_plate[&sandbox.fleet()[1].plate], (1, 1));
    assert_eq!(sandbox.expected(STOREAPI).doubtful, 1);
}

#[tokio::test]
async fn a_reset_really_is_one_on_the_wire() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let scenario = Scenario::default().fault(JUHE, Fault::of(Deed::ResetBeforeCharge).on_lookups());
    let sandbox = start(scenario).await;
    let mut line =
        tokio::net::TcpStream::connect(sandbox.origin().trim_start_matches("http://")).await.unwrap();
    let key = sandbox.credentials(JUHE).unwrap().key.unwrap();
    let question = format!("GET /sweizhang/citys?key={key} HTTP/1.1\r\nHost: x\r\n\r\n");
    line.write_all(question.as_bytes()).await.unwrap();
    let error = line.read_to_end(&mut Vec::new()).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn each_lost_or_broken_answer_is_charged_as_its_fault_says() {
    for (fault, charged) in [
        (Fault::of(Deed::ResetBeforeCharge), 0),
        (Fault::of(Deed::ResetAfterCharge), 1),
        (Fault::of(Deed::Truncate), 1),
        (Fault::of(Deed::Truncate).charge(false), 0),
        (Fault::of(Deed::Html200), 1),
        (Fault::status(429).retry_after(2), 0),
        (Fault::status(500), 0),
        (Fault::status(502).charge(true), 1),
        (Fault::status(503), 0),
    ] {
        let sandbox = start(Scenario::default().fault(STOREAPI, fault.clone())).await;
        let readable = match ask_raw(&sandbox, 0).await {
            Ok(response) => {
                assert_eq!(response.headers().contains_key("retry-after"), fault.retry_after.is_some());
                assert_eq!(response.status().as_u16(), fault.status.unwrap_or(200));
                response.bytes().await.is_ok_and(|body| serde_json::from_slice::<Value>(&body).is_ok())
            }
            Err(_) => false,
        };
        assert!(!readable, "{fault:?}");
        assert_eq!(counted(&sandbox), (1, charged), "{fault:?}");
    }
}

#[tokio::test]
async fn a_client_that_gives_up_waiting_is_charged_all_the_same() {
    for (charge, charged) in [(true, 1), (false, 0)] {
        let fault = Fault::of(Deed::Timeout).charge(charge);
        let sandbox = start(Scenario::default().fault(STOREAPI, fault)).await;
        let asked = tokio::time::timeout(Duration::from_millis(300), ask_raw(&sandbox, 0)).await;
        assert!(asked.is_err());
        assert_eq!(counted(&sandbox), (1, charged));
        // Stopping does not wait for anyone who still holds the line.
        tokio::time::timeout(Duration::from_secs(5), sandbox.stop()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_all_counted() {
    let scenario =
        Scenario::default().latency_ms(5).fault(STOREAPI, Fault::of(Deed::ResetAfterCharge).every(7));
    let sandbox = std::sync::Arc::new(start(scenario).await);
    let mut asking = tokio::task::JoinSet::new();
    for place in 0..100 {
        let sandbox = std::sync::Arc::clone(&sandbox);
        asking.spawn(async move { ask_raw(&sandbox, place).await.is_ok() });
    }
    let answered = asking.join_all().await.into_iter().filter(|ok| *ok).count();
    assert_eq!(answered, 100 - 100 / 7);
    assert_eq!(counted(&sandbox), (100, 100));
    assert!(sandbox.bill(STOREAPI).by_plate.values().all(|counts| *counts == (1, 1)));
}

#[tokio::test]
async fn latency_delays_the_answer_but_not_the_charge() {
    let sandbox = start(Scenario::default().latency_ms(60_000)).await;
    let asked = tokio::time::timeout(Duration::from_millis(300), ask_raw(&sandbox, 0)).await;
    assert!(asked.is_err());
    assert_eq!(counted(&sandbox), (1, 1));
}

#[tokio::test]
async fn wrong_credentials_are_never_charged_whatever_the_fault() {
    let sandbox = start(Scenario::default().fault(STOREAPI, Fault::of(Deed::Html200))).await;
    let mut form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
    common::set(&mut form, "sign", "not a signature");
    let url = format!("{}/pyi/65/173", sandbox.origin());
    let answer = client().post(url).form(&form).send().await.unwrap();
    assert_eq!(json(answer).await["codeid"], 10003);
    assert_eq!(counted(&sandbox), (1, 0));
}

#[tokio::test]
async fn faults_meet_whom_they_name_and_pass_after_their_times() {
    let scenario = Scenario::default()
        .fault(STOREAPI, Fault::code("10021").vehicle(1).times(2))
        .fault(STOREAPI, Fault::code("10025").every(5));
    let sandbox = start(scenario).await;
    let mut codes = Vec::new();
    for place in [0, 0, 0, 1, 2, 3] {
        codes.push(ask_storeapi(&sandbox, &sandbox.fleet()[place]).await["codeid"].as_i64().unwrap());
    }
    assert_eq!(codes, [10021, 10021, 10000, 10000, 10025, 10000]);
    let plate = &sandbox.fleet()[0].plate;
    assert_eq!(sandbox.bill(STOREAPI).by_plate[plate], (3, 1));
    // Two repeats are what the contract allows: this vehicle is answered in the end.
    assert_eq!(sandbox.expected(STOREAPI).answered, 120);
}

#[tokio::test]
async fn a_used_up_quota_and_a_strange_address_turn_everyone_away() {
    let scenario =
        Scenario::default().with(STOREAPI, |one| one.quota = Some(2)).with(JUHE, |one| one.quota = Some(0));
    let sandbox = start(scenario).await;
    for code in [10000, 10000, 10018, 10018] {
        assert_eq!(ask_storeapi(&sandbox, &sandbox.fleet()[0]).await["codeid"], code);
    }
    assert_eq!(counted(&sandbox), (4, 2));
    assert_eq!(ask_juhe(&sandbox, &sandbox.fleet()[0]).await["error_code"], 10012);

    let refusing = Scenario::default().with(STOREAPI, |one| one.ip_refused = true);
    let sandbox = start(refusing.with(JUHE, |one| one.ip_refused = true)).await;
    let refused = ask_storeapi(&sandbox, &sandbox.fleet()[0]).await;
    assert_eq!(refused["codeid"], 10006);
    assert!(refused["message"].as_str().unwrap().ends_with("127.0.0.1"));
    let lookup = common::post_juhe(&sandbox, "carPre", vec![("hphm", "苏E".into())]).await.unwrap();
    assert_eq!(json(lookup).await["error_code"], 10008);
}

#[tokio::test]
async fn who_asks_too_fast_is_told_so_in_the_vendors_own_way() {
    let hurried = Scenario::default().with(STOREAPI, |one| one.per_second = Some(0));
    let sandbox = start(hurried.with(JUHE, |one| one.per_second = Some(0))).await;
    let response = ask_raw(&sandbox, 0).await.unwrap();
    assert_eq!(response.status().as_u16(), 429);
    assert_eq!(response.headers()["retry-after"], "1");
    let lookup = common::post_juhe(&sandbox, "carPre", vec![("hphm", "苏E".into())]).await.unwrap();
    assert_eq!(json(lookup).await["error_code"], 10011);
    assert_eq!(counted(&sandbox), (1, 0));
}

#[tokio::test]
async fn dressings_change_the_bytes_and_not_the_words() {
    let plain = start(Scenario::default()).await;
    let wanted = ask_storeapi(&plain, &plain.fleet()[0]).await["retdata"].clone();
    for deeds in [vec![Deed::Gzip], vec![Deed::Gbk], vec![Deed::Bom], vec![Deed::Gzip, Deed::Gbk]] {
        let mut scenario = Scenario::default();
        for deed in &deeds {
            scenario = scenario.fault(STOREAPI, Fault::of(*deed));
        }
        let sandbox = start(scenario).await;
        let response = ask_raw(&sandbox, 0).await.unwrap();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        assert_eq!(kind.ends_with("charset=gbk"), deeds.contains(&Deed::Gbk));
        let text = response.text().await.unwrap();
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(serde_json::from_str::<Value>(text).unwrap()["retdata"], wanted, "{deeds:?}");
        assert_eq!(counted(&sandbox), (1, 1));
    }
    // A compressed answer is recognised by its first two bytes when nobody unpacks it.
    let sandbox = start(Scenario::default().fault(STOREAPI, Fault::of(Deed::Gzip))).await;
    let form = storeapi_form(&sandbox, &sandbox.fleet()[0]);
    let bare = reqwest::Client::builder().no_proxy().no_gzip().build().unwrap();
    let url = format!("{}/pyi/65/173", sandbox.origin());
    let packed = bare.post(url).header("accept-encoding", "gzip").form(&form).send().await.unwrap();
    assert_eq!(packed.bytes().await.unwrap()[..2], [0x1f, 0x8b]);
}

#[tokio::test]
async fn another_process_can_read_bill_fleet_and_expectation() {
    let sandbox = start(Scenario::default()).await;
    ask_storeapi(&sandbox, &sandbox.fleet()[0]).await;
    let page = |name: &str| client().get(format!("{}/_sandbox/{name}", sandbox.origin())).send();
    let bills = json(page("bill").await.unwrap()).await;
    assert_eq!(bills[STOREAPI], serde_json::to_value(sandbox.bill(STOREAPI)).unwrap());
    assert_eq!(bills[JUHE]["arrivals"], 0);
    assert!(bills[JUHE]["cost_fen"].is_null());
    let expected = json(page("expected").await.unwrap()).await;
    assert_eq!(expected[JUHE], serde_json::to_value(sandbox.expected(JUHE)).unwrap());
    let csv = page("fleet.csv").await.unwrap().text().await.unwrap();
    assert!(csv.starts_with("车牌号,号牌种类,") && csv.lines().count() == 121);
    assert_eq!(counted(&sandbox), (1, 1));
}
