//! The last check: what a person means by "new since the last check".

use crate::scene::{NOON, Scene, answered, later, row};
use cheku_domain::ledger::{BatchId, Ledger, Skip};
use cheku_domain::{Timestamp, VehicleId};
use cheku_garage::{BatchEnd, NewBatch, NewItem, VehicleQuery, ViolationQuery};

impl Scene {
    fn goes_on(&self, with: &BatchId, vehicle: &VehicleId, at: Timestamp) -> BatchId {
        let item =
            NewItem { vehicle: vehicle.clone(), provider: "juhe".into(), instead_of: None, skip: None };
        let goes_on_with = Some(with.clone());
        let new = NewBatch { provider: "juhe".into(), cap: None, goes_on_with, items: vec![item] };
        self.garage.create_batch(new, at).unwrap()
    }

    async fn finds_one(&self, batch: &BatchId, vehicle: &VehicleId, act: &str) {
        let call = self.intend(batch, "juhe", vehicle).await;
        self.settle(call, answered(vec![row("2026-03-01 08:00:00", act, None, None)]), later(1)).await;
    }

    /// New violations, the vehicles that have some, and the sum of the garage list.
    fn new_ones(&self) -> (usize, usize, u32) {
        let violations = ViolationQuery { new_only: true, ..ViolationQuery::default() };
        let vehicles = VehicleQuery { new_only: true, ..VehicleQuery::default() };
        let all = self.garage.list(&VehicleQuery::default()).unwrap();
        let found = self.garage.list(&vehicles).unwrap();
        (self.garage.list_violations(&violations).unwrap().total, found.total, all.new_count)
    }
}

#[tokio::test]
async fn what_a_batch_found_before_it_was_cut_short_stays_new_when_it_is_gone_on_with() {
    let scene = Scene::new();
    let ids: Vec<_> = (0..3).map(|n| scene.vehicle(&format!("粤B1234{n}"))).collect();
    assert_eq!(scene.garage.last_check().unwrap(), None);
    assert_eq!(scene.garage.last_check_seen().unwrap(), None);
    let first = scene.batch("juhe", &ids.iter().collect::<Vec<_>>());
    scene.finds_one(&first, &ids[0], "超速").await;
    scene.garage.finish_batch(&first, BatchEnd::Cancelled, later(2)).unwrap();
    let second = scene.goes_on(&first, &ids[1], later(3));
    scene.finds_one(&second, &ids[1], "闯红灯").await;
    scene.garage.finish_batch(&second, BatchEnd::Cancelled, later(4)).unwrap();
    let third = scene.goes_on(&second, &ids[2], later(5));
    scene.finds_one(&third, &ids[2], "违停").await;

    assert_eq!(scene.new_ones(), (3, 3, 3));
    let check = scene.garage.last_check().unwrap().unwrap();
    assert_eq!((check.newest, check.began_at, check.started_at), (third, NOON, later(5)));
    assert_eq!((check.asked, check.new_violations, check.new_vehicles), (3, 3, 3));
    let seen = scene.garage.last_check_seen().unwrap().unwrap();
    assert_eq!((seen.started_at, seen.new_violations), (later(5), 3), "the frame says the same");
    assert_eq!(check.not_asked, 0, "what the first part left, the others asked");

    let next = scene.batch("juhe", &[&ids[0]]);
    scene.finds_one(&next, &ids[0], "逆行").await;
    assert_eq!(scene.new_ones(), (1, 1, 1), "another check begins anew");
}

#[tokio::test]
async fn a_batch_that_skipped_everybody_takes_nothing_from_what_is_new() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let asked = scene.batch("juhe", &[&id]);
    scene.finds_one(&asked, &id, "超速").await;
    scene.garage.finish_batch(&asked, BatchEnd::Done, later(1)).unwrap();
    let idle = scene.batch("juhe", &[&id]);
    scene.garage.skip(&idle, &id, Skip::Fresh).await.unwrap();
    scene.garage.finish_batch(&idle, BatchEnd::Done, later(2)).unwrap();

    assert_eq!(scene.new_ones(), (1, 1, 1));
    assert_eq!(scene.garage.last_check().unwrap().unwrap().newest, asked);
    assert_eq!(scene.garage.last_batch().unwrap().unwrap().id, idle);
}
