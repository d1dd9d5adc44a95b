//! A restore that was cut off, and a folder whose garage is gone.

use crate::scene::{NOON, Scene};
use cheku_domain::CutOffRestore;
use cheku_garage::{Garage, Wishes};
use std::path::Path;

fn names(dir: &Path) -> Vec<String> {
    let files = std::fs::read_dir(dir).unwrap().flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.contains("restore"));
    names.sort();
    names
}

fn vehicles(dir: &Path) -> u32 {
    Garage::open(dir, NOON).unwrap().totals().unwrap().vehicles
}

/// A closed garage of two vehicles and a backup with one of them.
fn closed() -> (tempfile::TempDir, std::path::PathBuf) {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let copy = scene.backup("copy.sqlite");
    scene.vehicle("粤B54321");
    (scene.dir, copy)
}

const ASIDE: &str = "garage-before-restore-20260312-100000.sqlite";

#[test]
fn cut_off_before_the_new_file_took_its_place_it_is_taken_back() {
    let (dir, copy) = closed();
    let garage = dir.path().join("garage.sqlite");
    std::fs::write(dir.path().join("garage.restore"), format!(r#"{{"aside":"{ASIDE}"}}"#)).unwrap();
    std::fs::copy(&copy, dir.path().join("garage.sqlite.restored")).unwrap();
    std::fs::hard_link(&garage, dir.path().join(ASIDE)).unwrap();
    let opened = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(opened.cut_off_restore(), Some(CutOffRestore::TakenBack), "and the person is told");
    assert_eq!(opened.totals().unwrap().vehicles, 2);
    assert_eq!(names(dir.path()), [""; 0], "and nothing of it is left");
    drop(opened);
    assert_eq!(Garage::open(dir.path(), NOON).unwrap().cut_off_restore(), None, "once");
}

#[test]
fn cut_off_after_that_it_is_done() {
    let (dir, copy) = closed();
    let garage = dir.path().join("garage.sqlite");
    std::fs::rename(&garage, dir.path().join(ASIDE)).unwrap();
    std::fs::copy(&copy, &garage).unwrap();
    std::fs::write(dir.path().join("garage.restore"), format!(r#"{{"aside":"{ASIDE}"}}"#)).unwrap();
    let opened = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(opened.cut_off_restore(), Some(CutOffRestore::Finished));
    assert_eq!(opened.totals().unwrap().vehicles, 1);
    assert_eq!(names(dir.path()), [ASIDE]);
}

#[test]
fn a_mark_cannot_name_a_file_elsewhere() {
    let (dir, copy) = closed();
    std::fs::copy(&copy, dir.path().join("garage.sqlite.restored")).unwrap();
    std::fs::write(dir.path().join("garage.restore"), r#"{"aside":"copy.sqlite"}"#).unwrap();
    assert_eq!(vehicles(dir.path()), 2);
    assert!(copy.exists());
}

#[test]
fn what_was_left_unfinished_goes_with_the_next_start() {
    let (dir, _) = closed();
    std::fs::write(dir.path().join("garage.sqlite.restored.part"), "half").unwrap();
    assert_eq!(vehicles(dir.path()), 2);
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn no_empty_garage_is_begun_beside_one_that_was_put_aside() {
    let (dir, copy) = closed();
    let garage = dir.path().join("garage.sqlite");
    // As a restore of an earlier version left it that was ended between its two last steps.
    std::fs::rename(&garage, dir.path().join(ASIDE)).unwrap();
    std::fs::copy(&copy, dir.path().join("garage.sqlite.restored")).unwrap();
    let refused = Garage::open(dir.path(), NOON).unwrap_err();
    assert_eq!(refused.code(), "garage_missing");
    assert_eq!(refused.message, format!("garage.sqlite.restored, {ASIDE}"), "what was found is named");
    assert!(!garage.exists());
    // A file without a byte, as a copying program leaves it, is no garage either.
    std::fs::write(&garage, "").unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code(), "garage_missing");

    let found = Garage::put_aside(dir.path());
    assert_eq!(found.len(), 2);
    Garage::restore(dir.path(), &found[1], &Wishes::default(), NOON).unwrap();
    assert_eq!(vehicles(dir.path()), 2);
    assert!(dir.path().join(ASIDE).exists(), "it stays where it is, too");
}

#[test]
fn an_empty_garage_is_begun_when_a_person_says_so() {
    let (dir, copy) = closed();
    std::fs::rename(dir.path().join("garage.sqlite"), dir.path().join(ASIDE)).unwrap();
    std::fs::rename(copy, dir.path().join("garage.sqlite.restored")).unwrap();
    assert_eq!(Garage::begin(dir.path(), NOON).unwrap().totals().unwrap().vehicles, 0);
    assert_eq!(vehicles(dir.path()), 0);
    assert_eq!(Garage::put_aside(dir.path()).len(), 2, "both are kept");
}
