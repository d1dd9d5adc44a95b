//! Every sample and every documented example, in both formats, and what must never be
//! read as "clean".

use super::*;
use cheku_domain::provider::ErrorKind;
use proptest::prelude::*;
use serde_json::json;

const LONG_ACT: &str = "驾驶中型以上载客载货汽车、校车、危险物品运输车辆以外的其他机动车在高速公路以外的道路上行驶超过规定时速20%以上未达50%的";

fn read(text: &str) -> Result<Reply, ProviderError> {
    super::read(&text.into())
}

fn answered(text: &str) -> (Vec<Violation>, String) {
    match read(text) {
        Ok(Reply::Answered { violations, charge: Charge::Yes, raw_code, .. }) => (violations, raw_code),
        other => panic!("{text}: {other:?}"),
    }
}

fn rows_of(text: &str) -> Vec<Violation> {
    answered(text).0
}

fn refused(text: &str) -> (ErrorKind, Charge, String) {
    let error = read(text).expect_err(text);
    (error.kind, error.charge, error.raw_code)
}

#[test]
fn the_documents_example_mended_is_read_in_both_formats() {
    for text in [include_str!("fixtures/doc_query_mended.json"), include_str!("fixtures/query.xml")] {
        let rows = rows_of(text);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.code.as_deref(), row.act.as_str()), (Some("16362"), LONG_ACT));
        assert_eq!((row.fine, row.points), (Some(Fen(10_000)), Some(Points(6))));
        assert_eq!(
            (row.place.as_str(), row.minute().as_deref()),
            ("316省道53KM+200M", Some("2013-12-29 11:57"))
        );
        assert_eq!((row.state, row.online, row.repeat), (ViolationState::Unhandled, None, 1));
        assert_eq!((row.city.as_deref(), row.authority.as_deref()), (Some("广东深圳"), Some("***交警队")));
        assert_eq!(row.numbers["archiveno"], "320294Y000276124");
    }
    let (kind, charge, _) = refused(include_str!("fixtures/doc_query_as_received.json"));
    assert_eq!((kind, charge), (ErrorKind::Unreadable, Charge::Unknown), "half an answer is no answer");
}

#[test]
fn an_answer_that_is_only_the_result_is_read() {
    let (rows, code) = answered(include_str!("fixtures/juhe_query_doc_result_only.json"));
    assert_eq!((rows.len(), code.as_str()), (1, ""));
    assert_eq!(rows[0].authority.as_deref(), Some("***交警队"), "written cjjg there");
    let rows = rows_of(include_str!("fixtures/juhe_query_result_only_money_decimal.json"));
    assert_eq!(rows.iter().map(|row| row.fine).collect::<Vec<_>>(), [Some(Fen(10_000)), Some(Fen(5_000))]);
    assert_eq!(rows.iter().map(|row| row.code.as_deref()).collect::<Vec<_>>(), [Some("13455"), Some("1223")]);
    assert_eq!((rows[0].city.as_deref(), rows[0].numbers.len()), (None, 0));
}

#[test]
fn clean_is_read_in_every_seen_shape() {
    for text in [
        include_str!("fixtures/juhe_query_clean.json"),
        include_str!("fixtures/juhe_query_clean_reason_hashes.json"),
        r#"{"error_code":"0","result":{"hphm":"x","lists":null}}"#,
        r#"{"error_code":0,"result":{"hphm":"x","lists":""}}"#,
        r#"{"error_code":0,"result":{"hphm":"x"}}"#,
        "\u{feff}{\"resultcode\":200,\"result\":{\"hphm\":\"x\",\"lists\":{}}}",
        "<root><error_code>0</error_code><result><hphm>x</hphm><lists/></result></root>",
    ] {
        assert_eq!(rows_of(text), [], "{text}");
    }
}

#[test]
fn codes_that_are_missing_null_or_local_are_kept_as_they_are() {
    let rows = rows_of(include_str!("fixtures/juhe_query_code_null.json"));
    assert_eq!(rows.iter().map(|row| row.code.as_deref()).collect::<Vec<_>>(), [None, None]);
    assert_eq!(rows[0].place, "石化路（城东南路至中州大道）");
    let local =
        violation(&Said::from(include_str!("fixtures/juhe_row_local_code.json")).tree().expect("row"));
    assert_eq!(
        (local.code.as_deref(), local.fine, local.points),
        (Some("81021"), Some(Fen(30_000)), Some(Points(1)))
    );
    assert_eq!(local.city.as_deref(), Some("广东深圳"));
    let (kind, ..) = refused(include_str!("fixtures/juhe_row_local_code.json"));
    assert_eq!(kind, ErrorKind::Unreadable, "a row alone is no answer");
}

#[test]
fn no_money_beside_points_is_unknown_not_free() {
    let rows = rows_of(include_str!("fixtures/juhe_query_money_zero_with_points.json"));
    assert_eq!(rows.iter().map(|row| row.fine).collect::<Vec<_>>(), [None, None]);
    assert_eq!(rows.iter().map(|row| row.points).collect::<Vec<_>>(), [Some(Points(3)), Some(Points(3))]);
    assert_eq!(fine(Some("0"), Some(Points(0))), Some(Fen(0)));
    assert_eq!(fine(None, Some(Points(0))), None);
}

#[test]
fn handled_rows_still_owe_their_fine() {
    let rows = rows_of(include_str!("fixtures/juhe_query_handled_1.json"));
    assert_eq!(rows[0].state, ViolationState::HandledUnpaid);
    let (rows, code) = answered(include_str!("fixtures/juhe_query_no_error_code.json"));
    assert_eq!((rows[0].state, rows[0].fine), (ViolationState::Unhandled, Some(Fen(15_000))));
    assert_eq!(code, "200", "resultcode counts where error_code is absent");
}

