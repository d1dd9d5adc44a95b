//! Which accounts can be opened, and what testing one says.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod kit;

use cheku_domain::provider::{AccountError, ErrorKind, Reply};
use cheku_domain::{Charge, Secret};
use kit::{Act, NOW, Stub, account, clean, client, json, open, question};

const CLOCK: &str = r#"{"codeid":10004,"message":"时差不能超过10分钟"}"#;
const TOO_FEW: &str = r#"{"codeid":10015,"message":"参数个数错误"}"#;

#[test]
fn hash_goes_by_post_over_https_or_on_this_machine_only() {
    let found = |origin: &str, method: &str, allow_http: bool| {
        let mut account = account("storeapi", origin, &[("verification", "hash"), ("method", method)]);
        account.allow_http = allow_http;
        open(&account).err()
    };
    assert_eq!(found("https://example.com", "post", false), None);
    assert_eq!(found("http://127.0.0.1:1", "post", false), None);
    let refused = Some(AccountError::HashNeedsHttpsPost);
    assert_eq!(found("https://example.com", "get", false), refused);
    assert_eq!(found("http://127.0.0.1:1", "get", false), refused);
    assert_eq!(found("http://example.com", "post", true), refused, "not even where http is allowed");
}

#[test]
fn an_account_that_cannot_work_is_refused_with_the_field_to_mend() {
    let with = |provider: &str, values: &[(&str, &str)]| {
        open(&account(provider, "https://example.com", values)).err()
    };
    assert_eq!(with("storeapi", &[("appid", " ")]), Some(AccountError::FieldMissing("appid")));
    assert_eq!(with("storeapi", &[("base_url", "")]), Some(AccountError::FieldMissing("base_url")));
    assert_eq!(with("storeapi", &[("format", "yaml")]), Some(AccountError::FieldInvalid("format")));
    assert_eq!(with("juhe", &[("format", "jsonp")]), Some(AccountError::FieldInvalid("format")));
    for entry in cheku_providers::PROVIDERS {
        let account = account(entry.descriptor.id, "https://example.com", &[]);
        assert_eq!((entry.open)(&account, Secret::new(" ")).err(), Some(AccountError::SecretMissing));
        let mut plain = account.clone();
        plain.values.insert("base_url".into(), "http://example.com".into());
        assert_eq!((entry.open)(&plain, Secret::new("x")).err(), Some(AccountError::HttpRefused));
        plain.allow_http = true;
        assert!((entry.open)(&plain, Secret::new("x")).is_ok());
    }
}

/// Stands in for a vendor whose clock differs: refuses whatever carries a time.
async fn wrong_clock(after: &'static str) -> Stub {
    Stub::serve(move |_, arrival| Act::Say(json(if arrival.body.contains("time=") { CLOCK } else { after })))
        .await
}

#[tokio::test]
async fn a_clock_that_differs_is_learned_once_and_for_good() {
    let stub = wrong_clock(clean("storeapi")).await;
    let client = client("storeapi", &stub.origin, &[]);
    assert!(client.learned().is_empty());
    let error = client.ask(&question("storeapi"), NOW).await.reading.expect_err("clock");
    assert_eq!((error.kind, error.charge), (ErrorKind::ClockSkew, Charge::No));
    assert_eq!(stub.arrivals().len(), 1, "the client itself repeats nothing");
    assert_eq!(client.learned()["send_time"], "no");
    assert!(client.ask(&question("storeapi"), NOW).await.reading.is_ok());

    let mut account = account("storeapi", &stub.origin, &[]);
    account.learned = client.learned();
    let reopened = open(&account).unwrap();
    assert!(reopened.ask(&question("storeapi"), NOW).await.reading.is_ok());
    assert_eq!(reopened.learned(), account.learned);
}

#[tokio::test]
async fn testing_storeapi_asks_about_no_vehicle_and_costs_nothing() {
    let stub = wrong_clock(TOO_FEW).await;
    let client = client("storeapi", &stub.origin, &[]);
    let report = client.test(NOW).await;
    assert_eq!((report.ok, report.code.as_str(), report.charged), (true, "ok", Charge::No));
    assert_eq!(report.message, "10015 参数个数错误");
    assert!(stub.arrivals().iter().all(|arrival| !arrival.body.contains("car_no")));
    assert_eq!(client.learned()["send_time"], "no");
}

