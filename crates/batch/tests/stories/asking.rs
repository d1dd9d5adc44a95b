//! Asking once, and what becomes of answers.

use crate::memory::MemoryLedger;
use crate::scene::{Scene, number};
use crate::vendor::{Vendor, clean, doubtful, error, free, no_data, pending};
use cheku_batch::StopKind;
use cheku_domain::ledger::Skip;
use cheku_domain::provider::{ErrorKind, Scope};
use cheku_domain::{Attempt, Charge};
use std::time::Duration;

#[tokio::test(start_paused = true)]
async fn every_vehicle_is_asked_once_and_every_answer_is_counted_where_it_belongs() {
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) % 3 {
        0 => clean(),
        1 => no_data(),
        _ => pending(),
    });
    let scene = Scene::of(300, vendor).price(13, 0);
    let ended = scene.play().await;
    let tally = &ended.tally;
    assert_eq!((tally.answered, tally.no_data, tally.pending), (100, 100, 100));
    assert_eq!((tally.charged, tally.cost.0, tally.doubtful_cost.0), (100, 1300, 1300));
    assert_eq!(ended.stop, None);
    assert_eq!(scene.vendor().arrivals(), 300);
    assert_eq!(scene.ledger.cost(), tally.cost);
}

#[tokio::test(start_paused = true)]
async fn the_intent_is_committed_before_the_bytes_leave_even_on_a_slow_disk() {
    // The vendor itself holds every arrival against the ledger.
    let ledger = MemoryLedger::committing_in(Duration::from_millis(40));
    let scene = Scene::with_ledger(ledger, 60, Vendor::new(|_| clean()).latency(1));
    assert_eq!(scene.play().await.tally.answered, 60);
    assert_eq!(scene.vendor().arrivals(), scene.ledger.entries().len());
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_doubtful_and_never_repeated() {
    let vendor = Vendor::new(|a| if a.vehicle.0 == "v7" { doubtful(ErrorKind::Lost) } else { clean() });
    let scene = Scene::of(20, vendor).price(13, 0);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.doubtful), (19, 1));
    assert_eq!(ended.tally.doubtful_cost.0, 13);
    assert_eq!(scene.vendor().times("v7"), 1);
    assert_eq!(scene.state(7), Attempt::Doubtful);
    assert_eq!(scene.play().await.tally.planned, 0, "a resume leaves it alone");
    assert_eq!(scene.vendor().times("v7"), 1);
}

#[tokio::test(start_paused = true)]
async fn three_unreadable_answers_in_a_row_stop_the_provider() {
    let scene = Scene::of(100, Vendor::new(|_| doubtful(ErrorKind::Unreadable))).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.doubtful, ended.tally.not_asked), (3, 97));
    let stop = ended.stop.expect("a stop");
    assert_eq!((stop.kind, stop.scope), (StopKind::Vendor, Some(Scope::Vehicle)));
    assert_eq!(scene.vendor().arrivals(), 3);
}

#[tokio::test(start_paused = true)]
async fn lost_answers_and_unreadable_ones_are_one_row() {
    let vendor = Vendor::new(|arrival| {
        doubtful(if arrival.number.is_multiple_of(2) { ErrorKind::Lost } else { ErrorKind::Unreadable })
    });
    let scene = Scene::of(100, vendor).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.doubtful, ended.stop.is_some()), (3, true));
}

#[tokio::test(start_paused = true)]
async fn a_charged_refusal_locks_and_a_free_one_only_fails() {
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) {
        1 => Err(error(ErrorKind::VehicleLocked, Charge::Yes)),
        2 => free(ErrorKind::VehicleRefused),
        _ => clean(),
    });
    let scene = Scene::of(5, vendor).price(13, 0);
    let tally = scene.play().await.tally;
    assert_eq!((tally.failed, tally.locked, tally.free_again), (2, 1, 0));
    assert_eq!((tally.charged, tally.cost.0), (4, 52));
    assert_eq!(scene.vendor().arrivals(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_breaks_is_doubtful_and_three_of_them_stop() {
    let scene = Scene::of(50, Vendor::new(|_| panic!("a mistake of ours"))).concurrency(1).price(13, 0);
    let ended = scene.play().await;
    assert_eq!((ended.tally.doubtful, ended.tally.not_asked), (3, 47));
    assert_eq!(ended.tally.doubtful_cost.0, 39);
    scene.ledger.recover();
    assert_eq!(scene.state(1), Attempt::Doubtful, "the ledger comes to the same figure");
}

#[tokio::test(start_paused = true)]
async fn a_vehicle_whose_provider_is_not_open_stays_unasked() {
    let mut scene =
        Scene::of(3, Vendor::new(|_| clean())).and(2, Vendor::new(|_| clean()).called(&crate::vendor::TWO));
    scene.vendors.pop();
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked), (3, 2));
}

#[tokio::test(start_paused = true)]
async fn those_whom_the_plan_skipped_stay_in_the_figures() {
    let scene = Scene::of(10, Vendor::new(|_| clean())).skipping(Skip::Fresh, 7).skipping(Skip::Locked, 2);
    let tally = scene.play().await.tally;
    assert_eq!((tally.planned, tally.answered, tally.skipped.sum()), (19, 10, 9));
    assert_eq!(tally.done(), 19);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_promises_hold_on_several_threads() {
    let vendor =
        Vendor::new(
            |a| if number(&a.vehicle).is_multiple_of(50) { doubtful(ErrorKind::Lost) } else { clean() },
        );
    let scene = Scene::of(2_000, vendor.latency(0)).price(13, 5).cap(13 * 1_000);
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::MaxCost));
    assert_eq!(ended.tally.answered as usize + ended.tally.doubtful as usize, scene.vendor().arrivals());
    assert!(scene.vendor().arrivals() <= 1_005);
}
