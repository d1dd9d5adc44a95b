//! Files that somebody made to look like a garage: not one statement of theirs may run.

use crate::scene::{NOON, Scene, back_up};
use cheku_garage::{Garage, GarageError, Wishes};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;

/// One thing too many, one too few, or another one under the same name.
const CHANGES: [(&str, &str); 12] = [
    ("a trigger", "CREATE TRIGGER t AFTER INSERT ON calls BEGIN UPDATE calls SET charge = 'no'; END"),
    ("a view", "CREATE VIEW v AS SELECT * FROM accounts"),
    ("a table", "CREATE TABLE t (a)"),
    ("an index", "CREATE INDEX i ON calls (state)"),
    ("an index that reckons", "CREATE INDEX i ON calls (abs(number))"),
    ("a column", "ALTER TABLE vehicles ADD COLUMN extra TEXT"),
    ("a computed column", "ALTER TABLE vehicles ADD COLUMN extra TEXT AS (hex(plate))"),
    ("one trigger less", "DROP TRIGGER vehicle_counted_out"),
    ("one index less", "DROP INDEX calls_vehicle"),
    ("one table less", "DROP TABLE saved_filters"),
    ("statistics", "ANALYZE"),
    (
        "a check under the old name",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'key TEXT NOT NULL PRIMARY KEY',
             'key TEXT NOT NULL PRIMARY KEY CHECK (length(key) < 9e9)') WHERE name = 'settings'",
    ),
];

/// An endless statement in a place that a look would come by.
const ENDLESS: &str =
    "CREATE VIEW vehicles AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT i AS id FROM n";

fn change(file: &Path, sql: &str) {
    let conn = Connection::open(file).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    conn.execute_batch(sql).unwrap();
}

fn code<T>(result: Result<T, GarageError>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

/// Every file of a folder with what is in it.
fn folder(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(dir).unwrap().flatten().filter(|file| file.path().is_file());
    let read = |file: std::fs::DirEntry| {
        (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).unwrap())
    };
    let mut files: Vec<_> = files.map(read).collect();
    files.sort();
    files
}

#[test]
fn a_backup_that_somebody_changed_is_not_restored_and_not_written_to() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let Scene { dir, garage } = scene;
    let (theirs, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (what, sql) in CHANGES {
        let file = theirs.path().join("copy.sqlite");
        back_up(&garage, &file);
        change(&file, sql);
        let before = folder(theirs.path());
        assert_eq!(code(Garage::look_at_backup(dir.path(), &file)), "garage_altered", "{what}");
        assert_eq!(
            code(Garage::restore(elsewhere.path(), &file, &Wishes::default(), NOON)),
            "garage_altered",
            "{what}"
        );
        assert!(folder(theirs.path()) == before, "{what}: the file or its folder changed");
    }
    assert_eq!(garage.totals().unwrap().vehicles, 1);
}

#[test]
fn a_garage_that_somebody_changed_is_not_opened_and_not_written_to() {
    for (what, sql) in CHANGES {
        let dir = tempfile::tempdir().unwrap();
        drop(Garage::open(dir.path(), NOON).unwrap());
        let file = dir.path().join("garage.sqlite");
        change(&file, sql);
        let before = std::fs::read(&file).unwrap();
        assert_eq!(code(Garage::open(dir.path(), NOON)), "garage_altered", "{what}");
        assert!(std::fs::read(&file).unwrap() == before, "{what}");
    }
}

#[test]
fn a_statement_without_an_end_does_not_begin() {
    let scene = Scene::new();
    let file = scene.backup("copy.sqlite");
    change(
        &file,
        &format!(
            "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE vehicles RENAME TO v; {ENDLESS}"
        ),
    );
    assert_eq!(code(Garage::look_at_backup(scene.dir.path(), &file)), "garage_altered");
}

#[test]
fn what_is_left_in_the_log_of_a_copy_is_read_and_the_copy_stays_as_it_is() {
    let scene = Scene::new();
    scene.vehicle("粤B12345");
    let theirs = tempfile::tempdir().unwrap();
    // As somebody copies the folder of a program that runs.
    for part in ["garage.sqlite", "garage.sqlite-wal"] {
        std::fs::copy(scene.dir.path().join(part), theirs.path().join(part)).unwrap();
    }
    let before = folder(theirs.path());
    let own = Scene::new();
    let look = Garage::look_at_backup(own.dir.path(), &theirs.path().join("garage.sqlite")).unwrap();
    assert_eq!(look.vehicles, 1);
    assert!(folder(theirs.path()) == before);
}
