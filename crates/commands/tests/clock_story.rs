//! A clock that is set while a batch runs: nobody is asked twice, no call is lost from
//! its month, and the caps hold.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::sandbox::{Options as SandboxOptions, Sandbox};
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, accounts, check, demo, overview, state, statement,
};
use cheku_domain::{Fen, Timestamp};
use std::sync::{Arc, Mutex};

/// This one's contract does not sign the time, so a wrong clock stops nothing by itself.
const PROVIDER: &str = "juhe";
const VEHICLES: u32 = 12;
/// So many questions arrive before somebody sets the clock.
const FIRST: u64 = 4;
/// 2026-03-31 23:59 in China.
const EVENING: Timestamp = Timestamp(1_774_972_740_000);
/// Who was answered within so many hours is not asked again.
const FRESH: Option<f64> = Some(12.0);
const MINUTE: i64 = 60_000;
const MONTH: i64 = 31 * 24 * 60 * MINUTE;

fn moved(from: Timestamp, by: i64) -> Timestamp {
    Timestamp(from.0 + by)
}

/// What the clock on the wall says, and what it will say once `FIRST` questions arrived.
struct Wall {
    now: Timestamp,
    then: Timestamp,
    vendor: Option<Arc<Sandbox>>,
}

struct Scene {
    app: App,
    wall: Arc<Mutex<Wall>>,
    _home: tempfile::TempDir,
}

impl Scene {
    async fn open() -> Scene {
        let home = tempfile::tempdir().unwrap();
        let wall = Arc::new(Mutex::new(Wall { now: EVENING, then: EVENING, vendor: None }));
        let seen = wall.clone();
        let clock = Clock::of(move || {
            let wall = seen.lock().unwrap();
            let is_set = wall.vendor.as_ref().is_some_and(|vendor| vendor.bill(PROVIDER).arrivals >= FIRST);
            if is_set { wall.then } else { wall.now }
        });
        let app = App::open(Options {
            home: home.path().to_owned(),
            secrets: SecretPlace::File,
            clock,
            reader: Reader::Here,
        });
        let options = SandboxOptions { vehicles: VEHICLES as usize, ..SandboxOptions::default() };
        demo::start_with(&app, options).await.unwrap();
        wall.lock().unwrap().vendor = app.sandbox();
        Scene { app, wall, _home: home }
    }

    /// The clock is set to this in the middle of the batch.
    fn will_be(&self, then: Timestamp) {
        self.wall.lock().unwrap().then = then;
    }

    /// It is this late, whatever was or will be asked.
    fn is(&self, now: Timestamp) {
        *self.wall.lock().unwrap() = Wall { now, then: now, vendor: None };
    }

    async fn ask(&self, fresh_within_hours: Option<f64>) -> Progress {
        let provider = Some(PROVIDER.to_owned());
        let concurrency = Some(1);
        let request = CheckRequest { provider, concurrency, fresh_within_hours, ..CheckRequest::default() };
        check::check_start(&self.app, request).await.unwrap();
        check::wait_for_end(&self.app).await.unwrap()
    }

    async fn month_cap(&self, cap: Fen) {
        let kept = accounts::settings(&self.app, Nothing {}).await.unwrap();
        let wanted = GarageSettings { month_cap_fen: Some(cap), ..kept };
        accounts::settings_save(&self.app, wanted).await.unwrap();
    }

    async fn spent(&self) -> Fen {
        state::app_state(&self.app, Nothing {}).await.unwrap().spent_fen
    }

    /// Charged questions and their cost in a month's statement.
    async fn month(&self, month: &str) -> (u64, Fen) {
        let request = StatementRequest { month: month.to_owned() };
        let sums = statement::statement(&self.app, request).await.unwrap().sums;
        (sums.charged.into(), sums.cost_fen)
    }

