//! Batches: one at a time, figures that add up, a crash, many at once.

use crate::scene::{NOON, Scene, answered, failed, later, row};
use cheku_domain::ledger::ItemState;
use cheku_domain::ledger::{Intent, Ledger, Outcome, Settlement, Skip};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Attempt, Charge, Plate, PlateType, Vehicle, VehicleStatus};
use cheku_garage::{BatchEnd, BatchState, CallRange, Garage, ItemQuery};

#[tokio::test]
async fn the_figures_of_a_batch_add_up() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let ids: Vec<_> = (0..6).map(|n| scene.vehicle(&format!("粤B1234{n}"))).collect();
    let batch = scene.batch("storeapi", &ids.iter().collect::<Vec<_>>());
    scene.garage.skip(&batch, &ids[0], Skip::Fresh).await.unwrap();
    scene.garage.skip(&batch, &ids[1], Skip::Locked).await.unwrap();
    let call = scene.intend(&batch, "storeapi", &ids[2]).await;
    scene.settle(call, answered(vec![row("2026-03-01 08:00:00", "超速", None, None)]), later(1)).await;
    let call = scene.intend(&batch, "storeapi", &ids[3]).await;
    scene.settle(call, failed(ErrorKind::VehicleRefused, Charge::No), later(1)).await;
    scene.intend(&batch, "storeapi", &ids[4]).await;

    let counts = scene.garage.batch_counts(&batch).unwrap();
    assert_eq!((counts.planned, counts.answered, counts.failed, counts.skipped), (6, 1, 1, 2));
    assert_eq!((counts.not_asked, counts.under_way, counts.news.first_seen()), (1, 1, 1));
    assert_eq!((counts.skipped_by["fresh"], counts.skipped_by["locked"]), (1, 1));
    assert_eq!((counts.charged, counts.cost_fen.0), (1, 14));
    let calls = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((calls.asking, calls.doubtful), (1, 0), "a question under way is not doubtful");
    assert_eq!(scene.garage.not_asked(&batch).unwrap(), [(ids[5].clone(), "storeapi".to_owned())]);
    let skipped = ItemQuery { states: vec![ItemState::Skipped], ..ItemQuery::default() };
    assert_eq!(scene.garage.items(&batch, &skipped).unwrap().total, 2);

    let stop = BatchEnd::Stopped { code: "10018".into(), scope: "account".into(), text: String::new() };
    scene.garage.finish_batch(&batch, stop, later(2)).unwrap();
    let last = scene.garage.last_batch().unwrap().unwrap();
    assert_eq!((last.number, last.state, last.ended_at), (1, BatchState::Stopped, Some(later(2))));
    assert_eq!(last.stopped.unwrap().0, "10018");
}

#[tokio::test]
async fn a_crash_leaves_a_doubtful_question_and_an_interrupted_batch() {
    let scene = Scene::new();
    let ids = [scene.vehicle("粤B12345"), scene.vehicle("粤B12346")];
    let batch = scene.batch("storeapi", &[&ids[0], &ids[1]]);
    let call = scene.intend(&batch, "storeapi", &ids[0]).await;
    let lookup =
        Intent { batch: batch.clone(), provider: "juhe".into(), vehicle: None, city: None, at: NOON };
    scene.garage.intend(lookup).await.unwrap();
    let Scene { dir, garage } = scene;
    drop(garage);

    let garage = Garage::open(dir.path(), later(5)).unwrap();
    let kept = garage.call(&call.0).unwrap().unwrap();
    assert_eq!(
        (kept.state, kept.charge, kept.settled_at),
        (Attempt::Doubtful, Charge::Unknown, Some(later(5)))
    );
    assert_eq!(garage.batch(&batch).unwrap().unwrap().state, BatchState::Interrupted);
    assert_eq!(garage.vehicle_row(&ids[0]).unwrap().unwrap().status, VehicleStatus::Doubtful);
    assert_eq!(garage.not_asked(&batch).unwrap(), [(ids[1].clone(), "storeapi".to_owned())]);
    let summary = garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((summary.calls, summary.doubtful, summary.lookups), (1, 1, 1), "a lookup is free and apart");
    garage.settle_by_person(&call.0, false, later(6)).unwrap();
    assert_eq!(garage.vehicle_row(&ids[0]).unwrap().unwrap().status, VehicleStatus::NeverAsked);
}

