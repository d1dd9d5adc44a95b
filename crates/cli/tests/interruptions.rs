//! Killed, cancelled, or met by a second one: what was asked is known, and
//! nothing is asked twice.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
#![cfg(unix)]

mod kit;

use kit::{Done, Home, Sandbox, adds_up, number, signal};
use serde_json::{Value, json};

/// Slow enough to be met in the middle: 120 vehicles, four at once.
const SLOW: [&str; 4] = ["check", "--all", "--concurrency", "4"];

fn slow_sandbox() -> Sandbox {
    Sandbox::start(120, json!({"latency_ms": 250}))
}

fn nothing_was_asked_twice(sandbox: &Sandbox) -> Value {
    let bill = sandbox.bill("storeapi");
    for (plate, count) in bill["by_plate"].as_object().unwrap() {
        assert_eq!(count[0], 1, "{plate} was asked twice");
    }
    bill
}

#[test]
fn after_a_kill_in_the_middle_resume_asks_the_rest_and_the_bill_equals_the_ledger() {
    let sandbox = slow_sandbox();
    let home = Home::at(&sandbox);
    let mut child = home.start_until_answers(&SLOW, 6);
    child.kill().unwrap();
    child.wait().unwrap();

    let rest = home.run(&["resume"]).ends(0);
    adds_up(&rest);
    assert!(number(&rest["planned"]) < 120 && number(&rest["doubtful"]) == 0, "{rest}");
    let bill = nothing_was_asked_twice(&sandbox);
    let ledger = home.run(&["calls", "--list"]).ends(0);
    let doubtful = number(&ledger["doubtful"]);
    // A place on the wire is free for the next question while the last answer is being written.
    assert!(doubtful <= 4 + 4, "no more than were on the wire and being written: {doubtful}");
    assert_eq!(number(&ledger["calls"]), 120);
    // A doubtful call may have reached the vendor or not; every other one did.
    let plates = bill["by_plate"].as_object().unwrap();
    for call in ledger["list"].as_array().unwrap() {
        let billed = plates.get(kit::text(&call["plate"])).map_or(0, |count| number(&count[1]));
        match kit::text(&call["charge"]) {
            "yes" => assert_eq!(billed, 1, "{call}"),
            "no" => assert_eq!(billed, 0, "{call}"),
            _ => assert_eq!(call["state"], "doubtful", "{call}"),
        }
    }
    let arrived_doubtful = number(&bill["charged"]) - number(&ledger["charged"]);
    assert!(arrived_doubtful <= doubtful);
    let again = home.run(&["check", "--all", "--dry-run"]).ends(0);
    assert_eq!(number(&again["skipped_by"]["doubtful"]), doubtful);
}

#[test]
fn a_second_check_is_refused_reading_works_and_ctrl_c_leaves_the_rest_for_resume() {
    let sandbox = slow_sandbox();
    let home = Home::at(&sandbox);
    let child = home.start_until_answers(&SLOW, 4);
    let second = home.run(&["check", "--all"]);
    second.refused(5, "garage_held");
    assert!(second.err.contains(&child.id().to_string()), "says who holds it: {}", second.err);
    home.run(&["totals"]).ends(0);

    signal(&child, "INT");
    let cancelled = Done::of(child.wait_with_output().unwrap()).ends(130);
    adds_up(&cancelled);
    assert_eq!((&cancelled["stopped"]["code"], number(&cancelled["doubtful"])), (&json!("cancelled"), 0));
    assert_eq!(sandbox.bill("storeapi")["arrivals"], cancelled["answered"]);

    let rest = home.run(&["resume", "--concurrency", "50"]).ends(0);
    assert_eq!((&rest["planned"], &rest["answered"]), (&cancelled["not_asked"], &cancelled["not_asked"]));
    let bill = nothing_was_asked_twice(&sandbox);
    let ledger = home.run(&["calls"]).ends(0);
    assert_eq!((&bill["arrivals"], &bill["charged"]), (&ledger["calls"], &ledger["charged"]));
    assert_eq!((number(&ledger["calls"]), number(&ledger["doubtful"])), (120, 0));
}

#[test]
fn a_schedulers_terminate_and_a_terminal_that_is_closed_are_a_cancel_too() {
    for wish in ["TERM", "HUP"] {
        let sandbox = slow_sandbox();
        let home = Home::at(&sandbox);
        let child = home.start_until_answers(&SLOW, 1);
        signal(&child, wish);
        let cancelled = Done::of(child.wait_with_output().unwrap()).ends(130);
        assert_eq!((&cancelled["stopped"]["code"], number(&cancelled["doubtful"])), (&json!("cancelled"), 0));
        assert_eq!(sandbox.bill("storeapi")["arrivals"], cancelled["answered"], "{wish}");
    }
}

#[test]
fn an_answer_that_the_garage_refuses_is_kept_in_a_file_and_its_call_is_doubtful() {
    let sandbox = Sandbox::start(20, json!({"latency_ms": 1500}));
    let home = Home::at(&sandbox);
    let garage = rusqlite::Connection::open(home.path("home/garage.sqlite")).unwrap();
    let child = home.command(&["check", "--all", "--concurrency", "1"]).spawn().unwrap();
    // Once a question is under way: a garage with something strange in it is not opened.
    let asked = || garage.query_row("SELECT count(*) FROM calls", [], |row| row.get::<_, u32>(0));
    while asked().unwrap_or(0) == 0 {}
    let refuse = "CREATE TRIGGER no_answer BEFORE UPDATE OF state ON calls WHEN NEW.state = 'answered'
                  BEGIN SELECT RAISE(ABORT, 'not this one'); END";
    garage.execute_batch(refuse).unwrap();
    while number(&sandbox.bill("storeapi")["charged"]) == 0 {}
    // A process that is told to stop does not wait for the garage to change its mind.
    signal(&child, "INT");
    let done = Done::of(child.wait_with_output().unwrap());
    let file = kit::text(&done.json()["set_aside"]).to_owned();
    assert!(done.err.contains(&file) && done.err.contains("calls settle"), "{}", done.err);
    let answers = std::fs::read_to_string(&file).unwrap();
    let charged = number(&sandbox.bill("storeapi")["charged"]);
    assert_eq!(answers.lines().count() as u64, charged);
    garage.execute_batch("DROP TRIGGER no_answer").unwrap();
    assert_eq!(number(&home.run(&["calls"]).ends(0)["doubtful"]), charged);
    let rest = home.run(&["resume"]).ends(0);
    assert_eq!(number(&rest["planned"]), 20 - charged);
    nothing_was_asked_twice(&sandbox);
}
