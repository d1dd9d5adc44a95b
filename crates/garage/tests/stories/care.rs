//! Backup, restore, settings.

use crate::scene::{NOON, Scene, back_up, new, row};
use cheku_domain::restore::BackupHolds;
use cheku_domain::{CityRule, Need, Timestamp, ledger::Ledger};
use cheku_garage::{Garage, Wishes};
use rusqlite::Connection;
use std::fs::File;
use std::time::{Duration, SystemTime};

#[tokio::test]
async fn a_backup_is_whole_and_comes_back() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    scene
        .answer("storeapi", &id, vec![row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6))], NOON)
        .await;
    let file = scene.dir.path().join("copy.sqlite");
    back_up(&scene.garage, &file);
    scene.vehicle("粤B99999");
    let Scene { dir, garage } = scene;
    drop(garage);
    let log = dir.path().join("garage.sqlite-wal");
    assert!(!log.exists(), "a garage that is dropped is closed and written back");

    let old = Garage::restore(dir.path(), &file, &Wishes::default(), NOON).unwrap().kept.unwrap();
    let garage = Garage::open(dir.path(), NOON).unwrap();
    let totals = garage.totals().unwrap();
    assert_eq!((totals.vehicles, totals.totals.unpaid), (1, 1));
    let kept: u32 = Connection::open(old)
        .unwrap()
        .query_row("SELECT count(*) FROM vehicles", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 2, "the old file is kept with all that was in it");
}

#[test]
fn what_is_no_backup_replaces_nothing() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let file = scene.dir.path().join("copy.sqlite");
    let other = tempfile::tempdir().unwrap();
    std::fs::write(&file, "not a garage at all, but long enough to be looked at".repeat(50)).unwrap();
    assert_eq!(
        Garage::restore(other.path(), &file, &Wishes::default(), NOON).unwrap_err().code(),
        "garage_damaged"
    );

    back_up(&scene.garage, &file);
    Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 9999").unwrap();
    assert_eq!(
        Garage::restore(other.path(), &file, &Wishes::default(), NOON).unwrap_err().code(),
        "garage_newer"
    );

    back_up(&scene.garage, &file);
    let in_the_way = Garage::restore(scene.dir.path(), &file, &Wishes::default(), NOON).unwrap_err();
    assert_eq!(in_the_way.code(), "garage_in_use", "it is open, and goes on being written to");
    assert!(in_the_way.message.contains(&std::process::id().to_string()), "{}", in_the_way.message);
    assert_eq!(scene.garage.totals().unwrap().vehicles, 1);
}

#[test]
fn one_copy_a_day_and_the_last_ten_are_kept() {
    let scene = Scene::new();
    let own = scene.garage.backup_name(NOON).unwrap();
    back_up(&scene.garage, &own);
    for day in 0..12 {
        let now = Timestamp(NOON.0 + day * 86_400_000);
        assert!(scene.garage.daily_backup(now).unwrap().is_some());
        assert!(scene.garage.daily_backup(now).unwrap().is_none(), "one a day");
    }
    let copies = std::fs::read_dir(scene.dir.path().join("backups")).unwrap().count();
    assert_eq!(copies, 10 + 1);
    assert!(own.exists(), "what a person asked for stays");
    assert!(!scene.dir.path().join("backups/garage-20260312.sqlite").exists(), "the oldest went");
}

#[test]
fn the_copy_of_the_day_is_made_again_when_the_first_was_of_an_empty_garage() {
    let scene = Scene::new();
    let copy = scene.garage.daily_backup(NOON).unwrap().unwrap();
    assert!(scene.garage.daily_backup(NOON).unwrap().is_none(), "there is still nothing to keep");
    scene.garage.add_vehicle(new("粤B12345"), NOON).unwrap();
    assert_eq!(scene.garage.daily_backup(NOON).unwrap(), Some(copy.clone()));
    scene.garage.add_vehicle(new("粤B12346"), NOON).unwrap();
    assert!(scene.garage.daily_backup(NOON).unwrap().is_none(), "one a day");

    let listed = Garage::backups(scene.dir.path());
    let copies: Vec<_> = listed.iter().map(|copy| (&copy.path, copy.holds.map(|it| it.vehicles))).collect();
    assert_eq!(copies, [(&copy, Some(1))]);
}

