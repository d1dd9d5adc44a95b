//! An answer that was paid for and cannot be read: kept, shown, not asked again, and read by
//! a version that knows its shape. A provider that fails is not hammered.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, adds_up, number, text};
use serde_json::{Value, json};
use std::io::Write;

/// A success whose contents stand under names that no contract names.
const UNKNOWN: &str = r#"{"codeid":10000,"message":"返回成功","retdata":{"records":[{"when":"2026-01-02 10:00","what":"粤B98765 闯红灯"}]}}"#;
/// What a later version's reader makes of it, in today's words.
const KNOWN: &str = r#"{"codeid":10000,"message":"返回成功","retdata":{"data":[
    {"vioTime":"2026-01-02 10:00:00","vioAction":"闯红灯","vioFine":"200","vioScore":"6"}]}}"#;

fn saying(body: &str) -> Sandbox {
    let fault = json!({"do": "say", "body": body, "vehicle": 1});
    Sandbox::start(12, json!({"providers": {"storeapi": {"faults": [fault]}}}))
}

/// The one call that is in this state.
fn call_of(home: &Home, state: &str) -> Value {
    let calls = home.run(&["calls", "--list"]).ends(0);
    let found: Vec<&Value> =
        calls["list"].as_array().unwrap().iter().filter(|call| call["state"] == state).collect();
    assert_eq!(found.len(), 1, "{state}: {calls}");
    found[0].clone()
}

#[test]
fn a_paid_answer_that_cannot_be_read_is_kept_shown_and_not_asked_again() {
    let sandbox = saying(UNKNOWN);
    let home = Home::at(&sandbox);
    let check = home.run(&["check", "--all"]).ends(1);
    adds_up(&check);
    assert_eq!((number(&check["charged"]), number(&check["unreadable"])), (12, 1));
    assert_eq!((number(&check["doubtful"]), number(&check["failed"])), (0, 1));

    let calls = home.run(&["calls"]).ends(0);
    assert_eq!((number(&calls["charged"]), number(&calls["unreadable"])), (12, 1));
    assert_eq!((number(&calls["doubtful"]), number(&calls["free"])), (0, 0));
    let call = call_of(&home, "unreadable");
    assert_eq!(call["charge"], "yes");
    let shown = home.run(&["calls", "show", text(&call["id"])]).ends(0);
    assert_eq!(shown["call"]["id"], call["id"]);
    assert_eq!((&shown["answer"]["http_status"], text(&shown["answer"]["text"])), (&json!(200), UNKNOWN));
    assert_eq!(number(&shown["answer"]["bytes"]) as usize, UNKNOWN.len());
    home.run(&["calls", "show", "nobody"]).refused(2, "not_found");

    let statuses = home.run(&["vehicles"]).ends(0)["vehicles"].clone();
    let unread = statuses.as_array().unwrap().iter().filter(|vehicle| vehicle["status"] == "unreadable");
    assert_eq!(unread.count(), 1);
    let again = home.run(&["check", "--all"]).ends(1);
    assert_eq!(number(&again["skipped_by"]["unreadable"]), 1);
    let bill = sandbox.bill("storeapi");
    assert_eq!(number(&bill["by_plate"][text(&call["plate"])][0]), 1, "asked once, paid once");

    let reread = home.run(&["calls", "reread"]).ends(1);
    assert_eq!(reread, json!({"reread": 1, "read": 0, "still_unreadable": 1}));
    let none = home.run(&["calls", "reread", "--provider", "juhe"]).ends(0);
    assert_eq!(none, json!({"reread": 0, "read": 0, "still_unreadable": 0}));
}

