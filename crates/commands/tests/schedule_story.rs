//! A check that begins by itself, through the real sandbox, with a clock that a story sets:
//! held against the vendor's own bill.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Options as SandboxOptions, Sandbox};
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, accounts, check, demo, import, maintenance, restore, schedule,
};
use cheku_domain::{Fen, Secret, Timestamp};
use cheku_garage::Garage;
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex};

const PROVIDER: &str = "juhe";
const VEHICLES: usize = 6;
/// What a call costs.
const PRICE: Fen = Fen(13);
/// Enough for all of them.
const CAP: Fen = Fen(1_000);
const HOUR: i64 = 3_600_000;
/// 2026-03-12 06:00 in China, a Thursday.
const EARLY: Timestamp = Timestamp(1_773_266_400_000);
/// The next one is due at 07:30.
const DUE: Timestamp = Timestamp(EARLY.0 + HOUR + HOUR / 2);

fn hours_later(from: Timestamp, hours: i64) -> Timestamp {
    Timestamp(from.0 + hours * HOUR)
}

/// A company's own garage on a machine whose clock can be set, and the vendor it asks.
struct Scene {
    app: App,
    wall: Arc<Mutex<Timestamp>>,
    vendor: Sandbox,
    home: tempfile::TempDir,
}

impl Scene {
    /// A garage with nothing in it.
    async fn empty() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let wall = Arc::new(Mutex::new(EARLY));
        let vendor =
            Sandbox::start(SandboxOptions { vehicles: VEHICLES, ..SandboxOptions::default() }).await.unwrap();
        Scene { app: open(home.path(), &wall), wall, vendor, home }
    }

    /// The vendor's fleet, its account, and every morning at 07:30.
    async fn ready() -> Scene {
        let scene = Scene::empty().await;
        scene.import_fleet().await;
        scene.add_account().await;
        scene.agree(CAP).await;
        scene
    }

    async fn import_fleet(&self) {
        let file = self.home.path().join("fleet.csv");
        std::fs::write(&file, self.vendor.fleet_csv()).unwrap();
        let ChosenFile { file, name } = self.app.may_read(&file);
        let source = ImportSource::File { file, name };
        let request = ImportRequest { source, sheets: Vec::new(), include_hidden: false };
        let report = import::import_commit(&self.app, request).await.unwrap();
        assert_eq!(report.added as usize, VEHICLES);
    }

    async fn add_account(&self) {
        let form = AccountForm {
            provider: PROVIDER.to_owned(),
            values: [("base_url".to_owned(), self.vendor.origin())].into(),
            secret: self.vendor.credentials(PROVIDER).unwrap().key.map(|key| Secret::new(&key)),
            prices: vec![PriceRow { from: 1, price_yuan: PRICE.to_yuan() }],
            ..AccountForm::default()
        };
        accounts::account_save(&self.app, form).await.unwrap();
    }

    /// Every day at 07:30 for at most so much.
    async fn agree(&self, cap: Fen) -> ScheduleView {
        let wanted =
            Schedule { on: true, days: (1..=7).collect(), max_cost_fen: Some(cap), ..Schedule::default() };
        schedule::schedule_save(&self.app, wanted).await.unwrap()
    }

    /// From now on it is this late.
    fn is(&self, now: Timestamp) {
        *self.wall.lock().unwrap() = now;
    }

    /// Looks as the window does each half minute, and waits for the end of what began.
    async fn look(&self) -> Option<ScheduledOutcome> {
        let outcome = self.app.check_if_due().await;
        if matches!(outcome, Some(ScheduledOutcome::Began { .. })) {
            check::wait_for_end(&self.app).await.unwrap();
        }
        outcome
    }

    async fn view(&self) -> ScheduleView {
        schedule::schedule(&self.app, Nothing {}).await.unwrap()
    }

    /// The program ends and is opened again.
    fn restart(self) -> Scene {
        let Scene { app, wall, vendor, home } = self;
        drop(app);
        Scene { app: open(home.path(), &wall), wall, vendor, home }
    }

    async fn batches(&self) -> u32 {
        check::batches(&self.app, BatchQuery::default()).await.unwrap().total
    }

    fn asked(&self) -> u64 {
        self.vendor.bill(PROVIDER).arrivals
    }
}

fn open(home: &Path, wall: &Arc<Mutex<Timestamp>>) -> App {
    let wall = wall.clone();
    let clock = Clock::of(move || *wall.lock().unwrap());
    App::open(Options { home: home.to_owned(), secrets: SecretPlace::File, clock, reader: Reader::Here })
}

