//! What is new to a script, and what nobody has seen yet.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number};
use serde_json::json;

#[test]
fn what_a_check_saw_first_is_told_apart_from_what_nobody_has_seen() {
    let sandbox = Sandbox::start(40, json!({}));
    let home = Home::at(&sandbox);
    let listed = |flags: &[&str]| {
        let all = [&["violations"], flags].concat();
        number(&home.run(&all).ends(0)["total"])
    };
    let first = home.run(&["check", "--all", "--provider", "storeapi"]).json();
    assert!(number(&first["first_found"]) > 0);
    assert_eq!(first["new_violations"], first["first_found"], "all were seen first, none is news");
    assert_eq!((listed(&["--new"]), listed(&["--unseen"])), (number(&first["new_violations"]), 0));

    let second = home.run(&["check", "--all", "--provider", "juhe"]).json();
    let new = number(&second["new_violations"]) - number(&second["first_found"]);
    assert_eq!((listed(&["--new"]), listed(&["--unseen"])), (number(&second["new_violations"]), new));
    assert!(new > 0, "{second}");
    let row = home.run(&["violations", "--unseen", "--limit", "1"]).ends(0)["violations"][0].clone();
    assert_eq!((&row["new"], &row["baseline"]), (&json!(true), &json!(false)));

    assert_eq!(listed(&["--unseen", "--mark-seen", "--limit", "1"]), new);
    assert_eq!(listed(&["--unseen"]), new - 1, "only what was listed");
    assert_eq!(listed(&["--unseen", "--mark-seen"]), new - 1);
    assert_eq!((listed(&["--new"]), listed(&["--unseen"])), (number(&second["new_violations"]), 0));
    assert_eq!(home.run(&["violations", "--mark-seen"]).code, 2, "of what is not seen alone");
}

