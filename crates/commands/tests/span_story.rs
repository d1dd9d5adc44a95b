//! A month, a quarter, one's own days: the same figures by hand, by date of offence and of first sight, and what has
//! no readable time named apart.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, ErrorCode, Options, Reader, SecretPlace, overview, violations};
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement};
use cheku_domain::provider::Reply;
use cheku_domain::{Charge, Fen, Plate, Points, Timestamp, Violation, ViolationState};
use cheku_garage::{Garage, NewBatch, NewItem, NewVehicle};
use chrono::NaiveDate;
use std::path::Path;

const PROVIDER: &str = "storeapi";

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a day"))
}

fn at(text: &str) -> Timestamp {
    Timestamp::of_cst(day(text).unwrap().and_hms_opt(9, 0, 0).unwrap())
}

fn offence(time: &str, yuan: Option<i64>, state: ViolationState) -> Violation {
    Violation {
        time: cheku_domain::time::parse_vendor_time(time),
        time_text: time.to_owned(),
        place: "人民路".to_owned(),
        act: if yuan == Some(200) { "超速" } else { "违停" }.to_owned(),
        code: None,
        fine: yuan.map(|yuan| Fen(yuan * 100)),
        points: Some(Points(3)),
        state,
        city: Some("苏州".to_owned()),
        city_number: None,
        authority: None,
        online: None,
        numbers: Default::default(),
        repeat: 1,
    }
}

/// Two vehicles, of which each is answered for once, in February and in March.
async fn fill(home: &Path) {
    use ViolationState::{Paid, Unhandled};
    let garage = Garage::open(home, at("2026-02-01")).expect("opens");
    let plates = ["苏E10001", "苏E10002"].map(|plate| Plate::parse(plate).unwrap());
    garage.import(plates.iter().cloned().map(NewVehicle::of).collect(), at("2026-02-01"), false).unwrap();
    let answers = [
        (
            "2026-02-20",
            vec![
                offence("2026-01-31 23:59:59", Some(100), Unhandled),
                offence("2026-02-01 00:00:00", Some(200), Unhandled),
                offence("2026-02-10 08:00:00", Some(50), Paid),
            ],
        ),
        (
            "2026-03-02",
            vec![
                offence("2026-02-28 23:59:59", None, Unhandled),
                offence("2026-03-01 00:00:00", Some(200), Unhandled),
                offence("当天夜间", Some(150), Unhandled),
            ],
        ),
    ];
    for (plate, (on, violations)) in plates.iter().zip(answers) {
        let vehicle = garage.vehicles_of_plate(plate).unwrap().remove(0).id;
        let item =
            NewItem { vehicle: vehicle.clone(), provider: PROVIDER.to_owned(), instead_of: None, skip: None };
        let (provider, at) = (PROVIDER.to_owned(), at(on));
        let new = NewBatch { provider: provider.clone(), cap: None, goes_on_with: None, items: vec![item] };
        let _lock = garage.hold_for_batch(at).unwrap();
        let batch = garage.create_batch(new, at).unwrap();
        let intent = Intent { batch: batch.clone(), provider, vehicle: Some(vehicle), city: None, at };
        let call = garage.intend(intent).await.unwrap();
        let outcome = Outcome::Replied(Reply::Answered {
            violations,
            claimed: Default::default(),
            charge: Charge::Yes,
            raw_code: "10000".to_owned(),
        });
        garage.settle(Settlement { call, outcome, body: None, at, again: false }).await.unwrap();
        garage.finish_batch(&batch, cheku_garage::BatchEnd::Done, at).unwrap();
    }
}

async fn open() -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().expect("a temporary directory");
    fill(home.path()).await;
    let (secrets, reader) = (SecretPlace::File, Reader::Here);
    let options = Options { home: home.path().to_owned(), secrets, clock: Clock::system(), reader };
    (home, App::open(options))
}