    /// What stands on the bill; nobody twice.
    fn charged(&self) -> u64 {
        let bill = self.app.sandbox().unwrap().bill(PROVIDER);
        assert!(bill.by_plate.values().all(|(_, charged)| *charged <= 1), "nobody is paid for twice");
        bill.charged
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_a_month_in_a_batch_moves_no_call_into_the_month_before() {
    let scene = Scene::open().await;
    scene.will_be(moved(EVENING, -MONTH));
    let ended = scene.ask(FRESH).await;
    assert_eq!((ended.state, ended.not_asked, ended.doubtful), (BatchState::Done, 0, 0));
    assert!(ended.ended_at >= Some(ended.started_at), "it did not end before it began");
    let charged = scene.charged();
    assert_eq!((scene.month("2026-03").await.0, scene.month("2026-02").await.0), (charged, 0));
    assert_eq!(scene.ask(FRESH).await.skipped_by.fresh, VEHICLES, "answers of the future are fresh");

    // Somebody sets it right again.
    scene.is(moved(EVENING, MINUTE / 2));
    assert_eq!(scene.ask(FRESH).await.skipped_by.fresh, VEHICLES);
    assert_eq!(scene.spent().await, ended.cost.fen);
    scene.month_cap(ended.cost.fen).await;
    let capped = scene.ask(Some(0.0)).await;
    assert_eq!(capped.charged, 0, "the month's cap is used up");
    assert_eq!(capped.stopped.map(|stopped| stopped.kind), Some(StopCode::MonthCap));
    assert_eq!(scene.charged(), charged);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sidebar_and_the_overview_tell_the_same_beginning_of_the_last_check() {
    let scene = Scene::open().await;
    scene.will_be(moved(EVENING, MINUTE));
    let ended = scene.ask(None).await;
    assert_eq!((ended.started_at, ended.ended_at), (EVENING, Some(moved(EVENING, MINUTE))));
    let told = async || {
        let sidebar = state::app_state(&scene.app, Nothing {}).await.unwrap().last_check;
        let overview = overview::overview(&scene.app, Nothing {}).await.unwrap().last_check.unwrap();
        (sidebar, overview.started_at, overview.asked)
    };
    assert_eq!(told().await, (Some(EVENING), EVENING, VEHICLES));

    scene.is(moved(EVENING, 2 * MINUTE));
    assert_eq!(scene.ask(FRESH).await.skipped_by.fresh, VEHICLES);
    assert_eq!(told().await, (Some(EVENING), EVENING, VEHICLES), "a batch that asked nobody is no check");
}

#[tokio::test(flavor = "multi_thread")]
async fn going_on_shows_its_price_keeps_its_cap_and_makes_no_empty_batch() {
    let scene = Scene::open().await;
    scene.is(EVENING);
    let capped = CheckRequest {
        provider: Some(PROVIDER.to_owned()),
        concurrency: Some(1),
        max_cost_fen: Some(Fen(100)),
        ..CheckRequest::default()
    };
    check::check_start(&scene.app, capped).await.unwrap();
    let ended = check::wait_for_end(&scene.app).await.unwrap();
    assert_eq!(ended.stopped.as_ref().map(|stopped| stopped.kind), Some(StopCode::MaxCost));

    let keep = ResumeRequest { keep_cap: true, ..ResumeRequest::default() };
    let kept = check::check_resume_plan(&scene.app, keep.clone()).await.unwrap().unwrap();
    assert_eq!(kept.plan.planned, ended.not_asked);
    let left = kept.max_cost_fen.unwrap();
    assert!(kept.plan.uncapped.fen > left, "the rest costs more than what is left");
    assert_eq!((kept.plan.cap_allows, kept.plan.at_most.fen), (Some(0), Fen(0)), "not for one vehicle");
    assert_eq!(kept.max_cost_fen, Some(Fen(100 - ended.cost.fen.0 - ended.doubtful_cost.fen.0)));
    let refused = check::check_resume(&scene.app, keep).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::CapUsedUp);

    let free = check::check_resume_plan(&scene.app, ResumeRequest::default()).await.unwrap().unwrap();
    assert_eq!((free.max_cost_fen, free.plan.cap_allows), (None, None));
    scene.month_cap(scene.spent().await).await;
    let refused = check::check_resume(&scene.app, ResumeRequest::default()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::CapUsedUp, "the month's cap leaves no room");
    let batches = check::batches(&scene.app, BatchQuery::default()).await.unwrap();
    assert_eq!(batches.total, 1, "no empty batch was made");

    let raised = ResumeRequest { max_cost_fen: Some(Fen(100_000)), ..ResumeRequest::default() };
    scene.month_cap(Fen(200_000)).await;
    assert_eq!(check::check_resume(&scene.app, raised).await.unwrap().planned, ended.not_asked);
    check::wait_for_end(&scene.app).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_cap_is_spent_once_by_all_that_goes_on_with_a_batch() {
    let scene = Scene::open().await;
    let cap = Fen(60);
    let capped = CheckRequest {
        provider: Some(PROVIDER.to_owned()),
        concurrency: Some(1),
        max_cost_fen: Some(cap),
        ..CheckRequest::default()
    };
    let first = check::check_start(&scene.app, capped).await.unwrap();
    let ended = check::wait_for_end(&scene.app).await.unwrap();
    assert!(ended.not_asked > 1);

    let once = scene.spent().await;
    let part = ResumeRequest {
        batch: Some(first.batch.clone()),
        max_cost_fen: Some(Fen(30)),
        concurrency: Some(1),
        ..ResumeRequest::default()
    };
    check::check_resume(&scene.app, part).await.unwrap();
    check::wait_for_end(&scene.app).await.unwrap();
    let twice = scene.spent().await;
    assert!(twice > once, "the second part asked somebody");

    let again = ResumeRequest { batch: Some(first.batch), keep_cap: true, ..ResumeRequest::default() };
    let kept = check::check_resume_plan(&scene.app, again).await.unwrap().unwrap();
    assert_eq!(kept.max_cost_fen, Some(Fen((cap.0 - twice.0).max(0))), "of the first batch's cap");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vehicle_that_is_taken_out_of_a_plan_is_not_asked() {
    let scene = Scene::open().await;
    let request = CheckRequest { provider: Some(PROVIDER.to_owned()), ..CheckRequest::default() };
    let plan = check::check_plan(&scene.app, request.clone()).await.unwrap();
    assert_eq!((plan.asks.len(), plan.asks[0].provider.as_str()), (plan.asked as usize, PROVIDER));
    let out = plan.asks[0].vehicle.clone();
    let less = CheckRequest { except: vec![out.clone()], ..request };
    let plan = check::check_plan(&scene.app, less).await.unwrap();
    assert_eq!(plan.planned, VEHICLES - 1);
    assert!(plan.asks.iter().all(|one| one.vehicle != out));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_over_a_months_end_is_in_both_months_and_keeps_the_cap_it_began_with() {
    let scene = Scene::open().await;
    let whole = scene.ask(None).await;
    let each = Fen(whole.cost.fen.0 / i64::from(whole.charged));

    let scene = Scene::open().await;
    scene.month_cap(each.times(7)).await;
    scene.will_be(moved(EVENING, 2 * MINUTE));
    let ended = scene.ask(None).await;
    assert_eq!(ended.stopped.map(|stopped| stopped.kind), Some(StopCode::MonthCap));
    assert!(ended.cost.fen <= each.times(7));
    let (march, april) = (scene.month("2026-03").await, scene.month("2026-04").await);
    assert!(march.0 > 0 && april.0 > 0, "{march:?} {april:?}");
    assert_eq!(march.0 + april.0, scene.charged(), "no call is lost between them");
    assert_eq!(march.1 + april.1, ended.cost.fen);
    assert_eq!(scene.spent().await, april.1, "the new month has its own spending");

    let left = state::app_state(&scene.app, Nothing {}).await.unwrap().resumable;
    assert_eq!(left, ended.not_asked, "the frame offers to go on with them");

    // The new month has room again, and only for whom nobody asked.
    let rest = check::check_resume(&scene.app, ResumeRequest::default()).await.unwrap();
    assert_eq!(rest.planned, ended.not_asked);
    check::wait_for_end(&scene.app).await.unwrap();
    assert!(scene.spent().await <= each.times(7));
    assert!(scene.charged() <= u64::from(VEHICLES));
}
