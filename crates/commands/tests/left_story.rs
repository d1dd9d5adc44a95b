//! A vehicle that was sold: what is open is said, nobody asks about it any more, and its history stays.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, changes, check, demo, import, overview, state, vehicles,
    violations,
};
use cheku_domain::Left;

async fn asked() -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().unwrap();
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    demo::demo_start(&app, Nothing {}).await.unwrap();
    ask(&app, None).await;
    (home, app)
}

async fn ask(app: &App, selection: Option<Selection>) -> Progress {
    let request = CheckRequest { selection, concurrency: Some(20), ..CheckRequest::default() };
    check::check_start(app, request).await.unwrap();
    check::wait_for_end(app).await.unwrap()
}

async fn listed(app: &App, filter: VehicleFilter) -> VehicleWindow {
    vehicles::vehicles(app, VehicleQuery { filter, ..VehicleQuery::default() }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sold_car_leaves_every_sum_and_can_be_looked_at_and_come_back() {
    let (_home, app) = asked().await;
    let before = overview::totals(&app, TotalsRequest::default()).await.unwrap();
    let all = listed(&app, VehicleFilter::default()).await.rows;
    let car = all.iter().find(|row| row.totals.unpaid > 1).unwrap().clone();
    let one = || Selection::Ids { ids: vec![car.vehicle.id.0.clone()] };
    let leave = |on: &str| LeaveRequest { selection: one(), left: Left::Sold, on: on.to_owned() };
    assert!(vehicles::vehicles_leave(&app, leave("in March")).await.is_err());
    let left = vehicles::vehicles_leave(&app, leave("2026-03-01")).await.unwrap();

    let now = overview::totals(&app, TotalsRequest::default()).await.unwrap();
    assert_eq!(
        (now.vehicles, now.totals.unpaid),
        (before.vehicles - 1, before.totals.unpaid - car.totals.unpaid)
    );
    assert_eq!(now.totals.fines_due_fen.0, before.totals.fines_due_fen.0 - car.totals.fines_due_fen.0);
    assert_eq!(state::app_state(&app, Nothing {}).await.unwrap().vehicles, now.vehicles);

    let sold = listed(&app, VehicleFilter { left: vec![Left::Sold], ..VehicleFilter::default() }).await;
    assert_eq!((sold.total, sold.totals), (1, car.totals));
    assert_eq!((sold.rows[0].left, sold.rows[0].left_on.as_deref()), (Some(Left::Sold), Some("2026-03-01")));
    let choices = vehicles::choices(&app, Nothing {}).await.unwrap();
    assert_eq!(choices.left, [KeyCount { key: "sold".to_owned(), count: 1 }]);
    let panel = vehicles::vehicle(&app, Id { id: car.vehicle.id.0.clone() }).await.unwrap();
    assert_eq!((panel.row.totals, panel.history.len()), (car.totals, 1));
    let filter =
        ViolationFilter { vehicle: vec![car.vehicle.id.0.clone()], left: true, ..ViolationFilter::default() };
    let query = ViolationQuery { filter, ..ViolationQuery::default() };
    assert_eq!(violations::violations(&app, query).await.unwrap().totals, car.totals);

    // Nobody asks about it, and a plan that names it says why.
    let plan = check::check_plan(&app, CheckRequest::default()).await.unwrap();
    assert_eq!(plan.planned, now.vehicles);
    let named = CheckRequest { selection: Some(one()), ..CheckRequest::default() };
    let plan = check::check_plan(&app, named).await.unwrap();
    assert_eq!((plan.asked, plan.skipped_by.left, plan.skipped[0].reason), (0, 1, Reason::Left));
    let batch = ask(&app, Some(one())).await;
    assert_eq!((batch.skipped, batch.skipped_by.left, batch.charged), (1, 1, 0));

    // An import that names it says so.
    let text = format!("车牌号\n{}\n京A12345\n", car.vehicle.plate);
    let source = ImportSource::Text { text };
    let request = ImportRequest { source, sheets: Vec::new(), include_hidden: false };
    let report = import::import_commit(&app, request).await.unwrap();
    assert_eq!((report.added, report.updated, report.rejected.len()), (1, 0, 1));
    assert_eq!(report.rejected[0].code, ComplaintCode::VehicleLeft);
    changes::undo(&app, Id { id: report.undo.unwrap() }).await.unwrap();

    let back = vehicles::vehicles_return(&app, one()).await.unwrap();
    assert_eq!(overview::totals(&app, TotalsRequest::default()).await.unwrap(), before);
    changes::undo(&app, Id { id: back.undo.unwrap() }).await.unwrap();
    assert_eq!(listed(&app, VehicleFilter::default()).await.total, now.vehicles);
    vehicles::vehicles_return(&app, one()).await.unwrap();
    assert!(changes::undo(&app, Id { id: left.undo.unwrap() }).await.is_err(), "changed again since");
    let doctor = cheku_commands::maintenance::doctor(&app, Nothing {}).await.unwrap();
    assert!(doctor.ok, "{:?}", doctor.findings);
}

/// What is typed finds nothing among what is in use: it is said how much of it left, and looked at with one filter.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_says_what_it_finds_among_those_that_left() {
    let (_home, app) = asked().await;
    let all = listed(&app, VehicleFilter::default()).await.rows;
    let car = all.iter().find(|row| row.totals.unpaid > 1).unwrap().clone();
    let search = car.vehicle.plate.to_string();
    let vehicles_like =
        |left: Vec<Left>| VehicleFilter { search: search.clone(), left, ..Default::default() };
    let like = async |left| {
        let filter = ViolationFilter { search: search.clone(), left, ..ViolationFilter::default() };
        let query = ViolationQuery { filter, ..ViolationQuery::default() };
        let found = violations::violations(&app, query).await.unwrap();
        (found.total, found.among_left)
    };
    let (theirs, none) = like(false).await;
    assert!(theirs > 1 && none == 0, "in use: {theirs}, {none}");
    let selection = Selection::Ids { ids: vec![car.vehicle.id.0.clone()] };
    let request = LeaveRequest { selection, left: Left::Suspended, on: String::new() };
    vehicles::vehicles_leave(&app, request).await.unwrap();

    let found = listed(&app, vehicles_like(Vec::new())).await;
    assert_eq!((found.total, found.among_left), (0, 1));
    let shown = listed(&app, vehicles_like(Left::ALL.to_vec())).await;
    assert_eq!((shown.total, shown.among_left, &shown.rows[0].vehicle.id), (1, 0, &car.vehicle.id));
    assert_eq!(like(false).await, (0, theirs));
    assert_eq!(like(true).await, (theirs, 0));
    let other = VehicleFilter { search: "没有这辆".into(), ..VehicleFilter::default() };
    assert_eq!(listed(&app, other).await.among_left, 0);
}
