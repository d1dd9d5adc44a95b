//! The person: pause, go on, cancel.

use crate::memory::MemoryLedger;
use crate::scene::Scene;
use crate::vendor::{Vendor, clean, error, free, rule};
use cheku_batch::{Order, StopKind};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Attempt, Charge};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Gives an order after so many milliseconds and says when that was.
async fn after(scene: &Scene, millis: u64, order: Order) -> Instant {
    sleep(Duration::from_millis(millis)).await;
    scene.control.order(order);
    Instant::now()
}

#[tokio::test(start_paused = true)]
async fn a_cancel_sends_nothing_new_and_writes_what_is_under_way() {
    let scene = Scene::of(500, Vendor::new(|_| clean())).concurrency(20);
    let (ended, at) = tokio::join!(scene.play(), after(&scene, 1_100, Order::Cancel));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Cancelled));
    let arrivals = scene.vendor().arrivals();
    assert!(scene.vendor().seen().arrivals.iter().all(|arrival| arrival.at <= at));
    assert_eq!((ended.tally.answered as usize, ended.tally.doubtful), (arrivals, 0));
    assert!(scene.ledger.entries().iter().all(|entry| entry.state == Attempt::Answered));
    assert!(at.elapsed() <= Duration::from_millis(200), "it waits for the answers and no longer");
}

#[tokio::test(start_paused = true)]
async fn a_cancel_after_the_last_question_left_is_no_cancel() {
    let scene = Scene::of(3, Vendor::new(|_| clean()));
    let (ended, _) = tokio::join!(scene.play(), after(&scene, 300, Order::Cancel));
    assert_eq!((ended.tally.answered, ended.stop), (3, None));
}

#[tokio::test(start_paused = true)]
async fn a_pause_holds_everything_until_it_goes_on() {
    let scene = Scene::of(300, Vendor::new(|_| clean())).concurrency(10);
    let person = async {
        let paused = after(&scene, 1_100, Order::Pause).await;
        (paused, after(&scene, 60_000, Order::Run).await)
    };
    let (ended, (paused, resumed)) = tokio::join!(scene.play(), person);
    assert_eq!((ended.tally.answered, ended.stop), (300, None));
    let seen = scene.vendor().seen();
    assert!(seen.arrivals.iter().all(|arrival| arrival.at <= paused || arrival.at >= resumed));
    assert!(seen.arrivals.iter().any(|arrival| arrival.at >= resumed));
}

#[tokio::test(start_paused = true)]
async fn a_paused_batch_can_be_cancelled() {
    let scene = Scene::of(300, Vendor::new(|_| clean()));
    let person = async {
        after(&scene, 500, Order::Pause).await;
        after(&scene, 10_000, Order::Cancel).await
    };
    let (ended, at) = tokio::join!(scene.play(), person);
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Cancelled));
    assert!(at.elapsed() < Duration::from_millis(10), "at once");
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_only_waits_can_be_cancelled_at_once() {
    let wait = ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(100)) };
    let scene = Scene::of(4, Vendor::new(move |_| free(wait)));
    let (ended, at) = tokio::join!(scene.play(), after(&scene, 5_000, Order::Cancel));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Cancelled));
    assert_eq!(ended.tally.not_asked, 4);
    assert!(at.elapsed() < Duration::from_millis(10));
}

#[tokio::test(start_paused = true)]
async fn a_vehicle_whose_rule_is_being_looked_up_is_not_asked_after_a_cancel() {
    let vendor = Vendor::new(|_| clean()).by_rule(|_| Some("A".into()), |key, _| Ok(rule(key)));
    let scene = Scene::of(10, vendor);
    let (ended, _) = tokio::join!(scene.play(), after(&scene, 100, Order::Cancel));
    assert_eq!((ended.tally.not_asked, scene.vendor().arrivals()), (10, 0));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Cancelled));
}

#[tokio::test(start_paused = true)]
async fn a_lookup_that_backs_off_is_cut_short_by_a_cancel_and_taken_up_after_a_pause() {
    let busy = ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(100)) };
    let look_up = move |key: &str, time| if time == 1 { Err(error(busy, Charge::No)) } else { Ok(rule(key)) };
    let vendor = || Vendor::new(|_| clean()).by_rule(|_| Some("A".into()), look_up);
    let cancelled = Scene::of(10, vendor());
    let (ended, at) = tokio::join!(cancelled.play(), after(&cancelled, 5_000, Order::Cancel));
    assert_eq!(ended.tally.not_asked, 10);
    assert!(at.elapsed() < Duration::from_millis(10));

    let paused = Scene::of(10, vendor());
    let person = async {
        after(&paused, 5_000, Order::Pause).await;
        after(&paused, 5_000, Order::Run).await
    };
    let (ended, _) = tokio::join!(paused.play(), person);
    assert_eq!((ended.tally.answered, ended.stop), (10, None));
}

#[tokio::test(start_paused = true)]
async fn a_pause_before_the_intent_is_committed_keeps_the_vehicle_waiting() {
    let ledger = MemoryLedger::committing_in(Duration::from_millis(50));
    let scene = Scene::with_ledger(ledger, 100, Vendor::new(|_| clean())).concurrency(8);
    let person = async {
        after(&scene, 600, Order::Pause).await;
        after(&scene, 5_000, Order::Run).await
    };
    let (ended, _) = tokio::join!(scene.play(), person);
    assert_eq!(ended.tally.answered, 100);
    assert_eq!(scene.vendor().arrivals(), 100, "nobody was asked twice");
}

#[tokio::test(start_paused = true)]
async fn what_was_committed_ahead_is_taken_back_when_the_person_pauses() {
    let scene = Scene::of(1_000, Vendor::new(|_| clean()));
    let person = async {
        let paused = after(&scene, 2_050, Order::Pause).await;
        sleep(Duration::from_millis(1)).await;
        let on_the_wire = scene.vendor().seen().under_way;
        let open = scene.ledger.entries().iter().filter(|entry| entry.state == Attempt::Asked).count();
        after(&scene, 60_000, Order::Cancel).await;
        (paused, on_the_wire, open)
    };
    let (ended, (paused, on_the_wire, open)) = tokio::join!(scene.play(), person);
    assert_eq!((on_the_wire, open), (50, 50), "who did not get to leave was never asked");
    assert!(scene.vendor().seen().arrivals.iter().all(|arrival| arrival.at <= paused));
    let asked = scene.vendor().arrivals();
    assert_eq!((ended.tally.answered as usize, scene.ledger.entries().len()), (asked, asked));
    assert_eq!(scene.unasked(), (asked + 1..=1_000).collect::<Vec<_>>(), "and they wait in their order");
}
