//! As fast as the wire, never faster than allowed.

use crate::memory::MemoryLedger;
use crate::scene::Scene;
use crate::vendor::{Vendor, clean, free};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Attempt, Timestamp};
use std::time::Duration;
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn ten_thousand_answers_take_hardly_longer_than_fifty_at_once_allow() {
    let start = Instant::now();
    // Each commit takes as long as on a slow disk.
    let ledger = MemoryLedger::committing_in(Duration::from_millis(15));
    let scene = Scene::with_ledger(ledger, 10_000, Vendor::new(|_| clean()).latency(200));
    assert_eq!(scene.play().await.tally.answered, 10_000);
    let ratio = start.elapsed().as_secs_f64() / (10_000.0 * 0.2 / 50.0);
    assert!(ratio <= 1.03, "{ratio}");
    assert_eq!(scene.vendor().seen().most_under_way, 50);
    let full = scene.vendor().seen().arrivals[100].at - start;
    assert!(full <= Duration::from_secs(1), "fifty at once are reached within a few rounds");
}

#[tokio::test(start_paused = true)]
async fn a_crash_leaves_doubt_about_a_tenth_more_than_was_asked_at_most() {
    let ledger = MemoryLedger::committing_in(Duration::from_millis(5));
    let scene = Scene::with_ledger(ledger, 1_000, Vendor::new(|_| clean()).latency(200));
    let crash = tokio::time::timeout(Duration::from_millis(2_345), scene.play());
    assert!(crash.await.is_err(), "it dies in the middle");
    let entries = scene.ledger.entries();
    let never_left = entries.len() - scene.vendor().arrivals();
    assert!(never_left <= 5, "{never_left} of fifty places");
    let open = entries.iter().filter(|entry| entry.state == Attempt::Asked).count();
    assert!(open <= 50 + 5 + 2, "{open}: on the wire, ahead, and being written");
}

#[tokio::test(start_paused = true)]
async fn it_begins_gently_and_never_passes_its_limit() {
    let scene = Scene::of(500, Vendor::new(|_| clean())).concurrency(30);
    scene.play().await;
    let seen = scene.vendor().seen();
    assert_eq!(seen.most_under_way, 30);
    let first = seen.arrivals[0].at;
    let after = |millis| first + Duration::from_millis(millis);
    assert_eq!(seen.arrivals[1].at, after(200), "a scout");
    let arrived_by = |at| seen.arrivals.iter().filter(|arrival| arrival.at < at).count();
    assert!(
        (14..=17).contains(&arrived_by(after(300))),
        "then one after the other: {}",
        arrived_by(after(300))
    );
    assert!((29..=32).contains(&arrived_by(after(400))), "{}", arrived_by(after(400)));
    let together = seen.arrivals.iter().filter(|arrival| arrival.at == seen.arrivals[100].at).count();
    assert!(together <= 2, "{together}: they stay apart");
}

#[tokio::test(start_paused = true)]
async fn refused_vehicles_do_not_keep_the_pace_down() {
    let start = Instant::now();
    let scene = Scene::of(1_000, Vendor::new(|_| free(ErrorKind::VehicleRefused)));
    assert_eq!(scene.play().await.tally.failed, 1_000);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_rate_per_second_is_kept_and_used() {
    let start = Instant::now();
    let scene = Scene::of(200, Vendor::new(|_| clean())).rate(10.0);
    scene.play().await;
    let seen = scene.vendor().seen();
    for window in seen.arrivals.windows(12) {
        let (first, last) = (window[0].at, window[11].at);
        assert!(last - first >= Duration::from_secs(1), "twelve within {:?}", last - first);
    }
    assert!(start.elapsed() < Duration::from_millis(20_500), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_and_forward_changes_neither_the_pace_nor_who_is_asked() {
    const DAY_MS: i64 = 86_400_000;
    let start = Instant::now();
    let scene = Scene::of(1_000, Vendor::new(|_| clean())).rate(100.0).clock(|elapsed| {
        // A year back after three seconds, ten years forward after six.
        let set = if elapsed.as_secs() < 3 {
            0
        } else if elapsed.as_secs() < 6 {
            -365
        } else {
            3_650
        };
        Timestamp(1_770_000_000_000 + set * DAY_MS)
    });
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.stop), (1_000, None));
    assert_eq!(scene.vendor().arrivals(), 1_000, "everybody once");
    let took = start.elapsed();
    assert!(took > Duration::from_secs(9) && took < Duration::from_secs(11), "{took:?}");
}