#[tokio::test]
async fn testing_tells_address_credentials_ip_and_product_apart() {
    let page = kit::http("404 Not Found", "", b"<html></html>");
    for (provider, answer, code) in [
        ("storeapi", json(r#"{"codeid":10003}"#), "credentials"),
        ("storeapi", json(r#"{"codeid":10006}"#), "ip_refused"),
        ("storeapi", json(r#"{"codeid":10010}"#), "account_closed"),
        ("storeapi", json(r#"{"codeid":10024}"#), "debug_mode"),
        ("storeapi", page.clone(), "unreadable"),
        ("juhe", json(r#"{"error_code":10001}"#), "credentials"),
        ("juhe", json(r#"{"error_code":10008}"#), "ip_refused"),
        ("juhe", json(r#"{"error_code":10002}"#), "account_closed"),
        ("juhe", page, "unreadable"),
    ] {
        let stub = Stub::saying(answer).await;
        let report = client(provider, &stub.origin, &[]).test(NOW).await;
        assert_eq!((report.ok, report.code.as_str()), (false, code), "{provider}");
        assert_eq!(report.charged, Charge::No);
    }
    for provider in ["storeapi", "juhe"] {
        let report = client(provider, "http://127.0.0.1:1", &[]).test(NOW).await;
        assert_eq!(
            (report.ok, report.code.as_str(), report.message.as_str()),
            (false, "not_sent", "connect")
        );
    }
}

#[tokio::test]
async fn testing_juhe_asks_for_one_province() {
    let stub = Stub::saying(json(r#"{"error_code":0,"result":{}}"#)).await;
    let report = client("juhe", &stub.origin, &[]).test(NOW).await;
    assert_eq!((report.ok, report.code.as_str(), report.message.as_str()), (true, "ok", "0"));
    let sent = stub.arrivals().remove(0);
    assert!(sent.head.starts_with("POST /sweizhang/citys ") && sent.body.contains("province=BJ"));
}

#[tokio::test]
async fn looking_a_rule_up_is_free_whatever_comes_of_it() {
    for answer in
        [kit::http("502 Bad Gateway", "", b""), json(r#"{"error_code":225611}"#), json(r#"{"error_code":1}"#)]
    {
        let stub = Stub::saying(answer).await;
        let juhe = client("juhe", &stub.origin, &[]);
        for key in ["粤A|0", "city:GD_GZ"] {
            assert_eq!(juhe.look_up(key).await.expect_err("failure").charge, Charge::No);
        }
        assert_eq!(juhe.cities().await.expect_err("failure").charge, Charge::No);
    }
}

#[tokio::test]
async fn a_city_that_has_vanished_is_not_guessed_anew() {
    let list = include_str!("../src/juhe/fixtures/citys_array.json");
    let stub = Stub::saying(json(list)).await;
    let juhe = client("juhe", &stub.origin, &[]);
    assert_eq!(juhe.look_up("city:JS_SZ").await.map(|rule| rule.name), Ok("苏州".into()));
    let error = juhe.look_up("city:JS_SUZHOU").await.expect_err("vanished");
    assert_eq!((error.kind, error.raw_code.as_str()), (ErrorKind::CityUnknown, "city_vanished"));
}

#[tokio::test]
async fn the_prefix_is_looked_up_by_get_as_the_document_has_it() {
    let stub = Stub::saying(json(include_str!("../src/juhe/fixtures/juhe_carpre_no_resultcode.json"))).await;
    let juhe = client("juhe", &stub.origin, &[]);
    assert_eq!(juhe.look_up("赣C|1").await.map(|rule| rule.code), Ok("JX_YICHUN_J".into()));
    let head = stub.arrivals().remove(0).head;
    assert!(head.starts_with("GET /sweizhang/carPre?hphm=%E8%B5%A3C&isNer=1&key="), "{head}");
}

#[tokio::test]
async fn debug_data_is_never_an_answer() {
    let row = r#"{"codeid":10024,"retdata":{"vioNum":"1","data":[{"vioTime":"2026-01-01 10:00"}]}}"#;
    let stub = Stub::saying(json(row)).await;
    let reply: Result<Reply, _> =
        client("storeapi", &stub.origin, &[]).ask(&question("storeapi"), NOW).await.reading;
    assert_eq!(reply.expect_err("debug").kind, ErrorKind::DebugMode);
}
