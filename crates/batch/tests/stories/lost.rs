//! A gateway that is down, a line that breaks, a computer that sleeps: answers
//! are lost, and each may have been charged.

use crate::scene::{Scene, number};
use crate::vendor::{TWO, Vendor, clean, doubtful};
use cheku_batch::StopKind;
use cheku_domain::provider::{ErrorKind, Scope};

#[tokio::test(start_paused = true)]
async fn a_gateway_that_is_down_makes_three_vehicles_doubtful_and_no_more() {
    let scene = Scene::of(200, Vendor::new(|_| doubtful(ErrorKind::Lost)).latency(30_000)).price(13, 0);
    let ended = scene.play().await;
    let stop = ended.stop.expect("a stop");
    assert_eq!((stop.kind, stop.scope), (StopKind::Vendor, Some(Scope::Vehicle)));
    assert_eq!((ended.tally.doubtful, ended.tally.not_asked), (3, 197));
    assert_eq!(scene.vendor().arrivals(), 3, "each asked once");
}

#[tokio::test(start_paused = true)]
async fn one_that_goes_down_under_way_costs_what_was_under_way_and_two_more() {
    let vendor =
        Vendor::new(|arrival| if arrival.number <= 100 { clean() } else { doubtful(ErrorKind::Lost) });
    let scene = Scene::of(400, vendor).concurrency(8);
    let ended = scene.play().await;
    assert_eq!(ended.tally.answered, 100);
    assert!(ended.tally.doubtful <= 8 + 2, "{}", ended.tally.doubtful);
    assert!(ended.stop.is_some());
    assert_eq!(ended.tally.not_asked, 400 - 100 - ended.tally.doubtful);
}

#[tokio::test(start_paused = true)]
async fn a_broken_line_that_comes_back_is_one_sign_of_trouble() {
    // After the first alone eight are always under way together: all eight of a round are
    // lost when the line breaks, and the next one is answered.
    let vendor = Vendor::new(|arrival| match arrival.number {
        98..=105 => doubtful(ErrorKind::Lost),
        _ => clean(),
    });
    let scene = Scene::of(400, vendor).concurrency(8);
    let ended = scene.play().await;
    assert_eq!((ended.tally.doubtful, ended.tally.answered, ended.stop), (8, 392, None));
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_now_and_then_stops_nothing() {
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) % 10 {
        0 => doubtful(ErrorKind::Lost),
        _ => clean(),
    });
    let ended = Scene::of(500, vendor).play().await;
    assert_eq!((ended.tally.doubtful, ended.tally.answered, ended.stop), (50, 450, None));
}

#[tokio::test(start_paused = true)]
async fn one_vendor_that_is_down_does_not_stop_the_other() {
    let down = Vendor::new(|_| doubtful(ErrorKind::Lost)).latency(30_000);
    let ended = Scene::of(50, down).and(50, Vendor::new(|_| clean()).called(&TWO)).play().await;
    assert_eq!((ended.tally.answered, ended.tally.doubtful, ended.tally.not_asked), (50, 3, 47));
}
