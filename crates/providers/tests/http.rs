//! What happens between us and the vendor when the network or the vendor misbehaves.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod kit;

use cheku_domain::Charge;
use cheku_domain::provider::{Body, ErrorKind, ProviderError, Reply};
use kit::{Act, NOW, PLATE, SECRET, Stub, VIN, clean, client, http, json, question};
use std::io::Write;
use std::time::Duration;

const PROVIDERS: [&str; 2] = ["storeapi", "juhe"];

async fn ask(provider: &str, origin: &str) -> Result<Reply, ProviderError> {
    client(provider, origin, &[]).ask(&question(provider), NOW).await.reading
}

/// What is kept of the answer to a question.
async fn kept(provider: &str, stub: &Stub) -> Option<Body> {
    client(provider, &stub.origin, &[]).ask(&question(provider), NOW).await.body
}

async fn failure(provider: &str, stub: &Stub) -> (ErrorKind, Charge, String) {
    let error = ask(provider, &stub.origin).await.expect_err("failure");
    (error.kind, error.charge, error.raw_code)
}

fn unreadable(code: &str) -> (ErrorKind, Charge, String) {
    (ErrorKind::Unreadable, Charge::Unknown, code.to_owned())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[tokio::test]
async fn what_never_left_is_told_from_what_was_lost() {
    for provider in PROVIDERS {
        // A port that was free a moment ago: nobody listens there.
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let error = ask(provider, &format!("http://{closed}")).await.expect_err("closed");
        assert_eq!(
            (error.kind, error.charge, error.raw_code.as_str()),
            (ErrorKind::NotSent, Charge::No, "connect")
        );

        let stub = Stub::serve(|_, _| Act::Hang).await;
        let mut account = kit::account(provider, &stub.origin, &[]);
        account.timeout = Some(Duration::from_millis(300));
        let error =
            kit::open(&account).unwrap().ask(&question(provider), NOW).await.reading.expect_err("hang");
        assert_eq!(
            (error.kind, error.charge, error.raw_code.as_str()),
            (ErrorKind::Lost, Charge::Unknown, "timeout")
        );
        assert_eq!(stub.arrivals().len(), 1);
    }
}

/// An answer that begins and then stops: given up long before the whole question's
/// time-out, and maybe charged.
#[tokio::test]
async fn a_silence_in_the_middle_of_an_answer_is_not_waited_out() {
    for provider in PROVIDERS {
        let whole = json(clean(provider));
        let begun = whole[..whole.len() - 20].to_vec();
        let stub = Stub::serve(move |_, _| Act::SayAndHang(begun.clone())).await;
        let mut account = kit::account(provider, &stub.origin, &[]);
        account.timeout = Some(Duration::from_secs(2));
        let error =
            kit::open(&account).unwrap().ask(&question(provider), NOW).await.reading.expect_err("silence");
        assert_eq!(
            (error.kind, error.charge, error.raw_code.as_str()),
            (ErrorKind::Lost, Charge::Unknown, "stalled")
        );
    }
}

#[tokio::test]
async fn half_an_answer_is_unreadable_and_maybe_charged() {
    for provider in PROVIDERS {
        let whole = json(clean(provider));
        for end in [whole.len() - 1, whole.len() - 20] {
            let half = whole[..end].to_vec();
            let stub = Stub::serve(move |_, _| Act::SayAndClose(half.clone())).await;
            assert_eq!(failure(provider, &stub).await, unreadable("truncated"));
            assert_eq!(stub.arrivals().len(), 1);
        }
        let packed = gzip(clean(provider).as_bytes());
        let stub =
            Stub::saying(http("200 OK", "Content-Encoding: gzip\r\n", &packed[..packed.len() / 2])).await;
        assert_eq!(failure(provider, &stub).await, unreadable("truncated"));
    }
}

#[tokio::test]
async fn a_small_answer_that_unpacks_into_a_huge_one_is_stopped() {
    let packed = gzip(&vec![b' '; 9 * 1024 * 1024]);
    assert!(packed.len() < 100_000);
    for provider in PROVIDERS {
        let stub = Stub::saying(http("200 OK", "Content-Encoding: gzip\r\n", &packed)).await;
        assert_eq!(failure(provider, &stub).await, unreadable("too_large"));
    }
}

#[tokio::test]
async fn packed_answers_in_the_vendors_charset_are_read_right() {
    let (body, ..) = encoding_rs::GBK
        .encode(r#"{"codeid":10000,"retdata":[{"vioTime":"2026-01-01 10:00:00","vioAddress":"季华六路"}]}"#);
    let headers = "Content-Type: text/html; charset=GBK\r\nContent-Encoding: gzip\r\n";
    let stub = Stub::saying(http("200 OK", headers, &gzip(&body))).await;
    let Ok(Reply::Answered { violations, .. }) = ask("storeapi", &stub.origin).await else {
        panic!("no answer")
    };
    assert_eq!(violations[0].place, "季华六路");
}

#[tokio::test]
async fn the_status_counts_where_the_body_says_nothing() {
    let page = b"<html><body>Bad Gateway</body></html>";
    for provider in PROVIDERS {
        let slow = Stub::saying(http("429 Too Many Requests", "Retry-After: 7\r\n", page)).await;
        let limited = ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(7)) };
        assert_eq!(failure(provider, &slow).await, (limited, Charge::No, "http_429".into()));
        for (status, code) in [
            ("502 Bad Gateway", "http_502"),
            ("500 Internal Server Error", "http_500"),
            ("503 Service Unavailable", "http_503"),
            ("404 Not Found", "http_404"),
        ] {
            let stub = Stub::saying(http(status, "Retry-After: 7\r\n", page)).await;
            assert_eq!(failure(provider, &stub).await, unreadable(code));
        }
        assert_eq!(
            failure(provider, &Stub::saying(http("200 OK", "", page)).await).await,
            unreadable("html")
        );
        assert_eq!(
            failure(provider, &Stub::saying(http("200 OK", "", b"")).await).await,
            unreadable("empty")
        );
    }
}

