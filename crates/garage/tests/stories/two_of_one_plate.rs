//! The same number on a blue and on a yellow plate: two vehicles (the case of
//! onvif/specs#513, from two files and in one).

use crate::scene::{NOON, Scene, new, row};
use cheku_domain::TotalsBy;
use cheku_domain::{FrameNumber, PlateType};
use cheku_garage::{ImportEffect, ImportNote, ImportReport, NewVehicle, VehicleQuery, ViolationQuery};

const CAR: &str = "LSVNV2187C2123456";
const TRUCK: &str = "LZZ1CLVB4KA123456";

fn listed(plate: &str, plate_type: &str, vin: &str, driver: &str) -> NewVehicle {
    NewVehicle {
        plate_type: PlateType::parse(plate_type),
        vin: FrameNumber::parse(vin, false).ok(),
        driver: Some(driver.into()),
        ..new(plate)
    }
}

fn came_to(report: &ImportReport) -> (ImportEffect, Vec<ImportNote>) {
    report.rows[0].clone()
}

fn drivers(scene: &Scene) -> Vec<(&'static str, Option<String>)> {
    let all = scene.garage.vehicles_of_plate(&new("粤B12345").plate).unwrap();
    all.into_iter().map(|one| (one.plate_type.code(), one.driver)).collect()
}

#[test]
fn a_second_file_brings_the_truck_and_leaves_the_car_alone() {
    let scene = Scene::new();
    let import = |row: NewVehicle| scene.garage.import(vec![row], NOON, false).unwrap();
    import(listed("粤B12345", "02", CAR, "张三"));

    let trucks = listed("粤B12345", "01", TRUCK, "李四");
    let plan = scene.garage.import(vec![trucks.clone()], NOON, true).unwrap();
    assert_eq!((plan.added, plan.updated), (1, 0), "the preview says so");
    let done = import(trucks.clone());
    assert_eq!(came_to(&done), (ImportEffect::Added, vec![ImportNote::PlateShared]));
    let both = [("01", Some("李四".to_owned())), ("02", Some("张三".to_owned()))];
    assert_eq!(drivers(&scene), both);
    assert_eq!(came_to(&import(trucks)), (ImportEffect::Unchanged, vec![]), "known by its pair now");

    let whose = import(listed("粤B12345", "", "", "新司机"));
    assert_eq!((came_to(&whose), whose.undo), ((ImportEffect::Unclear, vec![]), None));
    assert_eq!(drivers(&scene), both, "nobody's driver changed");

    scene.garage.undo(&done.undo.unwrap(), NOON).unwrap();
    assert_eq!(drivers(&scene), both[1..]);
    scene.is_well();
}

#[test]
fn only_the_type_differs_and_it_is_a_correction() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let done = scene.garage.import(vec![listed("粤B12345", "01", TRUCK, "李四")], NOON, false).unwrap();
    assert_eq!(came_to(&done), (ImportEffect::Updated, vec![ImportNote::TypeChanged]));
    assert_eq!(scene.garage.vehicle(&id).unwrap().unwrap().plate_type, PlateType::LARGE);
    let other = scene.garage.import(vec![listed("粤B12345", "01", CAR, "李四")], NOON, true).unwrap();
    assert_eq!(came_to(&other), (ImportEffect::Updated, vec![ImportNote::VinChanged]));
    scene.garage.undo(&done.undo.unwrap(), NOON).unwrap();
    assert_eq!(scene.garage.vehicle(&id).unwrap().unwrap().plate_type, PlateType::SMALL);
}

/// One vehicle's type is corrected to what another one's is no longer.
#[test]
fn a_correction_makes_room_whatever_the_rows_order() {
    for turned in [false, true] {
        let scene = Scene::new();
        scene.garage.import(vec![listed("粤B12345", "02", CAR, "张三")], NOON, false).unwrap();
        let mut rows = vec![listed("粤B12345", "02", TRUCK, "李四"), listed("粤B12345", "06", CAR, "张三")];
        if turned {
            rows.reverse();
        }
        let done = scene.garage.import(rows, NOON, false).unwrap();
        assert_eq!((done.added, done.updated), (1, 1));
        assert_eq!(drivers(&scene), [("02", Some("李四".to_owned())), ("06", Some("张三".to_owned()))]);
        scene.garage.undo(&done.undo.unwrap(), NOON).unwrap();
        assert_eq!(drivers(&scene), [("02", Some("张三".to_owned()))]);
        scene.is_well();
    }
}

#[tokio::test]
async fn each_has_its_own_violations_and_its_own_line_of_totals() {
    let scene = Scene::new();
    let car = scene.vehicle("粤B12345");
    let truck = scene.garage.add_vehicle(yellow("粤B12345"), NOON).unwrap().vehicles.remove(0);
    let offence = |fine| row("2026-03-01 08:00:00", "超速", Some(fine), Some(6));
    scene.answer("storeapi", &car, vec![offence(20_000)], NOON).await;
    scene.answer("storeapi", &truck, vec![offence(5_000)], NOON).await;
    scene.answer("juhe", &truck, vec![offence(5_000)], NOON).await;

    let all = scene.garage.list_violations(&ViolationQuery::default()).unwrap();
    assert_eq!(all.total, 2, "the same minute and act of two vehicles are not one offence");
    let mut types: Vec<_> = all.rows.iter().map(|row| (row.plate_type.code(), row.providers.len())).collect();
    types.sort_unstable();
    assert_eq!(types, [("01", 2), ("02", 1)]);
    let by_vehicle = scene.garage.totals_by(TotalsBy::Vehicle).unwrap();
    let lines: Vec<_> = by_vehicle.iter().map(|line| (line.vehicles, line.totals.fines_due_fen.0)).collect();
    assert_eq!(lines, [(1, 5_000), (1, 20_000)]);
    let found = |typed: &str| {
        let query = VehicleQuery { search: typed.into(), ..VehicleQuery::default() };
        scene.garage.list(&query).unwrap().total
    };
    assert_eq!(
        (found("粤B12345"), found("粤B12345:01"), found("12345：黄牌"), found("12345:06")),
        (2, 1, 1, 0)
    );
    scene.is_well();
}

pub(crate) fn yellow(plate: &str) -> NewVehicle {
    NewVehicle { plate_type: Some(PlateType::LARGE), ..new(plate) }
}
