//! A fault of ours in the middle of a batch: what was under way is doubtful, the program says
//! so, and the next check works.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Options as SandboxOptions, Sandbox};
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, calls, check, demo, maintenance, state};
use cheku_domain::Charge;
use std::sync::{Arc, Mutex};

const PROVIDER: &str = "storeapi";
const VEHICLES: usize = 12;
/// A batch of this size looks at the clock some forty times.
const LOOKS: std::ops::Range<u32> = 0..40;

/// A clock that breaks at one look, counted from the first question that arrived.
#[derive(Default)]
struct Breaks {
    vendor: Option<Arc<Sandbox>>,
    looks_left: Option<u32>,
}

impl Breaks {
    fn looks(&mut self) -> bool {
        let begun = self.vendor.as_ref().is_some_and(|vendor| vendor.bill(PROVIDER).arrivals > 0);
        match (begun, self.looks_left) {
            (true, Some(0)) => self.looks_left.take().is_some(),
            (true, Some(left)) => {
                self.looks_left = Some(left - 1);
                false
            }
            _ => false,
        }
    }
}

async fn broken_at(look: u32) {
    let home = tempfile::tempdir().unwrap();
    let breaks = Arc::new(Mutex::new(Breaks::default()));
    let seen = breaks.clone();
    let system = Clock::system();
    let clock = Clock::of(move || {
        let breaks_now = seen.lock().unwrap().looks();
        assert!(!breaks_now, "a fault of ours");
        system.now()
    });
    let home_path = home.path().to_owned();
    let app = App::open(Options { home: home_path, secrets: SecretPlace::File, clock, reader: Reader::Here });
    demo::start_with(&app, SandboxOptions { vehicles: VEHICLES, ..SandboxOptions::default() }).await.unwrap();
    *breaks.lock().unwrap() = Breaks { vendor: app.sandbox(), looks_left: Some(look) };

    let request = CheckRequest { provider: Some(PROVIDER.to_owned()), ..CheckRequest::default() };
    check::check_start(&app, request).await.unwrap();
    let ended = check::wait_for_end(&app).await.unwrap();
    breaks.lock().unwrap().looks_left = None;
    assert_eq!(ended.asking, 0, "nothing waits for ever: {ended:?}");
    assert!(!app.is_unfinished(), "{look}");
    let found = maintenance::doctor(&app, Nothing {}).await.unwrap();
    assert!(found.ok, "{look}: {found:?}");
    let told = state::app_state(&app, Nothing {}).await.unwrap();
    assert_eq!(told.doubtful_calls, ended.doubtful, "{look}");

    check::check_resume(&app, ResumeRequest::default()).await.unwrap();
    let rest = check::wait_for_end(&app).await.unwrap();
    assert_eq!(rest.not_asked + rest.asking, 0, "{look}: {rest:?}");
    let calls = calls::calls(&app, CallQuery { limit: 100, ..CallQuery::default() }).await.unwrap();
    let unexplained = |call: &&CallRow| call.charge == Charge::Unknown && call.reason.is_none();
    assert_eq!(calls.rows.iter().find(unexplained), None, "{look}: each says why it is doubtful");
    let sums = calls.sums;
    let bill = app.sandbox().unwrap().bill(PROVIDER);
    assert!(bill.by_plate.values().all(|(arrivals, _)| *arrivals == 1), "{look}: nobody was asked twice");
    let (charged, doubtful) = (u64::from(sums.charged), u64::from(sums.doubtful));
    assert!(charged <= bill.charged && bill.charged <= charged + doubtful, "{look}: {charged} {doubtful}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_a_batch_breaks_off_its_questions_are_doubtful_and_the_next_check_works() {
    for look in LOOKS {
        broken_at(look).await;
    }
}
