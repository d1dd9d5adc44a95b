//! Due dates: what runs out when, and what was until then.

use crate::scene::{NOON, Scene, later, new, row};
use cheku_domain::{DueKind, DueStep, NewDueDate, VehicleId};
use cheku_garage::{
    Driver, DueNote, DueOwner, DueQuery, Garage, ImportEffect, ImportNote, NewVehicle, VehicleColumn,
    VehicleQuery, Whom, Wishes,
};
use chrono::NaiveDate;

/// The day of `NOON`.
const TODAY: &str = "2026-03-12";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(id: &VehicleId) -> DueOwner {
    DueOwner::Vehicle(id.clone())
}

fn driver(name: &str) -> DueOwner {
    DueOwner::Driver(name.into())
}

fn inspection(text: &str) -> NewDueDate {
    NewDueDate::of(DueKind::Inspection, day(text))
}

/// Each open or ended day of an owner: kind, day, whether it is open.
fn told(garage: &Garage, owner: &DueOwner) -> Vec<(&'static str, String, bool)> {
    let dates = garage.due_dates_of(owner).unwrap().into_iter();
    dates.map(|due| (due.what.kind.word(), due.what.day.to_string(), due.ended_at.is_none())).collect()
}

fn listed(garage: &Garage, until: Option<&str>) -> Vec<String> {
    let query = DueQuery { today: day(TODAY), until: until.map(day), offset: 0, limit: None };
    garage.due_dates(&query).unwrap().into_iter().map(|row| row.due.what.day.to_string()).collect()
}

#[test]
fn a_renewed_inspection_keeps_the_old_day_and_undo_brings_it_back() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.garage.save_due_date(None, &of(&id), &inspection("2026-04-01"), NOON).unwrap();
    let open = scene.garage.due_dates_of(&of(&id)).unwrap().remove(0);
    let again = scene.garage.save_due_date(None, &of(&id), &inspection("2026-05-01"), NOON);
    assert_eq!(again.unwrap_err().code(), "due_date_taken");

    let renewed = scene.garage.renew_due_date(&open.id, Some(day("2027-04-01")), later(1)).unwrap();
    let both = [("inspection", "2027-04-01".into(), true), ("inspection", "2026-04-01".into(), false)];
    assert_eq!(told(&scene.garage, &of(&id)), both);
    assert_eq!(listed(&scene.garage, None), ["2027-04-01"], "what ended is in no list");
    scene.garage.undo(&renewed, later(2)).unwrap();
    assert_eq!(told(&scene.garage, &of(&id)), [("inspection", "2026-04-01".into(), true)]);

    scene.garage.save_due_date(Some(&open.id), &of(&id), &inspection("2026-04-11"), later(3)).unwrap();
    assert_eq!(told(&scene.garage, &of(&id)), [("inspection", "2026-04-11".into(), true)], "a correction");
    scene.garage.renew_due_date(&open.id, None, later(4)).unwrap();
    assert_eq!(told(&scene.garage, &of(&id)), [("inspection", "2026-04-11".into(), false)], "dealt with");
    scene.is_well();
}

#[test]
fn kinds_of_ones_own_are_told_by_their_names() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let own =
        |name: &str, text: &str| NewDueDate { name: name.into(), ..NewDueDate::of(DueKind::Own, day(text)) };
    for what in [own("灭火器", "2026-05-01"), own("GPS 服务费", "2026-04-01")] {
        scene.garage.save_due_date(None, &of(&id), &what, NOON).unwrap();
    }
    let names: Vec<_> =
        scene.garage.due_dates_of(&of(&id)).unwrap().into_iter().map(|due| due.what.name).collect();
    assert_eq!(names, ["GPS 服务费", "灭火器"]);
    scene.is_well();
}