#[tokio::test]
async fn one_batch_at_a_time_and_a_running_one_is_not_recovered() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let hold = scene.garage.hold_for_batch(NOON).unwrap();
    let batch = scene.batch("storeapi", &[&id]);
    let call = scene.intend(&batch, "storeapi", &id).await;

    let other = Garage::open(scene.dir.path(), later(1)).unwrap();
    let refused = other.hold_for_batch(later(1)).unwrap_err();
    assert_eq!(refused.code(), "garage_held");
    assert!(refused.message.contains(&std::process::id().to_string()), "{}", refused.message);
    assert_eq!(other.holder().unwrap().since, NOON);
    assert_eq!(
        other.call(&call.0).unwrap().unwrap().state,
        Attempt::Asked,
        "reading works, nothing was recovered"
    );
    assert_eq!(other.totals().unwrap().vehicles, 1);

    scene.settle(call, answered(vec![]), later(2)).await;
    drop(hold);
    assert_eq!(other.holder(), None);
    let recovered = other.hold_for_batch(later(3)).unwrap().recovered;
    assert_eq!((recovered.calls, recovered.batches), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_intents_at_once_are_all_on_the_disk_when_they_return() {
    let scene = Scene::new();
    let ids: Vec<_> = (0..200).map(|n| scene.vehicle(&format!("粤B{:05}", 10_000 + n))).collect();
    let batch = scene.batch("storeapi", &ids.iter().collect::<Vec<_>>());
    let asking: Vec<_> = ids
        .iter()
        .map(|id| {
            let garage = scene.garage.clone();
            let intent = Intent {
                batch: batch.clone(),
                provider: "storeapi".into(),
                vehicle: Some(id.clone()),
                city: None,
                at: NOON,
            };
            tokio::spawn(async move { garage.intend(intent).await.unwrap() })
        })
        .collect();
    let other = rusqlite::Connection::open(scene.garage.path()).unwrap();
    for asked in asking {
        let call = asked.await.unwrap();
        let state: String =
            other.query_row("SELECT state FROM calls WHERE id = ?1", [&call.0], |row| row.get(0)).unwrap();
        assert_eq!(state, "asked");
    }
}

#[tokio::test]
async fn one_failing_write_of_a_group_takes_no_other_with_it() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("storeapi", &[&id]);
    let stranger = cheku_domain::VehicleId("no such vehicle".into());
    let (good, bad) = tokio::join!(
        scene.try_intend(&batch, "storeapi", &id),
        scene.try_intend(&batch, "storeapi", &stranger)
    );
    assert!(good.is_ok());
    assert!(bad.is_err());
    assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().calls, 1);
}

#[tokio::test]
async fn an_earlier_batch_leaves_only_those_whom_no_later_one_asked() {
    let scene = Scene::new();
    let ids: Vec<_> = (0..3).map(|n| scene.vehicle(&format!("粤B1234{n}"))).collect();
    let first = scene.batch("storeapi", &ids.iter().collect::<Vec<_>>());
    let rest =
        |garage: &Garage| garage.not_asked(&first).unwrap().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(rest(&scene.garage), ids);
    scene.garage.finish_batch(&first, BatchEnd::Cancelled, later(1)).unwrap();
    // The second one asks one of them, skips another and does not come to the third.
    let second = scene.batch("juhe", &ids.iter().collect::<Vec<_>>());
    let call = scene.intend(&second, "juhe", &ids[0]).await;
    scene.settle(call, answered(vec![]), later(2)).await;
    scene.garage.skip(&second, &ids[1], Skip::Fresh).await.unwrap();
    assert_eq!(rest(&scene.garage), ids[1..]);
    let numbers: Vec<i64> = scene.garage.batches(0, 10).unwrap().iter().map(|row| row.number).collect();
    assert_eq!((numbers, scene.garage.batch_total().unwrap()), (vec![2, 1], 2));
    assert_eq!(scene.garage.batch_numbered(1).unwrap().unwrap().id, first);
}

