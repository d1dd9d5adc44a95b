//! A ledger that cannot be written.

use crate::scene::Scene;
use crate::vendor::{Vendor, clean};
use cheku_batch::memory::Faults;
use cheku_domain::Attempt;

#[tokio::test(start_paused = true)]
async fn without_a_written_intent_nothing_is_sent() {
    let scene = Scene::of(20, Vendor::new(|_| clean()));
    scene.ledger.set_faults(Faults { intents_left: Some(0), ..Faults::default() });
    let ended = scene.play().await;
    assert_eq!(scene.vendor().arrivals(), 0);
    assert_eq!(ended.ledger.map(|error| error.code), Some("disk_full"));
    assert_eq!((ended.tally.not_asked, ended.tally.doubtful), (20, 0));
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_fills_up_in_the_middle_ends_the_batch_with_what_was_answered() {
    let scene = Scene::of(100, Vendor::new(|_| clean()));
    scene.ledger.set_faults(Faults { intents_left: Some(30), ..Faults::default() });
    let ended = scene.play().await;
    assert!(ended.ledger.is_some());
    assert_eq!((scene.vendor().arrivals(), ended.tally.answered, ended.tally.not_asked), (30, 30, 70));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_written_is_doubtful_and_not_asked_for_again() {
    let scene = Scene::of(100, Vendor::new(|_| clean())).price(13, 0);
    scene.ledger.set_faults(Faults { settlements_left: Some(10), ..Faults::default() });
    let ended = scene.play().await;
    assert!(ended.ledger.is_some());
    assert_eq!(ended.tally.answered, 10);
    let arrivals = scene.vendor().arrivals();
    assert_eq!(ended.tally.doubtful as usize, arrivals - 10, "asked, and nobody can say what for");
    assert_eq!(ended.tally.doubtful_cost.0, 13 * (arrivals as i64 - 10));

    scene.ledger.set_faults(Faults::default());
    scene.ledger.recover();
    let resumed = scene.play().await;
    assert_eq!(resumed.tally.planned as usize, 100 - arrivals);
    assert_eq!(scene.vendor().arrivals(), 100, "each vehicle was asked about once");
    assert!(scene.ledger.entries().iter().all(|entry| entry.state != Attempt::Asked));
}
