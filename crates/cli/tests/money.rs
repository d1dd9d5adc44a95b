//! Money in the terminal: price steps, the statement, the other provider, earlier
//! batches.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, adds_up, is_file, number, text};
use serde_json::{Value, json};

#[test]
fn price_steps_are_planned_paid_and_told_as_they_are() {
    let sandbox = Sandbox::start(30, json!({}));
    let home = Home::at(&sandbox);
    let steps = ["account", "set", "storeapi", "--price-steps", "1:0.14,11:0.13", "--free-calls", "2"];
    home.run(&steps).ends(0);
    home.run(&["account", "set", "storeapi", "--quota", "25"]).ends(0);
    let plan = home.run(&["check", "--all", "--dry-run"]).ends(0)["plan"].clone();
    assert_eq!(plan["at_most_fen"], 10 * 14 + 18 * 13);
    assert_eq!(
        plan["shares"][0]["parts"],
        json!([
            {"price_fen": 0, "calls": 2}, {"price_fen": 14, "calls": 10}, {"price_fen": 13, "calls": 18}
        ])
    );
    assert_eq!(plan["shares"][0]["quota_left"], 25);
    let capped = home.run(&["check", "--all", "--dry-run", "--max-cost", "1.66"]).ends(0)["plan"].clone();
    assert_eq!(capped["cap_allows"], 2 + 10 + 2, "10 × 0.14 + 2 × 0.13");
    assert_eq!(capped["at_most_fen"], 166, "no more than the cap");

    let check = home.run(&["check", "--all", "--max-cost", "1.66"]).ends(1);
    adds_up(&check);
    assert_eq!((&check["charged"], &check["cost_fen"]), (&json!(14), &json!(166)));

    let month = check_month(&home);
    let file = home.path("statement.xlsx");
    let told = home.run(&["calls", "--statement", &month, "--export", file.to_str().unwrap()]).ends(0);
    let share = &told["providers"][0];
    assert_eq!((&share["provider"], &share["sums"]["cost_fen"]), (&json!("storeapi"), &json!(166)));
    let prices: Vec<(i64, u64)> = share["prices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|price| (price["price_fen"].as_i64().unwrap(), number(&price["calls"])))
        .collect();
    assert_eq!(prices, [(14, 10), (13, 2), (0, 2)]);
    let by_day: u64 =
        share["days"].as_array().unwrap().iter().map(|day| number(&day["sums"]["charged"])).sum();
    assert_eq!(by_day, 14, "the days add up to the month");
    assert!(is_file(&file));
    home.run(&["calls", "--statement", "2026-13"]).refused(2, "bad_request");
    home.run(&["account", "set", "storeapi", "--price-steps", "5:0.14"]).refused(2, "account_field_invalid");
}

/// The month of the newest call.
fn check_month(home: &Home) -> String {
    let list = home.run(&["calls", "--list"]).ends(0)["list"].clone();
    text(&list[0]["asked_at"])[..7].to_owned()
}

#[test]
fn a_gateway_that_is_down_stops_early_and_the_other_provider_goes_on() {
    let dead = json!({"providers": {"storeapi": {"faults": [{"do": "reset_after_charge"}]}}});
    let sandbox = Sandbox::start(40, dead);
    let home = Home::at(&sandbox);
    let done = home.run(&["check", "--all"]);
    let check = done.ends(3);
    adds_up(&check);
    assert_eq!((number(&check["doubtful"]), number(&check["not_asked"])), (3, 37));
    assert!(done.err.contains("resume --provider juhe"), "offers the other one: {}", done.err);

    let rest = home.run(&["resume", "--provider", "juhe"]);
    let rest = rest.json();
    adds_up(&rest);
    assert_eq!((&rest["planned"], &rest["provider"]), (&json!(37), &json!("juhe")));
    assert_eq!(number(&sandbox.bill("storeapi")["arrivals"]), 3, "nothing was asked twice");

    let batches = home.run(&["batches"]).ends(0);
    let numbers: Vec<u64> = list(&batches["batches"]).map(|batch| number(&batch["number"])).collect();
    assert_eq!((number(&batches["total"]), numbers), (2, vec![2, 1]));
    let first = list(&batches["batches"]).last().unwrap().clone();
    // Whoever was asked since is left to nobody; plates that the other one does not take still are.
    assert_eq!(number(&first["not_asked"]), 37);
    assert_eq!(number(&first["resumable"]), number(&rest["skipped"]) + number(&rest["not_asked"]));
    assert_eq!(home.run(&["batches", "1"]).ends(0)["doubtful"], 3);
    home.run(&["batches", "99"]).refused(2, "not_found");
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

#[test]
fn a_plan_promises_nothing_below_what_a_dear_and_a_cheap_provider_can_cost() {
    let sandbox = Sandbox::start(30, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["account", "set", "storeapi", "--price-yuan", "0.50", "--free-calls", "0"]).ends(0);
    home.run(&["account", "set", "juhe", "--price-yuan", "0.05", "--free-calls", "0"]).ends(0);
    let vehicles = home.run(&["vehicles"]).ends(0);
    let cheap: String = list(&vehicles["vehicles"])
        .map(|vehicle| format!("{},{},juhe\n", text(&vehicle["plate"]), text(&vehicle["plate_type"])))
        .take(20)
        .collect();
    let file = home.path("cheap.csv");
    std::fs::write(&file, format!("车牌号,号牌种类,查询服务商\n{cheap}")).unwrap();
    home.run(&["import", file.to_str().unwrap()]);
    let plan = home.run(&["check", "--all", "--max-cost", "0.40", "--dry-run"]).ends(0)["plan"].clone();
    assert_eq!(plan["cap_allows"], 0, "the cap is below one call of the default account: {plan}");
    assert_eq!(plan["at_most_fen"], 40, "but not below one of the other: {plan}");
}

#[test]
fn the_other_provider_is_taken_only_where_that_was_asked_for() {
    let closed = json!({"providers": {"juhe": {"faults": [{"do": "code", "code": "10020"}]}}});
    let sandbox = Sandbox::start(30, closed);
    let home = Home::at(&sandbox);
    let refused = home.run(&["check", "--all", "--provider", "juhe"]).ends(3);
    assert_eq!((number(&refused["answered"]), &refused["elsewhere"]), (0, &json!(0)));
    assert_eq!(refused["stopped"]["code"], "10020");

    let taken = home.run(&["check", "--all", "--provider", "juhe", "--take-other"]).json();
    adds_up(&taken);
    assert_eq!((&taken["not_asked"], &taken["stopped"]), (&json!(0), &Value::Null));
    assert!(number(&taken["elsewhere"]) > 0);
    assert_eq!(number(&sandbox.bill("storeapi")["arrivals"]), number(&taken["elsewhere"]));
    assert_eq!(number(&sandbox.bill("juhe")["charged"]), 0);
}

#[test]
fn an_earlier_batch_goes_on_by_its_number_with_exactly_whom_nobody_asked_since() {
    let sandbox = Sandbox::start(40, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["account", "set", "storeapi", "--price-yuan", "0.10"]).ends(0);
    let first = home.run(&["check", "--all", "--max-cost", "1"]).ends(1);
    assert_eq!((number(&first["answered"]), number(&first["not_asked"])), (10, 30));
    // Five of the thirty are asked by hand meanwhile, so the last batch is another one.
    let plates = unasked(&home, &sandbox);
    let by_hand: Vec<&str> = ["check"].into_iter().chain(plates.iter().take(5).map(String::as_str)).collect();
    assert_eq!(number(&home.run(&by_hand).ends(0)["answered"]), 5);
    assert_eq!(number(&home.run(&["resume"]).ends(0)["planned"]), 0, "the last batch left nobody");

    let rest = home.run(&["resume", "--batch", "1"]).ends(0);
    adds_up(&rest);
    assert_eq!((number(&rest["planned"]), number(&rest["answered"])), (25, 25));
    let bill = sandbox.bill("storeapi");
    assert_eq!(number(&bill["charged"]), 40);
    assert!(bill["by_plate"].as_object().unwrap().values().all(|count| number(&count[0]) == 1));
}

/// Plates of the fleet that never arrived at the vendor.
fn unasked(home: &Home, sandbox: &Sandbox) -> Vec<String> {
    let arrived = sandbox.bill("storeapi")["by_plate"].clone();
    let vehicles = home.run(&["vehicles"]).ends(0)["vehicles"].clone();
    let plates = list(&vehicles).map(|vehicle| text(&vehicle["plate"]).to_owned());
    plates.filter(|plate| arrived.get(plate).is_none()).collect()
}
