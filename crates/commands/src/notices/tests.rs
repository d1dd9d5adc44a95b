use super::*;
use crate::api::{ViolationFilter, ViolationSelection};
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Fen, Plate, Points, Timestamp, Violation, ViolationState};
use cheku_garage::{Assign, NewBatch, NewItem, NewVehicle};

/// 2026-03-12 10:15 in China.
const NOW: Timestamp = Timestamp(1_773_281_700_000);

fn row(act: &str, fine: Option<i64>, state: ViolationState) -> Violation {
    Violation {
        time: chrono::NaiveDate::from_ymd_opt(2026, 3, 1).and_then(|day| day.and_hms_opt(8, 31, 0)),
        time_text: "2026-03-01 08:31:00".into(),
        place: "前进中路".into(),
        act: act.into(),
        code: None,
        fine: fine.map(Fen),
        points: Some(Points(3)),
        state,
        city: Some("昆山".into()),
        city_number: None,
        authority: Some("昆山市公安局交通警察大队".into()),
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}

/// A car of 张三 and one that nobody drives, each answered for with these rows.
async fn garage(rows: Vec<Violation>) -> (tempfile::TempDir, Garage) {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), NOW).unwrap();
    for plate in ["苏E12345", "苏E54321"] {
        let id =
            garage.add_vehicle(NewVehicle::of(Plate::parse(plate).unwrap()), NOW).unwrap().vehicles.remove(0);
        if plate == "苏E12345" {
            garage.assign(std::slice::from_ref(&id), Assign::Driver(Some("张三".into())), None, NOW).unwrap();
        }
        let item = NewItem { vehicle: id.clone(), provider: "x".into(), instead_of: None, skip: None };
        let batch = NewBatch { provider: "x".into(), cap: None, goes_on_with: None, items: vec![item] };
        let batch = garage.create_batch(batch, NOW).unwrap();
        let intent = Intent { batch, provider: "x".into(), vehicle: Some(id), city: None, at: NOW };
        let call = garage.intend(intent).await.unwrap();
        let reply = Reply::Answered {
            violations: rows.clone(),
            claimed: Default::default(),
            charge: Charge::Yes,
            raw_code: "0".into(),
        };
        let settled =
            Settlement { call, outcome: Outcome::Replied(reply), at: NOW, body: None, again: false };
        garage.settle(settled).await.unwrap();
    }
    (dir, garage)
}

fn all(lang: &str) -> NoticesRequest {
    let filter = Box::new(ViolationFilter::default());
    NoticesRequest {
        selection: ViolationSelection::Matching { filter, except: Vec::new() },
        lang: lang.into(),
    }
}

#[tokio::test]
async fn each_driver_reads_what_is_theirs_where_to_handle_it_and_by_when() {
    let online =
        Violation { online: Some(true), points: None, ..row("超速", None, ViolationState::Unhandled) };
    let paid = row("压线", Some(10_000), ViolationState::Paid);
    let (_dir, garage) =
        garage(vec![row("闯红灯", Some(20_000), ViolationState::Unhandled), online, paid]).await;
    let gathered = gather(&garage, &all("zh"), NOW).unwrap();
    assert_eq!((gathered.unclaimed, gathered.settled, gathered.later), (2, 2, 0));
    assert_eq!(gathered.drivers.keys().collect::<Vec<_>>(), ["张三"]);
    let told = notice(&garage, &gathered, "张三", &gathered.drivers["张三"]).unwrap();
    assert_eq!((told.fines_fen, told.fines_unknown), (Fen(20_000), 1));
    assert_eq!((told.points, told.points_unknown), (3, 1));
    assert_eq!(told.due, "2026-03-22");
    assert_eq!(
        told.text,
        "张三，您有 2 条违章待处理：
1. 苏E12345 2026-03-01 08:31
   昆山 前进中路
   闯红灯
   罚款 200 元，记 3 分
   处理机关：昆山市公安局交通警察大队
2. 苏E12345 2026-03-01 08:31
   昆山 前进中路
   超速
   罚款未知，记分未知
   可网上处理（交管12123）
合计：罚款 200 元，另有 1 条未知；记 3 分，另有 1 条未知
请在 2026-03-22 前处理，处理后请回复。"
    );
}

#[tokio::test]
async fn the_page_has_a_slip_for_each_driver_and_runs_nothing_that_a_vendor_wrote() {
    let (_dir, garage) =
        garage(vec![row("<script>alert(1)</script>", Some(20_000), ViolationState::HandledUnpaid)]).await;
    for (lang, receipt) in [("zh", "回执"), ("en", "Receipt")] {
        let gathered = gather(&garage, &all(lang), NOW).unwrap();
        let page = print::html(&gathered);
        assert_eq!(page.matches("class=\"notice\"").count(), 1);
        assert!(page.contains(receipt) && page.contains("张三") && !page.contains("<script"), "{page}");
    }
}

#[test]
fn a_garage_without_anybody_to_tell_has_a_page_that_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let garage = Garage::open(dir.path(), NOW).unwrap();
    let gathered = gather(&garage, &all("zh"), NOW).unwrap();
    assert!(print::html(&gathered).contains("没有要通知的违章"));
}