#[tokio::test]
async fn the_nearest_come_first_with_what_stands_open_and_are_counted_by_step() {
    let scene = Scene::new();
    let ids = ["粤B10001", "粤B10002", "粤B10003"].map(|plate| scene.vehicle(plate));
    for (id, text) in ids.iter().zip(["2026-03-10", "2026-03-19", "2026-06-01"]) {
        scene.garage.save_due_date(None, &of(id), &inspection(text), NOON).unwrap();
    }
    scene
        .answer("storeapi", &ids[1], vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))], NOON)
        .await;
    let licence = NewDueDate::of(DueKind::Licence, day("2026-04-30"));
    scene.garage.save_due_date(None, &driver("张三"), &licence, NOON).unwrap();

    let query = DueQuery { today: day(TODAY), until: Some(day("2026-05-11")), offset: 0, limit: None };
    let rows = scene.garage.due_dates(&query).unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.vehicle.as_ref().map(|(plate, _)| plate.as_str()), row.open.unpaid, row.open.checked_at)
        })
        .collect();
    assert_eq!(
        told,
        [(Some("粤B10001"), 0, None), (Some("粤B10002"), 1, Some(NOON)), (None, 0, None)],
        "never checked is not the same as nothing open"
    );
    let counts = scene.garage.due_counts(day(TODAY), None).unwrap();
    let steps = [DueStep::Overdue, DueStep::Within7, DueStep::Within60, DueStep::Later];
    assert_eq!(counts, steps.map(|step| (step, 1)).into());

    let by_due = VehicleQuery { sort: VehicleColumn::Due, ..VehicleQuery::default() };
    let near = VehicleQuery { due_until: Some(day("2026-03-19")), ..by_due.clone() };
    let plates = |query| {
        let rows = scene.garage.list(query).unwrap().rows;
        rows.into_iter().map(|row| String::from(row.vehicle.plate)).collect::<Vec<_>>()
    };
    assert_eq!(plates(&by_due), ["粤B10001", "粤B10002", "粤B10003"]);
    assert_eq!(plates(&near), ["粤B10001", "粤B10002"]);
    let shown = scene.garage.vehicle_row(&ids[1]).unwrap().unwrap();
    assert_eq!(shown.next_due.unwrap().what, inspection("2026-03-19"));
}

#[test]
fn removed_vehicles_and_drivers_who_left_are_not_waited_for() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.garage.save_due_date(None, &of(&id), &inspection("2026-03-13"), NOON).unwrap();
    let left = |on: Option<&str>| Driver { left_on: on.map(day), ..Driver::of("张三") };
    scene.garage.save_driver(&left(None), Some(day("2026-03-14")), None, NOON).unwrap();
    assert_eq!(listed(&scene.garage, None), ["2026-03-13", "2026-03-14"]);
    let removed = scene.garage.remove_vehicles(std::slice::from_ref(&id), NOON).unwrap();
    scene.garage.save_driver(&left(Some(TODAY)), Some(day("2026-03-14")), None, NOON).unwrap();
    assert!(listed(&scene.garage, None).is_empty());
    scene.garage.undo(&removed.undo, NOON).unwrap();
    assert_eq!(listed(&scene.garage, None), ["2026-03-13"]);
}

#[test]
fn a_drivers_days_go_along_with_the_name_and_away_with_the_driver() {
    let scene = Scene::new();
    scene.garage.save_driver(&Driver::of("张三"), Some(day("2031-05-04")), None, NOON).unwrap();
    let paper = NewDueDate::of(DueKind::Qualification, day("2027-01-01"));
    scene.garage.save_due_date(None, &driver("李四"), &paper, NOON).unwrap();
    let names: Vec<_> = scene.garage.drivers().unwrap().into_iter().map(|driver| driver.name).collect();
    assert_eq!(names, ["张三", "李四"], "a due date names a driver, too");

    let renamed = Driver::of("李四");
    let saved = scene.garage.save_driver(&renamed, Some(day("2031-05-04")), Some("张三"), NOON).unwrap();
    let of_both = [("qualification", "2027-01-01".into(), true), ("licence", "2031-05-04".into(), true)];
    assert_eq!(told(&scene.garage, &driver("李四")), of_both);
    scene.garage.undo(&saved.undo, NOON).unwrap();
    assert_eq!(told(&scene.garage, &driver("张三")), [("licence", "2031-05-04".into(), true)]);

    let removed = scene.garage.remove_driver("李四", NOON).unwrap();
    assert!(told(&scene.garage, &driver("李四")).is_empty());
    scene.garage.undo(&removed.undo, NOON).unwrap();
    scene.garage.erase(&Whom::Driver("李四".into()), later(1)).unwrap();
    assert!(told(&scene.garage, &driver("李四")).is_empty());
    scene.is_well();
}

fn with_days(plate: &str, driver: Option<&str>, days: &[(DueKind, &str)]) -> NewVehicle {
    let due_dates = days.iter().map(|(kind, text)| NewDueDate::of(*kind, day(text))).collect();
    NewVehicle { driver: driver.map(Into::into), due_dates, ..new(plate) }
}

