//! Adding, importing, changing, taking back.

use crate::scene::{NOON, Scene, failed, new, row};
use crate::two_of_one_plate::yellow;
use cheku_domain::provider::ErrorKind;
use cheku_domain::{Charge, FrameNumber, VehicleStatus};
use cheku_garage::{Assign, NewVehicle, VehicleQuery};

#[test]
fn an_import_adds_updates_and_never_erases() {
    let scene = Scene::new();
    let full = NewVehicle { driver: Some("张三".into()), group: Some("一队".into()), ..new("粤B12345") };
    scene.garage.import(vec![full], NOON, false).unwrap();

    let blank = NewVehicle { note: Some("新车".into()), group: Some("  ".into()), ..new("粤B12345") };
    scene.vehicle("粤B12347");
    let rows = vec![blank, new("粤B12346"), new("粤B12347")];
    let plan = scene.garage.import(rows.clone(), NOON, true).unwrap();
    assert_eq!((plan.added, plan.updated, plan.unchanged, plan.undo.clone()), (1, 1, 1, None));
    assert_eq!(scene.garage.totals().unwrap().vehicles, 2, "a plan writes nothing");

    let done = scene.garage.import(rows, NOON, false).unwrap();
    assert_eq!((done.added, done.updated, done.unchanged), (1, 1, 1));
    let vehicle = scene.garage.vehicles_of_plate(&new("粤B12345").plate).unwrap().remove(0);
    assert_eq!(
        (vehicle.driver.as_deref(), vehicle.group.as_deref(), vehicle.note.as_deref()),
        (Some("张三"), Some("一队"), Some("新车"))
    );

    scene.garage.undo(&done.undo.unwrap(), NOON).unwrap();
    let vehicle = scene.garage.vehicles_of_plate(&new("粤B12345").plate).unwrap().remove(0);
    assert_eq!(vehicle.note, None);
    assert_eq!(scene.garage.vehicles_of_plate(&new("粤B12346").plate).unwrap(), []);
    scene.is_well();
}

#[test]
fn a_plate_is_in_the_garage_once_for_each_type() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    assert_eq!(scene.garage.add_vehicle(new("粤b·12345"), NOON).unwrap_err().code(), "plate_taken");
    scene.garage.add_vehicle(yellow("粤B12345"), NOON).unwrap();
    let types = scene.garage.vehicles_of_plate(&new("粤B12345").plate).unwrap();
    assert_eq!(types.iter().map(|one| one.plate_type.code()).collect::<Vec<_>>(), ["01", "02"]);
}

#[tokio::test]
async fn a_removed_vehicle_leaves_every_total_and_comes_back_with_undo() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene
        .answer("storeapi", &id, vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))], NOON)
        .await;
    let before = scene.garage.totals().unwrap();

    let removed = scene.garage.remove_vehicles(std::slice::from_ref(&id), NOON).unwrap();
    let without = scene.garage.totals().unwrap();
    assert_eq!((without.vehicles, without.totals.violations), (0, 0));
    assert_eq!(scene.garage.list(&VehicleQuery::default()).unwrap().total, 0);
    assert_eq!(scene.garage.list_violations(&Default::default()).unwrap().total, 0);
    scene.is_well();

    scene.garage.undo(&removed.undo, NOON).unwrap();
    assert_eq!(scene.garage.totals().unwrap(), before);
    assert_eq!(scene.garage.undo(&removed.undo, NOON).unwrap_err().code(), "undo_unknown");
    scene.is_well();
}

#[test]
fn many_are_assigned_at_once_and_found_by_pinyin() {
    let scene = Scene::new();
    let ids = [scene.vehicle("粤B12345"), scene.vehicle("粤B12346"), scene.vehicle("粤B99999")];
    let changed = scene.garage.assign(&ids[..2], Assign::Driver(Some("曾伟".into())), None, NOON).unwrap();
    for typed in ["zw", "cengwei", "曾伟", "b1234 曾"] {
        let query = VehicleQuery { search: typed.into(), ..VehicleQuery::default() };
        assert_eq!(scene.garage.list(&query).unwrap().total, 2, "{typed}");
    }
    assert_eq!(scene.garage.driver_names().unwrap(), ["曾伟"]);
    scene.garage.undo(&changed.undo, NOON).unwrap();
    assert!(scene.garage.driver_names().unwrap().is_empty());
}

