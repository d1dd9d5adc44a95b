//! Answers as they came: kept beside their calls, cleared away when their time is over, and
//! read again where they were paid for and could not be read.

use crate::scene::{NOON, Scene, answered, failed, later, row};
use cheku_domain::ledger::{CallId, Ledger, Outcome, Settlement};
use cheku_domain::provider::{Body, ClaimedTotals, ErrorKind, Reply};
use cheku_domain::{Attempt, Charge, Fen, Plate, Timestamp, VehicleId, VehicleStatus, Violation};
use cheku_garage::{CallQuery, CallRange, ChargeFilter, Whom};

const DAY: i64 = 86_400_000;

fn body(text: &str) -> Body {
    let content_type = Some("application/json".to_owned());
    Body { http_status: 200, content_type, bytes: text.len() as u64, text: text.to_owned() }
}

fn reply(violations: Vec<Violation>) -> Reply {
    let claimed = ClaimedTotals::default();
    Reply::Answered { violations, claimed, charge: Charge::Yes, raw_code: "10000".into() }
}

/// A vehicle's question that came to this, with what came.
async fn asked(scene: &Scene, vehicle: &VehicleId, outcome: Outcome, at: Timestamp) -> CallId {
    let batch = scene.batch("storeapi", &[vehicle]);
    let call = scene.intend(&batch, "storeapi", vehicle).await;
    let settlement = Settlement { call: call.clone(), outcome, body: Some(body("{}")), at, again: false };
    scene.garage.settle(settlement).await.unwrap();
    call
}

async fn unread(scene: &Scene, vehicle: &VehicleId, at: Timestamp) -> CallId {
    asked(scene, vehicle, failed(ErrorKind::PaidUnread, Charge::Yes), at).await
}

fn status(scene: &Scene, vehicle: &VehicleId) -> VehicleStatus {
    scene.garage.vehicle_row(vehicle).unwrap().unwrap().status
}

#[tokio::test]
async fn every_answer_is_kept_as_it_came_and_a_lookup_has_none() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let text = format!("{{\"retdata\":\"{}\"}}", "违".repeat(200_000));
    let batch = scene.batch("storeapi", &[&car]);
    let call = scene.intend(&batch, "storeapi", &car).await;
    let settlement = Settlement {
        call: call.clone(),
        outcome: answered(vec![]),
        body: Some(body(&text)),
        at: NOON,
        again: false,
    };
    scene.garage.settle(settlement).await.unwrap();
    let kept = scene.garage.answer(&call.0).unwrap().unwrap();
    assert_eq!((kept.received_at, kept.body), (NOON, body(&text)));
    assert!(scene.garage.path().metadata().unwrap().len() < 600_000, "packed");
    assert_eq!(scene.garage.answer("nobody").unwrap(), None);
}

#[tokio::test]
async fn a_paid_answer_that_cannot_be_read_is_charged_and_not_doubtful() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let car = scene.vehicle("粤B12345");
    let call = unread(&scene, &car, NOON).await;
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((sums.calls, sums.charged, sums.unreadable, sums.doubtful), (1, 1, 1, 0));
    assert_eq!((sums.cost_fen, scene.garage.unreadable_count().unwrap()), (Fen(14), 1));
    assert_eq!(status(&scene, &car), VehicleStatus::Unreadable);
    let query = CallQuery { charge: Some(ChargeFilter::Unreadable), ..CallQuery::default() };
    assert_eq!(scene.garage.list_calls(&query).unwrap().total, 1);
    let shares = scene.garage.statement(&CallRange::default()).unwrap();
    assert_eq!((shares[0].sums.unreadable, shares[0].days[0].1.unreadable), (1, 1));
    assert_eq!(scene.garage.unreadable_calls(Some("juhe")).unwrap(), []);
    assert_eq!(scene.garage.unreadable_calls(None).unwrap(), [(call.0, "storeapi".to_owned())]);
    scene.is_well();
}

