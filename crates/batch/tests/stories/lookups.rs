//! Rules that must be looked up first.

use crate::scene::{Scene, number};
use crate::vendor::{Vendor, clean, error, rule};
use cheku_batch::StopKind;
use cheku_domain::ledger::Skip;
use cheku_domain::provider::{ErrorKind, Refusal};
use cheku_domain::{Charge, Vehicle};

fn one_key(_: &Vehicle) -> Option<String> {
    Some("京A".into())
}

fn two_keys(vehicle: &Vehicle) -> Option<String> {
    Some(if number(&vehicle.id).is_multiple_of(2) { "even" } else { "odd" }.into())
}

#[tokio::test(start_paused = true)]
async fn fifty_vehicles_wait_for_one_lookup() {
    let vendor = Vendor::new(|_| clean()).by_rule(one_key, |key, _| Ok(rule(key)));
    let scene = Scene::of(50, vendor);
    let ended = scene.play().await;
    assert_eq!(ended.tally.answered, 50);
    assert_eq!(scene.vendor().seen().lookups, ["京A"]);
    let lookups = scene.ledger.entries().iter().filter(|entry| entry.intent.vehicle.is_none()).count();
    assert_eq!(lookups, 1, "a lookup stands in the ledger too");
}

#[tokio::test(start_paused = true)]
async fn a_kept_rule_is_not_looked_up_again() {
    let vendor = Vendor::new(|_| clean()).by_rule(one_key, |key, _| Ok(rule(key)));
    let scene = Scene::of(10, vendor).price(13, 0).cap(13 * 5);
    scene.play().await;
    scene.play().await;
    assert_eq!(scene.vendor().seen().lookups.len(), 1);
    assert_eq!(scene.vendor().arrivals(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_prefix_that_nobody_knows_is_left_to_the_person() {
    let look_up = |key: &str, _| match key {
        "odd" => Err(error(ErrorKind::CityUnknown, Charge::No)),
        _ => Ok(rule(key)),
    };
    let scene = Scene::of(40, Vendor::new(|_| clean()).by_rule(two_keys, look_up));
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.stop), (20, None));
    assert_eq!(ended.tally.skipped.incomplete, 20);
    assert_eq!(scene.skip(1), Some(Skip::Incomplete(Refusal::CityUnknown)));
    assert_eq!(scene.vendor().seen().lookups.len(), 2, "a refusal too is looked up once");
}

#[tokio::test(start_paused = true)]
async fn an_account_that_may_not_look_up_stops_with_everybody_unasked() {
    let refuse = |_: &str, _| Err(error(ErrorKind::Credentials, Charge::No));
    let scene = Scene::of(40, Vendor::new(|_| clean()).by_rule(two_keys, refuse));
    let ended = scene.play().await;
    assert_eq!((ended.tally.not_asked, scene.vendor().arrivals()), (40, 0));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Vendor));
    assert!(scene.vendor().seen().lookups.len() <= 2);
}

#[tokio::test(start_paused = true)]
async fn a_lookup_without_a_connection_is_tried_three_times() {
    let refuse = |_: &str, _| Err(error(ErrorKind::NotSent, Charge::No));
    let scene = Scene::of(40, Vendor::new(|_| clean()).by_rule(one_key, refuse));
    let ended = scene.play().await;
    assert_eq!((ended.tally.not_asked, ended.tally.doubtful), (40, 0));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::NoNetwork));
    assert_eq!(scene.vendor().seen().lookups.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_lost_lookup_is_free_and_repeated() {
    let look_up = |key: &str, time| match time {
        1 => Err(error(ErrorKind::Lost, Charge::Unknown)),
        _ => Ok(rule(key)),
    };
    let ended = Scene::of(5, Vendor::new(|_| clean()).by_rule(one_key, look_up)).play().await;
    assert_eq!((ended.tally.answered, ended.tally.doubtful), (5, 0));
}

#[tokio::test(start_paused = true)]
async fn an_account_refused_elsewhere_holds_back_those_who_wait_for_a_rule() {
    // The first goes alone and is answered. Then odd ones, with no rule to wait for,
    // are refused; even ones must not be sent after that.
    let only_even =
        |v: &Vehicle| (number(&v.id) > 0 && number(&v.id).is_multiple_of(2)).then(|| "even".to_owned());
    let busy = ErrorKind::ProviderBusy { retries: 1, in_a_row: 3 };
    let look_up = move |key: &str, time| if time == 1 { Err(error(busy, Charge::No)) } else { Ok(rule(key)) };
    let refused = || Err(error(ErrorKind::QuotaUsedUp, Charge::No));
    let vendor = Vendor::new(move |arrival| if arrival.number == 1 { clean() } else { refused() });
    let scene = Scene::of(5, vendor.by_rule(only_even, look_up));
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked), (1, 4));
    let seen = scene.vendor().seen();
    assert!(seen.arrivals.iter().skip(1).all(|arrival| number(&arrival.vehicle) % 2 == 1));
    assert_eq!(seen.lookups.len(), 1);
}
