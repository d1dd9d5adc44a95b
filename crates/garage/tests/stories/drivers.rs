//! Who drove when: a violation belongs to the one who had the vehicle in that minute, or to whom a
//! person gave it.

use crate::scene::{NOON, Scene, later, row};
use cheku_domain::TotalsBy;
use cheku_domain::{DriverWhy, VehicleId};
use cheku_garage::{Assign, Driver, Given, NewPeriod, NewVehicle, ViolationQuery};
use chrono::{NaiveDate, NaiveDateTime};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// "2026-02-10" is its midnight.
fn time(text: &str) -> NaiveDateTime {
    cheku_domain::time::parse_vendor_time(text).unwrap()
}

/// 张三's car with a violation in February and a heavier one in March.
async fn scene() -> (Scene, VehicleId) {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.garage.assign(std::slice::from_ref(&id), Assign::Driver(Some("张三".into())), None, NOON).unwrap();
    let rows = vec![
        row("2026-02-10 08:00:00", "超速", None, Some(3)),
        row("2026-03-01 08:00:00", "闯红灯", None, Some(6)),
    ];
    scene.answer("storeapi", &id, rows, NOON).await;
    (scene, id)
}

/// From the first moment to the second, which is no part of it.
fn period(vehicle: &VehicleId, driver: &str, from: &str, to: Option<&str>) -> NewPeriod {
    NewPeriod { vehicle: vehicle.clone(), driver: driver.into(), from: Some(time(from)), to: to.map(time) }
}

/// Each driver with the points that wait.
fn points(scene: &Scene) -> Vec<(String, u32)> {
    let groups = scene.garage.totals_by(TotalsBy::Driver).unwrap();
    groups.into_iter().map(|group| (group.key, group.totals.points_waiting)).collect()
}

/// Who had the vehicle when, newest first.
fn drove(scene: &Scene, id: &VehicleId) -> Vec<String> {
    let shown = |time: Option<NaiveDateTime>| {
        time.map_or("…".to_owned(), |time| time.format("%m-%d %H:%M").to_string())
    };
    let periods = scene.garage.periods(id).unwrap().into_iter().map(|kept| kept.what);
    periods.map(|what| format!("{} {} – {}", what.driver, shown(what.from), shown(what.to))).collect()
}

fn shows(scene: &Scene, id: &VehicleId) -> Option<String> {
    scene.garage.vehicle(id).unwrap().unwrap().driver
}

#[tokio::test]
async fn a_violation_belongs_to_who_drove_then() {
    let (scene, id) = scene().await;
    let february = period(&id, "李四", "2026-02-01", Some("2026-03-01"));
    let saved = scene.garage.save_period(None, &february, true, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 6), ("李四".into(), 3)]);
    scene.is_well();
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 9)]);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().checked_at, Some(NOON));
    scene.is_well();
}

#[tokio::test]
async fn a_period_is_exact_to_the_minute_and_its_end_is_no_part_of_it() {
    let (scene, id) = scene().await;
    for (from, to, expected) in [
        ("2026-02-10 08:00", "2026-02-10 08:01", 3),
        ("2026-02-10 08:01", "2026-02-28", 0),
        ("2026-02-01", "2026-02-10 08:00", 0),
    ] {
        let saved = scene.garage.save_period(None, &period(&id, "李四", from, Some(to)), true, NOON).unwrap();
        let of_li =
            points(&scene).into_iter().find(|(name, _)| name == "李四").map_or(0, |(_, points)| points);
        assert_eq!(of_li, expected, "{from} to {to}");
        scene.garage.undo(&saved.undo, NOON).unwrap();
    }
    assert_eq!(drove(&scene, &id), ["张三 … – …"]);
}

#[tokio::test]
async fn a_handover_ends_the_open_period_and_is_taken_back_with_it() {
    let (scene, id) = scene().await;
    scene.garage.save_period(None, &period(&id, "李四", "2026-01-01", None), false, NOON).unwrap();
    let handover = period(&id, "王五", "2026-02-20", None);
    let saved = scene.garage.save_period(None, &handover, false, NOON).unwrap();
    let expected = ["王五 02-20 00:00 – …", "李四 01-01 00:00 – 02-20 00:00", "张三 … – 01-01 00:00"];
    assert_eq!(drove(&scene, &id), expected);
    assert_eq!(shows(&scene, &id).as_deref(), Some("王五"));
    assert_eq!(points(&scene), [("李四".into(), 3), ("王五".into(), 6)]);
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(drove(&scene, &id), ["李四 01-01 00:00 – …", expected[2]]);
    assert_eq!(shows(&scene, &id).as_deref(), Some("李四"));
    assert_eq!(points(&scene), [("李四".into(), 9)]);
    scene.is_well();
}

