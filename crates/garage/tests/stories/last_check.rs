//! The last check, and what is new: not what the last one found, but what nobody has seen yet.

use crate::scene::{NOON, Scene, answered, later, row};
use cheku_domain::ledger::{BatchId, Ledger, News, Skip};
use cheku_domain::{Fen, Timestamp, VehicleId, Violation};
use cheku_garage::{BatchEnd, Garage, NewBatch, NewItem, VehicleQuery, ViolationQuery, Wishes};

const NEW: fn() -> ViolationQuery = || ViolationQuery { new_only: true, ..ViolationQuery::default() };

fn rows(acts: &[&str]) -> Vec<Violation> {
    acts.iter().map(|act| row("2026-03-01 08:00:00", act, Some(10_000), None)).collect()
}

impl Scene {
    fn goes_on(&self, with: &BatchId, vehicle: &VehicleId, at: Timestamp) -> BatchId {
        let item =
            NewItem { vehicle: vehicle.clone(), provider: "juhe".into(), instead_of: None, skip: None };
        let goes_on_with = Some(with.clone());
        let new = NewBatch { provider: "juhe".into(), cap: None, goes_on_with, items: vec![item] };
        self.garage.create_batch(new, at).unwrap()
    }

    /// A first answer that finds nothing, so that whatever comes later is new.
    async fn known_vehicle(&self, plate: &str) -> VehicleId {
        let id = self.vehicle(plate);
        self.answer("juhe", &id, vec![], NOON).await;
        id
    }

    async fn finds_one(&self, batch: &BatchId, vehicle: &VehicleId, act: &str) {
        let call = self.intend(batch, "juhe", vehicle).await;
        self.settle(call, answered(vec![row("2026-03-01 08:00:00", act, None, None)]), later(1)).await;
    }

    /// New violations, the vehicles that have some, and the sum of the garage list.
    fn new_ones(&self) -> (usize, usize, u32) {
        let vehicles = VehicleQuery { new_only: true, ..VehicleQuery::default() };
        let all = self.garage.list(&VehicleQuery::default()).unwrap();
        let found = self.garage.list(&vehicles).unwrap();
        (self.garage.list_violations(&NEW()).unwrap().total, found.total, all.new_count)
    }
}

#[tokio::test]
async fn what_a_batch_found_before_it_was_cut_short_stays_new_when_it_is_gone_on_with() {
    let scene = Scene::new();
    let ids: Vec<_> = (0..3).map(|n| scene.vehicle(&format!("粤B1234{n}"))).collect();
    assert_eq!(scene.garage.last_check().unwrap(), None);
    assert_eq!(scene.garage.last_check_at().unwrap(), None);
    let first = scene.batch("juhe", &ids.iter().collect::<Vec<_>>());
    scene.finds_one(&first, &ids[0], "超速").await;
    scene.garage.finish_batch(&first, BatchEnd::Cancelled, later(2)).unwrap();
    let second = scene.goes_on(&first, &ids[1], later(3));
    scene.finds_one(&second, &ids[1], "闯红灯").await;
    scene.garage.finish_batch(&second, BatchEnd::Cancelled, later(4)).unwrap();
    let third = scene.goes_on(&second, &ids[2], later(5));
    scene.finds_one(&third, &ids[2], "违停").await;

    let check = scene.garage.last_check().unwrap().unwrap();
    assert_eq!((check.newest, check.began_at, check.started_at), (third, NOON, later(5)));
    assert_eq!((check.asked, check.news), (3, News { first_found: 3, ..News::default() }));
    assert_eq!(scene.garage.last_check_at().unwrap(), Some(later(5)), "the frame says the same");
    assert_eq!(check.not_asked, 0, "what the first part left, the others asked");
}

