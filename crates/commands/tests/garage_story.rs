//! What a manager does in the garage: drivers, periods, cases, kept filters.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use cheku_commands::api::*;
use cheku_commands::{
    App, Clock, Options, Reader, SecretPlace, backups, cases, changes, check, demo, drivers, filters,
    maintenance, overview, todo, vehicles, violations,
};

/// A garage that was never open before.
fn new_garage() -> (tempfile::TempDir, App) {
    let home = tempfile::tempdir().expect("a temporary directory");
    let app = App::open(Options {
        home: home.path().to_owned(),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    (home, app)
}

/// The demo fleet, asked once of one provider.
async fn asked_fleet() -> (tempfile::TempDir, App) {
    let (home, app) = new_garage();
    demo::demo_start(&app, Nothing {}).await.expect("the demo opens");
    let request = CheckRequest {
        provider: Some("storeapi".to_owned()),
        concurrency: Some(40),
        ..CheckRequest::default()
    };
    check::check_start(&app, request).await.expect("starts");
    check::wait_for_end(&app).await.expect("ends");
    (home, app)
}

fn of_driver(driver: &str) -> ViolationFilter {
    ViolationFilter { driver: Some(driver.to_owned()), ..ViolationFilter::default() }
}

async fn rows(app: &App, filter: ViolationFilter) -> ViolationWindow {
    let query = ViolationQuery { filter, ..ViolationQuery::default() };
    violations::violations(app, query).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_drivers_rows_add_up_to_the_fleet_and_each_leads_to_its_violations() {
    let (_home, app) = asked_fleet().await;
    let all = drivers::drivers(&app, DriverQuery::default()).await.unwrap();
    let fleet = cheku_commands::overview::totals(&app, TotalsRequest::default()).await.unwrap();
    assert_eq!(all.totals, fleet.totals);
    for row in all.rows.iter().take(5) {
        let window = rows(&app, of_driver(&row.driver)).await;
        assert_eq!(window.totals, row.totals, "the rows behind a driver's figures");
    }
    let owing = DriverQuery {
        owing_only: true,
        sort: Some(Sort { column: "points".into(), descending: true }),
        ..DriverQuery::default()
    };
    let owing = drivers::drivers(&app, owing).await.unwrap();
    assert!(owing.total < all.total && owing.rows.iter().all(|row| row.totals.unpaid > 0));
    assert!(owing.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.totals.points_waiting)));
    let window = DriverQuery { offset: 2, limit: 3, ..DriverQuery::default() };
    assert_eq!(drivers::drivers(&app, window).await.unwrap().rows, all.rows[2..5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_moves_violations_to_who_drove_then_and_undo_brings_them_back() {
    let (_home, app) = asked_fleet().await;
    let seen = rows(&app, ViolationFilter::default()).await.rows.into_iter().next().expect("a violation");
    let day = seen.time[..10].to_owned();
    let period = PeriodForm {
        vehicle: seen.vehicle.clone(),
        driver: "代班司机".into(),
        from: day.clone(),
        to: day,
        cut: true,
        ..PeriodForm::default()
    };
    let uncut = PeriodForm { cut: false, ..period.clone() };
    let refused = drivers::period_save(&app, uncut).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PeriodOverlaps);
    assert_eq!(refused.details["driver"], "代班司机");
    let done = drivers::period_save(&app, period.clone()).await.unwrap();
    let moved = rows(&app, of_driver("代班司机")).await;
    assert!(moved.rows.iter().any(|row| row.id == seen.id));
    let panel = vehicles::vehicle(&app, Id { id: seen.vehicle.clone() }).await.unwrap();
    assert!(panel.drivers.iter().any(|period| period.driver == "代班司机"));

    let found = DriverQuery { search: "dbsj".into(), ..DriverQuery::default() };
    assert_eq!(drivers::drivers(&app, found).await.unwrap().rows[0].driver, "代班司机", "by initials");
    changes::undo(&app, Id { id: done.undo.expect("a way back") }).await.unwrap();
    assert_eq!(rows(&app, of_driver("代班司机")).await.total, 0);
    let backwards = PeriodForm { to: "2001-01-01".into(), ..period };
    assert_eq!(drivers::period_save(&app, backwards).await.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drivers_cycle_is_information_and_a_new_name_keeps_it() {
    let (_home, app) = asked_fleet().await;
    let all = drivers::drivers(&app, DriverQuery::default()).await.unwrap().rows;
    let top = all.into_iter().find(|row| !row.driver.is_empty()).expect("a driver");
    let form = DriverForm {
        formerly: Some(top.driver.clone()),
        name: "改了名".into(),
        licence_since: "2011-05-04".into(),
        note: "夜班".into(),
        phone: "138 0000 0000".into(),
        licence_tail: "123x".into(),
        ..DriverForm::default()
    };
    let wrong = DriverForm { licence_tail: "320582".into(), ..form.clone() };
    assert_eq!(drivers::driver_save(&app, wrong).await.unwrap_err().code, ErrorCode::BadRequest);
    drivers::driver_save(&app, form).await.unwrap();
    let detail = drivers::driver(&app, DriverName { name: "改了名".into() }).await.unwrap();
    assert_eq!((detail.row.totals, detail.vehicles.len() as u32), (top.totals, top.vehicles));
    assert_eq!(detail.licence_tail.as_deref(), Some("123X"), "and no more of its number");
    let cycle = detail.cycle.expect("the licence's day is known");
    assert!(cycle.from.ends_with("-05-04") && cycle.to.ends_with("-05-03"));
    assert!(cycle.waiting <= top.totals.points_waiting);
    let gone = drivers::driver(&app, DriverName { name: top.driver }).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_match_take_a_step_in_one_command_and_taken_back_in_one() {
    let (_home, app) = asked_fleet().await;
    let unhandled = ViolationFilter { state: vec![ShownState::Unhandled], ..ViolationFilter::default() };
    let before = rows(&app, unhandled.clone()).await;
    let request = StepRequest {
        selection: ViolationSelection::Matching {
            filter: Box::new(unhandled.clone()),
            except: vec![before.rows[0].id.clone()],
        },
        step: Step::Handled(Handled::default()),
        as_fined: false,
        receipts: Vec::new(),
    };
    let done = cases::violations_step(&app, request).await.unwrap();
    assert_eq!(done.count, before.total - 1);
    let handled = ViolationFilter { stage: vec![Stage::Handled], ..unhandled };
    assert_eq!(rows(&app, handled.clone()).await.total, before.total - 1);
    changes::undo(&app, Id { id: done.undo.unwrap() }).await.unwrap();
    assert_eq!(rows(&app, handled).await.total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_is_kept_renamed_taken_away_and_brought_back_in_its_place() {
    let (_home, app) = asked_fleet().await;
    let list = FilterList::Vehicles;
    let new = |name: &str| SavedFilter { id: String::new(), list, name: name.into(), query: "{}".into() };
    let first = filters::filter_save(&app, new("月底要清")).await.unwrap();
    filters::filter_save(&app, new("二队")).await.unwrap();
    let names = || async {
        let kept = filters::saved_filters(&app, FilterRequest { list }).await.unwrap();
        kept.into_iter().map(|filter| filter.name).collect::<Vec<_>>()
    };
    let renamed = SavedFilter { id: first.id.clone(), ..new("月初要清") };
    filters::filter_save(&app, renamed.clone()).await.unwrap();
    assert_eq!(names().await, ["月初要清", "二队"]);
    filters::filter_remove(&app, first).await.unwrap();
    assert_eq!(names().await, ["二队"]);
    filters::filter_save(&app, renamed).await.unwrap();
    assert_eq!(names().await.len(), 2);
    assert!(filters::filter_save(&app, new("  ")).await.is_err(), "a filter has a name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vehicles_history_says_what_each_answer_changed() {
    let (_home, app) = asked_fleet().await;
    let all = rows(&app, ViolationFilter::default()).await;
    let seen = &all.rows[0];
    let panel = vehicles::vehicle(&app, Id { id: seen.vehicle.clone() }).await.unwrap();
    let entry = &panel.history[0];
    assert_eq!(entry.new.len() as u32, panel.row.totals.violations);
    assert!(entry.new.iter().any(|row| row.id == seen.id) && entry.gone.is_empty());
}

/// Each figure of the first page is a link; the list behind it must show as many rows.
#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_the_overview_counts_the_rows_behind_it() {
    let (_home, app) = asked_fleet().await;
    let shown = cheku_commands::overview::overview(&app, Nothing {}).await.unwrap();
    let unpaid = || ViolationFilter {
        state: vec![ShownState::Unhandled, ShownState::HandledUnpaid],
        ..ViolationFilter::default()
    };
    let all = rows(&app, unpaid()).await;
    assert_eq!((all.total, all.totals.fines_due_fen), (shown.totals.unpaid, shown.totals.fines_due_fen));
    let unhandled = ViolationFilter { state: vec![ShownState::Unhandled], ..ViolationFilter::default() };
    let unhandled = rows(&app, unhandled).await;
    assert_eq!(unhandled.total, shown.totals.unhandled);
    assert_eq!(unhandled.totals.points_waiting, shown.totals.points_waiting);
    let unknown = |part| ViolationFilter { unknown: vec![part], ..ViolationFilter::default() };
    assert!(shown.totals.fines_unknown > 0 && shown.totals.fines_unknown != shown.totals.points_unknown);
    assert_eq!(rows(&app, unknown(UnknownPart::Fine)).await.total, shown.totals.fines_unknown);
    assert_eq!(rows(&app, unknown(UnknownPart::Points)).await.total, shown.totals.points_unknown);
    let new = rows(&app, ViolationFilter { new_only: true, ..ViolationFilter::default() }).await;
    assert_eq!(new.total, shown.new.violations);
    for act in &shown.acts {
        let behind = rows(&app, ViolationFilter { act: Some(act.key.clone()), ..unpaid() }).await;
        assert_eq!(behind.total, act.count, "an act");
    }
    for place in &shown.places {
        let behind = rows(&app, ViolationFilter { place: Some(place.key.clone()), ..unpaid() }).await;
        assert_eq!(behind.total, place.count, "a place");
    }
    for city in &shown.cities {
        let behind = rows(&app, ViolationFilter { city: Some(city.key.clone()), ..unpaid() }).await;
        assert_eq!(behind.total, city.count, "a city");
    }
    for month in &shown.months {
        let behind = rows(&app, ViolationFilter { month: Some(month.month.clone()), ..unpaid() }).await;
        assert_eq!(behind.total, month.unpaid, "a month");
    }
    let mut vehicles_in_all = 0;
    for status in &shown.statuses {
        let filter = VehicleFilter { status: vec![status.status], ..VehicleFilter::default() };
        let query = VehicleQuery { filter, limit: 1, ..VehicleQuery::default() };
        let behind = vehicles::vehicles(&app, query).await.unwrap();
        assert_eq!(behind.total, status.count, "a status");
        vehicles_in_all += status.count;
    }
    assert_eq!(vehicles_in_all, shown.vehicles);
    let with_new = VehicleFilter { has_new: true, ..VehicleFilter::default() };
    let query = VehicleQuery { filter: with_new, limit: 1, ..VehicleQuery::default() };
    assert_eq!(vehicles::vehicles(&app, query).await.unwrap().total, shown.new.vehicles);
}

fn form(plate_type: &str) -> VehicleForm {
    let text = |text: &str| text.to_owned();
    VehicleForm {
        id: None,
        plate: text("粤B12345"),
        plate_type: text(plate_type),
        vin: text(""),
        engine: text(""),
        city_code: text(""),
        owner: text(""),
        group: text(""),
        driver: text(""),
        driver_since: text(""),
        note: text(""),
        provider: text(""),
    }
}

#[tokio::test]
async fn the_form_refuses_a_plate_that_is_there_only_with_the_same_type() {
    let (_home, app) = new_garage();
    vehicles::vehicle_save(&app, form("")).await.unwrap();
    let complaints = async |form: VehicleForm| vehicles::vehicle_check(&app, form).await.unwrap().complaints;
    let taken = complaints(form("")).await;
    assert_eq!(taken.iter().map(|one| one.code).collect::<Vec<_>>(), [ComplaintCode::PlateTaken]);
    assert_eq!(complaints(form("02")).await, taken, "as the plate suggests");
    assert_eq!(complaints(form("01")).await, []);
    let truck = vehicles::vehicle_save(&app, form("01")).await.unwrap();
    // It can be saved again as it is, and not become the car.
    vehicles::vehicle_save(&app, VehicleForm { id: Some(truck.id.clone()), ..form("01") }).await.unwrap();
    let car = VehicleForm { id: Some(truck.id), ..form("02") };
    assert_eq!(vehicles::vehicle_save(&app, car).await.unwrap_err().code, ErrorCode::FormInvalid);
}

#[tokio::test]
async fn a_copy_can_be_asked_for_before_there_was_any() {
    let (home, app) = new_garage();
    let written = maintenance::backup(&app, BackupRequest::default()).await.unwrap();
    let written = std::path::Path::new(&written.path);
    assert!(written.is_file());
    assert_eq!(written.parent(), Some(home.path().join("backups").as_path()));

    let listed = backups::backups(&app, Nothing {}).await.unwrap();
    assert_eq!(std::path::Path::new(&listed.folder), home.path().join("backups"));
    let [copy] = listed.copies.as_slice() else { panic!("{listed:?}") };
    assert_eq!(copy.name, written.file_name().unwrap().to_str().unwrap());
    assert_eq!(copy.bytes, written.metadata().unwrap().len());
    let holds = copy.holds.unwrap();
    assert_eq!((holds.vehicles, holds.violations), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_folder_gets_the_copy_at_once_and_is_said_to_be_away_when_it_is() {
    let (home, app) = new_garage();
    app.back_up_daily().join().unwrap();
    let trial = backups::backups(&app, Nothing {}).await.unwrap().trial.unwrap();
    assert_eq!(
        (trial.wrong.len(), trial.name.starts_with("garage-")),
        (0, true),
        "it was tried with the first copy"
    );

    let stick = tempfile::tempdir().unwrap();
    let chosen = |path: &std::path::Path| SecondBackupsRequest { folder: Some(app.may_read(path).file) };
    let ours = backups::backups_second(&app, chosen(&home.path().join("backups"))).await.unwrap_err();
    assert_eq!(ours.code, ErrorCode::PlaceIsOurs);
    let second = backups::backups_second(&app, chosen(stick.path())).await.unwrap().second.unwrap();
    assert_eq!((second.is_there, second.copies.len()), (true, 1));

    let (_beside, another) = new_garage();
    another.back_up_daily().join().unwrap();
    let request = SecondBackupsRequest { folder: Some(another.may_read(stick.path()).file) };
    let taken = backups::backups_second(&another, request).await.unwrap_err();
    assert_eq!(
        taken.code,
        ErrorCode::BackupOfAnother,
        "copies are named after their days: one would replace the other"
    );
    assert_eq!(backups::backups(&another, Nothing {}).await.unwrap().second, None);

    // Something that is no file stands where the copy would be written.
    let copy = stick.path().join(&second.copies[0].name);
    std::fs::remove_file(&copy).unwrap();
    let part = |id| stick.path().join(format!("{}.{id}.part", second.copies[0].name));
    std::fs::create_dir(part(std::process::id())).unwrap();
    app.back_up_daily().join().unwrap();
    let refused = backups::backups(&app, Nothing {}).await.unwrap().second.unwrap();
    assert!(refused.failed.is_some() && refused.copies.is_empty(), "{refused:?}");
    std::fs::remove_dir(part(std::process::id())).unwrap();
    app.back_up_daily().join().unwrap();
    let written = backups::backups(&app, Nothing {}).await.unwrap().second.unwrap();
    assert_eq!((written.failed, written.copies.len()), (None, 1));

    drop(stick);
    app.back_up_daily().join().unwrap();
    let second = backups::backups(&app, Nothing {}).await.unwrap().second.unwrap();
    assert_eq!((second.is_there, second.copies.len()), (false, 0));
    let none = backups::backups_second(&app, SecondBackupsRequest { folder: None }).await.unwrap();
    assert_eq!(none.second, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_takes_nothing_that_can_only_be_wrong_and_keeps_the_rest_clean() {
    let (_home, app) = asked_fleet().await;
    let form = VehicleForm {
        plate: "\u{202d}苏E·9Z9Z9\u{202c}".into(),
        plate_type: "52".into(),
        vin: "11111111111111111".into(),
        engine: "1.23457E+12".into(),
        driver: "#N/A".into(),
        ..VehicleForm::default()
    };
    let refused = vehicles::vehicle_save(&app, form.clone()).await.unwrap_err();
    let said: Vec<_> = refused.details.iter().map(|(field, code)| (field.as_str(), code.as_str())).collect();
    let expected = [
        ("driver", "spoiled_error"),
        ("engine", "spoiled_exponent"),
        ("plate_type", "plate_type_contradicts"),
        ("vin", "spoiled_repeated"),
    ];
    assert_eq!(said, expected);

    let typed = VehicleForm {
        plate_type: String::new(),
        vin: String::new(),
        engine: "=\"00123456\"".into(),
        driver: "张\u{200b}三\u{a0}".into(),
        ..form
    };
    let check = vehicles::vehicle_check(&app, typed.clone()).await.unwrap();
    let warned: Vec<_> =
        check.complaints.iter().map(|one| (one.field.as_str(), one.code, one.warning)).collect();
    let marks = ComplaintCode::UnseenMarks;
    assert_eq!(warned, [("engine", marks, true), ("driver", marks, true)]);
    let id = vehicles::vehicle_save(&app, typed).await.unwrap().id;
    let kept = vehicles::vehicle_form(&app, Id { id }).await.unwrap();
    assert_eq!(
        (kept.plate.as_str(), kept.engine.as_str(), kept.driver.as_str()),
        ("苏E9Z9Z9", "00123456", "张三")
    );

    let doubted = VehicleQuery {
        filter: VehicleFilter { in_doubt: true, ..VehicleFilter::default() },
        ..VehicleQuery::default()
    };
    let window = vehicles::vehicles(&app, doubted).await.unwrap();
    assert_eq!((window.total, window.all), (0, 201), "the demo fleet and this one are in order");
}

/// A line of what is to be done leads to just as many rows as it says.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_done_is_counted_as_it_is_listed() {
    let (_home, app) = asked_fleet().await;
    let told = async |kind| {
        let todo = todo::todo(&app, Nothing {}).await.unwrap();
        assert_eq!(overview::overview(&app, Nothing {}).await.unwrap().todo, todo, "one function for both");
        for line in &todo.lines {
            if let TodoRows::Violations { filter } = &line.rows {
                let listed = rows(&app, filter.clone()).await;
                assert_eq!((listed.total, line.fines_fen), (line.count, Some(listed.totals.fines_due_fen)));
            }
        }
        todo.lines.iter().find(|line| line.kind == kind).map_or(0, |line| line.count)
    };
    let untold = told(TodoKind::Untold).await;
    assert!(untold > 0);
    assert_eq!(told(TodoKind::Overdue).await, 0);
    let filter = ViolationFilter { stage: vec![Stage::Untold], ..ViolationFilter::default() };
    let one = rows(&app, filter).await.rows[0].id.clone();
    let long_ago = "2026-01-01".parse().ok();
    let request = StepRequest {
        selection: ViolationSelection::Ids { ids: vec![one.clone()] },
        step: Step::Told(Told { on: long_ago, how: "微信".into(), due: long_ago }),
        as_fined: false,
        receipts: Vec::new(),
    };
    cases::violations_step(&app, request).await.unwrap();
    assert_eq!((told(TodoKind::Overdue).await, told(TodoKind::Untold).await), (1, untold - 1));
    let detail = violations::violation(&app, Id { id: one }).await.unwrap();
    assert!(detail.row.overdue && detail.steps.len() == 1);
}
