//! What a batch does when the vendor, the account or the line does not play along.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, adds_up, moved, number, share};
use serde_json::json;

#[test]
fn an_empty_account_stops_the_batch_and_resume_asks_exactly_the_rest() {
    let poor = Sandbox::start(200, json!({"providers": {"storeapi": {"quota": 50}}}));
    let home = Home::at(&poor);
    let check = home.run(&["check", "--all"]).ends(3);
    adds_up(&check);
    assert_eq!(check["stopped"]["code"], "10018");
    assert_eq!(check["stopped"]["scope"], "account");
    assert_eq!(
        (number(&check["answered"]), number(&check["charged"]), number(&check["doubtful"])),
        (50, 50, 0)
    );
    assert_eq!(number(&check["not_asked"]), 150);

    // Topped up: the same vendor and fleet, without the limit.
    let rich = Sandbox::start(200, json!({}));
    home.account(&moved(&share(&rich, "storeapi"), rich.origin()), &[]).ends(0);
    let rest = home.run(&["resume"]).ends(0);
    assert_eq!((number(&rest["planned"]), number(&rest["answered"])), (150, 150));
    assert_eq!(number(&rich.bill("storeapi")["arrivals"]), 150);
    let new = home.run(&["violations", "--new"]).ends(0)["violations"].as_array().unwrap().len();
    let both = number(&check["new_violations"]) + number(&rest["new_violations"]);
    assert_eq!(new as u64, both, "what either part found is new since the last check");
    let nothing = home.run(&["resume"]).ends(0);
    assert_eq!(number(&nothing["planned"]), 0);
}

#[test]
fn a_cap_is_never_passed() {
    let sandbox = Sandbox::start(200, json!({"providers": {"storeapi": {"price_fen": 13}}}));
    let home = Home::at(&sandbox);
    home.run(&["account", "set", "storeapi", "--price-yuan", "0.13"]).ends(0);
    let check = home.run(&["check", "--all", "--max-cost", "5"]).ends(1);
    adds_up(&check);
    assert_eq!(check["stopped"]["code"], "max_cost");
    let bill = sandbox.bill("storeapi");
    assert_eq!(number(&bill["charged"]), 38, "38 × 0.13 = 4.94");
    assert_eq!((&check["charged"], &check["cost_fen"]), (&json!(38), &json!(494)));
    assert_eq!(number(&check["not_asked"]), 162);
}

#[test]
fn wrong_credentials_stop_the_batch_after_the_first_answer_and_cost_nothing() {
    let sandbox = Sandbox::start(60, json!({}));
    let home = Home::at(&sandbox);
    let mut wrong = share(&sandbox, "storeapi");
    wrong["credentials"]["secret"] = json!("not-the-secret");
    home.account(&wrong, &[]).ends(0);
    let done = home.run(&["check", "--all"]);
    let check = done.ends(3);
    adds_up(&check);
    assert_eq!(check["stopped"]["code"], "10003");
    assert!(done.err.contains("account set"), "says what to mend: {}", done.err);
    assert_eq!((number(&check["charged"]), number(&check["doubtful"])), (0, 0));
    let bill = sandbox.bill("storeapi");
    assert_eq!((number(&bill["arrivals"]), number(&bill["charged"])), (1, 0));
    assert!(!done.err.contains("not-the-secret") && !done.out.contains("not-the-secret"));
}

#[test]
fn without_a_network_every_vehicle_is_left_unasked_and_nothing_is_doubtful() {
    let sandbox = Sandbox::start(30, json!({}));
    let home = Home::at(&sandbox);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    home.account(&moved(&share(&sandbox, "storeapi"), &format!("http://{closed}")), &[]).ends(0);
    let check = home.run(&["check", "--all"]).ends(3);
    adds_up(&check);
    assert_eq!(check["stopped"]["code"], "no_network");
    assert_eq!(
        (number(&check["not_asked"]), number(&check["doubtful"]), number(&check["charged"])),
        (30, 0, 0)
    );
}

#[test]
fn a_time_out_after_sending_is_doubtful_shown_and_not_asked_again() {
    let faults = json!([{"do": "timeout", "vehicle": 3}]);
    let sandbox = Sandbox::start(8, json!({"providers": {"storeapi": {"faults": faults}}}));
    let home = Home::at(&sandbox);
    home.run(&["account", "set", "storeapi", "--timeout", "1"]).ends(0);
    let check = home.run(&["check", "--all"]).ends(1);
    adds_up(&check);
    assert_eq!((number(&check["answered"]), number(&check["doubtful"])), (7, 1));
    let again = home.run(&["check", "--all"]).ends(1);
    assert_eq!((number(&again["skipped_by"]["doubtful"]), number(&again["answered"])), (1, 7));
    let arrivals = sandbox.bill("storeapi")["by_plate"].clone();
    let once = arrivals.as_object().unwrap().values().filter(|count| number(&count[0]) == 1).count();
    assert_eq!(once, 1, "the doubtful one was asked once: {arrivals}");

    let ledger = home.run(&["calls", "--list"]).ends(0);
    assert_eq!((number(&ledger["doubtful"]), number(&ledger["charged"])), (1, 14));
    let doubtful =
        ledger["list"].as_array().unwrap().iter().find(|call| call["state"] == "doubtful").unwrap();
    let id = kit::text(&doubtful["id"]);
    let settled = home.run(&["calls", "settle", id, "--charged", "yes"]).ends(0);
    assert_eq!((&settled["id"], &settled["charge"]), (&doubtful["id"], &json!("yes")));
    let ledger = home.run(&["calls"]).ends(0);
    assert_eq!((number(&ledger["doubtful"]), number(&ledger["charged"])), (0, 15));
    home.run(&["calls", "settle", id, "--charged", "no"]).refused(2, "call_not_doubtful");
}

#[test]
fn fresh_vehicles_are_skipped_and_count_as_done() {
    let sandbox = Sandbox::start(6, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let again = home.run(&["check", "--all", "--fresh-within", "1"]).ends(0);
    assert_eq!((number(&again["skipped_by"]["fresh"]), number(&again["answered"])), (6, 0));
    assert_eq!(number(&sandbox.bill("storeapi")["arrivals"]), 6);
}

#[test]
fn a_group_or_a_plate_asks_those_alone() {
    let sandbox = Sandbox::start(30, json!({}));
    let home = Home::at(&sandbox);
    let vehicles = home.run(&["vehicles"]).ends(0)["vehicles"].clone();
    let plate = kit::text(&vehicles[4]["plate"]);
    assert_eq!(home.run(&["check", plate]).ends(0)["planned"], 1);
    let group = vehicles.as_array().unwrap().iter().find_map(|one| one["group"].as_str()).unwrap();
    let members = vehicles.as_array().unwrap().iter().filter(|one| one["group"] == group).count();
    let plan = home.run(&["check", "--group", group, "--dry-run"]).ends(0);
    assert_eq!(plan["planned"], members);
}
