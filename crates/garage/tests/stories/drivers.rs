//! Who drove when: a violation belongs to the one who had the vehicle that day.

use crate::scene::{NOON, Scene, row};
use cheku_domain::VehicleId;
use cheku_garage::{Assign, By, Driver, NewAssignment};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 张三's car with a violation in February and a heavier one in March.
async fn scene() -> (Scene, VehicleId) {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.garage.assign(std::slice::from_ref(&id), Assign::Driver(Some("张三".into())), NOON).unwrap();
    let rows = vec![
        row("2026-02-10 08:00:00", "超速", None, Some(3)),
        row("2026-03-01 08:00:00", "闯红灯", None, Some(6)),
    ];
    scene.answer("storeapi", &id, rows, NOON).await;
    (scene, id)
}

fn period(vehicle: &VehicleId, driver: &str, from: &str, to: Option<&str>) -> NewAssignment {
    NewAssignment { vehicle: vehicle.clone(), driver: driver.into(), from: day(from), to: to.map(day) }
}

/// Each driver with the points that wait.
fn points(scene: &Scene) -> Vec<(String, u32)> {
    let groups = scene.garage.totals_by(By::Driver).unwrap();
    groups.into_iter().map(|group| (group.key, group.totals.points_waiting)).collect()
}

fn drove(scene: &Scene, id: &VehicleId) -> Vec<(String, String, Option<String>)> {
    let periods = scene.garage.assignments(id).unwrap().into_iter().map(|kept| kept.what);
    periods.map(|what| (what.driver, what.from.to_string(), what.to.map(|to| to.to_string()))).collect()
}

#[tokio::test]
async fn a_violation_belongs_to_who_drove_then() {
    let (scene, id) = scene().await;
    let february = period(&id, "李四", "2026-02-01", Some("2026-02-28"));
    let saved = scene.garage.save_assignment(None, &february, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 6), ("李四".into(), 3)]);
    scene.is_well();
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 9)]);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().checked_at, Some(NOON));
    scene.is_well();
}

#[tokio::test]
async fn both_days_of_a_period_belong_to_it() {
    let (scene, id) = scene().await;
    for (from, to, expected) in
        [("2026-02-10", "2026-02-10", 3), ("2026-02-11", "2026-02-28", 0), ("2026-02-01", "2026-02-09", 0)]
    {
        let saved = scene.garage.save_assignment(None, &period(&id, "李四", from, Some(to)), NOON).unwrap();
        let of_li =
            points(&scene).into_iter().find(|(name, _)| name == "李四").map_or(0, |(_, points)| points);
        assert_eq!(of_li, expected, "{from} to {to}");
        scene.garage.undo(&saved.undo, NOON).unwrap();
    }
}

#[tokio::test]
async fn a_handover_ends_the_open_period_the_day_before_and_is_taken_back_with_it() {
    let (scene, id) = scene().await;
    scene.garage.save_assignment(None, &period(&id, "李四", "2026-01-01", None), NOON).unwrap();
    let handover = period(&id, "王五", "2026-02-20", None);
    let saved = scene.garage.save_assignment(None, &handover, NOON).unwrap();
    let expected = [
        ("王五".into(), "2026-02-20".into(), None),
        ("李四".into(), "2026-01-01".into(), Some("2026-02-19".into())),
    ];
    assert_eq!(drove(&scene, &id), expected);
    assert_eq!(points(&scene), [("李四".into(), 3), ("王五".into(), 6)]);
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(drove(&scene, &id), [("李四".into(), "2026-01-01".into(), None)]);
    assert_eq!(points(&scene), [("李四".into(), 9)]);
    scene.is_well();
}

#[tokio::test]
async fn a_period_is_changed_in_its_place_and_removed() {
    let (scene, id) = scene().await;
    scene.garage.save_assignment(None, &period(&id, "李四", "2026-01-01", None), NOON).unwrap();
    let kept = scene.garage.assignments(&id).unwrap().remove(0);
    let shorter = period(&id, "李四", "2026-01-01", Some("2026-02-15"));
    scene.garage.save_assignment(Some(&kept.id), &shorter, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 6), ("李四".into(), 3)]);
    let removed = scene.garage.remove_assignment(&kept.id, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 9)]);
    scene.garage.undo(&removed.undo, NOON).unwrap();
    assert_eq!(points(&scene), [("张三".into(), 6), ("李四".into(), 3)]);
    assert_eq!(scene.garage.remove_assignment("nobody", NOON).unwrap_err().code(), "not_found");
    scene.is_well();
}

#[tokio::test]
async fn a_new_name_goes_with_everything_that_was_the_drivers() {
    let (scene, id) = scene().await;
    scene.garage.save_assignment(None, &period(&id, "张三", "2026-02-01", Some("2026-02-28")), NOON).unwrap();
    let named =
        Driver {
            name: "张三丰".into(), licence_since: Some(day("2011-05-04")), note: Some("夜班".into())
        };
    let saved = scene.garage.save_driver(&named, Some("张三"), NOON).unwrap();
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
    scene.garage.save_assignment(None, &period(&id, "李四", "2026-02-01", Some("2026-02-28")), NOON).unwrap();
    let li = Driver { name: "李四".into(), licence_since: None, note: Some("临时".into()) };
    scene.garage.save_driver(&li, None, NOON).unwrap();
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
        scene.garage.assign(std::slice::from_ref(id), Assign::Driver(Some("张三".into())), NOON).unwrap();
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
        scene.garage.assign(std::slice::from_ref(id), driver, NOON).unwrap().undo
    };
    give(&ids[0], "李四");
    assert_eq!(names(), ["张三", "李四"], "another vehicle still bears it");
    let last = give(&ids[1], "李四");
    assert_eq!(names(), ["李四"]);
    scene.garage.undo(&last, NOON).unwrap();
    assert_eq!(names(), ["张三", "李四"]);
    scene.is_well();
}
