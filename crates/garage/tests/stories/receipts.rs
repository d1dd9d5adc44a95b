//! Receipts: whole or not there, in every copy, back with a restore, gone with whom they are about.

use crate::scene::{NOON, Scene, back_up, later, row};
use cheku_domain::case::{Payment, Step};
use cheku_domain::{Plate, ReceiptKind, VehicleId};
use cheku_files::attachments::State;
use cheku_garage::{Assign, Garage, Level, NewReceipt, NewStep, Receipt, ViolationQuery, Whom, Wishes};
use std::path::{Path, PathBuf};

const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a photo of a receipt";
const PAGE: &[u8] = b"%PDF-1.7 a receipt";

fn all() -> ViolationQuery {
    ViolationQuery::default()
}

fn of(vehicle: &VehicleId) -> ViolationQuery {
    ViolationQuery { vehicles: vec![vehicle.clone()], ..all() }
}

fn keep(scene: &Scene, bytes: &[u8]) -> NewReceipt {
    let kind = ReceiptKind::of(bytes).unwrap();
    scene.garage.keep_receipt(bytes, kind, "缴款凭证.jpg").unwrap()
}

fn paid_with(receipts: Vec<NewReceipt>) -> NewStep {
    NewStep { step: Step::Paid(Payment::default()), as_fined: true, receipts, by: "刘会计".into() }
}

fn receipts(scene: &Scene, vehicle: &VehicleId) -> Vec<Receipt> {
    let rows = scene.garage.list_violations(&of(vehicle)).unwrap().rows;
    rows.iter().flat_map(|row| scene.garage.receipts_of(&row.id).unwrap()).collect()
}

fn beside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("attachments")).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Two vehicles, a violation each, one paid with a picture and a page, both with the page.
async fn scene() -> (Scene, VehicleId, VehicleId) {
    let scene = Scene::new();
    let (first, second) = (scene.vehicle("粤B12345"), scene.vehicle("粤B54321"));
    for vehicle in [&first, &second] {
        let speeding = row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6));
        scene.answer("storeapi", vehicle, vec![speeding], NOON).await;
    }
    let (picture, page) = (keep(&scene, PICTURE), keep(&scene, PAGE));
    scene.garage.take_step(&of(&first), &paid_with(vec![picture]), later(1)).unwrap();
    scene.garage.add_receipts(&all(), &[page], "刘会计", later(2)).unwrap();
    (scene, first, second)
}

#[tokio::test]
async fn a_receipt_is_kept_once_and_taken_back_as_a_link() {
    let (scene, first, second) = scene().await;
    assert_eq!(beside(scene.dir.path()).len(), 2, "one file for both vehicles");
    let [picture, page] = receipts(&scene, &first).try_into().unwrap();
    assert_eq!((picture.name.as_str(), picture.by.as_str()), ("缴款凭证.jpg", "刘会计"));
    assert!(picture.file.as_str().ends_with(".jpg") && page.file.as_str().ends_with(".pdf"));
    let (path, state) = scene.garage.receipt_file(&picture.file);
    assert_eq!((std::fs::read(path).unwrap().as_slice(), state), (PICTURE, State::Whole));

    let again = keep(&scene, PAGE);
    let twice = scene.garage.add_receipts(&all(), &[again], "", later(3)).unwrap();
    assert_eq!((receipts(&scene, &first).len(), receipts(&scene, &second).len()), (2, 1), "no second link");
    scene.garage.undo(&twice.undo, later(3)).unwrap();

    let removed = scene.garage.remove_receipt(&page.id, later(4)).unwrap();
    assert_eq!(receipts(&scene, &first)[1].taken_back_at, Some(later(4)));
    assert_eq!(scene.garage.undo(&removed, later(5)).unwrap(), 1);
    assert_eq!(receipts(&scene, &first)[1].taken_back_at, None);

    let other = keep(&scene, b"\x89PNG\r\n\x1a\n a scan");
    let paid = scene.garage.take_step(&of(&second), &paid_with(vec![other]), later(6)).unwrap();
    assert_eq!(scene.garage.undo(&paid.undo, later(7)).unwrap(), 1, "step and receipt are one change");
    assert_eq!(receipts(&scene, &second)[1].taken_back_at, Some(later(7)));
    assert_eq!(beside(scene.dir.path()).len(), 3, "what was attached once stays readable");
    scene.is_well();
}

