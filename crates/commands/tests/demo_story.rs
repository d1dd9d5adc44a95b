//! The main job without a window: sample fleet → both providers → totals, held
//! against the sandbox's own bill and expectations.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cheku_commands::api::*;
use cheku_commands::{App, Clock, Options, Reader, SecretPlace, check, demo, overview};
use cheku_garage::GarageErrorKind;

fn app(home: &std::path::Path) -> App {
    App::open(Options {
        home: home.to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    })
}

async fn ask_all(app: &App, provider: &str) -> Progress {
    let request =
        CheckRequest { provider: Some(provider.to_owned()), concurrency: Some(20), ..Default::default() };
    check::check_start(app, request).await.expect("starts");
    check::wait_for_end(app).await.expect("ends")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_fleet_is_asked_of_both_providers_and_every_figure_agrees() {
    let home = tempfile::tempdir().unwrap();
    let app = app(home.path());
    let state = demo::demo_start(&app, Nothing {}).await.expect("the demo opens");
    assert_eq!((state.garage, state.vehicles), (GarageKind::Demo, 200));
    let sandbox = app.sandbox().expect("the demo has a sandbox");

    let mut asked: Vec<&str> = Vec::new();
    for provider in ["storeapi", "juhe"] {
        let end = ask_all(&app, provider).await;
        asked.push(provider);
        assert_eq!(end.stopped, None);
        assert_eq!(
            end.planned,
            end.answered
                + end.no_data
                + end.pending
                + end.failed
                + end.doubtful
                + end.skipped
                + end.not_asked
        );
        let expected = sandbox.expected_after(&asked, None);
        assert_eq!((u64::from(end.answered), u64::from(end.no_data)), (expected.answered, expected.no_data));

        let owed = overview::totals(&app, TotalsRequest::default()).await.expect("totals").totals;
        assert_eq!(u64::from(owed.violations), expected.violations, "{provider}");
        assert_eq!(u64::from(owed.unhandled), expected.unhandled, "{provider}");
        assert_eq!(u64::from(owed.unpaid), expected.unpaid, "{provider}");
        assert_eq!(owed.fines_due_fen.0, expected.fines_due_fen, "{provider}");
        assert_eq!(u64::from(owed.fines_unknown), expected.fines_unknown, "{provider}");
        assert_eq!(u64::from(owed.points_waiting), expected.points_waiting, "{provider}");
        assert_eq!(u64::from(owed.points_unknown), expected.points_unknown, "{provider}");
        assert_eq!(u64::from(end.charged), sandbox.bill(provider).charged, "{provider}: charged");
    }

    let ledger = cheku_commands::calls::calls(&app, CallQuery::default()).await.expect("calls").sums;
    let bills = ["storeapi", "juhe"].map(|provider| sandbox.bill(provider));
    assert_eq!(u64::from(ledger.calls), bills.iter().map(|bill| bill.arrivals).sum::<u64>());
    assert_eq!(u64::from(ledger.charged), bills.iter().map(|bill| bill.charged).sum::<u64>());
    assert_eq!(u64::from(ledger.lookups), bills.iter().map(|bill| bill.lookups).sum::<u64>());
    assert_eq!(ledger.calls, ledger.charged + ledger.free + ledger.doubtful);

    let report = cheku_commands::maintenance::doctor(&app, Nothing {}).await.expect("doctor");
    assert!(report.ok, "{:?}", report.findings);
    drop(sandbox);
    let state = demo::demo_leave(&app, Nothing {}).await.expect("leaves");
    assert_eq!((state.garage, state.vehicles), (GarageKind::Real, 0));
    assert!(!home.path().join("demo").exists());
}

#[tokio::test]
async fn every_code_of_the_rooms_below_is_known_to_the_faces() {
    // A refusal of the ledger to pay twice: our own mistake, shown as such.
    let ours = [GarageErrorKind::ItemNotWaiting];
    for kind in GarageErrorKind::ALL.iter().filter(|kind| !ours.contains(kind)) {
        assert!(ErrorCode::from_word(kind.code()).is_some(), "{kind:?}");
    }
}