#[tokio::test]
async fn a_charged_refusal_locks_until_the_data_changes() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let batch = scene.batch("juhe", &[&id]);
    let call = scene.intend(&batch, "juhe", &id).await;
    scene.settle(call, failed(ErrorKind::VehicleLocked, Charge::Yes), NOON).await;
    let locked = || {
        let candidate = scene.garage.candidates(std::slice::from_ref(&id)).unwrap().remove(0);
        (candidate.status, candidate.locked_for)
    };
    assert_eq!(locked(), (VehicleStatus::Locked, vec!["juhe".to_owned()]));

    let mut vehicle = scene.garage.vehicle(&id).unwrap().unwrap();
    vehicle.note = Some("只是备注".into());
    scene.garage.update_vehicle(&vehicle, None, NOON).unwrap();
    assert_eq!(locked().0, VehicleStatus::Locked, "a note is not what it was asked with");

    vehicle.engine = Some("A123".into());
    let changed = scene.garage.update_vehicle(&vehicle, None, NOON).unwrap();
    assert_eq!(locked(), (VehicleStatus::NeverAsked, vec![]));

    scene.garage.undo(&changed.undo, NOON).unwrap();
    assert_eq!(locked().0, VehicleStatus::Locked, "the refused data is back, so is the lock");
    scene.is_well();
}

#[test]
fn an_older_change_is_not_taken_back_over_a_newer_one_of_the_same_vehicle() {
    let scene = Scene::new();
    let ids = [scene.vehicle("粤B12345"), scene.vehicle("粤B12346")];
    let grouped = scene.garage.assign(&ids, Assign::Group(Some("一队".into())), None, NOON).unwrap();
    let mut corrected = scene.garage.vehicle(&ids[0]).unwrap().unwrap();
    corrected.vin = FrameNumber::parse("LSVNV2187C2123456", true).ok();
    let corrected_by = scene.garage.update_vehicle(&corrected, None, NOON).unwrap();
    let other = scene.garage.assign(&ids[1..], Assign::Driver(Some("张三".into())), None, NOON).unwrap();

    let refused = scene.garage.undo(&grouped.undo, NOON).unwrap_err();
    assert_eq!((refused.code(), refused.message.as_str()), ("undo_overwritten", "changed again since"));
    assert_eq!(scene.garage.vehicle(&ids[0]).unwrap().unwrap(), corrected, "nothing of it was touched");
    assert_eq!(scene.garage.groups().unwrap(), ["一队"]);

    // One after the other, the newest first; what touches other vehicles may come in any order.
    for token in [&corrected_by.undo, &other.undo, &grouped.undo] {
        assert_eq!(scene.garage.undo(token, NOON).unwrap(), if token == &grouped.undo { 2 } else { 1 });
    }
    for id in &ids {
        let vehicle = scene.garage.vehicle(id).unwrap().unwrap();
        assert_eq!((vehicle.vin, vehicle.group, vehicle.driver), (None, None, None));
    }
}

#[tokio::test]
async fn of_notes_the_same_holds() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let found = row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6));
    scene.answer("storeapi", &id, vec![found], NOON).await;
    let note_down = |note: &str| {
        let notes = cheku_garage::Notes { note: Some(Some(note.into())), ..Default::default() };
        scene.garage.write_notes(&Default::default(), &notes, NOON).unwrap().undo
    };
    let note = || scene.garage.list_violations(&Default::default()).unwrap().rows.remove(0).note;
    let (first, second) = (note_down("一"), note_down("二"));
    assert_eq!(scene.garage.undo(&first, NOON).unwrap_err().code(), "undo_overwritten");
    assert_eq!(note().as_deref(), Some("二"));
    scene.garage.undo(&second, NOON).unwrap();
    assert_eq!(note().as_deref(), Some("一"));
    scene.garage.undo(&first, NOON).unwrap();
    assert_eq!(note(), None);
}
