//! Opening, refusing, upgrading.

use crate::scene::{NOON, Scene, new};
use cheku_domain::provider::Account;
use cheku_garage::Garage;
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
    assert_eq!(refused.code, "garage_newer");
    assert_eq!(std::fs::read(scene.garage.path()).unwrap(), before);
}

#[test]
fn another_programs_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let other = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code, "garage_foreign");
}

#[test]
fn a_file_that_is_no_database_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("garage.sqlite"), "车牌号,车架号\n".repeat(500)).unwrap();
    assert_eq!(Garage::open(dir.path(), NOON).unwrap_err().code, "garage_damaged");
}

#[test]
fn an_older_file_is_copied_before_it_is_upgraded() {
    let dir = tempfile::tempdir().unwrap();
    {
        let garage = Garage::open(dir.path(), NOON).unwrap();
        garage.add_vehicle(new("粤B12345"), NOON).unwrap();
    }
    let conn = Connection::open(dir.path().join("garage.sqlite")).unwrap();
    let newest: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    // As the version before the last three entries of the registry left it.
    conn.execute_batch(&format!(
        "DROP INDEX batches_first_part; ALTER TABLE batches DROP COLUMN first_part;
         ALTER TABLE calls DROP COLUMN former_account; ALTER TABLE accounts DROP COLUMN identity; DROP TABLE former_accounts; DROP TABLE account_salt;
         INSERT INTO accounts (provider, form, prices, free_calls, allow_http, is_default, learned, charged_calls)
         VALUES ('storeapi', '{{}}', '[]', 5, 0, 1, '{{}}', 3);
         PRAGMA user_version = {}",
        newest - 3
    ))
    .unwrap();
    drop(conn);

    let garage = Garage::open(dir.path(), NOON).unwrap();
    assert_eq!(garage.totals().unwrap().vehicles, 1);
    // Nothing tells which account it is, so what is saved next is taken for the same.
    garage.remove_account("storeapi").unwrap();
    let account = Account { provider: "storeapi".into(), identity: "now known".into(), ..Account::default() };
    garage.save_account(&account).unwrap();
    assert_eq!(garage.charged_calls("storeapi").unwrap(), 3);
    let copies: Vec<_> = std::fs::read_dir(dir.path().join("backups")).unwrap().collect();
    assert_eq!(copies.len(), 1);
    let copy = Connection::open(copies[0].as_ref().unwrap().path()).unwrap();
    let version: i64 = copy.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, newest - 3, "the copy is the file as it was");
}

#[test]
fn a_word_that_the_program_does_not_know_is_an_error() {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    raw(&scene).execute("UPDATE vehicle_summaries SET status = 'sleeping'", []).unwrap();
    assert_eq!(scene.garage.vehicle_row(&id).unwrap_err().code, "unknown_word");
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
        assert_eq!(opened.unwrap_err().code, "garage_read_only");
    }
}
