//! The other provider, taken by itself where the person switched that on.

use crate::scene::{Scene, number};
use crate::vendor::{TWO, Vendor, clean, doubtful, error, free};
use cheku_batch::StopKind;
use cheku_domain::Charge;
use cheku_domain::ledger::Skip;
use cheku_domain::provider::ErrorKind;

fn beijing(_: &cheku_domain::Vehicle) -> Option<String> {
    Some("BJ".to_owned())
}

#[tokio::test(start_paused = true)]
async fn vehicles_of_a_closed_city_are_asked_of_the_other_one() {
    let closed = Vendor::new(|_| free(ErrorKind::CityClosed)).by_city(beijing);
    let scene = Scene::of(30, closed).or_else(Vendor::new(|_| clean()).called(&TWO)).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.failed, ended.tally.elsewhere), (30, 0, 30));
    assert_eq!((ended.tally.skipped.sum(), ended.stop), (0, None));
    assert_eq!((scene.vendors[0].arrivals(), scene.vendors[1].arrivals()), (1, 30), "one refusal is enough");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_closes_hands_everybody_over_and_that_is_no_stop() {
    let closing =
        Vendor::new(|arrival| if arrival.number <= 20 { clean() } else { free(ErrorKind::ProviderClosed) });
    let scene = Scene::of(100, closing).or_else(Vendor::new(|_| clean()).called(&TWO)).price(13, 0);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.elsewhere, ended.tally.not_asked), (100, 80, 0));
    assert_eq!(ended.stop, None);
    assert_eq!(scene.vendors[1].arrivals(), 80);
    assert_eq!(scene.ledger.cost().0, 100 * 13, "everybody was paid for once");
}

#[tokio::test(start_paused = true)]
async fn three_busy_answers_in_a_row_hand_the_others_over() {
    let busy = Vendor::new(|_| free(ErrorKind::ProviderBusy { retries: 0, in_a_row: 3 }));
    let scene = Scene::of(50, busy).or_else(Vendor::new(|_| clean()).called(&TWO)).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.failed, ended.tally.answered, ended.tally.not_asked), (3, 47, 0));
}

#[tokio::test(start_paused = true)]
async fn what_may_be_charged_is_never_asked_of_the_other_one() {
    let charged = Vendor::new(|arrival| match number(&arrival.vehicle) % 2 {
        0 => Err(error(ErrorKind::CityClosed, Charge::Unknown)),
        _ => Err(error(ErrorKind::VehicleLocked, Charge::Yes)),
    });
    let scene = Scene::of(20, charged).or_else(Vendor::new(|_| clean()).called(&TWO)).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.elsewhere, scene.vendors[1].arrivals()), (0, 0));
    let lost = Vendor::new(|_| doubtful(ErrorKind::Lost));
    let scene = Scene::of(20, lost).or_else(Vendor::new(|_| clean()).called(&TWO));
    let ended = scene.play().await;
    assert_eq!((ended.tally.elsewhere, ended.tally.not_asked, ended.tally.doubtful), (0, 17, 3));
}

#[tokio::test(start_paused = true)]
async fn an_account_that_is_empty_is_the_person_s_matter() {
    let empty = Vendor::new(|_| free(ErrorKind::QuotaUsedUp));
    let scene = Scene::of(20, empty).or_else(Vendor::new(|_| clean()).called(&TWO));
    let ended = scene.play().await;
    assert_eq!((ended.tally.not_asked, scene.vendors[1].arrivals()), (20, 0));
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::Vendor));
}

#[tokio::test(start_paused = true)]
async fn the_cap_holds_over_both() {
    let closed = Vendor::new(|_| free(ErrorKind::ProviderClosed));
    let scene = Scene::of(100, closed).or_else(Vendor::new(|_| clean()).called(&TWO)).price(13, 0).cap(500);
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked, ended.tally.cost.0), (38, 62, 494));
}

#[tokio::test(start_paused = true)]
async fn both_closed_ends_with_everybody_where_they_stand() {
    let closed = || Vendor::new(|_| free(ErrorKind::CityClosed)).by_city(beijing);
    let scene = Scene::of(10, closed()).or_else(closed().called(&TWO)).concurrency(1);
    let ended = scene.play().await;
    assert_eq!((ended.tally.failed, ended.tally.skipped.city), (1, 9));
    assert_eq!(scene.skip(10), Some(Skip::City));
    assert_eq!((scene.vendors[0].arrivals(), scene.vendors[1].arrivals()), (1, 1));
}
