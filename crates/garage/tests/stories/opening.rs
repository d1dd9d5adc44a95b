//! Opening, refusing, upgrading.

use crate::scene::{NOON, Scene, later, new, row};
use cheku_domain::PlateType;
use cheku_domain::provider::Account;
use cheku_garage::{Garage, NewVehicle, OPENED_BY, VehicleQuery};
use rusqlite::Connection;

fn raw(scene: &Scene) -> Connection {
    Connection::open(scene.garage.path()).unwrap()
}

#[test]
fn a_fresh_garage_is_well_and_durable() {
    let scene = Scene::new();
    scene.is_well();
    let mode: String = raw(&scene).query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let scene = Scene::new();
    raw(&scene).execute_batch("PRAGMA user_version = 9999").unwrap();
    let before = std::fs::read(scene.garage.path()).unwrap();
    let refused = Garage::open(scene.dir.path(), NOON).unwrap_err();
    assert_eq!(refused.code(), "garage_newer");
    assert_eq!(std::fs::read(scene.garage.path()).unwrap(), before);
}

#[test]
fn the_first_start_of_a_newer_version_copies_the_garage_once() {
    let Scene { dir, garage } = Scene::new();
    garage.add_vehicle(new("京A12345"), NOON).unwrap();
    garage.set_setting(OPENED_BY, Some("0.0.9")).unwrap();
    drop(garage);
    let copy = dir.path().join("backups/garage-20260312-100000-before-upgrade.sqlite");
    assert!(!copy.exists());
    assert!(Garage::is_older(dir.path()), "so that a window need not wait for it");

    drop(Garage::open(dir.path(), NOON).unwrap());
    assert!(!Garage::is_older(dir.path()));
    let held = Connection::open(&copy).unwrap();
    let by: String = held.query_row("SELECT value FROM settings", [], |row| row.get(0)).unwrap();
    assert_eq!(by, "0.0.9", "as it was before");

    drop(Garage::open(dir.path(), later(1)).unwrap());
    assert_eq!(std::fs::read_dir(dir.path().join("backups")).unwrap().count(), 1, "once");
}

#[test]
fn an_older_program_copies_nothing_and_the_newer_ones_mark_stays() {
    let Scene { dir, garage } = Scene::new();
    garage.set_setting(OPENED_BY, Some("99.0.0")).unwrap();
    drop(garage);
    let garage = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(garage.setting(OPENED_BY).unwrap().as_deref(), Some("99.0.0"));
    assert!(!dir.path().join("backups").exists());
}

#[cfg(windows)]
#[test]
fn a_garage_that_another_program_holds_for_itself_is_in_use() {
    use std::os::windows::fs::OpenOptionsExt;
    let Scene { dir, garage } = Scene::new();
    drop(garage);
    let mut alone = std::fs::OpenOptions::new();
    let _held = alone.read(true).write(true).share_mode(0).open(dir.path().join("garage.sqlite")).unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), "garage_in_use");
}

#[test]
fn another_programs_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let other = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), "garage_foreign");
}

#[test]
fn a_file_that_is_no_database_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("garage.sqlite"), "车牌号,车架号\n".repeat(500)).unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), "garage_damaged");
}