fn refusal(outcome: Option<ScheduledOutcome>) -> ErrorCode {
    match outcome {
        Some(ScheduledOutcome::Refused { error }) => error.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fleet_is_asked_once_when_the_time_has_come_and_once_more_the_next_day() {
    let scene = Scene::ready().await;
    assert_eq!(scene.view().await.next_at, Some(DUE));
    assert_eq!((scene.look().await, scene.asked()), (None, 0), "too early");

    scene.is(hours_later(DUE, 3));
    let began = scene.look().await.expect("caught up the same day");
    let last = check::last_batch(&scene.app, Nothing {}).await.unwrap().unwrap();
    assert_eq!(began, ScheduledOutcome::Began { batch: last.batch.clone(), number: 1 });
    assert_eq!((last.state, last.max_cost_fen), (BatchState::Done, Some(CAP)));
    let bill = scene.vendor.bill(PROVIDER);
    assert_eq!(bill.by_plate.len(), VEHICLES, "everybody");
    assert!(bill.by_plate.values().all(|(arrivals, _)| *arrivals == 1), "and nobody twice");
    assert_eq!(bill.charged, u64::from(last.charged));
    let view = scene.view().await;
    assert_eq!(view.last, Some(ScheduledRun { at: hours_later(DUE, 3), outcome: began }));
    assert_eq!(view.next_at, Some(hours_later(DUE, 24)));

    assert_eq!((scene.look().await, scene.asked()), (None, bill.arrivals), "half a minute later");
    scene.is(hours_later(DUE, 2));
    assert_eq!((scene.look().await, scene.asked()), (None, bill.arrivals), "the clock was set back");
    let scene = scene.restart();
    scene.is(hours_later(DUE, 5));
    assert_eq!((scene.look().await, scene.asked()), (None, bill.arrivals), "opened again");
    scene.is(hours_later(DUE, 24));
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { number: 2, .. })));
    assert_eq!(scene.vendor.bill(PROVIDER).by_plate.values().map(|(arrivals, _)| *arrivals).max(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_person_has_asked_this_morning_is_left_alone_and_no_batch_is_begun() {
    let scene = Scene::ready().await;
    check::check_start(&scene.app, CheckRequest::default()).await.unwrap();
    check::wait_for_end(&scene.app).await.unwrap();
    let before = scene.asked();
    scene.is(DUE);
    assert_eq!(scene.look().await, Some(ScheduledOutcome::NothingToAsk));
    assert_eq!((scene.asked(), scene.batches().await), (before, 1));
    assert_eq!(scene.view().await.last.unwrap().outcome, ScheduledOutcome::NothingToAsk);
    assert_eq!(scene.look().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_somebody_else_holds_the_garage_the_day_stays_open() {
    let scene = Scene::ready().await;
    scene.is(DUE);
    let other = Garage::open(scene.home.path(), DUE).unwrap();
    let held = other.hold_for_batch(DUE).unwrap();
    assert_eq!((scene.look().await, scene.asked()), (None, 0));
    let view = scene.view().await;
    assert_eq!((view.next_at, view.last, view.hindrance), (Some(DUE), None, Some(Hindrance::Busy)));
    drop(held);
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_persons_own_batch_goes_on_the_day_stays_open() {
    let scene = Scene::ready().await;
    // A question every quarter of an hour: it does not end by itself.
    let slow = CheckRequest { rate: Some(0.001), ..CheckRequest::default() };
    check::check_start(&scene.app, slow).await.unwrap();
    scene.is(DUE);
    assert_eq!(scene.app.check_if_due().await, None);
    let view = scene.view().await;
    assert_eq!((view.last, view.hindrance), (None, Some(Hindrance::Busy)));
    check::check_cancel(&scene.app, Nothing {}).await.unwrap();
    check::wait_for_end(&scene.app).await.unwrap();
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { number: 2, .. })));
    assert!(scene.vendor.bill(PROVIDER).by_plate.values().all(|(arrivals, _)| *arrivals == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_garage_that_takes_no_mark_is_told_once_and_the_day_begins_when_it_does() {
    let scene = Scene::ready().await;
    scene.is(DUE);
    let file = Connection::open(scene.home.path().join("garage.sqlite")).unwrap();
    let refuse = "CREATE TRIGGER no_room BEFORE INSERT ON settings WHEN NEW.key = 'scheduled_days'
                  BEGIN SELECT RAISE(ABORT, 'no room'); END";
    file.execute_batch(refuse).unwrap();
    let mut events = scene.app.subscribe();
    for _ in 0..2 {
        assert_eq!((scene.look().await, scene.asked()), (None, 0), "nothing without the mark");
    }
    let told = std::iter::from_fn(|| events.try_recv().ok());
    assert_eq!(told.filter(|event| matches!(event, Event::Scheduled { .. })).count(), 1);
    let view = scene.view().await;
    assert_eq!((view.next_at, view.last, view.stuck.is_some()), (Some(DUE), None, true));

    file.execute_batch("DROP TRIGGER no_room").unwrap();
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { .. })));
    assert_eq!(scene.view().await.stuck, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_kept_told_and_not_tried_again_the_same_day() {
    let scene = Scene::empty().await;
    scene.import_fleet().await;
    assert_eq!(scene.agree(CAP).await.hindrance, Some(Hindrance::NoAccount), "said before it matters");
    scene.is(DUE);
    let mut events = scene.app.subscribe();
    assert_eq!(refusal(scene.look().await), ErrorCode::NoAccount);
    let told = loop {
        if let Event::Scheduled { outcome } = events.recv().await.unwrap() {
            break outcome;
        }
    };
    assert_eq!(refusal(Some(told)), ErrorCode::NoAccount);

    scene.add_account().await;
    let scene = scene.restart();
    assert_eq!((scene.look().await, scene.asked()), (None, 0));
    let view = scene.view().await;
    assert_eq!(refusal(view.last.map(|last| last.outcome)), ErrorCode::NoAccount);
    assert_eq!(view.hindrance, None, "tomorrow nothing is in the way");
    scene.is(hours_later(DUE, 24));
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn its_own_cap_and_the_months_cap_hold() {
    let scene = Scene::ready().await;
    scene.agree(PRICE.times(2)).await;
    scene.is(DUE);
    scene.look().await;
    let last = check::last_batch(&scene.app, Nothing {}).await.unwrap().unwrap();
    assert_eq!(last.stopped.map(|stopped| stopped.kind), Some(StopCode::MaxCost));
    assert!(last.cost.fen <= PRICE.times(2) && scene.vendor.bill(PROVIDER).charged <= 2);

    scene.agree(CAP).await;
    let settings = accounts::settings(&scene.app, Nothing {}).await.unwrap();
    let wanted = GarageSettings { month_cap_fen: Some(PRICE.times(3)), ..settings };
    accounts::settings_save(&scene.app, wanted).await.unwrap();
    scene.is(hours_later(DUE, 24));
    scene.look().await;
    let last = check::last_batch(&scene.app, Nothing {}).await.unwrap().unwrap();
    assert_eq!(last.stopped.map(|stopped| stopped.kind), Some(StopCode::MonthCap));
    assert!(scene.vendor.bill(PROVIDER).charged <= 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_switched_on_after_its_time_begins_tomorrow_and_what_is_off_never() {
    let scene = Scene::ready().await;
    scene.is(hours_later(DUE, 1));
    let off = Schedule { on: false, ..scene.view().await.schedule };
    schedule::schedule_save(&scene.app, off).await.unwrap();
    assert_eq!((scene.look().await, scene.view().await.next_at), (None, None));
    assert_eq!(scene.agree(CAP).await.next_at, Some(hours_later(DUE, 24)));
    assert_eq!((scene.look().await, scene.asked()), (None, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_cap_leaves_a_day_that_is_still_to_be_made_up_as_it_is() {
    let scene = Scene::ready().await;
    scene.is(hours_later(DUE, 1));
    assert_eq!(scene.agree(CAP.times(2)).await.next_at, Some(DUE));
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { .. })));
    let last = check::last_batch(&scene.app, Nothing {}).await.unwrap().unwrap();
    assert_eq!(last.max_cost_fen, Some(CAP.times(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_before_this_mornings_check_does_not_make_it_again() {
    let scene = Scene::ready().await;
    let backup = maintenance::backup(&scene.app, BackupRequest::default()).await.unwrap();
    let from = scene.app.may_read(backup.path.as_ref()).file;
    scene.is(DUE);
    scene.look().await;
    let before = scene.asked();
    scene.is(hours_later(DUE, 1));
    let wanted = RestoreRequest { from, violations: true, settings_of_copy: false, confirmed: true };
    restore::restore(&scene.app, wanted).await.unwrap();
    assert_eq!((scene.look().await, scene.asked()), (None, before));
    assert_eq!(scene.view().await.next_at, Some(hours_later(DUE, 24)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_asks_nothing_by_itself() {
    let scene = Scene::ready().await;
    let options = SandboxOptions { vehicles: VEHICLES, ..SandboxOptions::default() };
    demo::start_with(&scene.app, options).await.unwrap();
    let view = scene.agree(CAP).await;
    assert_eq!((view.next_at, view.hindrance), (None, Some(Hindrance::Demo)));
    scene.is(DUE);
    assert_eq!((scene.look().await, scene.batches().await), (None, 0));
    demo::demo_leave(&scene.app, Nothing {}).await.unwrap();
    assert!(matches!(scene.look().await, Some(ScheduledOutcome::Began { .. })), "the company's own does");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_that_cannot_be_kept_is_refused_by_its_field() {
    let scene = Scene::ready().await;
    let good = scene.view().await.schedule;
    let wrong = [
        ("at", Schedule { at: "24:00".into(), ..good.clone() }),
        ("at", Schedule { at: "7:30".into(), ..good.clone() }),
        ("days", Schedule { days: Vec::new(), ..good.clone() }),
        ("days", Schedule { days: vec![0, 1], ..good.clone() }),
        ("days", Schedule { days: vec![8], ..good.clone() }),
        ("max_cost_fen", Schedule { max_cost_fen: None, ..good.clone() }),
        ("max_cost_fen", Schedule { max_cost_fen: Some(Fen(0)), ..good.clone() }),
    ];
    for (field, wanted) in wrong {
        let error = schedule::schedule_save(&scene.app, wanted).await.unwrap_err();
        assert_eq!((error.code, error.details["field"].as_str()), (ErrorCode::ScheduleInvalid, field));
    }
    let stranger = Schedule { provider: Some("storeapi".into()), ..good.clone() };
    let error = schedule::schedule_save(&scene.app, stranger).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoAccount);
    assert_eq!(scene.view().await.schedule, good, "nothing of it was kept");
}
