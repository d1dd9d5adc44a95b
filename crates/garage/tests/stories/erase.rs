//! Erased for good: nobody finds the plate or the name again, not even in the file's bytes.

use crate::scene::{NOON, Scene, failed, later, new, row};
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Charge, FrameNumber, Plate, PlateType, VehicleId};
use cheku_files::Place;
use cheku_garage::{
    Assign, CallQuery, CallRange, Driver, Garage, ItemQuery, NewPeriod, NewVehicle, SavedFilter, Whom,
};

const PLATE: &str = "粤B12345";
const VIN: &str = "LSVAM4187C2184841";

fn whom(plate: &str) -> Whom {
    Whom::Plate(Plate::parse(plate).unwrap(), None)
}

/// Everything that the folder's file and its log hold, while the garage is open.
fn bytes(scene: &Scene) -> Vec<u8> {
    let part = |suffix: &str| {
        std::fs::read(scene.dir.path().join(format!("garage.sqlite{suffix}"))).unwrap_or_default()
    };
    [part(""), part("-wal"), part("-shm")].concat()
}

fn holds(scene: &Scene, text: &str) -> bool {
    bytes(scene).windows(text.len()).any(|window| window == text.as_bytes())
}

/// A vehicle of which every table knows something, beside another one.
async fn scene() -> (Scene, VehicleId) {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let named = NewVehicle {
        vin: Some(FrameNumber::parse(VIN, false).unwrap()),
        engine: Some("EA888-7731".into()),
        driver: Some("张伟".into()),
        owner: Some("张伟".into()),
        note: Some("夜班用车".into()),
        ..new(PLATE)
    };
    let id = scene.garage.add_vehicle(named, NOON).unwrap().vehicles.remove(0);
    let other = scene.vehicle("粤B99999");
    let rows = vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))];
    scene.answer("storeapi", &id, rows.clone(), NOON).await;
    scene.answer("storeapi", &other, rows, NOON).await;
    let batch = scene.batch("storeapi", &[&id]);
    let call = scene.intend(&batch, "storeapi", &id).await;
    scene.settle(call, failed(ErrorKind::BadRequest, Charge::Yes), later(1)).await;
    let from = cheku_domain::time::parse_vendor_time("2026-02-01");
    let period = NewPeriod { vehicle: id.clone(), driver: "李四".into(), from, to: None };
    scene.garage.save_period(None, &period, false, NOON).unwrap();
    let note = Assign::Owner(Some(format!("与{PLATE}换班")));
    scene.garage.assign(&[other], note, None, NOON).unwrap();
    let filter = |id: &str, query: &str| SavedFilter {
        id: id.into(),
        list: "vehicles".into(),
        name: id.into(),
        query: query.into(),
        position: 0,
    };
    scene.garage.save_filter(&filter("one", &format!("{{\"search\":\"{PLATE}\"}}"))).unwrap();
    scene.garage.save_filter(&filter("two", "{\"search\":\"张伟\"}")).unwrap();
    scene.garage.save_filter(&filter("three", "{\"search\":\"粤B99999\"}")).unwrap();
    (scene, id)
}

#[tokio::test]
async fn no_byte_of_an_erased_vehicle_is_left_and_what_it_cost_is() {
    let (scene, id) = scene().await;
    assert!(holds(&scene, PLATE) && holds(&scene, VIN), "it is there before");
    let spent = scene.garage.calls_summary(&CallRange::default()).unwrap();
    let would = scene.garage.to_erase(&whom(PLATE)).unwrap();
    assert!(scene.garage.vehicle(&id).unwrap().is_some(), "looking erases nothing");

    let erased = scene.garage.erase(&whom(PLATE), later(2)).unwrap();
    assert_eq!((erased.vehicles, erased.violations, erased.calls), (1, 1, 2));
    assert_eq!(erased, would, "and tells before what it tells after");

    for text in [PLATE, VIN, "EA888-7731", "夜班用车", "李四"] {
        assert!(!holds(&scene, text), "{text} is left in the file");
    }
    assert!(holds(&scene, "粤B99999"), "the other vehicle is untouched");
    let kept = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!(kept, spent, "counts and cost stay");
    let calls = scene.garage.list_calls(&CallQuery::default()).unwrap().rows;
    assert!(calls.iter().any(|call| call.plate.is_none() && call.cost.is_some()));
    scene.is_well();
}

#[tokio::test]
async fn its_batches_add_up_and_list_it_no_more() {
    let (scene, _) = scene().await;
    let batch = scene.garage.last_batch().unwrap().unwrap();
    let counts = scene.garage.batch_counts(&batch.id).unwrap();
    scene.garage.erase(&whom(PLATE), later(2)).unwrap();
    assert_eq!(scene.garage.batch_counts(&batch.id).unwrap(), counts);
    assert_eq!(scene.garage.items(&batch.id, &ItemQuery::default()).unwrap().rows, []);
}

#[tokio::test]
async fn undo_brings_nobody_back_and_filters_that_named_it_are_gone() {
    let (scene, id) = scene().await;
    let removed = scene.garage.remove_vehicles(std::slice::from_ref(&id), NOON).unwrap();
    scene.garage.erase(&whom(PLATE), later(2)).unwrap();
    assert_eq!(scene.garage.undo(&removed.undo, later(3)).unwrap_err().code(), "undo_unknown");
    let filters = scene.garage.saved_filters("vehicles").unwrap();
    assert_eq!(filters.iter().map(|filter| filter.id.as_str()).collect::<Vec<_>>(), ["three", "two"]);
    let other = scene.garage.vehicles_of_plate(&Plate::parse("粤B99999").unwrap()).unwrap().remove(0);
    assert_eq!(other.owner.as_deref(), Some("与***换班"), "a mention elsewhere is masked");
    scene.is_well();
}

