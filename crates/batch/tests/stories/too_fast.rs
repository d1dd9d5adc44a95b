//! Vendors that say "too fast".

use crate::scene::Scene;
use crate::vendor::{TWO, Vendor, clean, free};
use cheku_batch::{Order, StopKind};
use cheku_domain::provider::ErrorKind;
use std::time::Duration;
use tokio::time::Instant;

const UNSTATED: ErrorKind = ErrorKind::RateLimited { retry_after: None };

fn wait(seconds: u64) -> ErrorKind {
    ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(seconds)) }
}

#[tokio::test(start_paused = true)]
async fn a_stated_wait_is_kept_by_everybody_and_halves_the_pace() {
    let vendor = Vendor::new(|arrival| if arrival.number == 100 { free(wait(7)) } else { clean() });
    let scene = Scene::of(300, vendor);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.stop), (300, None));
    let seen = scene.vendor().seen();
    let complaint = seen.arrivals[99].at + Duration::from_millis(200);
    let after: Vec<Instant> = seen.arrivals.iter().map(|a| a.at).filter(|at| *at > complaint).collect();
    assert!(after[0] >= complaint + Duration::from_secs(7), "nobody leaves before the wait is over");
    let tallies = scene.tallies.lock().expect("tallies");
    let slowed = tallies.iter().position(|tally| tally.slowed).expect("it slowed down");
    assert!(tallies[slowed].limit <= tallies[slowed - 1].limit / 2 + 1);
}

#[tokio::test(start_paused = true)]
async fn a_stated_wait_is_honoured_three_times_at_most() {
    let vendor = Vendor::new(|arrival| if arrival.vehicle.0 == "v1" { free(wait(2)) } else { clean() });
    let scene = Scene::of(30, vendor);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed, ended.tally.free_again), (29, 1, 1));
    assert_eq!(scene.vendor().times("v1"), 4);
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_always_states_a_wait_is_given_up_as_too_fast_and_not_as_silent() {
    // Three waits of 100 s are longer than the minute that counts as silence.
    let ended = Scene::of(10, Vendor::new(|_| free(wait(100)))).play().await;
    let stop = ended.stop.expect("a stop");
    assert_eq!(stop.kind, StopKind::Vendor);
    assert_eq!((ended.tally.failed + ended.tally.not_asked, ended.tally.doubtful), (10, 0));
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_an_hour_is_the_person_s_to_decide() {
    let start = Instant::now();
    let vendor = Vendor::new(|arrival| if arrival.number > 20 { free(wait(3600)) } else { clean() });
    let scene = Scene::of(100, vendor).and(100, Vendor::new(|_| clean()).called(&TWO));
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked, ended.tally.failed), (120, 80, 0));
    assert!(start.elapsed() < Duration::from_secs(60), "nobody sits it out");
}

#[tokio::test(start_paused = true)]
async fn an_absurd_wait_does_no_harm() {
    let vendor = Vendor::new(|_| free(ErrorKind::RateLimited { retry_after: Some(Duration::MAX) }));
    let ended = Scene::of(10, vendor).play().await;
    assert_eq!(ended.tally.not_asked, 10);
}

#[tokio::test(start_paused = true)]
async fn without_a_stated_wait_it_slows_down_and_gets_through() {
    let vendor =
        Vendor::new(|arrival| if arrival.number.is_multiple_of(40) { free(UNSTATED) } else { clean() });
    let scene = Scene::of(400, vendor);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed, ended.stop), (400, 0, None));
    let tallies = scene.tallies.lock().expect("tallies");
    assert!(tallies.iter().any(|tally| tally.slowed));
}

#[tokio::test(start_paused = true)]
async fn a_minute_without_one_answer_stops_with_too_slow() {
    let start = Instant::now();
    let scene =
        Scene::of(50, Vendor::new(|arrival| if arrival.number > 10 { free(UNSTATED) } else { clean() }));
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::TooSlow));
    assert_eq!((ended.tally.answered, ended.tally.not_asked), (10, 40));
    let took = start.elapsed();
    assert!(took > Duration::from_secs(60) && took < Duration::from_secs(63), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn it_is_too_slow_even_after_the_other_vendor_stopped() {
    let slow = Vendor::new(|_| free(UNSTATED)).called(&TWO);
    let scene = Scene::of(10, Vendor::new(|_| free(ErrorKind::Credentials))).and(10, slow);
    let ended = scene.play().await;
    assert_eq!(ended.tally.not_asked, 20);
    assert_eq!(ended.stop.expect("a stop").kind, StopKind::Vendor, "the first reason is told");
}

#[tokio::test(start_paused = true)]
async fn a_pause_is_no_silence() {
    let vendor = Vendor::new(|arrival| if arrival.number == 20 { free(UNSTATED) } else { clean() });
    let scene = Scene::of(100, vendor).concurrency(1);
    let person = async {
        tokio::time::sleep(Duration::from_millis(4_500)).await;
        scene.control.order(Order::Pause);
        tokio::time::sleep(Duration::from_secs(600)).await;
        scene.control.order(Order::Run);
    };
    let (ended, ()) = tokio::join!(scene.play(), person);
    assert_eq!((ended.tally.answered, ended.stop), (100, None));
}

#[tokio::test(start_paused = true)]
async fn a_vehicle_that_was_slowed_down_still_has_its_two_tries_to_connect() {
    let vendor = Vendor::new(|arrival| match arrival.time {
        1..=5 => free(UNSTATED),
        6 => free(ErrorKind::NotSent),
        _ => clean(),
    });
    let ended = Scene::of(1, vendor).play().await;
    assert_eq!((ended.tally.answered, ended.stop), (1, None));
}
