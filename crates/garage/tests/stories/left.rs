//! Vehicles that left: out of lists and sums, kept with their history, and back again.

use crate::scene::{NOON, Scene, answered, later, new, row};
use cheku_domain::ShownState;
use cheku_domain::{Fen, FrameNumber, Left, VehicleId, Violation};
use cheku_garage::{ImportEffect, VehicleQuery, ViolationQuery};

fn owed() -> Vec<Violation> {
    vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-03-02 08:00:00", "违停", None, Some(0)),
    ]
}

fn sold() -> VehicleQuery {
    VehicleQuery { left: vec![Left::Sold], ..VehicleQuery::default() }
}

fn day() -> chrono::NaiveDate {
    "2026-03-12".parse().unwrap()
}

async fn two(scene: &Scene) -> [VehicleId; 2] {
    let ids = ["粤B12345", "粤B54321"].map(|plate| scene.vehicle(plate));
    scene.answer("juhe", &ids[0], vec![], NOON).await;
    scene.answer("juhe", &ids[0], owed(), later(1)).await;
    ids
}

#[tokio::test]
async fn a_vehicle_that_was_sold_is_in_no_list_and_no_sum_and_one_filter_away() {
    let scene = Scene::new();
    let [id, other] = two(&scene).await;
    let before = scene.garage.totals().unwrap();
    let done = scene.garage.leave(std::slice::from_ref(&id), Left::Sold, day(), later(2)).unwrap();
    let totals = scene.garage.totals().unwrap();
    assert_eq!(
        (totals.vehicles, totals.totals.violations, scene.garage.new_violations().unwrap()),
        (1, 0, 0)
    );
    assert_eq!(scene.garage.list(&VehicleQuery::default()).unwrap().rows[0].vehicle.id, other);
    assert_eq!(scene.garage.list_violations(&ViolationQuery::default()).unwrap().total, 0);
    scene.is_well();

    let window = scene.garage.list(&sold()).unwrap();
    assert_eq!((window.total, window.totals.fines_due_fen, window.totals.unpaid), (1, Fen(20_000), 2));
    let shown = &window.rows[0];
    assert_eq!((shown.left, shown.totals.unpaid), (Some((Left::Sold, Some(day()))), 2));
    assert_eq!(scene.garage.left_counts().unwrap(), [(Left::Sold, 1)].into());
    let scrapped = VehicleQuery { left: vec![Left::Scrapped], ..VehicleQuery::default() };
    assert_eq!(scene.garage.list(&scrapped).unwrap().total, 0);

    // Its violations are there with their states, and can be opened and written beside.
    let of_left = ViolationQuery { vehicles: vec![id.clone()], left: true, ..ViolationQuery::default() };
    let found = scene.garage.list_violations(&of_left).unwrap();
    assert_eq!((found.total, found.totals.fines_due_fen, found.totals.fines_unknown), (2, Fen(20_000), 1));
    assert!(found.rows.iter().all(|row| row.state == ShownState::Unhandled));
    let unhandled = ViolationQuery { states: vec![ShownState::Unhandled], ..of_left.clone() };
    assert_eq!(scene.garage.list_violations(&unhandled).unwrap().total, 2);
    assert!(scene.garage.violation(&found.rows[0].id).unwrap().is_some());
    let one = ViolationQuery { only: Some(vec![found.rows[0].id.clone()]), ..ViolationQuery::default() };
    let notes = cheku_garage::Notes { note: Some(Some("已结清".into())), ..Default::default() };
    assert_eq!(scene.garage.write_notes(&one, &notes, later(3)).unwrap().rows, 1);

    scene.garage.undo(&done.undo, later(4)).unwrap();
    assert_eq!(scene.garage.totals().unwrap(), before);
    assert_eq!(scene.garage.list(&sold()).unwrap().total, 0);
    scene.is_well();
}