#[test]
fn a_month_is_the_same_in_the_list_the_totals_and_the_file() {
    let sandbox = Sandbox::start(40, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all", "--provider", "storeapi"]).json();
    let newest = home.run(&["violations", "--limit", "1"]).ends(0)["violations"][0]["time"].clone();
    let month = newest.as_str().expect("a time")[..7].to_owned();
    let (from, to) = (format!("{month}-01"), format!("{month}-28"));
    let days = ["--from", from.as_str(), "--to", to.as_str()];
    let totals = home.run(&[&["totals", "--by", "group"], &days[..]].concat()).ends(0);
    let list = home.run(&[&["violations"], &days[..]].concat()).ends(0);
    let rows = list["violations"].as_array().expect("rows");
    assert!(!rows.is_empty() && rows.len() < 400);
    let is_in = |row: &serde_json::Value| {
        let day = &row["time"].as_str().expect("a time")[..10];
        from.as_str() <= day && day <= to.as_str()
    };
    assert!(rows.iter().all(is_in));
    assert_eq!((totals["violations"].clone(), totals["undated"].clone()), (json!(rows.len()), json!(0)));
    let file = home.path("month.csv");
    let wrote = ["export", file.to_str().unwrap(), "--what", "violations"];
    assert_eq!(home.run(&[&wrote[..], &days[..]].concat()).ends(0)["rows"], json!(rows.len()));
    let all = number(&home.run(&["violations"]).ends(0)["total"]);
    let seen = home.run(&["violations", "--from", "2020-01-01", "--by-seen"]).ends(0);
    assert_eq!(number(&seen["total"]), all, "all were first seen today");

    home.run(&["violations", "--from", "2026-02-02", "--to", "2026-02-01"]).refused(2, "span_reversed");
    let vehicles = home.path("vehicles.csv");
    let wrote = ["export", vehicles.to_str().unwrap(), "--from", "2026-02-02"];
    home.run(&wrote).refused(2, "span_of_none");
    assert_eq!(home.run(&["totals", "--from", "06/05/26"]).code, 2, "two readings");
}

/// "3" of "3-9F3A2C".
fn count(number: &serde_json::Value) -> &str {
    number.as_str().and_then(|number| number.split('-').next()).unwrap_or_default()
}

#[test]
fn a_month_is_issued_once_and_listed() {
    let sandbox = Sandbox::start(20, json!({}));
    let home = Home::at(&sandbox);
    let check = home.run(&["check", "--all", "--provider", "storeapi"]).json();
    let newest = home.run(&["violations", "--limit", "1"]).ends(0)["violations"][0]["first_seen"].clone();
    let month = newest.as_str().expect("a time")[..7].to_owned();
    let draft = home.run(&["settlement", &month]).ends(0);
    let found = |told: &serde_json::Value| -> i64 {
        let rows = told["rows"].as_array().expect("rows");
        rows.iter().map(|row| row["found"].as_i64().expect("a count")).sum()
    };
    assert_eq!((&draft["number"], found(&draft)), (&json!(null), check["first_found"].as_i64().unwrap()));
    let file = home.path("settlement.xlsx");
    let issued = home.run(&["settlement", &month, "--issue", "--export", file.to_str().unwrap()]).ends(0);
    assert_eq!((count(&issued["number"]), found(&issued)), ("1", found(&draft)));
    assert!(kit::is_file(&file));
    home.run(&["settlement", &month, "--issue"]).refused(2, "settlement_nothing");
    home.run(&["settlement", "2099-01"]).refused(2, "settlement_month");
    assert_eq!(home.run(&["settlement"]).ends(0)["settlements"][0]["month"], json!(month));
    home.run(&["settlement", "--issue"]).refused(2, "settlement_month");
    let shown = home.run(&["settlement", "--number", "1"]).ends(0);
    let whole = issued["number"].as_str().unwrap();
    assert_eq!(home.run(&["settlement", "--number", whole]).ends(0)["lines"], issued["lines"]);
    assert_eq!(shown["lines"], issued["lines"]);
    home.run(&["settlement", "--number", "7"]).refused(2, "not_found");
}

#[test]
fn a_clearance_sheet_is_issued_with_a_number_and_kept() {
    let sandbox = Sandbox::start(8, json!({}));
    let home = Home::at(&sandbox);
    let cars = home.run(&["vehicles"]).ends(0);
    let plate = cars["vehicles"][0]["plate"].as_str().expect("a plate").to_owned();
    let driver = cars["vehicles"][0]["driver"].as_str().expect("a driver").to_owned();
    let draft = home.run(&["clearance", &plate]).ends(0);
    assert_eq!((&draft["number"], &draft["sums"]["never_answered"]), (&json!(null), &json!(1)));
    home.run(&["check", &plate, "--provider", "storeapi"]);
    let file = home.path("clearance.xlsx");
    let args = ["clearance", &plate, "--for", "sale", "--issue", "--export", file.to_str().unwrap()];
    let issued = home.run(&args).ends(0);
    assert_eq!((count(&issued["number"]), &issued["purpose"]), ("1", &json!("sale")));
    assert_eq!(issued["vehicles"][0]["questions"][0]["provider"], json!("storeapi"));
    assert!(kit::is_file(&file));
    let page = home.path("clearance.html");
    let leaving = home.run(&["clearance", "--driver", &driver, "--export", page.to_str().unwrap()]).ends(0);
    assert_eq!((&leaving["purpose"], &leaving["subject"]), (&json!("leaving"), &json!(driver)));
    assert!(kit::is_file(&page));
    assert_eq!(home.run(&["clearance"]).ends(0)["clearances"][0]["subject"], json!(plate));
    assert_eq!(home.run(&["clearance", "--number", "1"]).ends(0)["lines"], issued["lines"]);
    home.run(&["clearance", "--number", "7"]).refused(2, "not_found");
    home.run(&["clearance", "--driver", "无此人"]).refused(2, "not_found");
    home.run(&["clearance", "--issue"]).refused(2, "clearance_whom");
}
