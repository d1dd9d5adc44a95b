//! `leave` and `return`: what is open is said before and after, nothing is lost, and a vehicle comes back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number};
use serde_json::json;

#[test]
fn a_sold_car_says_what_is_open_leaves_the_lists_and_comes_back_with_all_of_it() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let list = home.run(&["vehicles"]).ends(0);
    let owing =
        list["vehicles"].as_array().unwrap().iter().find(|one| number(&one["unpaid"]) > 0).unwrap().clone();
    let plate = format!("{}:{}", owing["plate"].as_str().unwrap(), owing["plate_type"].as_str().unwrap());
    let before = home.run(&["totals"]).ends(0);

    let sold = ["leave", &plate, "--as", "sold", "--on", "2026-03-01"];
    let would = home.run(&[&sold[..], &["--dry-run"]].concat()).ends(0);
    assert_eq!(would, json!({ "total": 1, "vehicles": [owing] }), "nothing is written");
    assert_eq!(home.run(&["totals"]).ends(0), before);
    let said = home.readable(&[&sold[..], &["--dry-run"]].concat());
    assert!(said.contains("Still unpaid") && !said.contains("cheku-cli return"), "{said}");
    let left = home.run(&sold).ends(0);
    let mut gone = owing.clone();
    gone["state"] = json!("sold");
    gone["state_since"] = json!("2026-03-01");
    assert_eq!(left, json!({ "total": 1, "vehicles": [gone] }));
    let now = home.run(&["totals"]).ends(0);
    assert_eq!(number(&now["unpaid"]), number(&before["unpaid"]) - number(&owing["unpaid"]));
    home.run(&sold).refused(2, "not_found");

    assert_eq!(home.run(&["return", &plate]).ends(0), would);
    assert_eq!(home.run(&["totals"]).ends(0), before);
    home.run(&["return", &plate]).refused(2, "not_found");
    home.run(&["doctor"]).ends(0);
}
