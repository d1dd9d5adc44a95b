//! Every sample, every nesting, every format, and what must never be read as "clean".

use super::*;
use cheku_domain::provider::{ClaimedTotals, ErrorKind};
use chrono::NaiveDateTime;
use proptest::prelude::*;
use serde_json::{Value, json};

const LIKELY: &str = include_str!("fixtures/storeapi_query_constructed_likely.json");

fn read(text: &str) -> Result<Reply, ProviderError> {
    super::read(&text.into())
}

fn rows_of(text: &str) -> Vec<Violation> {
    match read(text) {
        Ok(Reply::Answered { violations, charge: Charge::Yes, .. }) => violations,
        other => panic!("{text}: {other:?}"),
    }
}

fn claimed_of(text: &str) -> ClaimedTotals {
    match read(text) {
        Ok(Reply::Answered { claimed, .. }) => claimed,
        other => panic!("{text}: {other:?}"),
    }
}

fn likely() -> Value {
    serde_json::from_str(LIKELY).expect("fixture")
}

/// The reading of the document's own example values.
fn expected() -> Violation {
    Violation {
        time: NaiveDateTime::parse_from_str("2017-10-29 02:39:17", "%Y-%m-%d %H:%M:%S").ok(),
        time_text: "2017-10-29 02:39:17".into(),
        place: "季华六路与南海大道交叉路口".into(),
        act: "机动车通过有灯控路口时，不按所需行进方向驶入导向车道的".into(),
        code: Some("1208".into()),
        fine: None,
        points: Some(Points(2)),
        state: ViolationState::Unhandled,
        city: None,
        city_number: None,
        authority: None,
        online: Some(true),
        numbers: [("handleNum", "e0f838560b99462279c6be29588225"), ("monitorNum", "4406147906221925")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        repeat: 1,
    }
}

#[test]
fn the_documents_example_is_read_alike_in_all_three_formats() {
    for text in [LIKELY, include_str!("fixtures/answer.xml"), include_str!("fixtures/answer.jsonp.txt")] {
        assert_eq!(rows_of(text), [expected()]);
        let claimed = ClaimedTotals { violations: Some(1), fines: Some(Fen(0)), points: Some(2) };
        assert_eq!(claimed_of(text), claimed);
    }
}

#[test]
fn all_five_nestings_say_the_same() {
    let whole = likely();
    let inner = whole["retdata"].clone();
    let rows = inner["data"].clone();
    let totals = json!({"vioNum": "1", "fineTotal": "0", "integralTotal": "2"});
    let envelope = |retdata: Value| json!({"codeid": "10000", "message": "x", "retdata": retdata});
    let mut top = totals.clone();
    top["codeid"] = json!(10000);
    let mut beside = top.clone();
    top["retdata"] = rows.clone();
    beside["data"] = rows.clone();
    let mut string_inside = inner.clone();
    string_inside["data"] = json!(rows.to_string());
    let mut renamed = inner.clone();
    renamed["list"] = rows.clone();
    renamed.as_object_mut().expect("object").remove("data");
    let mut single = inner.clone();
    single["data"] = rows[0].clone();
    for (name, answer) in [
        ("A object", envelope(inner.clone())),
        ("B array of one object", envelope(json!([inner.clone()]))),
        ("C rows, totals at the top", top),
        ("D string of json", envelope(json!(inner.to_string()))),
        ("E beside the code", beside),
        ("data as a string", envelope(string_inside)),
        ("rows under another name", envelope(renamed)),
        ("one row without a list", envelope(single)),
        ("object keyed by position", envelope(json!({"0": inner.clone()}))),
    ] {
        let text = answer.to_string();
        assert_eq!(rows_of(&text), [expected()], "{name}");
        assert_eq!(claimed_of(&text).points, Some(2), "{name}");
    }
}

#[test]
fn clean_is_read_in_every_candidate_shape() {
    let file: Value =
        serde_json::from_str(include_str!("fixtures/storeapi_clean_constructed_candidates.json"))
            .expect("fixture");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 5);
    for case in &cases[..3] {
        assert_eq!(rows_of(&case.to_string()), []);
    }
    for case in &cases[3..] {
        let read = read(&case.to_string());
        assert!(
            matches!(&read, Ok(Reply::NoData { charge: Charge::No, raw_code, raw_text }) if raw_code == "10025" && raw_text == "查无数据"),
            "{read:?}"
        );
    }
    assert_eq!(rows_of("<r><codeid>10000</codeid><retdata><vioNum>0</vioNum><data/></retdata></r>"), []);
    assert_eq!(rows_of(r#"{"codeid":10000,"retdata":{"vioNum":"0"}}"#), []);
}

#[test]
fn refusals_keep_their_code_and_the_vendors_words() {
    let file: Value =
        serde_json::from_str(include_str!("fixtures/storeapi_errors_constructed_candidates.json"))
            .expect("fixture");
    let kinds =
        [ErrorKind::Credentials, ErrorKind::IpRefused, ErrorKind::QuotaUsedUp, ErrorKind::VehicleNote];
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 5);
    for (case, kind) in cases.iter().zip(kinds) {
        let error = read(&case.to_string()).expect_err("refusal");
        assert_eq!((error.kind, error.charge), (kind, Charge::No), "{case}");
        assert_eq!(error.raw_text, case["message"].as_str().expect("message"));
    }
    let pending = read(&cases[4].to_string());
    assert!(matches!(pending, Ok(Reply::Pending { charge: Charge::Unknown, .. })), "{pending:?}");
}

#[test]
fn debug_data_is_no_answer() {
    let mut debug = likely();
    debug["codeid"] = json!(10024);
    let error = read(&debug.to_string()).expect_err("debug");
    assert_eq!((error.kind, error.charge), (ErrorKind::DebugMode, Charge::No));
}

#[test]
fn long_numbers_keep_their_digits_and_texts_are_cleaned() {
    let row = rows_of(
        r#"{"codeid":10000,"retdata":[{"vioTime":"x","decisionNum":440000123456789012345,"vioAddress":"甲\u202e乙\u0000\n丙"}]}"#,
    )
    .remove(0);
    assert_eq!(row.numbers["decisionNum"], "440000123456789012345");
    assert_eq!(row.place, "甲乙 丙");
    let long =
        format!(r#"{{"codeid":10000,"retdata":[{{"vioTime":"x","vioAction":"{}"}}]}}"#, "违".repeat(9000));
    assert_eq!(rows_of(&long)[0].act.len(), 4095);
}

#[test]
fn the_vendors_own_sums_are_kept_beside_ours_where_they_disagree() {
    let text = r#"{"codeid":10000,"retdata":{"vioNum":"3","fineTotal":"0","data":[{"vioTime":"2026-01-01 10:00","vioFine":"100.00"}]}}"#;
    assert_eq!(rows_of(text)[0].fine, Some(Fen(10_000)));
    assert_eq!(claimed_of(text), ClaimedTotals { violations: Some(3), fines: Some(Fen(0)), points: None });
}

#[test]
fn defaults_of_the_document_are_applied() {
    let row = |fields: &str| {
        rows_of(&format!(r#"{{"codeid":10000,"retdata":[{{"vioTime":"x"{fields}}}]}}"#)).remove(0)
    };
    assert_eq!((row("").state, row("").online, row("").time), (ViolationState::Unhandled, Some(false), None));
    assert_eq!(row(r#","handleSign":2"#).state, ViolationState::HandledUnpaid);
    assert_eq!(row(r#","handleSign":"3","onlineHandle":2"#).state, ViolationState::Paid);
    assert_eq!(row(r#","onlineHandle":"1""#).online, Some(true));
    let named = row(r#","vioCityName":"佛山","vioCityNo":440600,"colOrgan":"交警支队","decisionNum":"D1""#);
    assert_eq!((named.city.as_deref(), named.city_number.as_deref()), (Some("佛山"), Some("440600")));
    assert_eq!((named.authority.as_deref(), named.numbers["decisionNum"].as_str()), (Some("交警支队"), "D1"));
}

#[test]
fn identical_rows_are_one_with_a_count() {
    let mut twice = likely();
    let row = twice["retdata"]["data"][0].clone();
    twice["retdata"]["data"] = json!([row, row]);
    assert_eq!(rows_of(&twice.to_string()), [Violation { repeat: 2, ..expected() }]);
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(text in ".{0,200}", wrap in 0..4) {
        let text = match wrap {
            0 => text,
            1 => format!(r#"{{"codeid":10000,"retdata":{text}}}"#),
            2 => format!("<r><codeid>10000</codeid><retdata>{text}</retdata></r>"),
            _ => format!("cb({text})"),
        };
        let _ = read(&text);
    }

    #[test]
    fn the_dress_of_a_value_and_the_order_of_members_change_nothing(
        fine in 0..5000_i64, points in 0..=12_u8, sign in 1..=3_u8, as_text in any::<bool>(), backwards in any::<bool>(),
    ) {
        let dress = |number: i64| if as_text { json!(format!("{number}.00")) } else { json!(number) };
        let blank = if as_text { json!("") } else { Value::Null };
        let sign = if as_text { json!(sign.to_string()) } else { json!(sign) };
        let mut members = [
            ("vioTime", json!("2026-01-01 10:00:00")), ("vioFine", dress(fine)),
            ("vioScore", dress(points.into())), ("vioCode", blank), ("handleSign", sign.clone()),
        ];
        if backwards {
            members.reverse();
        }
        let row: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let read = rows_of(&format!("{{\"retdata\":[{{{}}}],\"codeid\":\"10000\"}}", row.join(","))).remove(0);
        prop_assert_eq!(read.fine, Some(Fen(fine * 100)));
        prop_assert_eq!(read.points, Some(Points(points)));
        prop_assert_eq!(read.code, None);
        let expected = match sign.to_string().trim_matches('"') { "2" => ViolationState::HandledUnpaid, "3" => ViolationState::Paid, _ => ViolationState::Unhandled };
        prop_assert_eq!(read.state, expected);
    }
}