#[tokio::test]
async fn a_batch_that_skipped_everybody_is_no_check() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let asked = scene.batch("juhe", &[&id]);
    scene.finds_one(&asked, &id, "超速").await;
    scene.garage.finish_batch(&asked, BatchEnd::Done, later(1)).unwrap();
    let idle = scene.batch("juhe", &[&id]);
    scene.garage.skip(&idle, &id, Skip::Fresh).await.unwrap();
    scene.garage.finish_batch(&idle, BatchEnd::Done, later(2)).unwrap();

    assert_eq!(scene.garage.last_check().unwrap().unwrap().newest, asked);
    assert_eq!(scene.garage.last_batch().unwrap().unwrap().id, idle);
}

#[tokio::test]
async fn what_a_first_answer_brings_is_no_news_and_what_comes_later_is() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let first = scene.answer("juhe", &id, rows(&["超速", "违停"]), NOON).await;
    assert_eq!(first.news, News { first_found: 2, ..News::default() });
    assert_eq!(scene.new_ones(), (0, 0, 0));

    // A second provider's first answer adds one that somebody did not know of.
    let second = scene.answer("storeapi", &id, rows(&["超速", "闯红灯"]), later(1)).await;
    assert_eq!(second.news, News { new: 1, ..News::default() });
    let third = scene.answer("juhe", &id, rows(&["超速", "违停", "逆行"]), later(2)).await;
    assert_eq!(third.news, News { new: 1, ..News::default() });
    assert_eq!(scene.new_ones(), (2, 1, 2));

    let all = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let told: Vec<_> =
        all.iter().map(|row| (row.violation.act.as_str(), row.is_new, row.first_found)).collect();
    let expected =
        [("超速", false, true), ("违停", false, true), ("闯红灯", true, false), ("逆行", true, false)];
    assert_eq!(told, expected);
    scene.is_well();
}

#[tokio::test]
async fn a_first_answer_that_found_nothing_is_a_first_answer_too() {
    let scene = Scene::new();
    let id = scene.known_vehicle("粤B12345").await;
    assert_eq!(scene.answer("storeapi", &id, rows(&["超速"]), later(1)).await.news.new, 1);
}

#[tokio::test]
async fn new_is_what_nobody_has_seen_whatever_a_later_check_of_others_finds() {
    let scene = Scene::new();
    let one = scene.known_vehicle("粤B12345").await;
    let other = scene.known_vehicle("粤B54321").await;
    scene.answer("juhe", &one, rows(&["超速", "违停"]), later(1)).await;
    scene.answer("juhe", &other, rows(&["逆行"]), later(2)).await;
    scene.answer("juhe", &one, rows(&["超速", "违停"]), later(3)).await;
    assert_eq!(scene.new_ones(), (3, 2, 3));
    assert_eq!((scene.garage.new_violations().unwrap(), scene.garage.new_vehicles().unwrap()), (3, 2));
    assert_eq!(scene.garage.list_violations(&NEW()).unwrap().totals.fines_due_fen, Fen(30_000));

    let all = scene.garage.list_violations(&NEW()).unwrap().rows;
    let of_other = all.iter().find(|row| row.vehicle == other).unwrap();
    assert!(scene.garage.opened(&of_other.id).unwrap());
    assert!(!scene.garage.opened(&of_other.id).unwrap(), "only once");
    assert_eq!(scene.new_ones(), (2, 1, 2));
    scene.is_well();

    // Marked as seen in bulk, and taken back.
    let of_one = ViolationQuery { vehicles: vec![one.clone()], ..ViolationQuery::default() };
    let seen = scene.garage.see(&of_one, later(4)).unwrap();
    assert_eq!((seen.rows, scene.new_ones()), (2, (0, 0, 0)));
    scene.is_well();
    assert_eq!(scene.garage.undo(&seen.undo, later(5)).unwrap(), 2);
    assert_eq!(scene.new_ones(), (2, 1, 2));
    scene.is_well();

    // A removed vehicle's count nowhere; with it they come back.
    let removed = scene.garage.remove_vehicles(&[one], later(6)).unwrap();
    assert_eq!(scene.new_ones(), (0, 0, 0));
    scene.is_well();
    scene.garage.undo(&removed.undo, later(7)).unwrap();
    assert_eq!(scene.new_ones(), (2, 1, 2));
    assert_eq!(scene.garage.see(&ViolationQuery::default(), later(8)).unwrap().rows, 2, "all of them");
    assert_eq!(scene.new_ones(), (0, 0, 0));
    scene.is_well();
}