const fn by(by: SpanBy) -> Span {
    Span { from: None, to: None, by }
}

fn february(which: SpanBy) -> Option<Span> {
    Some(Span { from: day("2026-02-01"), to: day("2026-02-28"), ..by(which) })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_months_totals_are_those_by_hand_and_the_undated_are_named_apart() {
    let (_home, app) = open().await;
    let request = TotalsRequest { by: Some(TotalsBy::Vehicle), span: february(SpanBy::Offence) };
    let month = overview::totals(&app, request).await.unwrap();
    // The first second of February and the last one of it are in it.
    assert_eq!((month.totals.violations, month.totals.unpaid), (3, 2));
    assert_eq!((month.totals.fines_due_fen, month.totals.fines_unknown), (Fen(20_000), 1));
    assert_eq!(month.undated, 1);
    let groups: Vec<_> =
        month.groups.iter().map(|group| (group.key.as_str(), group.totals.violations)).collect();
    assert_eq!(groups, [("苏E10001", 2), ("苏E10002", 1)]);

    let seen = TotalsRequest { by: Some(TotalsBy::Month), span: february(SpanBy::Seen) };
    let seen = overview::totals(&app, seen).await.unwrap();
    assert_eq!((seen.totals.violations, seen.totals.fines_due_fen, seen.undated), (3, Fen(30_000), 0));
    let months: Vec<_> =
        seen.groups.iter().map(|group| (group.key.as_str(), group.totals.violations)).collect();
    assert_eq!(months, [("2026-01", 1), ("2026-02", 2)]);

    let all =
        overview::totals(&app, TotalsRequest { by: None, span: Some(by(SpanBy::Offence)) }).await.unwrap();
    assert_eq!((all.totals.violations, all.undated), (6, 0), "no days narrow nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_the_overview_and_the_totals_of_a_span_agree() {
    let (_home, app) = open().await;
    let since = Some(Span { from: day("2026-03-01"), to: None, by: SpanBy::Offence });
    for (span, undated) in [(february(SpanBy::Offence), 1), (since, 1), (february(SpanBy::Seen), 0)] {
        let totals = overview::totals(&app, TotalsRequest { by: None, span }).await.unwrap();
        let filter = ViolationFilter { span, ..ViolationFilter::default() };
        let list =
            violations::violations(&app, ViolationQuery { filter, ..Default::default() }).await.unwrap();
        let page = overview::span_overview(&app, span.unwrap()).await.unwrap();
        assert_eq!((list.totals, page.totals), (totals.totals, totals.totals));
        assert_eq!((totals.undated, list.undated, page.undated), (undated, undated, undated));
        for by in TotalsBy::ALL.iter().copied() {
            let broken = overview::totals(&app, TotalsRequest { by: Some(by), span }).await.unwrap();
            let mut sum = cheku_domain::Totals::default();
            broken.groups.iter().for_each(|group| sum += group.totals);
            assert_eq!(sum, totals.totals, "{by:?}");
        }
    }
    let page = overview::span_overview(&app, february(SpanBy::Offence).unwrap()).await.unwrap();
    assert_eq!(page.unpaid_vehicles, 2);
    let acts: Vec<_> = page.acts.iter().map(|act| (act.key.as_str(), act.count)).collect();
    assert_eq!(acts, [("超速", 1), ("违停", 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_of_which_the_last_is_before_the_first_are_refused() {
    let (_home, app) = open().await;
    let span = Some(Span { from: day("2026-03-01"), to: day("2026-02-01"), by: SpanBy::Offence });
    let filter = ViolationFilter { span, ..ViolationFilter::default() };
    let listed = violations::violations(&app, ViolationQuery { filter, ..Default::default() }).await;
    let summed = overview::totals(&app, TotalsRequest { by: None, span }).await;
    for refused in [listed.err(), summed.err()] {
        assert_eq!(refused.expect("refused").code, ErrorCode::SpanReversed);
    }
}
