//! The doctor: whatever is wrong with a file is named, each kind by its own code.

use crate::scene::{NOON, Scene, row};
use cheku_garage::{Garage, Level};
use rusqlite::Connection;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

/// One vehicle that owes two fines.
async fn owing() -> Scene {
    let scene = Scene::new();
    let id = scene.vehicle("粤B12345");
    let rows = vec![
        row("2026-03-01 08:00:00", "超速", Some(20_000), Some(6)),
        row("2026-02-01 08:00:00", "违停", None, None),
    ];
    scene.answer("storeapi", &id, rows, NOON).await;
    scene.is_well();
    scene
}

async fn damaged(damage: &str) -> Scene {
    let scene = owing().await;
    let file = Connection::open(scene.garage.path()).unwrap();
    file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).unwrap();
    scene
}

#[tokio::test]
async fn what_does_not_agree_is_named() {
    for (damage, code) in [
        ("UPDATE vehicle_summaries SET fines_due_fen = 1", "summaries_differ"),
        ("UPDATE vehicle_summaries SET points_unknown = 0", "summaries_differ"),
        ("UPDATE tallies SET rows = 5 WHERE dimension = 'city'", "tallies_differ"),
        ("DELETE FROM tallies WHERE dimension = 'month'", "tallies_differ"),
        ("INSERT INTO tallies VALUES ('driver', '王', 'paid', 1, 0, 0, 0, 0)", "tallies_differ"),
        ("UPDATE concerned SET vehicles = 7 WHERE dimension = 'month'", "concerned_differ"),
        ("DELETE FROM concerned WHERE dimension = 'driver'", "concerned_differ"),
        ("UPDATE concerned SET vehicles = 2 WHERE dimension = 'fleet'", "concerned_differ"),
        ("DELETE FROM vehicle_summaries", "vehicles_without_summary"),
        ("DELETE FROM violation_sources", "violations_without_source"),
        (
            "UPDATE vehicles SET removed = 1; UPDATE concerned SET vehicles = 0 WHERE dimension = 'fleet'",
            "violations_out_of_step",
        ),
        ("UPDATE items SET call = 'another'", "items_without_call"),
        ("UPDATE calls SET settled_at = NULL", "calls_unsettled"),
        ("UPDATE calls SET state = 'asked', charge = 'unknown', settled_at = NULL", "asked_without_process"),
        ("UPDATE items SET vehicle = 'nobody'", "foreign_keys"),
        ("UPDATE call_sums SET calls = calls + 1", "call_sums_differ"),
        ("DELETE FROM call_sums", "call_sums_differ"),
        ("UPDATE call_sums SET cost_fen = 99", "call_sums_differ"),
    ] {
        assert_eq!(damaged(damage).await.findings(Level::Error), [code], "{damage}");
    }
}

#[tokio::test]
async fn a_word_that_the_program_does_not_know_is_named() {
    for column in [
        "calls SET state",
        "calls SET charge",
        "vehicle_summaries SET status",
        "vehicle_summaries SET known_status",
        "items SET state",
        "batches SET state",
    ] {
        let errors = damaged(&format!("UPDATE {column} = 'tomorrow'")).await.findings(Level::Error);
        assert!(errors.contains(&"unknown_word"), "{column}: {errors:?}");
    }
    let errors = damaged("UPDATE violations SET state = 99, standing = 99").await.findings(Level::Error);
    assert!(errors.contains(&"unknown_word"), "{errors:?}");
}

#[tokio::test]
async fn what_a_person_has_yet_to_settle_is_no_error() {
    let scene = owing().await;
    assert_eq!(scene.findings(Level::Notice), ["schema", "cost_unknown"], "the account has no price");
    let scene = damaged("UPDATE calls SET state = 'doubtful', charge = 'unknown'").await;
    assert_eq!(scene.findings(Level::Notice), ["schema", "doubtful_calls"]);
    assert_eq!(scene.findings(Level::Error), [""; 0]);
}

/// Writes over the end of a table's or index' first page, where its first rows are.
fn spoil(file: &Path, name: &str, bytes: &[u8]) {
    let sql = "SELECT rootpage * (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?1";
    let end: i64 = Connection::open(file).unwrap().query_row(sql, [name], |row| row.get(0)).unwrap();
    let at = u64::try_from(end).unwrap() - bytes.len() as u64;
    let mut file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

#[tokio::test]
async fn a_damaged_page_is_named_whatever_else_can_still_be_read() {
    let (a_letter, a_page) = ([b'x'; 1], [0xff; 4_096]);
    for (name, bytes) in [
        ("violations_standing", &a_letter[..]),
        ("violations_standing", &a_page),
        ("violation_sources", &a_page),
        ("violations", &a_page),
    ] {
        let Scene { dir, garage } = owing().await;
        let file = garage.path().to_owned();
        drop(garage);
        spoil(&file, name, bytes);
        let scene = Scene { garage: Garage::open(dir.path(), NOON).unwrap(), dir };
        let mut findings = scene.findings(Level::Error);
        findings.dedup();
        assert_eq!(findings, ["integrity"], "{name}");
    }
}