#[test]
fn backups_are_listed_with_what_is_in_them_and_stay_as_they_are() {
    let scene = Scene::new();
    assert_eq!(Garage::backups(scene.dir.path()), [], "there is no folder yet");
    scene.garage.add_vehicle(new("粤B12345"), NOON).unwrap();
    let copy = scene.garage.daily_backup(NOON).unwrap().unwrap();
    let folder = scene.dir.path().join("backups");
    let old = SystemTime::now() - Duration::from_secs(86_400);
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).unwrap();
        File::options().write(true).open(folder.join(name)).unwrap().set_modified(old).unwrap();
    };
    put("spoiled.sqlite", b"SQLite format 3");
    put("notes.txt", b"not a backup");
    // Another program's mark: SQLite would write beside a file that keeps a log.
    let mut with_log = std::fs::read(&copy).unwrap();
    with_log[18..20].copy_from_slice(&[2, 2]);
    put("with-log.sqlite", &with_log);
    let files = || {
        let paths = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            paths.filter(|path| path.is_file()).map(|path| (std::fs::read(&path).unwrap(), path)).collect();
        files.sort();
        files
    };
    let before = files();

    let listed = Garage::backups(scene.dir.path());
    let said: Vec<_> = listed
        .iter()
        .map(|copy| (copy.path.file_name().unwrap().to_str().unwrap(), copy.holds.is_some()))
        .collect();
    assert_eq!(
        said,
        [("garage-20260312.sqlite", true), ("with-log.sqlite", false), ("spoiled.sqlite", false)]
    );
    assert_eq!(listed[0].holds, Some(BackupHolds { vehicles: 1, violations: 0 }));
    assert_eq!(listed[0].bytes, copy.metadata().unwrap().len());
    assert_eq!(files(), before, "looking changes nothing");
}

#[test]
fn what_is_left_of_a_copy_that_a_power_cut_broke_off_goes_with_a_later_one() {
    let scene = Scene::new();
    scene.garage.daily_backup(NOON).unwrap();
    let folder = scene.dir.path().join("backups");
    let write = |name: &str, days: u32| {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() - days * Duration::from_secs(86_400)).unwrap();
    };
    let left = ["garage-20260311.sqlite.17.part", "garage-20260311-080000-before-upgrade.sqlite.17.part"];
    left.iter().for_each(|name| write(name, 2));
    let under_way = "garage-20260312-080000-before-upgrade.sqlite.18.part";
    write(under_way, 0);
    let own = ["garage-20260311-080000.sqlite.17.part", "my notes.part", "garage-20260311.sqlite.old"];
    own.iter().for_each(|name| write(name, 2));

    scene.garage.daily_backup(Timestamp(NOON.0 + 86_400_000)).unwrap();
    assert!(left.iter().all(|name| !folder.join(name).exists()));
    assert!(folder.join(under_way).exists(), "another process writes it");
    assert!(own.iter().all(|name| folder.join(name).exists()), "not the program's to clear away");
}

#[test]
fn settings_cities_and_accounts_are_kept() {
    let scene = Scene::new();
    scene.garage.set_setting("month_cap_fen", Some("5000")).unwrap();
    assert_eq!(scene.garage.setting("month_cap_fen").unwrap().as_deref(), Some("5000"));
    scene.garage.set_setting("month_cap_fen", None).unwrap();
    assert_eq!(scene.garage.setting("month_cap_fen").unwrap(), None);

    scene.account("storeapi", Some(14), 5);
    scene.account("juhe", None, 0);
    let accounts = scene.garage.accounts().unwrap();
    let default: Vec<_> = accounts.iter().filter(|a| a.is_default).map(|a| a.provider.as_str()).collect();
    assert_eq!(default, ["storeapi"], "the first account is the default");

    let city = |code: &str| {
        let rule =
            CityRule { code: code.into(), name: "佛山".into(), engine: Need::Last(6), frame: Need::Whole };
        ("广东".to_owned(), rule)
    };
    let keep = |list: &[_]| {
        let changes = scene.garage.keep_cities("juhe", list, NOON).unwrap();
        (changes.added, changes.vanished)
    };
    assert_eq!(keep(&[city("GD_FS"), city("GD_GZ")]), (2, 0));
    assert_eq!(keep(&[city("GD_FS")]), (0, 1));
    assert_eq!(keep(&[city("GD_FS")]), (0, 0), "what has vanished vanishes once");
    let cities = scene.garage.cities("juhe").unwrap();
    assert_eq!(cities.len(), 2);
    let vanished = cities.iter().find(|c| c.rule.code == "GD_GZ").unwrap();
    assert_eq!((vanished.vanished_at, vanished.rule.engine), (Some(NOON), Need::Last(6)));
    assert_eq!(keep(&[city("GD_FS"), city("GD_GZ")]), (1, 0), "and may come back");
    assert!(scene.garage.add_vehicle(new("粤B12345"), NOON).is_ok());
}

