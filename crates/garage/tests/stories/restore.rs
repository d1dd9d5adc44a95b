//! A backup takes the garage's place: nothing that was paid for is rewound, and nothing is lost.

use crate::scene::{NOON, Scene, failed, later, new, row};
use cheku_domain::provider::{Account, ErrorKind};
use cheku_domain::{Charge, Fen, PriceList, VehicleId, VehicleStatus};
use cheku_garage::{BatchEnd, CallRange, Garage, Newer, Restored, Settings, ViolationQuery, Wishes};
use std::path::PathBuf;

const SPEEDING: &str = "2026-03-01 08:00:00";
const PARKING: &str = "2026-03-02 09:00:00";

fn backup(scene: &Scene) -> PathBuf {
    scene.backup("copy.sqlite")
}

/// Closes the garage, restores, opens what is there then.
fn restore(scene: Scene, from: &std::path::Path, wishes: &Wishes) -> (Scene, Restored) {
    let Scene { dir, garage } = scene;
    drop(garage);
    let restored = Garage::restore(dir.path(), from, wishes, NOON).unwrap();
    let garage = Garage::open(dir.path(), NOON).unwrap();
    let scene = Scene { dir, garage };
    scene.is_well();
    (scene, restored)
}

async fn lose(scene: &Scene, vehicle: &VehicleId) -> cheku_domain::ledger::CallId {
    let batch = scene.batch("storeapi", &[vehicle]);
    let call = scene.intend(&batch, "storeapi", vehicle).await;
    scene.settle(call.clone(), failed(ErrorKind::Lost, Charge::Unknown), later(5)).await;
    call
}

fn acts(scene: &Scene) -> Vec<String> {
    let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let mut acts: Vec<String> = rows.into_iter().map(|row| row.violation.act).collect();
    acts.sort();
    acts
}

#[tokio::test]
async fn what_was_paid_for_after_the_backup_stays_paid_for() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 2);
    let (first, second) = (scene.vehicle("粤B12345"), scene.vehicle("粤B54321"));
    scene.answer("storeapi", &first, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    let copy = backup(&scene);
    let found = vec![row(SPEEDING, "超速", Some(20_000), Some(6)), row(PARKING, "违停", Some(10_000), None)];
    scene.answer("storeapi", &first, found, later(60)).await;
    scene.answer("storeapi", &second, vec![], later(61)).await;
    let settled = lose(&scene, &second).await;
    scene.garage.settle_by_person(&settled.0, true, later(70)).unwrap();
    let doubtful = lose(&scene, &second).await;
    let locking = failed(ErrorKind::VehicleLocked, Charge::Yes);
    let batch = scene.batch("juhe", &[&first]);
    let call = scene.intend(&batch, "juhe", &first).await;
    scene.settle(call, locking, later(80)).await;

    for batch in scene.garage.batches(0, 10).unwrap() {
        scene.garage.finish_batch(&batch.id, BatchEnd::Done, later(85)).unwrap();
    }
    let facts = |scene: &Scene| {
        (
            scene.garage.calls_summary(&CallRange::default()).unwrap(),
            scene.garage.month_spend(later(90)).unwrap(),
            scene.garage.charged_calls("storeapi").unwrap(),
            scene.garage.candidates(&[first.clone(), second.clone()]).unwrap(),
            scene.garage.batches(0, 10).unwrap(),
            scene.garage.last_check().unwrap(),
            scene.garage.totals().unwrap(),
            acts(scene),
            scene.garage.call(&doubtful.0).unwrap(),
        )
    };
    let before = facts(&scene);
    let (scene, restored) = restore(scene, &copy, &Wishes::default());
    let newer = Newer { calls: 5, charged: 4, cost_fen: Fen(28), doubtful: 1, violations: 1, vehicles: 0 };
    assert_eq!(restored.newer, Some(newer));
    assert_eq!(format!("{before:#?}"), format!("{:#?}", facts(&scene)));
    // The next charged call has the price of its number.
    assert_eq!(scene.answer("storeapi", &first, vec![], later(100)).await.cost, Some(Fen(14)));
    assert_eq!(scene.garage.batches(0, 1).unwrap()[0].number, 7, "numbers go on");
    scene.is_well();
}

