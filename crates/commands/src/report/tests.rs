//! The page as a browser gets it: nothing runs, nothing is fetched, nothing lies.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use super::*;
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Fen, Plate, Points, Violation, ViolationState};
use cheku_garage::{Assign, NewBatch, NewVehicle};

const NOW: Timestamp = Timestamp(1_773_280_800_000);

fn row(act: &str, fine: Option<i64>, state: ViolationState) -> Violation {
    Violation {
        time: chrono::NaiveDate::from_ymd_opt(2026, 3, 1).and_then(|day| day.and_hms_opt(8, 0, 0)),
        time_text: String::new(),
        place: "中环南路".into(),
        act: act.into(),
        code: Some("1625".into()),
        fine: fine.map(Fen),
        points: Some(Points(6)),
        state,
        city: Some("苏州".into()),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}

/// One car of "<张三>", whose vendor answers with markup.
async fn garage() -> (tempfile::TempDir, Garage, VehicleId) {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), NOW).unwrap();
    let new = NewVehicle::of(Plate::parse("苏E12345").unwrap());
    let id = garage.add_vehicle(new, NOW).unwrap().vehicles.remove(0);
    garage.assign(std::slice::from_ref(&id), Assign::Driver(Some("<张三>".into())), None, NOW).unwrap();
    let item =
        cheku_garage::NewItem { vehicle: id.clone(), provider: "x".into(), instead_of: None, skip: None };
    let batch = NewBatch { provider: "x".into(), cap: None, goes_on_with: None, items: vec![item] };
    let batch = garage.create_batch(batch, NOW).unwrap();
    let intent = Intent { batch, provider: "x".into(), vehicle: Some(id.clone()), city: None, at: NOW };
    let call = garage.intend(intent).await.unwrap();
    let violations = vec![
        row("<script>alert(1)</script>", Some(20_000), ViolationState::HandledUnpaid),
        row("超速", None, ViolationState::Unhandled),
    ];
    let reply = Reply::Answered {
        violations,
        claimed: Default::default(),
        charge: Charge::Yes,
        raw_code: "0".into(),
    };
    let settled = Settlement { call, outcome: Outcome::Replied(reply), at: NOW, body: None, again: false };
    garage.settle(settled).await.unwrap();
    (dir, garage, id)
}

fn page(garage: &Garage, scope: &ReportScope, lang: &str) -> String {
    page::html(&gather(garage, scope, Lang::of(lang), NOW).unwrap())
}

#[tokio::test]
async fn what_a_vendor_or_a_person_wrote_is_text_and_nothing_may_run() {
    let (_dir, garage, id) = garage().await;
    let scopes = [
        ReportScope::Fleet { query: Default::default() },
        ReportScope::Driver { name: "<张三>".into() },
        ReportScope::Vehicle { id: id.0 },
        ReportScope::Violations { query: Default::default(), only: None },
    ];
    for scope in &scopes {
        for lang in ["zh", "en"] {
            let page = page(&garage, scope, lang);
            assert!(!page.contains("<script") && !page.contains("<张三>"), "{scope:?}");
            assert!(page.contains("&lt;张三&gt;"), "{scope:?}");
            assert!(page.contains("default-src 'none'") && page.contains("@page { size: A4"));
            assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched");
            assert!(page.contains(r#"<span class="plate blue"#), "{scope:?}: the plate is drawn");
        }
    }
}

#[tokio::test]
async fn unknown_is_said_and_never_a_zero_and_both_languages_are_whole() {
    let (_dir, garage, id) = garage().await;
    let scope = ReportScope::Vehicle { id: id.0 };
    let zh = page(&garage, &scope, "zh");
    assert!(zh.contains("200.00<small> + 1 条未知</small>"), "{zh}");
    assert!(zh.contains(r#"<td class="figure">未知</td>"#));
    let en = page(&garage, &scope, "en");
    assert!(en.contains(r#"lang="en""#) && en.contains("Handled, not paid"));
    let own_words = en.replace("苏E", "").replace("苏州", "").replace("中环南路", "").replace("超速", "");
    let own_words = own_words.replace("张三", "").replace(STYLE_WITH_FONT_NAMES, "");
    let left = own_words.chars().find(|c| ('\u{4e00}'..'\u{9fff}').contains(c));
    assert_eq!(left, None, "a Chinese word on the English page");
}

#[tokio::test]
async fn vehicles_without_an_answer_are_counted_and_owe_nobody_knows_what() {
    let (_dir, garage, id) = garage().await;
    let bare = NewVehicle::of(Plate::parse("苏E54321").unwrap());
    let bare = garage.add_vehicle(bare, NOW).unwrap().vehicles.remove(0);
    let fleet = page(&garage, &ReportScope::Fleet { query: Default::default() }, "en");
    assert!(fleet.contains("<dt>Without a result</dt><dd>1</dd>"), "{fleet}");
    assert!(fleet.contains("<dt>Unpaid</dt><dd>2</dd>"), "{fleet}");
    garage.remove_vehicles(&[id], NOW).unwrap();
    for scope in [ReportScope::Fleet { query: Default::default() }, ReportScope::Vehicle { id: bare.0 }] {
        let page = page(&garage, &scope, "en");
        assert!(page.contains("<dt>Unpaid</dt><dd>—</dd>") && !page.contains("0.00"), "{page}");
    }
}

const STYLE_WITH_FONT_NAMES: &str = include_str!("style.css");

#[test]
fn a_driver_nobody_knows_and_an_empty_fleet_have_a_page_too() {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), NOW).unwrap();
    assert!(
        page(&garage, &ReportScope::Fleet { query: Default::default() }, "zh").contains("没有符合条件的车")
    );
    assert!(page(&garage, &ReportScope::Driver { name: String::new() }, "zh").contains("没有违章"));
    let gone = ReportScope::Vehicle { id: "nobody".into() };
    let refused = gather(&garage, &gone, Lang::of("zh"), NOW).err().expect("refused");
    assert_eq!(refused.code, crate::api::ErrorCode::NotFound);
}

#[tokio::test]
async fn a_page_that_leaves_rows_out_says_so_before_its_table() {
    let (_dir, garage, id) = garage().await;
    let scope = ReportScope::Vehicle { id: id.0.clone() };
    let whole = gather(&garage, &scope, Lang::of("zh"), NOW).unwrap();
    assert!(!page::html(&whole).contains("只列出"));
    let cut = page::html(&Report { total: 12_000, ..whole });
    let said = cut.find("共 12000 条，这里只列出前 2 条").expect("the sentence");
    assert!(said < cut.find("<table").expect("the table"));
}
