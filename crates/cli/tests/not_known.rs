//! What nobody knows is nowhere a 0 (colearendt/xlsx#7 and #74).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number, text};
use serde_json::{Value, json};

const FIGURES: [&str; 7] = [
    "violations",
    "unhandled",
    "unpaid",
    "fines_due_fen",
    "fines_unknown",
    "points_waiting",
    "points_unknown",
];

fn are_null(line: &Value) -> bool {
    FIGURES.iter().all(|figure| line[figure].is_null())
}

fn csv(home: &Home, what: &[&str]) -> Vec<Vec<String>> {
    let file = home.path("out.csv");
    let _ = std::fs::remove_file(&file);
    home.run(&[&["export", file.to_str().unwrap()], what].concat()).ends(0);
    let text = std::fs::read_to_string(&file).unwrap();
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

#[test]
fn vehicles_without_an_answer_are_counted_and_their_figures_are_blank() {
    let sandbox = Sandbox::start(12, json!({}));
    let home = Home::at(&sandbox);
    let all = home.run(&["vehicles"]).ends(0)["vehicles"].clone();
    let asked = text(&all[0]["plate"]).to_owned();

    let nothing = home.run(&["totals", "--by", "group"]).ends(0);
    assert_eq!((number(&nothing["vehicles"]), number(&nothing["unanswered"])), (12, 12));
    assert!(are_null(&nothing) && nothing["groups"].as_array().unwrap().iter().all(are_null), "{nothing}");

    home.run(&["check", &asked]).ends(0);
    for by in ["vehicle", "driver", "group", "city", "month"] {
        let totals = home.run(&["totals", "--by", by]).ends(0);
        assert_eq!(number(&totals["unanswered"]), 11);
        let groups = totals["groups"].as_array().unwrap();
        let unanswered: u64 = groups.iter().map(|group| number(&group["unanswered"])).sum();
        assert_eq!(unanswered, 11, "by {by}: nobody is left out and nobody counted twice");
        for group in groups {
            assert_eq!(are_null(group), group["unanswered"] == group["vehicles"], "by {by}: {group}");
        }
        let known: u64 = groups.iter().filter_map(|group| group["violations"].as_u64()).sum();
        assert_eq!(known, number(&totals["violations"]));
    }
}

#[test]
fn an_export_leaves_blank_what_nobody_answered() {
    let sandbox = Sandbox::start(12, json!({}));
    let home = Home::at(&sandbox);
    let asked = text(&home.run(&["vehicles"]).ends(0)["vehicles"][0]["plate"]).to_owned();
    home.run(&["check", &asked]).ends(0);
    for what in [&["--what", "totals"][..], &["--what", "vehicles"]] {
        let rows = csv(&home, what);
        let fines = rows[0].iter().position(|heading| heading == "Unpaid fines (¥)").unwrap();
        let blank = |row: &&Vec<String>| row[fines..].iter().take(4).all(String::is_empty);
        assert_eq!(rows[1..].iter().filter(blank).count(), 11, "{what:?}");
        let answered = rows.iter().find(|row| row[0] == asked).unwrap();
        assert!(!answered[fines].is_empty(), "{what:?}: {answered:?}");
    }
}