#[tokio::test]
async fn a_restore_over_the_same_garage_changes_nothing_and_has_nothing_to_tell() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    let copy = backup(&scene);
    let look = Garage::look_at_backup(scene.dir.path(), &copy).unwrap();
    assert_eq!((look.newer, look.vehicles, look.last_asked), (Some(Newer::default()), 1, Some(NOON)));
    assert_eq!(look.accounts[0].values["appid"], "1");
    let left = std::fs::read_dir(scene.dir.path()).unwrap().flatten();
    assert!(!left.into_iter().any(|file| file.file_name().to_string_lossy().contains("look")));
    let (scene, restored) = restore(scene, &copy, &Wishes::default());
    assert!(restored.newer.unwrap().is_none());
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 1);
}

#[tokio::test]
async fn without_the_violations_the_vehicle_is_as_fresh_as_the_copy_knew_it() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let (asked, lost) = (scene.vehicle("粤B12345"), scene.vehicle("粤B54321"));
    scene.answer("storeapi", &asked, vec![], NOON).await;
    let copy = backup(&scene);
    scene.answer("storeapi", &asked, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], later(60)).await;
    lose(&scene, &lost).await;
    let wishes = Wishes { violations: false, ..Wishes::default() };
    let (scene, _) = restore(scene, &copy, &wishes);
    assert!(acts(&scene).is_empty());
    let row = |id| scene.garage.vehicle_row(id).unwrap().unwrap();
    assert_eq!((row(&asked).status, row(&asked).checked_at), (VehicleStatus::Clean, Some(NOON)));
    assert_eq!(row(&lost).status, VehicleStatus::Doubtful, "it is not asked again by itself");
    assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().calls, 3);
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 2);
}

#[tokio::test]
async fn a_vehicle_that_the_copy_lacks_comes_along_with_its_calls_and_stands_in_no_list() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    scene.vehicle("粤B12345");
    let copy = backup(&scene);
    let added = scene.vehicle("粤B54321");
    scene.vehicle("粤B88888");
    scene.answer("storeapi", &added, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    let (scene, restored) = restore(scene, &copy, &Wishes::default());
    let newer = restored.newer.unwrap();
    assert_eq!((newer.vehicles, newer.violations, newer.calls), (2, 1, 1));
    let totals = scene.garage.totals().unwrap();
    assert_eq!((totals.vehicles, totals.totals.violations), (1, 0), "the fleet is the copy's");
    let calls = scene.garage.history(&added, 10).unwrap();
    assert_eq!((calls.len(), calls[0].plate.as_deref()), (1, Some("粤B54321")));
    // Entered again it is another vehicle, and the former one stays in the ledger.
    scene.garage.add_vehicle(new("粤B54321"), NOON).unwrap();
    scene.is_well();
}

#[tokio::test]
async fn what_people_wrote_and_entered_is_the_copys() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let found = || vec![row(SPEEDING, "超速", Some(20_000), Some(6))];
    scene.answer("storeapi", &id, found(), NOON).await;
    let note_down = |scene: &Scene, note: &str| {
        let notes = cheku_garage::Notes { note: Some(Some(note.into())), ..Default::default() };
        scene.garage.write_notes(&ViolationQuery::default(), &notes, NOON).unwrap();
    };
    note_down(&scene, "told");
    let copy = backup(&scene);
    note_down(&scene, "a slip of the hand");
    // Another of the same moment and act, told apart by its fine alone.
    let another = row(SPEEDING, "超速", Some(30_000), Some(6));
    scene.answer("storeapi", &id, [found(), vec![another]].concat(), later(60)).await;
    scene.garage.remove_vehicles(std::slice::from_ref(&id), NOON).unwrap();
    let (scene, _) = restore(scene, &copy, &Wishes::default());
    let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let mut written: Vec<_> = rows.iter().map(|row| (row.note.as_deref(), row.last_seen)).collect();
    written.sort();
    assert_eq!(written, [(None, later(60)), (Some("told"), later(60))]);
    assert_eq!(scene.garage.totals().unwrap().vehicles, 1);
}