#[test]
fn refusals_are_judged_by_error_code_first() {
    let busy = |retries, in_a_row| ErrorKind::ProviderBusy { retries, in_a_row };
    for (text, kind, code) in [
        (include_str!("fixtures/juhe_error_bad_key.json"), ErrorKind::Credentials, "10001"),
        (include_str!("fixtures/juhe_error_quota.json"), ErrorKind::QuotaUsedUp, "10012"),
        (include_str!("fixtures/juhe_error_codes_disagree.json"), busy(3, 5), "203603"),
        (include_str!("fixtures/juhe_error_result_empty_array.json"), busy(1, 5), "203609"),
        (r#"{"resultcode":"112","reason":"x","result":""}"#, ErrorKind::QuotaUsedUp, "112"),
        (r#"{"resultcode":"200","error_code":"10020","result":{}}"#, ErrorKind::ProviderClosed, "10020"),
    ] {
        assert_eq!(refused(text), (kind, Charge::No, code.to_owned()), "{text}");
    }
    let locked = refused(r#"{"reason":"车辆信息错误","result":[],"error_code":225606}"#);
    assert_eq!((locked.0, locked.1), (ErrorKind::VehicleLocked, Charge::Yes));
}

#[test]
fn what_is_not_understood_is_never_clean_and_paid_for_where_the_code_says_so() {
    for text in [
        r#"{"error_code":0,"reason":"查询成功"}"#,
        r#"{"error_code":0,"result":null}"#,
        r#"{"error_code":0,"result":{"lists":["x"]}}"#,
        r#"{"error_code":0,"result":{"lists":"暂无"}}"#,
        r#"{"resultcode":"200","result":{"hphm":"x","list":[{"date":"x"}]}}"#,
        r#"{"resultcode":"200","result":{"hphm":"x","lists":[],"more":{"date":"x"}}}"#,
        r#"{"resultcode":"200","result":{"hphm":"x"},"lists":[{"date":"x"}]}"#,
    ] {
        let (kind, charge, _) = refused(text);
        assert_eq!((kind, charge), (ErrorKind::PaidUnread, Charge::Yes), "{text}");
    }
    for text in [
        r#"{"error_code":0,"error_code":10012,"result":{"lists":[]}}"#,
        r#"{"error_code":[0],"resultcode":"200","result":{"lists":[]}}"#,
        "<root><error_code>0</error_code><error_code>10012</error_code><result><lists/></result></root>",
        r#"{"hphm":"x","lists":["x"]}"#,
        "{}",
        "[]",
        "<html></html>",
    ] {
        let (kind, charge, _) = refused(text);
        assert_eq!((kind, charge), (ErrorKind::Unreadable, Charge::Unknown), "{text}");
    }
}

#[test]
fn an_archive_number_of_21_digits_keeps_them() {
    let rows =
        rows_of(r#"{"error_code":0,"result":{"lists":[{"date":"x","archiveno":320294000027612400000}]}}"#);
    assert_eq!(rows[0].numbers["archiveno"], "320294000027612400000");
}

#[test]
fn a_code_is_taken_out_of_the_act_and_nothing_else_is() {
    assert_eq!(code_and_act(None, "16362 : 超速"), (Some("16362"), "超速"));
    assert_eq!(code_and_act(None, "1625：闯红灯"), (Some("1625"), "闯红灯"));
    assert_eq!(code_and_act(Some("1625"), "1625:闯红灯"), (Some("1625"), "闯红灯"));
    assert_eq!(code_and_act(Some("1039"), "1625:闯红灯"), (Some("1039"), "1625:闯红灯"));
    for act in ["闯红灯", "12:30 闯红灯", "1234567:x", "1625:", "1625 闯红灯", "2024年：x", ""] {
        assert_eq!(code_and_act(None, act), (None, act), "{act}");
    }
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(text in ".{0,200}", wrap in 0..3) {
        let text = match wrap {
            0 => text,
            1 => format!(r#"{{"error_code":0,"result":{{"lists":{text}}}}}"#),
            _ => format!("<r><error_code>0</error_code><result><lists>{text}</lists></result></r>"),
        };
        let _ = read(&text);
    }

    #[test]
    fn the_dress_of_a_value_and_the_order_of_rows_change_nothing(
        money in 1..5000_i64, fen in 0..=12_u8, as_text in any::<bool>(), backwards in any::<bool>(),
    ) {
        let dress = |number: i64| if as_text { json!(format!("{number}.00")) } else { json!(number) };
        let one = json!({"date": " 2026-01-01 10:00:00", "act": "甲", "money": dress(money), "fen": dress(fen.into()), "handled": dress(1).to_string().trim_matches('"').replace(".00", "")});
        let other = json!({"date": "2026-02-01 10:00:00", "act": "乙", "money": if as_text { json!("") } else { json!(null) }, "fen": null});
        let lists = if backwards { json!([other, one]) } else { json!([one, other]) };
        let mut rows = rows_of(&json!({"error_code": if as_text { json!("0") } else { json!(0) }, "result": {"lists": lists}}).to_string());
        rows.sort_by_key(|row| row.time);
        prop_assert_eq!(rows[0].fine, Some(Fen(money * 100)));
        prop_assert_eq!(rows[0].points, Some(Points(fen)));
        prop_assert_eq!(rows[0].state, ViolationState::HandledUnpaid);
        prop_assert_eq!((rows[1].fine, rows[1].points, rows[1].state), (None, None, ViolationState::Unhandled));
    }
}