#[tokio::test]
async fn read_again_it_counts_at_its_own_time_and_costs_what_it_did() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let car = scene.vehicle("粤B12345");
    let call = unread(&scene, &car, later(5)).await;
    let rows = vec![row("2026-01-02 10:00", "闯红灯", Some(20_000), Some(6))];
    assert!(scene.garage.settle_reread(&call.0, reply(rows.clone())).unwrap());
    assert!(!scene.garage.settle_reread(&call.0, reply(rows)).unwrap(), "only once");
    let found = scene.garage.call(&call.0).unwrap().unwrap();
    assert_eq!((found.state, found.charge, found.cost), (Attempt::Answered, Charge::Yes, Some(Fen(14))));
    assert_eq!((found.settled_at, found.error_kind), (Some(later(5)), None));
    let shown = scene.garage.vehicle_row(&car).unwrap().unwrap();
    assert_eq!((shown.status, shown.checked_at), (VehicleStatus::Owing, Some(later(5))));
    assert_eq!(scene.garage.totals().unwrap().totals.fines_due_fen, Fen(20_000));
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((sums.charged, sums.unreadable, sums.cost_fen), (1, 0, Fen(14)));
    assert_eq!(scene.garage.batch_counts(&found.batch).unwrap().news.first_seen(), 1);
    scene.is_well();
}

#[tokio::test]
async fn a_newer_answer_of_the_same_provider_is_not_overwritten() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let call = unread(&scene, &car, NOON).await;
    asked(&scene, &car, answered(vec![row("2026-01-03 10:00", "超速", Some(5_000), None)]), later(60)).await;
    let old = vec![row("2026-01-02 10:00", "闯红灯", Some(20_000), Some(6))];
    assert!(scene.garage.settle_reread(&call.0, reply(old)).unwrap());
    let shown = scene.garage.vehicle_row(&car).unwrap().unwrap();
    assert_eq!((shown.status, shown.checked_at), (VehicleStatus::Owing, Some(later(60))));
    assert_eq!(scene.garage.totals().unwrap().totals.fines_due_fen, Fen(5_000));
    assert_eq!(scene.garage.unreadable_count().unwrap(), 0);
    scene.is_well();
}

#[tokio::test]
async fn what_became_of_a_later_question_stays_and_the_rows_count() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let call = unread(&scene, &car, NOON).await;
    asked(&scene, &car, failed(ErrorKind::VehicleNote, Charge::No), later(60)).await;
    let rows = vec![row("2026-01-02 10:00", "闯红灯", Some(20_000), Some(6))];
    assert!(scene.garage.settle_reread(&call.0, reply(rows)).unwrap());
    let shown = scene.garage.vehicle_row(&car).unwrap().unwrap();
    assert_eq!((shown.status, shown.checked_at), (VehicleStatus::Failed, Some(NOON)));
    assert_eq!(scene.garage.totals().unwrap().totals.fines_due_fen, Fen(20_000));
    scene.is_well();
}

#[tokio::test]
async fn old_answers_are_cleared_away_step_by_step_and_unread_ones_stay() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let mut read = Vec::new();
    for _ in 0..7 {
        read.push(asked(&scene, &car, answered(vec![]), NOON).await);
    }
    let unread = unread(&scene, &car, NOON).await;
    let lost = asked(&scene, &car, failed(ErrorKind::Unreadable, Charge::Unknown), NOON).await;
    assert_eq!(scene.garage.clear_answers(NOON, 3).unwrap(), 0, "asked at noon is not before noon");
    assert_eq!(scene.garage.clear_answers(Timestamp(NOON.0 + DAY), 3).unwrap(), 7);
    assert!(read.iter().all(|call| scene.garage.answer(&call.0).unwrap().is_none()));
    for call in [unread, lost] {
        assert!(scene.garage.answer(&call.0).unwrap().is_some());
    }
    assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().calls, 9, "the ledger stays");
}

#[tokio::test]
async fn an_erased_vehicles_answer_goes_with_it_and_what_it_cost_stays() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let (car, other) = (scene.vehicle("粤B12345"), scene.vehicle("粤B99999"));
    let (gone, kept) = (unread(&scene, &car, NOON).await, unread(&scene, &other, NOON).await);
    let whom = Whom::Plate(Plate::parse("粤B12345").unwrap(), None);
    scene.garage.erase(&whom, later(1)).unwrap();
    assert_eq!(scene.garage.answer(&gone.0).unwrap(), None);
    assert!(scene.garage.answer(&kept.0).unwrap().is_some(), "the other vehicle's is untouched");
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((sums.charged, sums.cost_fen), (2, Fen(28)));
    scene.is_well();
}
