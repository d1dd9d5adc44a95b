//! A restore over a garage that is damaged: what was paid for comes along as far as it can be read.

use crate::scene::{NOON, Scene, later, row};
use cheku_domain::clearance::ClearanceFor;
use cheku_domain::{Fen, Span, Subject};
use cheku_garage::{CallRange, Garage, NewClearance, ViolationQuery, Wishes};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

const OF_25: &str = include_str!("garage-25.sql");
const SPEEDING: &str = "2026-03-01 08:00:00";

/// Overwrites the first page of each of these.
fn damage(file: &Path, names: &[&str]) {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let root = |name: &&str| conn.query_row(sql, [name], |row| row.get::<_, u32>(0)).unwrap();
    let pages: Vec<usize> = names.iter().map(|name| usize::try_from(root(name)).unwrap()).collect();
    conn.close().unwrap();
    let mut bytes = std::fs::read(file).unwrap();
    for page in pages {
        bytes[(page - 1) * 4096..page * 4096].fill(0xAB);
    }
    std::fs::write(file, bytes).unwrap();
}

fn restored(dir: tempfile::TempDir, copy: &Path) -> Scene {
    assert!(Garage::look_at_backup(dir.path(), copy).unwrap().damaged);
    assert!(Garage::restore(dir.path(), copy, &Wishes::default(), NOON).unwrap().damaged);
    let scene = Scene { garage: Garage::open(dir.path(), NOON).unwrap(), dir };
    scene.is_well();
    scene
}

fn acts(scene: &Scene) -> Vec<String> {
    let rows = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows;
    let mut acts: Vec<String> = rows.into_iter().map(|row| row.violation.act).collect();
    acts.sort();
    acts
}

/// A garage of version 25, and a copy of the same fleet that was never asked about.
fn of_25() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.sqlite");
    Connection::open(dir.path().join("garage.sqlite")).unwrap().execute_batch(OF_25).unwrap();
    let asked =
        "DELETE FROM violation_sources; DELETE FROM violations; DELETE FROM answers; DELETE FROM items;
        DELETE FROM calls; DELETE FROM batches; UPDATE accounts SET charged_calls = 0";
    Connection::open(&copy).unwrap().execute_batch(&format!("{OF_25}; {asked}")).unwrap();
    (dir, copy)
}

fn is_paid_for(scene: &Scene) {
    let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
    assert_eq!((sums.calls, sums.charged, sums.cost_fen), (6, 6, Fen(82)));
    assert_eq!(acts(scene), ["超速", "违停", "闯红灯"]);
    let charged = ["juhe", "storeapi"].map(|provider| scene.garage.charged_calls(provider).unwrap());
    assert_eq!(charged.iter().sum::<u32>(), 6, "{charged:?}");
}

#[test]
fn of_a_damaged_garage_of_the_last_version_the_same_comes_along() {
    let (dir, copy) = of_25();
    damage(&dir.path().join("garage.sqlite"), &["violations_act"]);
    is_paid_for(&restored(dir, &copy));
}

#[test]
fn of_a_garage_of_the_last_version_that_was_changed_the_same_comes_along() {
    let (dir, copy) = of_25();
    let file = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    file.execute_batch("CREATE VIEW v AS SELECT * FROM accounts; PRAGMA journal_mode = DELETE").unwrap();
    drop(file);
    is_paid_for(&restored(dir, &copy));
}

/// A vehicle with a driver that was asked about after the copy was made, at two providers.
async fn asked() -> (Scene, cheku_domain::VehicleId, PathBuf) {
    let scene = Scene::new();
    scene.account("storeapi", Some(14), 0);
    let id = scene.vehicle("粤B12345");
    let driver = cheku_garage::Assign::Driver(Some("张三".into()));
    scene.garage.assign(std::slice::from_ref(&id), driver, None, NOON).unwrap();
    let copy = scene.backup("copy.sqlite");
    scene.answer("storeapi", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], NOON).await;
    scene.answer("juhe", &id, vec![row(SPEEDING, "超速", Some(20_000), Some(6))], later(60)).await;
    (scene, id, copy)
}

#[tokio::test]
async fn lost_texts_leave_the_violation_and_who_told_of_it() {
    for (lost, act) in [
        (&["texts"][..], "超速"),
        (&["texts", "sqlite_autoindex_texts_1"], ""),
        (&["driver_names", "sqlite_autoindex_driver_names_1"], "超速"),
    ] {
        let (Scene { dir, garage }, id, copy) = asked().await;
        drop(garage);
        damage(&dir.path().join("garage.sqlite"), lost);
        let scene = restored(dir, &copy);
        assert_eq!(acts(&scene), [act], "{lost:?}");
        let sums = scene.garage.calls_summary(&CallRange::default()).unwrap();
        assert_eq!((sums.calls, sums.charged), (2, 2), "{lost:?}");
        let found = scene.garage.list_violations(&ViolationQuery::default()).unwrap().rows.remove(0);
        assert_eq!(found.providers, ["juhe", "storeapi"], "{lost:?}");
        assert_eq!(found.driver.as_deref(), Some("张三"), "{lost:?}");
        let again = vec![row(SPEEDING, "超速", Some(20_000), Some(6))];
        for provider in ["storeapi", "juhe"] {
            let settled = scene.answer(provider, &id, again.clone(), later(120)).await;
            assert_eq!(settled.news.first_seen(), 0, "{lost:?}");
        }
        assert_eq!(acts(&scene), ["超速"], "{lost:?}: the next answer tells it");
        scene.is_well();
    }
}

#[tokio::test]
async fn what_was_issued_since_the_copy_comes_along_from_a_damaged_garage() {
    let (scene, id, copy) = asked().await;
    let body = scene.garage.unsettled(Span::default()).unwrap();
    let settled = scene.garage.issue_settlement("2026-03", &body, "财务", later(3)).unwrap();
    let about = Subject::Vehicle { id: id.0.clone() };
    let sheet = scene.garage.clearance_sheet(&about).unwrap();
    let (purpose, subject, by) = (ClearanceFor::Sale, "粤B12345".to_owned(), String::new());
    let new = NewClearance { purpose, about, subject, sheet, by };
    let cleared = scene.garage.issue_clearance(new, later(4)).unwrap();
    let kept = |garage: &Garage| {
        (garage.settlement(&settled.id).unwrap().unwrap(), garage.clearance(&cleared.id).unwrap().unwrap())
    };
    let before = kept(&scene.garage);
    assert!(!before.0.1.lines.is_empty() && !before.1.1.vehicles.is_empty());
    let Scene { dir, garage } = scene;
    drop(garage);
    damage(&dir.path().join("garage.sqlite"), &["violations_act"]);
    assert_eq!(kept(&restored(dir, &copy).garage), before);
}