#[tokio::test]
async fn price_cap_and_schedule_are_as_they_are_now_unless_the_copys_are_wished() {
    let agreed = |scene: &Scene, identity: &str, price: i64, cap: &str| {
        let prices = PriceList::flat(Some(Fen(price)), 0);
        let (provider, identity) = ("storeapi".into(), identity.into());
        scene.garage.save_account(&Account { provider, identity, prices, ..Account::default() }).unwrap();
        scene.garage.set_setting("month_cap_fen", Some(cap)).unwrap();
        scene.garage.set_setting("days", Some(cap)).unwrap();
    };
    for (settings, price, cap) in [(Settings::AsNow, 13, "900"), (Settings::AsInCopy, 14, "100")] {
        let scene = Scene::new();
        let id = scene.vehicle("粤B12345");
        agreed(&scene, "mine", 14, "100");
        scene.answer("storeapi", &id, vec![], NOON).await;
        let copy = backup(&scene);
        agreed(&scene, "mine", 13, "900");
        scene.answer("storeapi", &id, vec![], later(60)).await;
        let (scene, _) = restore(scene, &copy, &Wishes { settings, facts: &["days"], ..Wishes::default() });
        let account = scene.garage.account("storeapi").unwrap().unwrap();
        assert_eq!(account.prices, PriceList::flat(Some(Fen(price)), 0), "{settings:?}");
        assert_eq!(scene.garage.setting("month_cap_fen").unwrap().as_deref(), Some(cap), "{settings:?}");
        assert_eq!(scene.garage.setting("days").unwrap().as_deref(), Some("900"), "what happened stays");
        assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 2, "{settings:?}");
        assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().cost_fen, Fen(27));
    }
}

#[tokio::test]
async fn another_account_than_the_copys_keeps_its_own_count() {
    for settings in [Settings::AsNow, Settings::AsInCopy] {
        let scene = Scene::new();
        let id = scene.vehicle("粤B12345");
        let enter = |scene: &Scene, identity: &str| {
            let (provider, identity) = ("storeapi".into(), identity.into());
            scene.garage.save_account(&Account { provider, identity, ..Account::default() }).unwrap();
        };
        enter(&scene, "first");
        scene.answer("storeapi", &id, vec![], NOON).await;
        let copy = backup(&scene);
        enter(&scene, "second");
        scene.answer("storeapi", &id, vec![], later(60)).await;
        let lost = lose(&scene, &id).await;
        let (scene, _) = restore(scene, &copy, &Wishes { settings, ..Wishes::default() });
        scene.garage.settle_by_person(&lost.0, true, later(70)).unwrap();
        for (identity, charged) in [("first", 1), ("second", 2), ("first", 1)] {
            enter(&scene, identity);
            assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), charged, "{settings:?} {identity}");
        }
    }
}

#[tokio::test]
async fn going_back_and_then_forth_again_loses_neither_way() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    let old = backup(&scene);
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    let new = scene.backup("new.sqlite");
    let wishes = Wishes { violations: false, ..Wishes::default() };
    let (scene, _) = restore(scene, &old, &wishes);
    // Both garages meet the same violation for the first time.
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], later(60)).await;
    let look = Garage::look_at_backup(scene.dir.path(), &new).unwrap().newer.unwrap();
    assert_eq!((look.calls, look.charged, look.violations), (1, 1, 0), "the same violation is not new");
    let (scene, _) = restore(scene, &new, &Wishes::default());
    assert_eq!(acts(&scene), ["超速"]);
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((sums.calls, sums.charged, sums.cost_fen), (2, 2, Fen(28)));
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 2);
    assert_eq!(scene.garage.vehicle_row(&id).unwrap().unwrap().checked_at, Some(later(60)));
}