#[tokio::test]
async fn a_vehicle_that_goes_over_to_the_other_provider_keeps_both_names() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.answer("juhe", &id, vec![], NOON).await;
    let batch = scene.batch("juhe", &[&id]);
    let call = scene.intend(&batch, "juhe", &id).await;
    let refused = failed(ErrorKind::CityClosed, Charge::No);
    scene
        .garage
        .settle(Settlement { call, outcome: refused, at: later(1), body: None, again: true })
        .await
        .unwrap();
    let call = scene.intend(&batch, "storeapi", &id).await;
    let rows = vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-03-02 08:00:00", "停车", None, Some(0)),
    ];
    scene.settle(call, answered(rows), later(2)).await;
    let items = scene.garage.items(&batch, &ItemQuery::default()).unwrap().rows;
    assert_eq!((items[0].provider.as_str(), items[0].instead_of.as_deref()), ("storeapi", Some("juhe")));
    let detail = scene.garage.batch_detail(&batch).unwrap();
    assert_eq!(detail.elsewhere, 1);
    assert_eq!((detail.new.fines_fen.0, detail.new.fines_unknown), (20_000, 1));
    assert_eq!((detail.new.points, detail.new.points_unknown), (6, 0));
}

#[tokio::test]
async fn a_clock_that_is_set_back_and_forward_mixes_nothing_up() {
    const YEAR: i64 = 365 * 24 * 60;
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("storeapi", &[&id]);
    let speeding = || row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6));
    let call = scene.intend(&batch, "storeapi", &id).await;
    scene.settle(call, answered(vec![speeding()]), later(-YEAR)).await;
    let paid = cheku_domain::Violation { state: cheku_domain::ViolationState::Paid, ..speeding() };
    scene.answer("storeapi", &id, vec![paid], later(YEAR)).await;
    scene.answer("storeapi", &id, vec![], later(-2 * YEAR)).await;

    let totals = scene.garage.totals().unwrap().totals;
    assert_eq!((totals.violations, totals.unpaid), (0, 0), "the last answer counts, whatever its date");
    let calls = scene.garage.history(&id, 10).unwrap();
    assert_eq!(
        calls.iter().map(|call| call.settled_at).collect::<Vec<_>>(),
        [Some(later(-2 * YEAR)), Some(later(YEAR)), Some(later(-YEAR))]
    );
    let summary = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((summary.calls, summary.charged, summary.cost_fen.0), (3, 3, 42));
    scene.is_well();
}

#[tokio::test]
async fn a_question_that_never_left_was_no_call() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("storeapi", &[&id]);
    let slow = failed(ErrorKind::RateLimited { retry_after: None }, Charge::No);
    let first = scene.intend(&batch, "storeapi", &id).await;
    let again = Settlement { call: first.clone(), outcome: slow, at: later(1), body: None, again: true };
    scene.garage.settle(again).await.unwrap();

    let second = scene.intend(&batch, "storeapi", &id).await;
    scene.settle(second.clone(), Outcome::TakenBack, later(2)).await;
    assert_eq!(scene.garage.call(&second.0).unwrap(), None);
    assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().calls, 1);
    let items = scene.garage.items(&batch, &ItemQuery::default()).unwrap().rows;
    assert_eq!((items[0].state, items[0].call.as_ref()), (ItemState::Waiting, Some(&first.0)));
    assert_eq!(scene.garage.not_asked(&batch).unwrap().len(), 1);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().status, VehicleStatus::NeverAsked);
    scene.is_well();
    scene.intend(&batch, "storeapi", &id).await;
}

#[tokio::test]
async fn a_call_tells_its_plates_type_as_long_as_the_vehicle_has_that_plate() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![], later(0)).await;
    let plate_type = || scene.garage.history(&id, 1).unwrap()[0].plate_type.map(PlateType::code);
    assert_eq!(plate_type(), Some("02"));
    let vehicle = scene.garage.vehicle(&id).unwrap().unwrap();
    let other = Plate::parse("粤BD12345").unwrap();
    scene.garage.update_vehicle(&Vehicle { plate: other, ..vehicle }, None, later(1)).unwrap();
    assert_eq!(plate_type(), None, "what is drawn is the plate of then");
}