#[tokio::test]
async fn one_that_left_comes_back_with_all_that_is_known_of_it() {
    let scene = Scene::new();
    let [id, _] = two(&scene).await;
    let before = scene.garage.totals().unwrap();
    scene.garage.leave(std::slice::from_ref(&id), Left::Suspended, day(), later(2)).unwrap();
    let back = scene.garage.come_back(std::slice::from_ref(&id), later(3)).unwrap();
    assert_eq!(scene.garage.totals().unwrap(), before);
    let here = scene.garage.vehicle_row(&id).unwrap().unwrap();
    assert_eq!((here.left, here.new), (None, 2));
    scene.is_well();
    scene.garage.undo(&back.undo, later(4)).unwrap();
    let gone = scene.garage.vehicle_row(&id).unwrap().unwrap();
    assert_eq!(gone.left, Some((Left::Suspended, Some(day()))), "taken back, it left as before");
    scene.is_well();

    // Another one has its plate meanwhile.
    scene.vehicle("粤B12345");
    assert_eq!(
        scene.garage.come_back(std::slice::from_ref(&id), later(5)).unwrap_err().code(),
        "plate_taken"
    );
    // Not in use, it cannot leave again; removed, it is in no filter.
    assert!(scene.garage.leave(&[id], Left::Sold, day(), later(6)).is_err());
}

#[tokio::test]
async fn one_that_came_back_and_is_removed_did_not_leave() {
    let scene = Scene::new();
    let [id, _] = two(&scene).await;
    scene.garage.leave(std::slice::from_ref(&id), Left::Sold, day(), later(2)).unwrap();
    scene.garage.come_back(std::slice::from_ref(&id), later(3)).unwrap();
    scene.garage.remove_vehicles(std::slice::from_ref(&id), later(4)).unwrap();
    assert_eq!(scene.garage.list(&sold()).unwrap().total, 0);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap(), None);
    scene.is_well();
}

#[tokio::test]
async fn an_answer_that_was_under_way_is_kept_and_changes_no_sum() {
    let scene = Scene::new();
    let [id, _] = two(&scene).await;
    let batch = scene.batch("juhe", &[&id]);
    let call = scene.intend(&batch, "juhe", &id).await;
    scene.garage.leave(std::slice::from_ref(&id), Left::Sold, day(), later(2)).unwrap();
    let mut rows = owed();
    rows.push(row("2026-03-03 08:00:00", "闯红灯", Some(10_000), Some(6)));
    scene.settle(call, answered(rows), later(3)).await;
    assert_eq!(scene.garage.totals().unwrap().totals.violations, 0);
    assert_eq!(scene.garage.list(&sold()).unwrap().totals.unpaid, 3);
    scene.is_well();
}

#[tokio::test]
async fn it_is_not_asked_and_the_plan_can_say_why() {
    let scene = Scene::new();
    let ids = two(&scene).await;
    scene.garage.leave(&ids[..1], Left::Scrapped, day(), later(2)).unwrap();
    assert_eq!(scene.garage.ids(&VehicleQuery::default()).unwrap(), [ids[1].clone()]);
    let known = scene.garage.candidates(&ids).unwrap();
    assert_eq!(known.iter().map(|one| one.left).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn an_import_that_names_it_says_so_and_brings_nothing_back() {
    let scene = Scene::new();
    let vin = |text: &str| FrameNumber::parse(text, false).unwrap();
    let mine = cheku_garage::NewVehicle { vin: Some(vin("LSVNV2187C2123456")), ..new("粤B12345") };
    let id = scene.garage.add_vehicle(mine.clone(), NOON).unwrap().vehicles.remove(0);
    scene.garage.leave(&[id], Left::Sold, day(), later(1)).unwrap();
    for row in [mine, new("粤B12345")] {
        let report = scene.garage.import(vec![row], later(2), false).unwrap();
        assert_eq!((report.rows[0].0, report.added), (ImportEffect::Left, 0));
    }
    assert_eq!(scene.garage.totals().unwrap().vehicles, 0);
    // The plate went to another vehicle, as its VIN says.
    let other = cheku_garage::NewVehicle { vin: Some(vin("LZZ1CLVB4KA123456")), ..new("粤B12345") };
    assert_eq!(scene.garage.import(vec![other], later(3), false).unwrap().added, 1);
    scene.is_well();
}