#[tokio::test]
async fn a_rule_is_used_for_a_week() {
    let scene = Scene::new();
    let rule =
        CityRule { code: "GD_FS".into(), name: "佛山".into(), engine: Need::Last(6), frame: Need::Nothing };
    scene.garage.keep_rule("juhe", "粤E|0", rule.clone(), NOON).await.unwrap();
    assert_eq!(scene.garage.rule("juhe", "粤E|0").await.unwrap(), Some(rule));
    assert_eq!(scene.garage.rule("juhe", "粤B|0").await.unwrap(), None);
    let next_month = Timestamp(NOON.0 + 30 * 86_400_000);
    let later = Garage::open(scene.dir.path(), next_month).unwrap();
    assert_eq!(later.rule("juhe", "粤E|0").await.unwrap(), None);
}

#[tokio::test]
async fn a_second_folder_gets_the_copy_of_the_day_keeps_ten_and_touches_nothing_else() {
    let scene = Scene::new();
    let second = tempfile::tempdir().unwrap();
    let own = ["holiday-photos.sqlite", "garage-2026xxxx.sqlite", "garage-20260101-120000.sqlite"];
    own.iter().for_each(|name| std::fs::write(second.path().join(name), "mine").unwrap());
    assert_eq!(scene.garage.copy_to_second(second.path()).unwrap(), None, "there is no copy yet");
    let day = |number: i64| Timestamp(NOON.0 + number * 86_400_000);
    scene.garage.daily_backup(day(0)).unwrap();
    let empty = scene.garage.copy_to_second(second.path()).unwrap().unwrap();
    scene.vehicle("粤B12345");
    scene.garage.daily_backup(day(0)).unwrap();
    assert_eq!(scene.garage.copy_to_second(second.path()).unwrap(), Some(empty), "the first one was empty");
    assert_eq!(scene.garage.copy_to_second(second.path()).unwrap(), None, "once a day");
    for number in 1..12 {
        scene.garage.daily_backup(day(number)).unwrap();
        scene.garage.copy_to_second(second.path()).unwrap().unwrap();
    }
    let copies = Garage::backups_in(second.path());
    assert_eq!(copies.iter().filter(|copy| copy.holds.is_some_and(|holds| holds.vehicles == 1)).count(), 10);
    for name in own {
        assert_eq!(std::fs::read_to_string(second.path().join(name)).unwrap(), "mine");
    }
    let away = second.path().join("not there");
    assert_eq!(scene.garage.copy_to_second(&away).unwrap_err().code(), "garage_io");
    assert!(!away.exists(), "a stick that is away is no folder to make");
}

#[tokio::test]
async fn the_newest_copy_is_tried_elsewhere_and_what_is_wrong_with_it_is_named() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    assert_eq!(scene.garage.try_copy(NOON).unwrap(), None);
    let file = scene.garage.daily_backup(NOON).unwrap().unwrap();
    let trial = scene.garage.try_copy(NOON).unwrap().unwrap();
    assert_eq!((trial.file.as_path(), trial.wrong.as_slice()), (file.as_path(), [].as_slice()));
    assert_eq!(Garage::backups(scene.dir.path()).len(), 1, "nothing of the trial is left");

    let conn = Connection::open(&file).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM vehicle_summaries").unwrap();
    drop(conn);
    let wrong = scene.garage.try_copy(NOON).unwrap().unwrap().wrong;
    assert!(wrong.iter().any(|code| code == "vehicles_without_summary"), "{wrong:?}");
    std::fs::write(&file, "no garage any more").unwrap();
    assert_eq!(scene.garage.try_copy(NOON).unwrap().unwrap().wrong.len(), 1);
    scene.is_well();
}
