//! Refusals that concern more than one vehicle.

use crate::scene::{Scene, number};
use crate::vendor::{TWO, Vendor, clean, doubtful, error, free};
use cheku_batch::StopKind;
use cheku_domain::Charge;
use cheku_domain::ledger::Skip;
use cheku_domain::provider::{ErrorKind, Scope};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[tokio::test(start_paused = true)]
async fn without_a_connection_the_vehicles_stay_unasked_and_nothing_is_doubtful() {
    let scene = Scene::of(200, Vendor::new(|_| free(ErrorKind::NotSent)).latency(1));
    let ended = scene.play().await;
    let stop = ended.stop.expect("a stop");
    assert_eq!((stop.kind, stop.scope), (StopKind::NoNetwork, Some(Scope::Network)));
    assert_eq!((ended.tally.not_asked, ended.tally.doubtful, ended.tally.failed), (200, 0, 0));
    assert_eq!(scene.vendor().times("v1"), 3, "two repeats");
    assert!(scene.vendor().arrivals() <= 12, "the other vehicles do not try it too");
    assert_eq!(scene.unasked().len(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_comes_back_is_used() {
    let vendor = Vendor::new(|arrival| if arrival.time <= 2 { free(ErrorKind::NotSent) } else { clean() });
    let scene = Scene::of(40, vendor);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.stop), (40, None));
}

#[tokio::test(start_paused = true)]
async fn wrong_credentials_stop_after_the_first_answer_and_cost_nothing() {
    let scene = Scene::of(200, Vendor::new(|_| free(ErrorKind::Credentials))).price(13, 0);
    let ended = scene.play().await;
    let stop = ended.stop.expect("a stop");
    assert_eq!((stop.kind, stop.scope), (StopKind::Vendor, Some(Scope::Account)));
    assert_eq!((ended.tally.not_asked, ended.tally.charged, ended.tally.failed), (200, 0, 0));
    assert_eq!(scene.vendor().arrivals(), 1, "the first question goes alone");
    assert_eq!(scene.unasked().len(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_quota_that_ends_after_fifty_leaves_exactly_the_rest_for_the_resume() {
    let left = Arc::new(AtomicUsize::new(50));
    let quota = left.clone();
    let take = move || quota.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
    let vendor = Vendor::new(move |_| take().map_or_else(|_| free(ErrorKind::QuotaUsedUp), |_| clean()));
    let scene = Scene::of(200, vendor).price(13, 0);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked, ended.tally.planned), (50, 150, 200));
    assert_eq!(ended.stop.and_then(|stop| stop.error).map(|e| e.kind), Some(ErrorKind::QuotaUsedUp));
    let rest = scene.unasked();
    assert_eq!(rest.len(), 150);

    left.store(1000, Ordering::SeqCst);
    let before = scene.vendor().arrivals();
    let resumed = scene.play().await;
    assert_eq!((resumed.tally.planned, resumed.tally.answered), (150, 150));
    let asked: Vec<usize> =
        scene.vendor().seen().arrivals[before..].iter().map(|arrival| number(&arrival.vehicle)).collect();
    assert_eq!(asked, rest, "exactly those, once each, in order");
    assert_eq!(scene.ledger.cost().0, 200 * 13, "everybody was paid for once");
}

#[tokio::test(start_paused = true)]
async fn a_city_in_maintenance_is_skipped_and_the_others_are_asked() {
    let odd_or_even =
        |v: &cheku_domain::Vehicle| Some(if number(&v.id).is_multiple_of(2) { "EVEN" } else { "ODD" }.into());
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) % 2 {
        0 => free(ErrorKind::CityClosed),
        _ => clean(),
    });
    let scene = Scene::of(100, vendor.by_city(odd_or_even)).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed, ended.tally.free_again), (50, 1, 1));
    assert_eq!(ended.tally.skipped.city, 49);
    assert_eq!((scene.skip(4), scene.vendor().times("v4")), (Some(Skip::City), 0));
    assert_eq!(ended.stop, None);
}