#[tokio::test]
async fn every_copy_has_them_beside_it_and_a_restore_brings_them_back() {
    let (scene, first, _) = scene().await;
    let stick = tempfile::tempdir().unwrap();
    let copy = stick.path().join("copy.sqlite");
    back_up(&scene.garage, &copy);
    let daily = scene.garage.daily_backup(NOON).unwrap().unwrap();
    for folder in [stick.path(), daily.parent().unwrap()] {
        assert_eq!(beside(folder).len(), 2, "{folder:?}");
    }
    let written = beside(stick.path())[0].metadata().unwrap().modified().unwrap();
    back_up(&scene.garage, &stick.path().join("another.sqlite"));
    assert_eq!(beside(stick.path()).len(), 2, "a folder of copies shares them");
    assert_eq!(beside(stick.path())[0].metadata().unwrap().modified().unwrap(), written);

    // Another computer: nothing but the stick.
    let home = tempfile::tempdir().unwrap();
    let restored = Garage::restore(home.path(), &copy, &Wishes::default(), NOON).unwrap();
    assert_eq!(restored.receipts_missing, 0);
    let garage = Garage::open(home.path(), NOON).unwrap();
    let there = Scene { dir: home, garage };
    assert_eq!(receipts(&there, &first), receipts(&scene, &first));
    assert_eq!(beside(there.dir.path()).len(), 2);
    there.is_well();

    // A later answer came in between: the rows of a violation are written anew, its receipts stay.
    let speeding = row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6));
    scene.answer("storeapi", &first, vec![speeding], later(60)).await;
    let before = receipts(&scene, &first);
    let Scene { dir, garage } = scene;
    drop(garage);
    std::fs::remove_dir_all(dir.path().join("attachments")).unwrap();
    let damaged = &beside(stick.path())[0];
    std::fs::remove_file(damaged).unwrap();
    std::fs::write(damaged, "something else").unwrap();
    let restored = Garage::restore(dir.path(), &copy, &Wishes::default(), NOON).unwrap();
    assert_eq!(restored.receipts_missing, 1, "what is not what its name says is not taken");
    let scene = Scene { garage: Garage::open(dir.path(), NOON).unwrap(), dir };
    assert_eq!(receipts(&scene, &first), before);
    assert_eq!(scene.findings(Level::Error), ["receipts_missing"]);
}

#[tokio::test]
async fn the_doctor_names_what_is_gone_and_what_was_changed() {
    let (scene, _, _) = scene().await;
    let files = beside(scene.dir.path());
    std::fs::remove_file(&files[0]).unwrap();
    std::fs::remove_file(&files[1]).unwrap();
    std::fs::write(&files[1], "turned by a viewer").unwrap();
    let findings = scene.garage.doctor().unwrap();
    for (code, file) in [("receipts_missing", &files[0]), ("receipts_changed", &files[1])] {
        let finding = findings.iter().find(|finding| finding.code == code).unwrap();
        assert_eq!((finding.level, finding.count), (Level::Error, Some(1)));
        assert_eq!(finding.message, file.file_name().unwrap().to_string_lossy());
    }
}

#[tokio::test]
async fn whoever_is_erased_takes_along_what_proves_nothing_else() {
    let (scene, first, second) = scene().await;
    let whom = Whom::Plate(Plate::parse("粤B12345").unwrap(), None);
    let would = scene.garage.to_erase(&whom).unwrap();
    let [picture] = would.receipts.as_slice() else { panic!("{would:?}") };
    assert!(picture.as_str().ends_with(".jpg"), "the page is the other vehicle's, too");
    assert_eq!(scene.garage.erase(&whom, later(5)).unwrap(), would);
    let [left] = beside(scene.dir.path()).try_into().unwrap();
    assert!(left.extension().is_some_and(|ending| ending == "pdf"));
    assert_eq!(receipts(&scene, &second).len(), 1);
    scene.is_well();

    let driver = Assign::Driver(Some("张三".into()));
    scene.garage.assign(std::slice::from_ref(&second), driver, None, later(6)).unwrap();
    scene.garage.erase(&Whom::Driver("张三".into()), later(7)).unwrap();
    assert_eq!((receipts(&scene, &second), beside(scene.dir.path())), (vec![], vec![]));
    assert_eq!(receipts(&scene, &first), []);
    scene.is_well();
}

/// Cut off after the erasure stands and before its files went.
#[tokio::test]
async fn an_erasure_that_was_cut_off_removes_its_files_at_the_next_start() {
    let (scene, first, _) = scene().await;
    let picture = receipts(&scene, &first)[0].file.clone();
    let Scene { dir, garage } = scene;
    let bytes = std::fs::read(garage.receipt_file(&picture).0).unwrap();
    garage.erase(&Whom::Vehicles(vec![first]), later(5)).unwrap();
    std::fs::write(dir.path().join("attachments").join(picture.as_str()), bytes).unwrap();
    let due = format!("[\"{}\"]", picture.as_str());
    garage.set_setting("receipts_to_erase", Some(&due)).unwrap();
    garage.set_setting("compaction_due", Some("1")).unwrap();
    drop(garage);
    let garage = Garage::open(dir.path(), later(6)).unwrap();
    assert_eq!(garage.receipt_file(&picture).1, State::Missing);
    assert_eq!(garage.setting("receipts_to_erase").unwrap(), None);
}