#[test]
fn an_import_writes_days_with_its_vehicles_and_takes_them_back_with_them() {
    use DueKind::{CompulsoryInsurance, Inspection, Licence};
    let scene = Scene::new();
    let id = scene.vehicle("粤B10001");
    scene.garage.save_due_date(None, &of(&id), &inspection("2026-12-05"), NOON).unwrap();
    let rows = vec![
        with_days("粤B10001", None, &[(Inspection, "2027-12-05"), (CompulsoryInsurance, "2026-06-30")]),
        with_days("粤B10002", Some("张三"), &[(Inspection, "2026-04-01"), (Licence, "2031-05-04")]),
        with_days("粤B10003", Some("张三"), &[(Licence, "2031-05-04")]),
        with_days("粤B10004", Some("张三"), &[(Licence, "2030-01-01")]),
        with_days("粤B10005", None, &[(Licence, "2031-01-01")]),
    ];
    let looked = scene.garage.import(rows.clone(), NOON, true).unwrap();
    assert!(told(&scene.garage, &driver("张三")).is_empty(), "a look writes nothing");
    let done = scene.garage.import(rows.clone(), NOON, false).unwrap();
    assert_eq!((looked.due_dates, looked.updated, looked.added), (4, 1, 4));
    assert_eq!((done.due_dates, &done.rows), (4, &looked.rows));
    assert_eq!(done.rows[0], (ImportEffect::Updated, vec![]), "by its days alone");
    assert_eq!(done.rows[3].1, [ImportNote::Due(DueNote::Differs(Licence))]);
    assert_eq!(done.rows[4].1, [ImportNote::Due(DueNote::WithoutDriver(Licence))]);
    let known = told(&scene.garage, &of(&id));
    assert_eq!(known[2], ("inspection", "2026-12-05".into(), false), "the old day stays");

    let again = scene.garage.import(rows, later(1), true).unwrap();
    assert_eq!((again.due_dates, again.unchanged), (0, 5));
    let back = with_days("粤B10002", None, &[(Inspection, "2025-04-01")]);
    let earlier = scene.garage.import(vec![back], later(1), true).unwrap();
    assert_eq!(earlier.rows[0].1, [ImportNote::Due(DueNote::Earlier(inspection("2025-04-01")))]);

    scene.garage.undo(&done.undo.unwrap(), later(2)).unwrap();
    assert_eq!(told(&scene.garage, &of(&id)), [("inspection", "2026-12-05".into(), true)]);
    assert!(told(&scene.garage, &driver("张三")).is_empty());
    scene.is_well();
}

#[test]
fn an_erased_vehicle_leaves_no_day_and_a_restore_brings_the_copys() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene.garage.save_due_date(None, &of(&id), &inspection("2026-04-01"), NOON).unwrap();
    let copy = scene.backup("copy.sqlite");
    scene.garage.erase(&Whom::Vehicles(vec![id.clone()]), later(1)).unwrap();
    assert!(told(&scene.garage, &of(&id)).is_empty());
    let Scene { dir, garage } = scene;
    drop(garage);
    Garage::restore(dir.path(), &copy, &Wishes::default(), later(2)).unwrap();
    let garage = Garage::open(dir.path(), later(3)).unwrap();
    assert_eq!(told(&garage, &of(&id)), [("inspection", "2026-04-01".into(), true)]);
}

#[test]
fn the_licences_of_an_earlier_garage_become_due_dates() {
    let before = concat!(
        include_str!("../../src/migrate/schema.sql"),
        include_str!("../../src/migrate/later/27.sql"),
        include_str!("../../src/migrate/later/28.sql"),
        include_str!("../../src/migrate/later/29.sql"),
        "INSERT INTO drivers (name, licence_until, phone) VALUES ('张三', '2031-05-04', '138');
         INSERT INTO drivers (name) VALUES ('李四');
         PRAGMA application_id = 1130915179; PRAGMA user_version = 29;"
    );
    let dir = tempfile::tempdir().unwrap();
    rusqlite::Connection::open(dir.path().join("garage.sqlite")).unwrap().execute_batch(before).unwrap();
    let garage = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(told(&garage, &driver("张三")), [("licence", "2031-05-04".into(), true)]);
    assert_eq!(garage.driver("张三").unwrap().unwrap().phone.as_deref(), Some("138"));
    Scene { dir, garage }.is_well();
}