#[tokio::test(start_paused = true)]
async fn one_vendor_s_closed_city_is_not_the_other_s() {
    let beijing = |_: &cheku_domain::Vehicle| Some("BJ".to_owned());
    let closed = Vendor::new(|_| free(ErrorKind::CityClosed)).by_city(beijing);
    let open = Vendor::new(|_| clean()).by_city(beijing).called(&TWO);
    let ended = Scene::of(10, closed).and(10, open).concurrency(1).play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed), (10, 1));
    assert_eq!(ended.tally.skipped.city, 9);
}

const BUSY: ErrorKind = ErrorKind::ProviderBusy { retries: 2, in_a_row: 3 };

#[tokio::test(start_paused = true)]
async fn a_busy_vendor_is_asked_twice_more_and_three_vehicles_in_a_row_stop() {
    let scene = Scene::of(100, Vendor::new(|_| free(BUSY))).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.failed, ended.tally.free_again, ended.tally.not_asked), (3, 3, 97));
    assert_eq!(ended.stop.expect("a stop").scope, Some(Scope::Provider));
    for failed in ended_vehicles(&scene) {
        assert_eq!(scene.vendor().times(&format!("v{failed}")), 3);
    }
    let seen = scene.vendor().seen();
    let of_first: Vec<_> = seen.arrivals.iter().filter(|a| a.vehicle.0 == "v1").map(|a| a.at).collect();
    assert!(of_first[1] - of_first[0] >= std::time::Duration::from_secs(1), "with a pause");
    assert!(of_first[2] - of_first[1] >= std::time::Duration::from_secs(2), "and a longer one");
}

fn ended_vehicles(scene: &Scene) -> Vec<usize> {
    let waiting = scene.unasked();
    (1..=100).filter(|number| !waiting.contains(number)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_success_in_between_begins_the_row_anew() {
    // Two vehicles in a row fail, the third answers, and so on.
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) % 3 {
        0 => clean(),
        _ => free(ErrorKind::ProviderBusy { retries: 0, in_a_row: 3 }),
    });
    let ended = Scene::of(90, vendor).concurrency(1).play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed, ended.stop), (30, 60, None));
}

#[tokio::test(start_paused = true)]
async fn notes_of_the_vendor_stop_after_three_in_a_row() {
    let ended = Scene::of(50, Vendor::new(|_| free(ErrorKind::VehicleNote))).concurrency(1).play().await;
    assert_eq!((ended.tally.failed, ended.tally.not_asked, ended.stop.is_some()), (3, 47, true));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_may_be_charged_is_not_left_for_a_repeat() {
    let scene = Scene::of(20, Vendor::new(|_| doubtful(ErrorKind::BadRequest))).concurrency(1).price(13, 0);
    let ended = scene.play().await;
    assert_eq!((ended.tally.doubtful, ended.tally.not_asked), (1, 19));
    assert!(!scene.unasked().contains(&1));
    let scene = Scene::of(20, Vendor::new(|_| Err(error(ErrorKind::DebugMode, Charge::Yes)))).concurrency(1);
    assert_eq!(scene.play().await.tally.failed, 1);
}

#[tokio::test(start_paused = true)]
async fn one_vendor_stops_and_the_other_goes_on_to_its_end() {
    let refusing = Vendor::new(|_| free(ErrorKind::AccountClosed));
    let scene = Scene::of(100, refusing).and(100, Vendor::new(|_| clean()).called(&TWO));
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked), (100, 100));
    assert_eq!(ended.stop.expect("a stop").provider.as_deref(), Some("one"));
    assert_eq!(scene.vendors[1].arrivals(), 100);
    assert!(scene.vendors[0].arrivals() <= 4);
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_was_under_way_when_its_vendor_stopped_does_not_hold_the_batch() {
    let wait = ErrorKind::RateLimited { retry_after: Some(std::time::Duration::from_secs(100)) };
    let vendor =
        Vendor::new(move |arrival| free(if arrival.number == 1 { ErrorKind::Credentials } else { wait }));
    let start = tokio::time::Instant::now();
    let ended = Scene::of(10, vendor).play().await;
    assert_eq!(ended.tally.not_asked, 10);
    assert!(start.elapsed() < std::time::Duration::from_secs(1), "took {:?}", start.elapsed());
}
