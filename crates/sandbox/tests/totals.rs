//! What the sandbox expects is what it serves: rows are fetched over HTTP and added up here by other means.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod common;

use std::collections::BTreeSet;

use cheku_sandbox::{ExpectedTotals, Options, Sandbox, Scenario};
use common::{JUHE, STOREAPI, ask_juhe, ask_storeapi, start};
use serde_json::Value;

/// One row in the words of neither vendor.
struct Row {
    fine: String,
    points: String,
    state: u8,
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn storeapi_rows(answer: &Value) -> Vec<Row> {
    distinct(&answer["retdata"]["data"])
        .iter()
        .map(|row| Row {
            fine: word(&row["vioFine"]),
            points: word(&row["vioScore"]),
            state: word(&row["handleSign"]).parse().unwrap_or(1),
        })
        .collect()
}

fn juhe_rows(answer: &Value) -> Vec<Row> {
    distinct(&answer["result"]["lists"])
        .iter()
        .map(|row| Row {
            fine: if row["money"] == "0" { String::new() } else { word(&row["money"]) },
            points: word(&row["fen"]),
            state: 1 + word(&row["handled"]).parse::<u8>().unwrap(),
        })
        .collect()
}

fn distinct(rows: &Value) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let rows = rows.as_array().cloned().unwrap_or_default();
    rows.into_iter().filter(|row| seen.insert(row.to_string())).collect()
}

fn add(totals: &mut ExpectedTotals, rows: &[Row]) {
    totals.violations += rows.len() as u64;
    for row in rows.iter().filter(|row| row.state < 3) {
        totals.unpaid += 1;
        match row.fine.parse::<f64>() {
            Ok(yuan) => totals.fines_due_fen += (yuan * 100.0).round() as i64,
            Err(_) => totals.fines_unknown += 1,
        }
        if row.state == 1 {
            totals.unhandled += 1;
            match row.points.parse::<u64>() {
                Ok(points) => totals.points_waiting += points,
                Err(_) => totals.points_unknown += 1,
            }
        }
    }
}

async fn added_up(sandbox: &Sandbox, provider: &str) -> ExpectedTotals {
    let mut totals = ExpectedTotals::default();
    for vehicle in sandbox.fleet() {
        totals.vehicles += 1;
        let (answer, code) = if provider == STOREAPI {
            let answer = ask_storeapi(sandbox, vehicle).await;
            let code = answer["codeid"].as_i64().unwrap();
            (answer, code)
        } else if vehicle.plate_type == "15" {
            totals.unsupported += 1;
            continue;
        } else {
            let rule =
                common::post_juhe(sandbox, "carPre", vec![("hphm", vehicle.plate.clone())]).await.unwrap();
            let closed = common::json(rule).await["error_code"] == 225605;
            let answer = if closed { Value::Null } else { ask_juhe(sandbox, vehicle).await };
            let code = answer["error_code"].as_i64().unwrap_or(225605);
            (answer, code)
        };
        match code {
            10000 | 0 => totals.answered += 1,
            10025 => totals.no_data += 1,
            _ => totals.failed += 1,
        }
        let rows = if provider == STOREAPI { storeapi_rows(&answer) } else { juhe_rows(&answer) };
        add(&mut totals, &rows);
    }
    totals
}

#[tokio::test]
async fn expected_totals_are_the_sum_of_the_rows_that_are_served() {
    let sandbox = start(Scenario::default()).await;
    for provider in [STOREAPI, JUHE] {
        let expected = sandbox.expected(provider);
        assert_eq!(added_up(&sandbox, provider).await, expected, "{provider}");
        assert!(expected.violations > 40 && expected.fines_due_fen > 0 && expected.points_waiting > 0);
        assert!(expected.fines_unknown > 0, "some amounts must be unknown: {expected:?}");
        assert_eq!(expected.answered + expected.unsupported, 120);
    }
    // A total over all plates is the total over each.
    let plates: Vec<_> = sandbox.fleet().iter().map(|one| one.plate.clone()).collect();
    let (some, others) = plates.split_at(40);
    let apart = sandbox.expected_for(JUHE, some).violations + sandbox.expected_for(JUHE, others).violations;
    assert_eq!(apart, sandbox.expected(JUHE).violations);
}

#[tokio::test]
async fn the_demo_shows_real_life_and_expects_it() {
    let sandbox = start(Scenario::demo()).await;
    for provider in [STOREAPI, JUHE] {
        assert_eq!(added_up(&sandbox, provider).await, sandbox.expected(provider), "{provider}");
    }
    assert_eq!(sandbox.expected(STOREAPI).no_data, 2);
    assert!(sandbox.expected(JUHE).failed >= 2);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_world() {
    let start = |seed| Sandbox::start(Options { vehicles: 60, seed, ..Options::default() });
    let (one, same, other) = (start(7).await.unwrap(), start(7).await.unwrap(), start(8).await.unwrap());
    assert_eq!(one.fleet(), same.fleet());
    assert_eq!(one.expected(JUHE), same.expected(JUHE));
    assert_ne!(one.fleet(), other.fleet());
    for vehicle in one.fleet() {
        assert_eq!(ask_juhe(&one, vehicle).await, ask_juhe(&same, vehicle).await);
    }
}

#[tokio::test]
async fn both_vendors_together_hold_each_offence_once() {
    let sandbox = start(Scenario::default()).await;
    let (first, second) = (sandbox.expected(STOREAPI), sandbox.expected(JUHE));
    let both = sandbox.expected_after(&[STOREAPI, JUHE], None);
    assert!(both.violations > first.violations, "the second vendor must add what the first misses");
    assert!(both.violations < first.violations + second.violations);
    assert!(both.fines_unknown < first.fines_unknown + second.fines_unknown);
}