#[test]
fn a_version_that_knows_the_shape_reads_it_at_its_first_start_and_the_bill_stays() {
    let sandbox = saying(UNKNOWN);
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(1);
    let (before, bill) = (home.run(&["calls"]).ends(0), sandbox.bill("storeapi"));
    let totals = home.run(&["totals"]).ends(0);
    let call = call_of(&home, "unreadable");
    an_older_version_kept(&home, text(&call["id"]), KNOWN);

    let after = home.run(&["totals"]).ends(0);
    // The start looks after the answers beside the command itself: the next one sees it.
    let after = if after == totals { home.run(&["totals"]).ends(0) } else { after };
    assert_eq!(number(&after["fines_due_fen"]), number(&totals["fines_due_fen"]) + 20_000);
    assert_eq!(number(&after["points_waiting"]), number(&totals["points_waiting"]) + 6);
    assert_eq!(number(&after["violations"]), number(&totals["violations"]) + 1);
    let calls = home.run(&["calls"]).ends(0);
    assert_eq!(number(&calls["unreadable"]), 0);
    for figure in ["calls", "charged", "free", "doubtful", "cost_fen", "cost_unknown"] {
        assert_eq!(calls[figure], before[figure], "{figure}");
    }
    assert_eq!(sandbox.bill("storeapi"), bill, "nothing was sent");
    let list = home.run(&["calls", "--list"]).ends(0)["list"].clone();
    let read = list.as_array().unwrap().iter().find(|other| other["id"] == call["id"]).unwrap();
    assert_eq!((&read["state"], &read["settled_at"]), (&json!("answered"), &call["settled_at"]));
    let seen = home.run(&["violations", "--plate", text(&call["plate"])]).ends(0);
    assert_eq!(seen["violations"][0]["first_seen"], call["settled_at"], "at the time at which it came");
    assert_eq!(home.run(&["doctor"]).ends(0)["ok"], true);
}

/// The garage as a version left it that could read less than this one.
fn an_older_version_kept(home: &Home, call: &str, body: &str) {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(body.as_bytes()).unwrap();
    let file = rusqlite::Connection::open(home.path("home").join("garage.sqlite")).unwrap();
    let kept = "UPDATE answers SET body = ?2 WHERE call = (SELECT number FROM calls WHERE id = ?1)";
    assert_eq!(file.execute(kept, rusqlite::params![call, packed.finish().unwrap()]).unwrap(), 1);
    let version = "UPDATE settings SET value = '0.0.1' WHERE key = 'answers_read_by'";
    assert_eq!(file.execute(version, []).unwrap(), 1);
}

/// 300 vehicles, four questions at once. The figure of arrivals is the sandbox's own.
fn arrivals_of(provider: &str, fault: Value) -> (u64, Value) {
    let sandbox = Sandbox::start(300, json!({"providers": {provider: {"faults": [fault]}}}));
    let home = Home::at(&sandbox);
    let check = home.run(&["check", "--all", "--provider", provider, "--concurrency", "4"]).ends(3);
    adds_up(&check);
    assert!(check["stopped"].is_object(), "{check}");
    (number(&sandbox.bill(provider)["arrivals"]), check)
}

const AT_MOST: u64 = 4 + 9;

#[test]
fn a_provider_that_fails_is_asked_a_dozen_times_and_not_three_hundred() {
    for code in ["10014", "10021"] {
        let (arrivals, check) = arrivals_of("storeapi", json!({"do": "code", "code": code}));
        assert!(arrivals <= AT_MOST, "{code}: {arrivals}");
        assert_eq!(number(&check["charged"]), 0);
        assert!(number(&check["not_asked"]) >= 290, "{check}");
    }
    let (arrivals, check) = arrivals_of("storeapi", json!({"do": "status", "status": 500}));
    assert!(arrivals <= AT_MOST, "500: {arrivals}");
    assert!(number(&check["doubtful"]) <= AT_MOST);
    for code in ["10014", "10021", "225603"] {
        let (arrivals, _) = arrivals_of("juhe", json!({"do": "code", "code": code}));
        assert!(arrivals <= 4 + 12, "{code}: {arrivals}");
    }
}

#[test]
fn where_nobody_listens_three_hundred_vehicles_wait() {
    let sandbox = Sandbox::start(300, json!({}));
    let home = Home::at(&sandbox);
    drop(sandbox);
    let check = home.run(&["check", "--all"]).ends(3);
    adds_up(&check);
    assert_eq!((&check["stopped"]["code"], number(&check["not_asked"])), (&json!("no_network"), 300));
    let calls = home.run(&["calls"]).ends(0);
    assert!(number(&calls["calls"]) <= 4 + 9, "{calls}");
    assert_eq!(number(&calls["doubtful"]), 0);
}
