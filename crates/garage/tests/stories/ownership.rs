//! Whose batch it is: by the garage itself, on whatever machine, and what becomes of answers
//! that somebody had given up.

use crate::scene::{NOON, Scene, answered, failed, later, row};
use cheku_domain::ledger::{BatchId, CallId, Ledger, Outcome, Settlement};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Attempt, Charge, VehicleId, VehicleStatus};
use cheku_garage::{BatchEnd, BatchHold, BatchState, CallRange, Garage};
use rusqlite::Connection;
use std::time::{SystemTime, UNIX_EPOCH};

/// A question under way in a batch of this process.
struct UnderWay {
    scene: Scene,
    hold: BatchHold,
    batch: BatchId,
    vehicle: VehicleId,
    other: VehicleId,
    call: CallId,
}

impl UnderWay {
    async fn new() -> UnderWay {
        let scene = Scene::new();
        scene.account("storeapi", Some(14), 0);
        let (vehicle, other) = (scene.vehicle("粤B12345"), scene.vehicle("粤B12346"));
        let hold = scene.garage.hold_for_batch(NOON).unwrap();
        let batch = scene.batch("storeapi", &[&vehicle, &other]);
        let call = scene.intend(&batch, "storeapi", &vehicle).await;
        UnderWay { scene, hold, batch, vehicle, other, call }
    }

    fn file(&self) -> Connection {
        Connection::open(self.scene.garage.path()).unwrap()
    }

    /// As the garage looks from another computer that shares its folder: this process is
    /// elsewhere, said so many minutes ago that it lives, and its lock did not come along.
    fn seen_from_elsewhere(&self, silent_minutes: i64) -> Garage {
        let beat = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
        let sql = "UPDATE batch_owner SET host = 'OFFICE-2', machine = 'another', beat_at = ?1";
        assert_eq!(self.file().execute(sql, [beat - silent_minutes * 60_000]).unwrap(), 1);
        // Moved, since Windows keeps the name of a removed file until nobody has it open.
        let lock = |name: &str| self.scene.dir.path().join(name);
        std::fs::rename(lock("garage.batch.lock"), lock("left.lock")).unwrap();
        Garage::open(self.scene.dir.path(), later(1)).unwrap()
    }

    /// Somebody elsewhere took this process for dead and made its question doubtful.
    async fn given_up() -> UnderWay {
        let scene = UnderWay::new().await;
        let elsewhere = scene.seen_from_elsewhere(30);
        let kept = elsewhere.call(&scene.call.0).unwrap().unwrap();
        assert_eq!((kept.state, kept.error_kind.as_deref()), (Attempt::Doubtful, Some("interrupted")));
        assert_eq!(elsewhere.vehicle_row(&scene.vehicle).unwrap().unwrap().status, VehicleStatus::Doubtful);
        scene
    }

    async fn settle(&self, outcome: Outcome) {
        self.scene.settle(self.call.clone(), outcome, later(2)).await;
    }

    /// Charged, doubtful, fen.
    fn money(&self) -> (u32, u32, i64) {
        let sums = self.scene.garage.calls_summary(&CallRange::default()).unwrap();
        assert_eq!(self.scene.garage.charged_calls("storeapi").unwrap(), sums.charged, "counted once");
        (sums.charged, sums.doubtful, sums.cost_fen.0)
    }

    fn status(&self) -> VehicleStatus {
        self.scene.garage.vehicle_row(&self.vehicle).unwrap().unwrap().status
    }
}

fn one_violation() -> Outcome {
    answered(vec![row("2026-03-01 08:00:00", "超速", Some(200), Some(3))])
}

#[tokio::test]
async fn a_lock_file_that_was_deleted_gives_nobody_the_batch() {
    let scene = UnderWay::new().await;
    std::fs::remove_file(scene.scene.dir.path().join("garage.batch.lock")).unwrap();
    let other = Garage::open(scene.scene.dir.path(), later(1)).unwrap();
    assert_eq!(other.hold_for_batch(later(1)).unwrap_err().code(), "garage_held");
    assert_eq!(other.call(&scene.call.0).unwrap().unwrap().state, Attempt::Asked);
    scene.settle(one_violation()).await;
    assert_eq!(scene.money(), (1, 0, 14));
}