/// What `garage-18.sql` says it holds, to the last figure.
#[tokio::test]
async fn an_older_file_is_copied_and_keeps_every_figure_when_it_is_upgraded() {
    let dir = tempfile::tempdir().unwrap();
    let file = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    file.execute_batch(include_str!("garage-18.sql")).unwrap();
    let ids: Vec<String> = {
        let mut all = file.prepare("SELECT id FROM vehicles ORDER BY id").unwrap();
        all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    drop(file);

    let garage = Garage::open(dir.path(), NOON).unwrap();
    let scene = Scene { dir, garage };
    let garage = &scene.garage;
    let (fleet, totals) = (garage.totals().unwrap().vehicles, garage.totals().unwrap().totals);
    assert_eq!((fleet, garage.unanswered().unwrap()), (3, 1));
    assert_eq!(
        (totals.violations, totals.unpaid, totals.fines_due_fen.0, totals.fines_unknown),
        (2, 2, 20_000, 1)
    );
    let window = garage.list(&VehicleQuery::default()).unwrap();
    let seen: Vec<_> =
        window.rows.iter().map(|row| (row.vehicle.plate_type.code(), row.status.word())).collect();
    assert_eq!(seen, [("02", "owing"), ("01", "locked"), ("52", "never_asked")]);
    assert!(window.rows.iter().all(|row| ids.contains(&row.vehicle.id.0)), "the same vehicles");
    let calls = garage.calls_summary(&Default::default()).unwrap();
    assert_eq!((calls.calls, calls.charged, calls.cost_fen.0), (6, 6, 82));
    let violations = garage.list_violations(&Default::default()).unwrap();
    assert_eq!((violations.total, violations.rows[0].violation.repeat), (3, 1), "the one that is gone, too");

    // The number on a plate of another type is another vehicle now.
    let truck = NewVehicle { plate_type: PlateType::parse("01"), ..new("粤B12345") };
    garage.add_vehicle(truck, NOON).unwrap();
    // What was answered before is the same after another answer.
    let car = &window.rows[0].vehicle.id;
    let again =
        scene.answer("storeapi", car, vec![row("2026-03-01 08:00:00", "违停", Some(20_000), Some(0))], NOON);
    assert_eq!(again.await.news.first_seen(), 0);
    // Nothing tells which account it is, so what is saved next is taken for the same.
    garage.remove_account("storeapi").unwrap();
    let account = Account { provider: "storeapi".into(), identity: "now known".into(), ..Account::default() };
    garage.save_account(&account).unwrap();
    assert_eq!(garage.charged_calls("storeapi").unwrap(), 5);
    scene.is_well();

    let copies: Vec<_> = std::fs::read_dir(scene.dir.path().join("backups")).unwrap().collect();
    assert_eq!(copies.len(), 1);
    let copy = Connection::open(copies[0].as_ref().unwrap().path()).unwrap();
    let version: i64 = copy.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 18, "the copy is the file as it was");
}

#[test]
fn a_word_that_the_program_does_not_know_is_an_error() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    raw(&scene).execute("UPDATE vehicle_summaries SET status = 'sleeping'", []).unwrap();
    assert_eq!(scene.garage.vehicle_row(&id).unwrap_err().code(), "unknown_word");
    assert!(scene.garage.doctor().unwrap().iter().any(|finding| finding.code == "unknown_word"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    std::fs::create_dir(&home).unwrap();
    std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o500)).unwrap();
    let written_anyway = std::fs::write(home.join("probe"), "").is_ok();
    let opened = Garage::open(&home, NOON);
    std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700)).unwrap();
    // The superuser may write everywhere: nothing to be refused then.
    if !written_anyway {
        assert_eq!(opened.unwrap_err().code(), "garage_read_only");
    }
}

/// Windows lets nobody move a file that SQLite has open.
#[cfg(not(windows))]
#[test]
fn what_is_written_after_the_file_was_moved_away_is_refused_not_lost() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let file = scene.garage.path().to_owned();
    let aside = file.with_file_name("moved.sqlite");
    std::fs::rename(&file, &aside).unwrap();
    assert_eq!(scene.garage.add_vehicle(new("粤B12346"), NOON).unwrap_err().code(), "garage_replaced");
    // Another one in its place is no better.
    std::fs::copy(&aside, &file).unwrap();
    assert_eq!(scene.garage.add_vehicle(new("粤B12346"), NOON).unwrap_err().code(), "garage_replaced");
    std::fs::rename(&aside, &file).unwrap();
    scene.garage.add_vehicle(new("粤B12346"), NOON).unwrap();
    assert_eq!(scene.garage.totals().unwrap().vehicles, 2);
}

#[test]
fn a_garage_that_is_open_elsewhere_is_not_upgraded_under_that_program() {
    let dir = tempfile::tempdir().unwrap();
    let file = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    file.execute_batch(include_str!("garage-18.sql")).unwrap();
    let elsewhere = std::fs::File::create(dir.path().join("garage.lock")).unwrap();
    elsewhere.lock_shared().unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), "garage_in_use");
    let version: i64 = file.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 18);

    drop((elsewhere, file));
    assert_eq!(Garage::open(dir.path(), NOON).unwrap().totals().unwrap().vehicles, 3);
}