#[tokio::test]
async fn what_is_no_longer_listed_is_told_of_once_and_found_by_the_last_check() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.answer("juhe", &id, rows(&["超速", "违停"]), NOON).await;
    let gone = || {
        let query = ViolationQuery { gone_in_last_check: true, ..ViolationQuery::default() };
        scene.garage.list_violations(&query).unwrap().rows.len()
    };
    // Another provider that knows one of them keeps it.
    scene.answer("storeapi", &id, rows(&["超速"]), later(1)).await;
    let none = scene.answer("juhe", &id, vec![], later(2)).await;
    assert_eq!((none.news, gone()), (News { gone: 1, ..News::default() }, 1));
    assert_eq!(scene.garage.last_check().unwrap().unwrap().news.gone, 1);
    let item = scene.garage.items(&scene.garage.last_batch().unwrap().unwrap().id, &Default::default());
    assert_eq!(item.unwrap().rows[0].news.gone, 1);
    assert_eq!(scene.answer("juhe", &id, vec![], later(3)).await.news, News::default());
    scene.is_well();
}

#[tokio::test]
async fn a_restored_copy_has_what_was_not_seen() {
    let scene = Scene::new();
    let id = scene.known_vehicle("粤B12345").await;
    scene.answer("juhe", &id, rows(&["超速"]), later(1)).await;
    let copy = scene.backup("copy.sqlite");
    scene.answer("juhe", &id, rows(&["超速", "违停"]), later(2)).await;
    for batch in scene.garage.batches(0, 10).unwrap() {
        scene.garage.finish_batch(&batch.id, BatchEnd::Done, later(3)).unwrap();
    }
    let Scene { dir, garage } = scene;
    drop(garage);
    Garage::restore(dir.path(), &copy, &Wishes::default(), later(4)).unwrap();
    let scene = Scene { garage: Garage::open(dir.path(), later(5)).unwrap(), dir };
    assert_eq!(scene.new_ones(), (2, 1, 2));
    scene.is_well();
}

/// Of a vehicle that nobody asked about since the copy was made, too.
#[tokio::test]
async fn what_was_seen_since_the_copy_was_made_is_no_news_after_a_restore() {
    let scene = Scene::new();
    let ids = [scene.known_vehicle("粤B12345").await, scene.known_vehicle("粤B12346").await];
    for id in &ids {
        scene.answer("juhe", id, rows(&["超速", "违停"]), later(1)).await;
    }
    let copy = scene.backup("copy.sqlite");
    let [one, other] =
        ids.each_ref().map(|id| ViolationQuery { vehicles: vec![id.clone()], ..Default::default() });
    let found = scene.garage.list_violations(&one).unwrap().rows;
    assert!(scene.garage.opened(&found[0].id).unwrap());
    scene.answer("juhe", &ids[1], rows(&["超速", "违停"]), later(2)).await;
    scene.garage.see(&other, later(3)).unwrap();
    for batch in scene.garage.batches(0, 10).unwrap() {
        scene.garage.finish_batch(&batch.id, BatchEnd::Done, later(4)).unwrap();
    }
    let Scene { dir, garage } = scene;
    drop(garage);
    Garage::restore(dir.path(), &copy, &Wishes::default(), later(5)).unwrap();
    let scene = Scene { garage: Garage::open(dir.path(), later(6)).unwrap(), dir };
    let new = scene.garage.list_violations(&ViolationQuery { new_only: true, ..Default::default() }).unwrap();
    assert_eq!((new.total, &new.rows[0].id), (1, &found[1].id), "the one that nobody opened");
    scene.is_well();
}