#[tokio::test]
async fn a_batch_on_another_computer_is_left_alone_while_that_one_says_that_it_lives() {
    let scene = UnderWay::new().await;
    let elsewhere = scene.seen_from_elsewhere(2);
    let refused = elsewhere.hold_for_batch(later(1)).unwrap_err();
    assert_eq!(refused.code(), "garage_held");
    assert!(refused.message.contains("OFFICE-2"), "{}", refused.message);
    assert_eq!(elsewhere.holder().unwrap().process.host, "OFFICE-2");
    assert_eq!(elsewhere.call(&scene.call.0).unwrap().unwrap().state, Attempt::Asked);
    scene.scene.is_well();
}

#[tokio::test]
async fn an_answer_to_a_call_that_was_given_up_is_written_and_charged_once() {
    let scene = UnderWay::given_up().await;
    assert_eq!(scene.money(), (0, 1, 0));
    scene.settle(one_violation()).await;
    assert_eq!((scene.money(), scene.status()), ((1, 0, 14), VehicleStatus::Owing));
    let again = Settlement {
        call: scene.call.clone(),
        outcome: one_violation(),
        body: None,
        at: later(3),
        again: false,
    };
    assert_eq!(scene.scene.garage.settle(again).await.unwrap_err().code, "call_settled");
    assert_eq!(scene.money(), (1, 0, 14));
    scene.scene.is_well();
}

#[tokio::test]
async fn a_refusal_of_a_call_that_was_given_up_is_no_longer_in_doubt() {
    let scene = UnderWay::given_up().await;
    scene.settle(failed(ErrorKind::VehicleRefused, Charge::No)).await;
    assert_eq!((scene.money(), scene.status()), ((0, 0, 0), VehicleStatus::Failed));
    scene.scene.is_well();
}

#[tokio::test]
async fn a_question_that_never_left_and_was_given_up_never_was() {
    let scene = UnderWay::given_up().await;
    scene.settle(Outcome::TakenBack).await;
    assert_eq!((scene.money(), scene.status()), ((0, 0, 0), VehicleStatus::NeverAsked));
    assert_eq!(scene.scene.garage.not_asked(&scene.batch).unwrap().len(), 2);
    scene.scene.is_well();
}

#[tokio::test]
async fn what_a_person_settled_meanwhile_is_not_charged_a_second_time() {
    for charged in [true, false] {
        let scene = UnderWay::given_up().await;
        scene.scene.garage.settle_by_person(&scene.call.0, charged, later(2)).unwrap();
        let money = scene.money();
        scene.settle(one_violation()).await;
        assert_eq!((scene.money(), scene.status()), (money, VehicleStatus::Owing), "{charged}");
        scene.scene.is_well();
    }
}

#[tokio::test]
async fn a_batch_that_was_given_up_asks_nobody_else_and_ends_by_its_own_word() {
    let scene = UnderWay::given_up().await;
    let refused = scene.scene.try_intend(&scene.batch, "storeapi", &scene.other).await.unwrap_err();
    assert_eq!(refused.code, "batch_taken");
    scene.settle(one_violation()).await;
    scene.scene.garage.finish_batch(&scene.batch, BatchEnd::Cancelled, later(3)).unwrap();
    let state = scene.scene.garage.batch(&scene.batch).unwrap().unwrap().state;
    assert_eq!(state, BatchState::Cancelled);
    drop(scene.hold);
}

#[tokio::test]
async fn a_right_that_another_took_is_not_given_back_for_it() {
    let scene = UnderWay::given_up().await;
    let elsewhere = Garage::open(scene.scene.dir.path(), later(2)).unwrap();
    let taken = elsewhere.hold_for_batch(later(2));
    // The first one's lock file is gone, and it was silent for too long.
    let taken = taken.unwrap();
    drop(scene.hold);
    assert_eq!(elsewhere.holder().unwrap().since, later(2));
    drop(taken);
    assert_eq!(elsewhere.holder(), None);
}