#[tokio::test]
async fn a_period_that_reaches_into_another_is_refused_with_both_and_may_cut_it() {
    let (scene, id) = scene().await;
    let february = period(&id, "李四", "2026-02-01", Some("2026-03-01"));
    let refused = scene.garage.save_period(None, &february, false, NOON).unwrap_err();
    assert_eq!(refused.code(), "period_overlaps");
    let told: Vec<&str> = refused.details.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(told, ["李四", "2026-02-01 00:00", "2026-03-01 00:00", "张三", "", ""]);
    assert!(!refused.to_string().contains("张三"), "no name in a log");
    assert_eq!(points(&scene), [("张三".into(), 9)], "nothing was written");

    let cut = scene.garage.save_period(None, &february, true, NOON).unwrap();
    let expected = ["张三 03-01 00:00 – …", "李四 02-01 00:00 – 03-01 00:00", "张三 … – 02-01 00:00"];
    assert_eq!(drove(&scene, &id), expected);
    scene.garage.undo(&cut.undo, NOON).unwrap();
    assert_eq!(drove(&scene, &id), ["张三 … – …"]);
    scene.is_well();
}

#[tokio::test]
async fn a_period_is_changed_in_its_place_and_removed() {
    let (scene, id) = scene().await;
    scene.garage.save_period(None, &period(&id, "李四", "2026-01-01", None), false, NOON).unwrap();
    let kept = scene.garage.periods(&id).unwrap().remove(0);
    let shorter = period(&id, "李四", "2026-01-01", Some("2026-02-15"));
    scene.garage.save_period(Some(&kept.id), &shorter, false, NOON).unwrap();
    assert_eq!(points(&scene), [(String::new(), 6), ("李四".into(), 3)]);
    assert_eq!(shows(&scene, &id), None, "nobody has it now");
    let removed = scene.garage.remove_period(&kept.id, NOON).unwrap();
    assert_eq!(points(&scene), [(String::new(), 9)]);
    scene.garage.undo(&removed.undo, NOON).unwrap();
    assert_eq!(points(&scene), [(String::new(), 6), ("李四".into(), 3)]);
    assert_eq!(scene.garage.remove_period("nobody", NOON).unwrap_err().code(), "not_found");
    scene.is_well();
}

#[tokio::test]
async fn a_period_that_comes_back_gives_way_to_what_came_in_its_place() {
    let (scene, id) = scene().await;
    scene.garage.save_period(None, &period(&id, "李四", "2026-01-01", None), false, NOON).unwrap();
    let of_li = scene.garage.periods(&id).unwrap().remove(0);
    let removed = scene.garage.remove_period(&of_li.id, later(10)).unwrap();
    let february = period(&id, "王五", "2026-02-01", Some("2026-03-01"));
    scene.garage.save_period(None, &february, false, later(20)).unwrap();
    scene.garage.undo(&removed.undo, later(30)).unwrap();
    let expected = [
        "李四 03-01 00:00 – …",
        "王五 02-01 00:00 – 03-01 00:00",
        "李四 01-01 00:00 – 02-01 00:00",
        "张三 … – 01-01 00:00",
    ];
    assert_eq!(drove(&scene, &id), expected);
    scene.is_well();
}

#[tokio::test]
async fn a_sheet_that_reaches_into_later_periods_changes_no_driver() {
    let (scene, id) = scene().await;
    scene.garage.save_period(None, &period(&id, "李四", "2026-03-01", None), false, NOON).unwrap();
    let listed = NewVehicle {
        driver: Some("王五".into()),
        driver_since: Some(time("2026-02-01")),
        ..crate::scene::new("粤B12345")
    };
    let report = scene.garage.import(vec![listed], NOON, false).unwrap();
    assert_eq!(report.rows, [(cheku_garage::ImportEffect::PeriodOverlaps, vec![])]);
    assert_eq!(shows(&scene, &id).as_deref(), Some("李四"));
}