#[tokio::test]
async fn a_readable_refusal_wins_whatever_the_status() {
    let refusals =
        [r#"{"codeid":"10018","message":"次数不足"}"#, r#"{"error_code":"10012","reason":"超过"}"#];
    for (provider, refusal) in PROVIDERS.into_iter().zip(refusals) {
        for status in ["500 Internal Server Error", "429 Too Many Requests", "403 Forbidden"] {
            let stub = Stub::saying(http(status, "", refusal.as_bytes())).await;
            let (kind, charge, _) = failure(provider, &stub).await;
            assert_eq!((kind, charge), (ErrorKind::QuotaUsedUp, Charge::No), "{provider} {status}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    for provider in PROVIDERS {
        let elsewhere = Stub::saying(json(clean(provider))).await;
        let location = format!("Location: {}/pyi/65/173\r\n", elsewhere.origin);
        for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"] {
            let stub = Stub::saying(http(status, &location, b"")).await;
            assert_eq!(failure(provider, &stub).await, unreadable(&format!("http_{}", &status[..3])));
        }
        assert!(elsewhere.arrivals().is_empty());
    }
}

/// The worst case: a vendor that echoes the whole request in its error text.
#[tokio::test]
async fn no_failure_carries_what_we_sent() {
    for provider in PROVIDERS {
        for method in ["get", "post"] {
            let stub = Stub::serve(move |_, arrival| {
                let said =
                    format!("{} {} {PLATE} {VIN}", arrival.head, arrival.body).replace(['\r', '\n'], " ");
                let said = serde_json::to_string(&said).unwrap();
                Act::Say(json(&format!(
                    r#"{{"codeid":10019,"message":{said},"error_code":225607,"reason":{said}}}"#
                )))
            })
            .await;
            let client = client(provider, &stub.origin, &[("method", method)]);
            let error = client.ask(&question(provider), NOW).await.reading.expect_err("refusal");
            assert!(error.raw_text.contains("HTTP/1.1"), "{provider}: {}", error.raw_text);
            let sent = stub.arrivals().remove(0);
            let sign = format!("{}{}", sent.head, sent.body);
            let sign = sign.split("sign=").nth(1).map(|rest| rest[..32].to_owned());
            let encoded = "%E7%B2%A4AJ44E6";
            for secret in [SECRET, PLATE, VIN, encoded].into_iter().chain(sign.as_deref()) {
                assert!(!format!("{error:?}").contains(secret), "{provider} {method}: {secret} in {error:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_answer_is_kept_as_it_came_without_what_would_open_the_account() {
    for provider in PROVIDERS {
        // It echoes the whole request: key, signature, and the plate, which is the garage's own.
        let stub = Stub::serve(move |_, arrival| {
            let said = format!("{} {}", arrival.head, arrival.body).replace(['\r', '\n'], " ");
            let rows = serde_json::json!([{"vioTime": "x", "vioAddress": said, "date": "x", "area": said}]);
            let answer = match provider {
                "storeapi" => serde_json::json!({"codeid": 10000, "retdata": rows}),
                _ => serde_json::json!({"error_code": 0, "result": {"lists": rows}}),
            };
            Act::Say(json(&answer.to_string()))
        })
        .await;
        let answer = client(provider, &stub.origin, &[("method", "get")]).ask(&question(provider), NOW).await;
        let body = answer.body.unwrap();
        assert_eq!((body.http_status, body.bytes as usize > body.text.len() / 2), (200, true));
        assert_eq!(body.content_type.as_deref(), Some("application/json; charset=utf-8"));
        assert!(body.text.contains("vioAddress") && body.text.contains("HTTP/1.1"), "{}", body.text);
        let Ok(Reply::Answered { violations, .. }) = answer.reading else { panic!("{:?}", answer.reading) };
        let sent = stub.arrivals().remove(0).head;
        let sign = sent.split("sign=").nth(1).map(|rest| rest[..32].to_owned());
        for secret in [SECRET].into_iter().chain(sign.as_deref()) {
            assert!(!body.text.contains(secret), "{provider}: {}", body.text);
            assert!(!violations[0].place.contains(secret), "{provider}: {}", violations[0].place);
        }
        assert!(violations[0].place.contains("HTTP/1.1"), "{}", violations[0].place);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_as_far_as_it_came() {
    for provider in PROVIDERS {
        let whole = json(clean(provider));
        let half = whole[..whole.len() - 12].to_vec();
        let stub = Stub::serve(move |_, _| Act::SayAndClose(half.clone())).await;
        let body = kept(provider, &stub).await.unwrap();
        assert_eq!(body.text, clean(provider)[..clean(provider).len() - 12]);
        let page = Stub::saying(http("502 Bad Gateway", "", b"<html>x</html>")).await;
        let body = kept(provider, &page).await.unwrap();
        assert_eq!((body.http_status, body.text.as_str()), (502, "<html>x</html>"));
        let endless = Stub::saying(http("200 OK", "", &vec![b'x'; 3 * 1024 * 1024])).await;
        let body = kept(provider, &endless).await.unwrap();
        assert_eq!((body.bytes, body.text.len()), (3 * 1024 * 1024, Body::MOST_KEPT));
        let reset = Stub::serve(|_, _| Act::Reset).await;
        assert_eq!(kept(provider, &reset).await, None);
    }
}

/// The status of a gateway does not make free what the body says is paid for: asked again
/// after a 429, it would be paid for twice.
#[tokio::test]
async fn a_success_that_cannot_be_read_is_paid_for_whatever_the_status() {
    let successes = [
        r#"{"codeid":10000,"retdata":{"records":[{"when":"x"}]}}"#,
        r#"{"error_code":0,"result":{"hphm":"x","records":[{"when":"x"}]}}"#,
    ];
    for (provider, success) in PROVIDERS.into_iter().zip(successes) {
        for status in ["200 OK", "429 Too Many Requests", "502 Bad Gateway"] {
            let stub = Stub::saying(http(status, "", success.as_bytes())).await;
            let (kind, charge, _) = failure(provider, &stub).await;
            assert_eq!((kind, charge), (ErrorKind::PaidUnread, Charge::Yes), "{provider} {status}");
        }
    }
}