#[tokio::test]
async fn a_computer_that_never_had_a_garage_takes_all_of_the_copy() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    scene.garage.set_setting("month_cap_fen", Some("900")).unwrap();
    let id = scene.vehicle("粤B12345");
    scene.answer("storeapi", &id, vec![], NOON).await;
    let copy = backup(&scene);
    let (fresh, restored) = restore(Scene::new(), &copy, &Wishes::default());
    assert!(restored.newer.unwrap().is_none());
    assert_eq!(fresh.garage.setting("month_cap_fen").unwrap().as_deref(), Some("900"));
    assert_eq!(fresh.garage.charged_calls("storeapi").unwrap(), 1);
    assert_eq!(fresh.garage.totals().unwrap().vehicles, 1);
}

#[test]
fn of_a_garage_that_cannot_be_read_nobody_says_that_it_has_nothing_new() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let copy = backup(&scene);
    let Scene { dir, garage } = scene;
    drop(garage);
    let file = dir.path().join("garage.sqlite");
    std::fs::write(&file, "no garage any more ".repeat(500)).unwrap();
    let before = std::fs::read(&file).unwrap();
    assert_eq!(Garage::look_at_backup(dir.path(), &copy).unwrap().newer, None);
    let restored = Garage::restore(dir.path(), &copy, &Wishes::default(), NOON).unwrap();
    assert_eq!(restored.newer, None);
    assert_eq!(std::fs::read(restored.kept.unwrap()).unwrap(), before, "it is kept as it was");
    assert_eq!(Garage::open(dir.path(), NOON).unwrap().totals().unwrap().vehicles, 1);
}

#[tokio::test]
async fn what_can_still_be_read_of_a_damaged_garage_comes_along() {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    let copy = backup(&scene);
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], later(60)).await;
    let Scene { dir, garage } = scene;
    drop(garage);
    let file = dir.path().join("garage.sqlite");
    let page: u32 = rusqlite::Connection::open(&file)
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'violations_act'", [], |row| row.get(0))
        .unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let at = usize::try_from(page - 1).unwrap() * 4096;
    bytes[at..at + 4096].fill(0xAB);
    std::fs::write(&file, bytes).unwrap();

    let look = Garage::look_at_backup(dir.path(), &copy).unwrap();
    assert!(look.damaged && look.has_settings);
    let newer = look.newer.unwrap();
    assert_eq!((newer.calls, newer.charged, newer.cost_fen, newer.violations), (2, 2, Fen(28), 1));
    assert!(Garage::restore(dir.path(), &copy, &Wishes::default(), NOON).unwrap().damaged);
    let scene = Scene { garage: Garage::open(dir.path(), NOON).unwrap(), dir };
    scene.is_well();
    assert_eq!(scene.garage.calls_summary(&CallRange::default()).unwrap().cost_fen, Fen(28));
    assert_eq!(scene.garage.charged_calls("storeapi").unwrap(), 2);
    assert_eq!(acts(&scene), ["超速"]);
}

#[test]
fn two_restores_of_one_second_keep_both_garages() {
    let scene = Scene::new();
    let copy = backup(&scene);
    scene.vehicle("粤B12345");
    let (scene, first) = restore(scene, &copy, &Wishes::default());
    scene.vehicle("粤B54321");
    scene.vehicle("粤B88888");
    let (scene, second) = restore(scene, &copy, &Wishes::default());
    let vehicles = |path: &PathBuf| -> u32 {
        let kept = rusqlite::Connection::open(path).unwrap();
        kept.query_row("SELECT count(*) FROM vehicles", [], |row| row.get(0)).unwrap()
    };
    assert_eq!((vehicles(&first.kept.unwrap()), vehicles(&second.kept.unwrap())), (1, 2));
    let logs = std::fs::read_dir(scene.dir.path()).unwrap().flatten();
    let logs = logs.filter(|file| file.file_name().to_string_lossy().starts_with("garage-before"));
    assert_eq!(logs.count(), 2, "each is one file, without a log beside");
}