#[tokio::test]
async fn a_violation_without_a_readable_time_is_nobodys_until_a_person_says_whose() {
    let (scene, id) = scene().await;
    scene.answer("juhe", &id, vec![row("昨天", "违停", Some(10_000), None)], NOON).await;
    let query = ViolationQuery { search: "违停".into(), ..Default::default() };
    let found = || scene.garage.list_violations(&query).unwrap().rows.remove(0);
    assert_eq!((found().driver, found().driver_why), (None, None));
    let whose = Given { driver: "张三".into(), reason: "问过".into(), by: String::new(), at: Some(NOON) };
    scene.garage.give(&query, Some(&whose), NOON).unwrap();
    assert_eq!((found().driver.as_deref(), found().driver_why), (Some("张三"), Some(DriverWhy::ByHand)));
    scene.is_well();
}

#[tokio::test]
async fn the_present_driver_is_shown_when_a_period_begins_or_ends_by_itself() {
    let (scene, id) = scene().await;
    let tomorrow = period(&id, "李四", "2026-03-13", None);
    scene.garage.save_period(None, &tomorrow, false, NOON).unwrap();
    assert_eq!(shows(&scene, &id).as_deref(), Some("张三"));
    scene.garage.show_present_drivers(later(24 * 60)).unwrap();
    assert_eq!(shows(&scene, &id).as_deref(), Some("李四"));
    scene.is_well();
}

#[tokio::test]
async fn a_new_name_goes_with_everything_that_was_the_drivers() {
    let (scene, _) = scene().await;
    let by_hand = Given { driver: "张三".into(), reason: "借车".into(), by: "".into(), at: Some(NOON) };
    scene.garage.give(&ViolationQuery::default(), Some(&by_hand), NOON).unwrap();
    let named = Driver {
        licence_since: Some(day("2011-05-04")),
        note: Some("夜班".into()),
        phone: Some("13800000000".into()),
        licence_tail: Some("123X".into()),
        left_on: Some(day("2026-03-01")),
        ..Driver::of("张三丰")
    };
    let saved = scene.garage.save_driver(&named, None, Some("张三"), NOON).unwrap();
    assert_eq!(points(&scene), [("张三丰".into(), 9)]);
    assert_eq!(scene.garage.drivers().unwrap(), [named]);
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 9)]);
    assert_eq!(scene.garage.drivers().unwrap()[0].licence_since, None);
    assert_eq!(scene.garage.periods_of("张三").unwrap().len(), 1);
    scene.is_well();
}

#[tokio::test]
async fn a_removed_driver_leaves_the_vehicles_and_comes_back_with_undo() {
    let (scene, id) = scene().await;
    let february = period(&id, "李四", "2026-02-01", Some("2026-03-01"));
    scene.garage.save_period(None, &february, true, NOON).unwrap();
    let li = Driver { note: Some("临时".into()), ..Driver::of("李四") };
    scene.garage.save_driver(&li, None, None, NOON).unwrap();
    let removed = ["张三", "李四"].map(|name| scene.garage.remove_driver(name, NOON).unwrap());
    assert_eq!(points(&scene), [(String::new(), 9)]);
    assert!(scene.garage.drivers().unwrap().is_empty());
    for one in &removed {
        scene.garage.undo(&one.undo, NOON).unwrap();
    }
    assert_eq!(points(&scene), [("张三".into(), 6), ("李四".into(), 3)]);
    assert_eq!(scene.garage.driver("李四").unwrap(), Some(li));
    scene.is_well();
}

#[tokio::test]
async fn a_drivers_name_that_no_violation_bears_any_more_is_kept_nowhere() {
    let scene = Scene::new();
    let ids = [scene.vehicle("粤B12345"), scene.vehicle("粤B12346")];
    for id in &ids {
        scene
            .garage
            .assign(std::slice::from_ref(id), Assign::Driver(Some("张三".into())), None, NOON)
            .unwrap();
        let found = row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6));
        scene.answer("storeapi", id, vec![found], NOON).await;
    }
    let names = || {
        let file = rusqlite::Connection::open(scene.garage.path()).unwrap();
        let mut all = file.prepare("SELECT name FROM driver_names ORDER BY name").unwrap();
        all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect::<Vec<String>>()
    };
    let give = |id: &cheku_domain::VehicleId, name: &str| {
        let driver = Assign::Driver(Some(name.to_owned()));
        scene.garage.assign(std::slice::from_ref(id), driver, Some(time("2026-02-01")), NOON).unwrap().undo
    };
    give(&ids[0], "李四");
    assert_eq!(names(), ["张三", "李四"], "another vehicle still bears it");
    let last = give(&ids[1], "李四");
    assert_eq!(names(), ["李四"]);
    scene.garage.undo(&last, NOON).unwrap();
    assert_eq!(names(), ["张三", "李四"]);
    scene.is_well();
}
