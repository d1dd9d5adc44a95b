//! Rows wherever they stand, and what must never be read as "clean".

use crate::storeapi::answer::read as read_said;
use cheku_domain::Charge;
use cheku_domain::provider::{ClaimedTotals, ErrorKind, ProviderError, Reply};
use cheku_domain::{Fen, Violation};
use proptest::prelude::*;
use serde_json::{Value, json};

const LIKELY: &str = include_str!("fixtures/storeapi_query_constructed_likely.json");

fn read(text: &str) -> Result<Reply, ProviderError> {
    read_said(&text.into())
}

fn answered(text: &str) -> (Vec<Violation>, ClaimedTotals) {
    match read(text) {
        Ok(Reply::Answered { violations, claimed, charge: Charge::Yes, .. }) => (violations, claimed),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_is_not_understood_is_never_clean_and_paid_for_where_the_code_says_so() {
    for text in [
        include_str!("fixtures/storeapi_envelope_observed_other_product.json"),
        r#"{"codeid":10000,"message":"返回成功"}"#,
        r#"{"codeid":10000,"retdata":{"vioNum":"2"}}"#,
        r#"{"codeid":10000,"retdata":{"vioNum":"2","data":["x"]}}"#,
        r#"{"codeid":10000,"retdata":{"vioNum":"1","data":[]}}"#,
        r#"{"codeid":10000,"retdata":{"fineTotal":"200","data":[]}}"#,
        r#"{"codeid":10000,"retdata":{"res":"0","data":[]}}"#,
        r#"{"codeid":10000,"retdata":{"res":"1","data":{"carNo":"x"}}}"#,
        r#"{"codeid":10000,"retdata":{"data":[],"list":[{"time":"x"}]}}"#,
        r#"{"codeid":10000,"retdata":[],"violations":[{"time":"x"}]}"#,
        r#"{"codeid":10000,"retdata":{"records":{"data":[]}}}"#,
        r#"{"codeid":10000,"retdata":[{"vioNum":0,"data":[]},{"vioNum":0,"data":[]}]}"#,
        r#"{"codeid":10000,"retdata":"无违章"}"#,
        r#"{"codeid":10000,"retdata":"{\"data\":"}"#,
    ] {
        let error = read(text).expect_err(text);
        assert_eq!((error.kind, error.charge), (ErrorKind::PaidUnread, Charge::Yes), "{text}");
    }
    for text in [
        r#"{"codeid":10000,"codeid":10003,"retdata":[]}"#,
        "<r><codeid>10000</codeid><codeid>10003</codeid><retdata/></r>",
        r#"{"message":"x"}"#,
        r#"{"codeid":{"a":1},"retdata":[]}"#,
        "<html><body>502 Bad Gateway</body></html>",
        r#"{"codeid":10000,"retdata":[{"vioTime":"#,
        "",
    ] {
        let error = read(text).expect_err(text);
        assert_eq!((error.kind, error.charge), (ErrorKind::Unreadable, Charge::Unknown), "{text}");
    }
}

#[test]
fn totals_beside_rows_and_totals_around_rows_are_read() {
    let totals = r#""carNo":"粤AJ44E6","vioNum":"1","fineTotal":"0","integralTotal":"2""#;
    let rows = serde_json::from_str::<Value>(LIKELY).expect("fixture")["retdata"]["data"].to_string();
    for (name, answer) in [
        (
            "totals in retdata, data beside it",
            format!(r#"{{"codeid":10000,"retdata":{{{totals}}},"data":{rows}}}"#),
        ),
        (
            "data inside data",
            format!(r#"{{"codeid":10000,"retdata":{{"res":"1","data":{{{totals},"data":{rows}}}}}}}"#),
        ),
        (
            "four deep",
            format!(r#"{{"codeid":10000,"retdata":{{"data":{{"data":{{{totals},"data":{rows}}}}}}}}}"#),
        ),
        (
            "an empty retdata, data beside it",
            format!(r#"{{"codeid":10000,"retdata":[],"data":{rows},{totals}}}"#),
        ),
    ] {
        let claimed = ClaimedTotals { violations: Some(1), fines: Some(Fen(0)), points: Some(2) };
        assert_eq!(answered(&answer), (answered(LIKELY).0, claimed), "{name}");
    }
}

#[test]
fn two_lists_and_half_a_list_are_not_read() {
    for retdata in [
        r#"{"data":[{"vioTime":"x"}],"history":[{"vioTime":"y"}]}"#,
        r#"{"data":[{"vioTime":"x"},{"time":"y"}]}"#,
        r#"{"0":{"vioTime":"x"},"1":"y"}"#,
        r#"[{"data":[{"vioTime":"x"}]},{"data":[{"vioTime":"y"}]}]"#,
        r#"[{"vioTime":"x","data":[{"vioTime":"y"}]}]"#,
    ] {
        let error = read(&format!(r#"{{"codeid":10000,"retdata":{retdata}}}"#)).expect_err(retdata);
        assert_eq!((error.kind, error.charge), (ErrorKind::PaidUnread, Charge::Yes), "{retdata}");
    }
}

proptest! {
    /// Rows and sums in whatever objects: as they are, or not read. Never clean.
    #[test]
    fn rows_in_any_wrapping_are_read_right_or_not_at_all(
        wraps in prop::collection::vec((0..5_u8, "retdata|data|result|list|item|[a-z]{1,6}|[0-9]"), 0..6),
        junk in prop::collection::vec(("[a-z]{1,6}|data|list", 0..6_u8), 0..4),
        rows in 1..4_usize, totals_at in 0..6_usize,
    ) {
        let row = |n: usize| json!({"vioTime": format!("2026-01-0{} 10:00", n + 1), "vioAction": "甲"});
        let mut inner = Value::Array((0..rows).map(row).collect());
        for (depth, (how, name)) in wraps.iter().enumerate() {
            inner = match how {
                0 => json!([inner]),
                1 => json!({ (name): inner.to_string() }),
                _ => json!({ (name): inner }),
            };
            let Some(object) = inner.as_object_mut() else { continue };
            if depth == totals_at {
                object.insert("vioNum".into(), json!(rows));
            }
            for (name, what) in &junk {
                let thing = match what { 0 => json!(0), 1 => json!(""), 2 => json!([]), 3 => json!({}), 4 => json!(["x"]), _ => json!({"a": 1}) };
                object.entry(name.clone()).or_insert(thing);
            }
        }
        let answer = match inner {
            Value::Object(mut object) => { object.insert("codeid".into(), json!(10000)); Value::Object(object) }
            list => json!({"codeid": 10000, "retdata": list}),
        };
        match read(&answer.to_string()) {
            Ok(Reply::Answered { violations, .. }) => prop_assert_eq!(violations.len(), rows, "{}", answer),
            Ok(other) => prop_assert!(false, "{answer}: {other:?}"),
            Err(error) => prop_assert_eq!((error.kind, error.charge), (ErrorKind::PaidUnread, Charge::Yes)),
        }
    }

    /// The names of the contract alone, up to four deep: always read.
    #[test]
    fn rows_in_the_contracts_names_are_read(names in prop::collection::vec("retdata|data", 1..5), rows in 1..4_usize) {
        let row = |n: usize| json!({"vioTime": format!("2026-01-0{} 10:00", n + 1)});
        let list = Value::Array((0..rows).map(row).collect());
        let mut answer = names.iter().fold(list, |inner, name| json!({ (name): inner, "carNo": "x" }));
        answer["codeid"] = json!(10000);
        prop_assert_eq!(answered(&answer.to_string()).0.len(), rows);
    }
}
