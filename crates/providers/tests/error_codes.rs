//! Every row of the contract's table, asked over real HTTP: how far it reaches, what it
//! costs, how often it is tried again, what becomes of the batch.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod kit;

use cheku_batch::retry::{Next, next, row_limit};
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, ProviderError, Reply, Scope};
use kit::{Act, NOW, Stub, client, http, json, question};
use std::time::Duration;

/// The rows that are no codes but happenings.
const HAPPENINGS: usize = 5;
/// More tries than any row of the table allows.
const PATIENCE: usize = 10;

struct Row {
    provider: String,
    code: String,
    legacy: String,
    charge: Charge,
    scope: String,
    retry: String,
    action: String,
}

fn rows() -> Vec<Row> {
    let mut file = csv::Reader::from_reader(include_str!("fixtures/error_codes.csv").as_bytes());
    let rows = file.records().map(|record| {
        let record = record.expect("row");
        let text = |at: usize| record[at].to_owned();
        let charge = match record[4].to_lowercase().as_str() {
            "yes" => Charge::Yes,
            "no" => Charge::No,
            "unknown" | "maybe" => Charge::Unknown,
            other => panic!("{other}"),
        };
        let scope = record[6].split([' ', '(']).next().unwrap_or_default().to_owned();
        Row {
            provider: text(0),
            code: text(1),
            legacy: text(2),
            charge,
            scope,
            retry: text(7),
            action: text(8),
        }
    });
    rows.collect()
}

/// What was found, in the table's words.
fn found(reply: &Result<Reply, ProviderError>) -> (String, Charge) {
    match reply {
        Ok(Reply::Answered { charge, .. }) => ("ok".into(), *charge),
        Ok(Reply::NoData { charge, .. } | Reply::Pending { charge, .. }) => ("vehicle".into(), *charge),
        Err(error) => (error.kind.scope().word().into(), error.charge),
    }
}

/// How often the table lets the same question be asked again by itself.
fn repeats(words: &str) -> usize {
    match words {
        "once without time" => 1,
        "after a pause" => PATIENCE,
        _ if words.starts_with("after Retry-After") => 3,
        // "2-3 with backoff", "up to 2", "1"; "later", "not automatic" and "no (…)" are none.
        _ if words.starts_with(|c: char| c.is_ascii_digit()) || words.starts_with("up to") => {
            last_number(words).map_or(0, usize::from)
        }
        _ => 0,
    }
}

/// The last number in the table's words: "skip; stop after 3 in a row" → 3.
fn last_number(words: &str) -> Option<u8> {
    words.split(|c: char| !c.is_ascii_digit()).rfind(|part| !part.is_empty())?.parse().ok()
}

/// What the batch does once nothing is repeated any more.
fn end(words: &str) -> Next {
    match words {
        "skip city" | "skip every vehicle of that city" => Next::SkipCity,
        // No connection: nothing else would arrive either.
        "pause" => Next::Stop,
        "pause; then slower" => Next::AskPerson,
        _ if words.starts_with("stop") => Next::Stop,
        _ if words.starts_with("skip") => Next::AskPerson,
        other => panic!("no such action: {other}"),
    }
}

fn check(row: &Row, reply: &Result<Reply, ProviderError>) {
    let name = format!("{} {}", row.provider, row.code);
    assert_eq!(found(reply), (row.scope.clone(), row.charge), "{name}: {reply:?}");
    let Err(error) = reply else {
        return assert!(row.action == "continue" || row.action == "skip", "{name}");
    };
    let steps: Vec<Next> =
        (1..=PATIENCE).map(|tries| next(error.kind, error.charge, u32::try_from(tries).unwrap())).collect();
    let asked_again = steps.iter().take_while(|step| matches!(step, Next::RetryAfter(_))).count();
    assert_eq!(asked_again, repeats(&row.retry), "{name}: {steps:?}");
    if let Some(step) = steps.get(asked_again) {
        assert_eq!(*step, end(&row.action), "{name}");
    }
    if let Some(stop) = last_number(&row.action) {
        assert_eq!(row_limit(error.kind), Some(stop), "{name}");
    }
}

async fn answering(provider: &str, body: String) -> Result<Reply, ProviderError> {
    let stub = Stub::saying(json(&body)).await;
    client(provider, &stub.origin, &[]).ask(&question(provider), NOW).await.reading
}

async fn storeapi(code: &str) -> Result<Reply, ProviderError> {
    answering("storeapi", format!(r#"{{"codeid":{code},"message":"x","retdata":[]}}"#)).await
}

async fn juhe(member: &str, code: &str) -> Result<Reply, ProviderError> {
    answering("juhe", format!(r#"{{"{member}":"{code}","reason":"x","result":{{"lists":[]}}}}"#)).await
}

#[tokio::test]
async fn every_code_of_the_table_is_classified_as_the_table_says() {
    let mut checked = 0;
    for row in rows().iter().filter(|row| row.provider != "any") {
        if row.provider == "storeapi" {
            check(row, &storeapi(&row.code).await);
        } else {
            check(row, &juhe("error_code", &row.code).await);
            if !row.legacy.is_empty() {
                check(row, &juhe("resultcode", &row.legacy).await);
            }
        }
        checked += 1;
    }
    assert_eq!(checked, rows().len() - HAPPENINGS);
    assert!(checked >= 55, "{checked} rows");
}

#[tokio::test]
async fn every_happening_of_the_table_is_classified_as_the_table_says() {
    let rows = rows();
    let happenings: Vec<&Row> = rows.iter().filter(|row| row.provider == "any").collect();
    assert_eq!(happenings.len(), HAPPENINGS);
    for row in happenings {
        for provider in ["storeapi", "juhe"] {
            check(row, &happening(provider, &row.code).await);
        }
    }
}

async fn happening(provider: &str, name: &str) -> Result<Reply, ProviderError> {
    let stub = match name {
        "http-connect-error" => {
            return client(provider, "http://127.0.0.1:1", &[]).ask(&question(provider), NOW).await.reading;
        }
        "http-read-timeout" => {
            let stub = Stub::serve(|_, _| Act::Hang).await;
            let mut account = kit::account(provider, &stub.origin, &[]);
            account.timeout = Some(Duration::from_millis(300));
            return kit::open(&account).unwrap().ask(&question(provider), NOW).await.reading;
        }
        "http-429" => Stub::saying(http("429 Too Many Requests", "Retry-After: 1\r\n", b"")).await,
        "http-5xx or not JSON" => Stub::saying(http("503 Service Unavailable", "", b"<html>")).await,
        "unknown code" => Stub::saying(json(r#"{"codeid":31337,"error_code":31337}"#)).await,
        other => panic!("no such happening: {other}"),
    };
    client(provider, &stub.origin, &[]).ask(&question(provider), NOW).await.reading
}

#[tokio::test]
async fn legacy_codes_behave_as_their_successors() {
    for (legacy, now) in [
        ("203603", "225603"),
        ("203606", "225606"),
        ("203607", "225607"),
        ("203608", "225605"),
        ("203609", "225608"),
        ("203611", "225611"),
    ] {
        let (legacy, now) =
            (juhe("error_code", legacy).await.unwrap_err(), juhe("error_code", now).await.unwrap_err());
        assert_eq!((legacy.kind, legacy.charge), (now.kind, now.charge));
    }
    assert_eq!(ErrorKind::UnknownCode.scope(), Scope::Unknown);
}
