//! Money: caps that stop before, never after.

use crate::scene::{Scene, number};
use crate::vendor::{Answer, Vendor, clean, doubtful, error, free, no_data, pending};
use cheku_batch::StopKind;
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Charge, Fen, PriceList};
use proptest::prelude::*;

#[tokio::test(start_paused = true)]
async fn five_yuan_at_thirteen_fen_ask_exactly_thirty_eight_of_two_hundred() {
    let scene = Scene::of(200, Vendor::new(|_| clean())).price(13, 0).cap(500);
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::MaxCost));
    assert_eq!((ended.tally.answered, ended.tally.not_asked, ended.tally.cost.0), (38, 162, 494));
    assert_eq!(scene.vendor().arrivals(), 38);
}

#[tokio::test(start_paused = true)]
async fn free_answers_give_their_room_back() {
    let vendor = Vendor::new(|a| if number(&a.vehicle).is_multiple_of(2) { no_data() } else { clean() });
    let scene = Scene::of(200, vendor).price(13, 0).cap(500);
    let ended = scene.play().await;
    assert_eq!(ended.tally.answered, 38, "the cap is used to the last question that fits");
    assert!(ended.tally.no_data >= 37, "{:?}", ended.tally);
}

#[tokio::test(start_paused = true)]
async fn doubtful_answers_keep_their_room() {
    // Every other answer is lost, so that there is no row of lost ones.
    let vendor = Vendor::new(|arrival| match number(&arrival.vehicle) % 2 {
        0 => no_data(),
        _ => doubtful(ErrorKind::Lost),
    });
    let scene = Scene::of(200, vendor).price(13, 0).cap(500).concurrency(1);
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::MaxCost));
    assert_eq!((ended.tally.doubtful, ended.tally.doubtful_cost.0, ended.tally.cost.0), (38, 494, 0));
}

#[tokio::test(start_paused = true)]
async fn a_price_that_falls_after_so_many_calls_is_reckoned_call_by_call() {
    let list = PriceList::of_packages([(20, Fen(14)), (500, Fen(13))], 5);
    let scene = Scene::of(200, Vendor::new(|_| clean())).prices(list).cap(20 * 14 + 10 * 13 + 12);
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::MaxCost));
    assert_eq!((ended.tally.answered, ended.tally.cost.0), (5 + 20 + 10, 20 * 14 + 10 * 13));
}

#[tokio::test(start_paused = true)]
async fn the_month_s_cap_stops_too_and_says_so() {
    let scene = Scene::of(200, Vendor::new(|_| clean())).price(13, 5).cap(500).month_left(130);
    let ended = scene.play().await;
    assert_eq!(ended.stop.map(|stop| stop.kind), Some(StopKind::MonthCap));
    assert_eq!((ended.tally.answered, ended.tally.cost.0), (15, 130), "five free ones, ten paid ones");
}

#[tokio::test(start_paused = true)]
async fn a_cap_that_is_large_enough_is_not_mentioned() {
    let ended = Scene::of(38, Vendor::new(|_| clean())).price(13, 0).cap(494).play().await;
    assert_eq!((ended.tally.answered, ended.stop), (38, None));
}

/// One of the things that can come back, by a number that stands for the vehicle and the try.
fn outcome(dice: u64) -> Answer {
    match dice % 16 {
        0..=6 => clean(),
        7 => no_data(),
        8 => pending(),
        9 => doubtful(ErrorKind::Lost),
        10 => doubtful(ErrorKind::Unreadable),
        11 => Err(error(ErrorKind::VehicleLocked, Charge::Yes)),
        12 => free(ErrorKind::VehicleRefused),
        13 => free(ErrorKind::ProviderBusy { retries: 2, in_a_row: 3 }),
        14 => free(ErrorKind::RateLimited { retry_after: None }),
        _ => free(ErrorKind::NotSent),
    }
}

/// Spreads a number over all values (splitmix64's finaliser).
fn scatter(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The scene itself holds cost and doubtful cost against the cap at every observation.
    #[test]
    fn no_cap_is_ever_passed(
        seed in any::<u64>(),
        price in 0i64..40,
        later in 0i64..40,
        border in 1u32..30,
        free_calls in 0u32..10,
        cap in 0i64..900,
        month in 0i64..900,
        concurrency in 1usize..60,
        vehicles in 1usize..80,
    ) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("runtime");
        runtime.block_on(async {
            let vendor = Vendor::new(move |arrival| {
                let who = number(&arrival.vehicle) as u64 * 1000 + arrival.time as u64;
                outcome(scatter(seed.wrapping_add(who)))
            });
            let list = PriceList::of_packages([(border, Fen(price)), (500, Fen(later))], free_calls);
            let scene = Scene::of(vehicles, vendor).prices(list).cap(cap).month_left(month).concurrency(concurrency);
            let ended = scene.play().await;
            assert_eq!(scene.ledger.cost(), ended.tally.cost, "the ledger says the same");
            assert_eq!(scene.unasked().len(), ended.tally.not_asked as usize, "and knows who is left");
            assert!(ended.stop.is_some() || ended.tally.not_asked == 0, "who is left has a reason");
        });
    }
}