#[tokio::test]
async fn an_erased_drivers_violations_fall_to_nobody() {
    let (scene, id) = scene().await;
    let known = Driver { note: Some("电话另记".into()), ..Driver::of("李四") };
    scene.garage.save_driver(&known, None, None, NOON).unwrap();
    let erased = scene.garage.erase(&Whom::Driver("李四".into()), later(2)).unwrap();
    assert_eq!((erased.vehicles, erased.violations, erased.calls), (1, 1, 0));
    assert!(!holds(&scene, "李四") && !holds(&scene, "电话另记"));
    let violations = scene.garage.list_violations(&Default::default()).unwrap().rows;
    let of_it = violations.iter().find(|row| row.vehicle == id).unwrap();
    assert_eq!(of_it.driver, None, "not the usual driver's, who did not drive");
    let names: Vec<_> = scene.garage.drivers().unwrap().into_iter().map(|driver| driver.name).collect();
    assert_eq!(names, ["张伟"]);
    scene.is_well();
}

#[tokio::test]
async fn a_driver_who_is_the_owner_too_leaves_both_fields() {
    let (scene, id) = scene().await;
    scene.garage.erase(&Whom::Driver("张伟".into()), later(2)).unwrap();
    let vehicle = scene.garage.vehicle(&id).unwrap().unwrap();
    assert_eq!((vehicle.driver.as_deref(), vehicle.owner), (Some("李四"), None), "who has it now stays");
    for text in ["张伟", "zhangwei"] {
        assert!(!holds(&scene, text), "{text} is left in the file");
    }
    let filters = scene.garage.saved_filters("vehicles").unwrap();
    assert_eq!(filters.iter().map(|filter| filter.id.as_str()).collect::<Vec<_>>(), ["one", "three"]);
    scene.is_well();
}

#[tokio::test]
async fn a_removed_vehicle_of_the_plate_goes_with_the_one_that_bears_it_now() {
    let (scene, id) = scene().await;
    scene.garage.remove_vehicles(&[id], NOON).unwrap();
    scene.vehicle(PLATE);
    let erased = scene.garage.erase(&whom(PLATE), later(2)).unwrap();
    assert_eq!(erased.vehicles, 2);
    assert!(!holds(&scene, PLATE));
    scene.is_well();
}

#[test]
fn a_plate_that_begins_alike_is_another_one() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let longer = scene.vehicle("粤B12345D");
    scene.garage.erase(&whom("粤B12345"), NOON).unwrap();
    let kept = scene.garage.vehicle(&longer).unwrap().unwrap();
    assert_eq!(kept.plate.as_str(), "粤B12345D");
}

#[test]
fn a_type_that_nobody_has_erases_nobody() {
    let scene = Scene::new();
    let id = scene.vehicle(PLATE);
    let trailer = PlateType::parse("15").unwrap();
    let none = Whom::Plate(Plate::parse(PLATE).unwrap(), Some(trailer));
    assert!(scene.garage.erase(&none, NOON).unwrap().is_empty());
    assert!(scene.garage.vehicle(&id).unwrap().is_some() && holds(&scene, PLATE));
}

#[test]
fn nothing_is_erased_while_a_batch_runs() {
    let scene = Scene::new();
    let id = scene.vehicle(PLATE);
    let _hold = scene.garage.hold_for_batch(NOON).unwrap();
    assert_eq!(scene.garage.erase(&whom(PLATE), NOON).unwrap_err().code(), "garage_held");
    assert!(scene.garage.vehicle(&id).unwrap().is_some());
}

/// The process ended between the erasure and the rewriting of the file.
#[tokio::test]
async fn what_was_cut_off_before_the_file_was_rewritten_is_finished_by_the_next_start() {
    let (scene, _) = scene().await;
    let file = scene.dir.path().join("garage.sqlite");
    scene.garage.set_setting("compaction_due", Some("1")).unwrap();
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.execute("DELETE FROM saved_filters WHERE id = 'three'", []).unwrap();
    conn.execute("UPDATE vehicles SET note = NULL, search_text = ''", []).unwrap();
    drop(conn);
    assert!(holds(&scene, "夜班用车"), "deleted, but the bytes are there");
    let Scene { dir, garage } = scene;
    drop(garage);
    let garage = Garage::open(dir.path(), later(5)).unwrap();
    let scene = Scene { dir, garage };
    assert!(!holds(&scene, "夜班用车"));
    assert_eq!(scene.garage.setting("compaction_due").unwrap(), None);
    scene.is_well();
}

#[tokio::test]
async fn a_copy_is_looked_into() {
    let (scene, _) = scene().await;
    let beside = tempfile::tempdir().unwrap();
    let copy = beside.path().join("copy.sqlite");
    scene.garage.backup_to(&Place::of_ours(&copy, scene.dir.path())).unwrap();
    let traces = scene.garage.erase(&whom(PLATE), later(2)).unwrap().traces;
    assert_eq!(Garage::copy_holds(&copy, &traces).unwrap(), Some(true));
    let clean = beside.path().join("clean.sqlite");
    scene.garage.backup_to(&Place::of_ours(&clean, scene.dir.path())).unwrap();
    assert_eq!(Garage::copy_holds(&clean, &traces).unwrap(), Some(false));
    let text = scene.dir.path().join("list.csv");
    std::fs::write(&text, PLATE).unwrap();
    assert_eq!(Garage::copy_holds(&text, &traces).unwrap(), None, "no database");
}
