//! A ledger that cannot be written.

use crate::memory::Faults;
use crate::scene::Scene;
use crate::vendor::{Vendor, clean};
use cheku_batch::Order;
use cheku_domain::Attempt;
use cheku_domain::ledger::Ledger;
use std::time::Duration;
use tokio::time::{Instant, sleep};

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
async fn an_answer_that_can_never_be_written_is_doubtful_and_not_asked_for_again() {
    let scene = Scene::of(100, Vendor::new(|_| clean())).price(13, 0);
    scene.ledger.set_faults(Faults { settlements_left: Some(10), ..Faults::default() });
    let ended = scene.play().await;
    assert_eq!(ended.ledger.map(|error| error.code), Some("disk_full"));
    assert_eq!(ended.tally.answered, 10);
    let open = scene.ledger.entries().len() - 10;
    assert_eq!(ended.tally.doubtful as usize, open, "nobody can say what came of them");
    assert_eq!(ended.tally.doubtful_cost.0, 13 * open as i64);
    assert_eq!(ended.unsettled.len(), open, "but what came is handed over");

    scene.ledger.set_faults(Faults::default());
    scene.ledger.recover();
    let resumed = scene.play().await;
    assert_eq!(resumed.tally.planned as usize, 90 - open);
    assert!(
        scene.vendors[0].seen().arrivals.iter().all(|arrival| arrival.time == 1),
        "nobody was asked twice"
    );
    assert!(scene.ledger.entries().iter().all(|entry| entry.state != Attempt::Asked));
}

#[tokio::test(start_paused = true)]
async fn a_ledger_that_fails_twice_loses_no_answer_and_nothing_is_sent_meanwhile() {
    let scene = Scene::of(300, Vendor::new(|_| clean())).price(13, 0);
    // The first settlement fails, all that follow wait for it; then it fails once more.
    scene.ledger.set_faults(Faults { settlements_left: Some(40), then_fail: Some(2), ..Faults::default() });
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.doubtful, ended.stop), (300, 0, None));
    assert!(ended.ledger.is_none() && ended.unsettled.is_empty());
    assert_eq!(scene.ledger.cost(), ended.tally.cost);
    assert_eq!(scene.vendor().arrivals(), 300, "everybody was asked once");
    let seen = scene.vendor().seen();
    let pauses = seen.arrivals.windows(2).map(|pair| pair[1].at - pair[0].at);
    assert!(pauses.max() >= Some(Duration::from_millis(250)), "it waits before it goes on");
    let waiting: Vec<_> =
        scene.tallies.lock().expect("tallies").iter().map(|tally| tally.unwritten).collect();
    assert!(waiting.iter().max() > Some(&Some(1)), "how many answers wait is told");
    assert_eq!((waiting.first(), waiting.last()), (Some(&None), Some(&None)), "only while they wait");
}

#[tokio::test(start_paused = true)]
async fn a_cancel_while_nothing_can_be_written_hands_the_answers_over() {
    let scene = Scene::of(100, Vendor::new(|_| clean())).concurrency(4);
    scene.ledger.set_faults(Faults { settlements_left: Some(0), ..Faults::default() });
    let cancel = async {
        sleep(Duration::from_millis(600)).await;
        scene.control.order(Order::Cancel);
        Instant::now()
    };
    let (ended, cancelled) = tokio::join!(scene.play(), cancel);
    // The first, and the one whose intent was committed while it was being written.
    assert_eq!((ended.tally.doubtful, ended.unsettled.len(), scene.vendor().arrivals()), (2, 2, 1));
    assert!(cancelled.elapsed() < Duration::from_millis(10), "one last try and no more waiting");

    scene.ledger.set_faults(Faults::default());
    for settlement in ended.unsettled {
        scene.ledger.settle(settlement).await.expect("it writes again");
    }
    assert_eq!(scene.state(1), Attempt::Answered, "what was paid for is kept");
    assert_eq!(scene.unasked().len(), 99, "and nobody else was ever asked");
}

#[tokio::test(start_paused = true)]
async fn an_intent_that_fails_for_a_moment_delays_its_vehicle_and_nothing_else() {
    let scene = Scene::of(50, Vendor::new(|_| clean()));
    scene.ledger.set_faults(Faults { intents_left: Some(20), ..Faults::default() });
    let mend = async {
        sleep(Duration::from_millis(1_200)).await;
        scene.ledger.set_faults(Faults::default());
    };
    let (ended, ()) = tokio::join!(scene.play(), mend);
    assert_eq!((ended.tally.answered, ended.tally.doubtful, ended.ledger.is_none()), (50, 0, true));
    assert_eq!(scene.vendor().arrivals(), 50);
}
