//! A provider that fails is not hammered: three vehicles use up their tries, the others wait.

use crate::scene::Scene;
use crate::vendor::{Arrival, TWO, Vendor, clean, doubtful, error, free};
use cheku_domain::Charge;
use cheku_domain::provider::{ErrorKind, Scope};

const BUSY: ErrorKind = ErrorKind::ProviderBusy { retries: 2, in_a_row: 3 };
const SLOW_TO_STOP: ErrorKind = ErrorKind::ProviderBusy { retries: 3, in_a_row: 5 };
const AT_ONCE: usize = 50;

async fn arrivals(fails: impl Fn(&Arrival) -> bool + Send + Sync + 'static, kind: ErrorKind) -> usize {
    let charge = if kind == ErrorKind::Unreadable { Charge::Unknown } else { Charge::No };
    let vendor = Vendor::new(move |arrival| if fails(arrival) { Err(error(kind, charge)) } else { clean() });
    let scene = Scene::of(300, vendor).concurrency(AT_ONCE);
    let ended = scene.play().await;
    assert!(ended.stop.is_some(), "{kind:?}");
    assert_eq!(scene.unasked().len() as u32, ended.tally.not_asked);
    scene.vendor().arrivals()
}

#[tokio::test(start_paused = true)]
async fn from_the_start_it_sees_a_handful() {
    for kind in [BUSY, ErrorKind::Unreadable, ErrorKind::NotSent] {
        let seen = arrivals(|_| true, kind).await;
        assert!(seen <= 9, "{kind:?}: {seen}");
    }
    let seen = arrivals(|_| true, SLOW_TO_STOP).await;
    assert!(seen <= 12, "{seen}");
}

#[tokio::test(start_paused = true)]
async fn in_the_middle_it_sees_what_was_under_way_and_the_tries_of_three() {
    const BEFORE: usize = 150;
    for (kind, tries) in [(BUSY, 3), (SLOW_TO_STOP, 4), (ErrorKind::Unreadable, 1), (ErrorKind::NotSent, 3)] {
        let seen = arrivals(|arrival| arrival.number > BEFORE, kind).await;
        assert!(seen <= BEFORE + AT_ONCE + 3 * tries, "{kind:?}: {}", seen - BEFORE);
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_is_answered_lets_all_go_on() {
    let vendor =
        Vendor::new(|arrival| if (100..123).contains(&arrival.number) { free(BUSY) } else { clean() });
    let ended = Scene::of(300, vendor).concurrency(20).play().await;
    assert_eq!((ended.tally.answered + ended.tally.failed, ended.tally.not_asked), (300, 0));
    assert!(ended.tally.failed <= 2, "{}", ended.tally.failed);
    assert_eq!(ended.stop, None);
}

#[tokio::test(start_paused = true)]
async fn one_that_fails_does_not_stop_the_other() {
    let failing = Vendor::new(|_| free(BUSY));
    let scene = Scene::of(100, failing).and(100, Vendor::new(|_| clean()).called(&TWO));
    let ended = scene.play().await;
    assert_eq!((ended.tally.answered, ended.tally.not_asked, ended.tally.failed), (100, 97, 3));
    assert_eq!(ended.stop.and_then(|stop| stop.scope), Some(Scope::Provider));
}

/// Each is paid for: from the first on one is asked at a time, and three are enough.
#[tokio::test(start_paused = true)]
async fn answers_that_are_paid_and_cannot_be_read_end_after_three() {
    let vendor = Vendor::new(|_| Err(error(ErrorKind::PaidUnread, Charge::Yes)));
    let scene = Scene::of(300, vendor).price(14, 0);
    let ended = scene.play().await;
    assert_eq!((scene.vendor().arrivals(), scene.ledger.cost().0), (3, 3 * 14));
    assert_eq!((ended.tally.failed, ended.tally.unreadable, ended.tally.doubtful), (3, 3, 0));
    assert_eq!(ended.tally.not_asked, 297);
}

#[tokio::test(start_paused = true)]
async fn one_that_loses_and_fails_by_turns_is_watched_all_along() {
    let vendor = Vendor::new(|arrival| match arrival.number % 2 {
        0 => doubtful(ErrorKind::Lost),
        _ => free(BUSY),
    });
    let scene = Scene::of(300, vendor);
    let ended = scene.play().await;
    assert!(ended.stop.is_some());
    assert!(scene.vendor().arrivals() <= 12, "{}", scene.vendor().arrivals());
}
