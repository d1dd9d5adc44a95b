//! One garage and several programs at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
#![cfg(unix)]

mod kit;

use kit::{Done, Home, Sandbox, adds_up, number};
use serde_json::json;

/// A fleet that is being asked about, slowly.
fn slow_sandbox() -> Sandbox {
    Sandbox::start(120, json!({"latency_ms": 250}))
}

const SLOW: [&str; 4] = ["check", "--all", "--concurrency", "4"];

#[test]
fn a_restore_says_which_program_is_in_the_way_and_changes_nothing() {
    let sandbox = slow_sandbox();
    let home = Home::at(&sandbox);
    let copy = home.path("copy.sqlite");
    home.run(&["backup", copy.to_str().unwrap()]).ends(0);
    let child = home.start_until_answers(&SLOW, 1);

    // The lock that only batches take is out of the way: a program that has the garage open is enough.
    std::fs::remove_file(home.path("home/garage.batch.lock")).unwrap();
    let refused = home.run(&["restore", "--yes", copy.to_str().unwrap()]);
    refused.refused(5, "garage_in_use");
    let pid = child.id().to_string();
    assert!(refused.err.contains(&pid) && refused.err.contains("cheku-cli"), "{}", refused.err);

    kit::signal(&child, "INT");
    let answered = Done::of(child.wait_with_output().unwrap()).ends(130)["answered"].clone();
    assert_eq!(home.run(&["calls"]).ends(0)["charged"], answered, "every answer is where it belongs");
    let restored = home.run(&["restore", "--yes", copy.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
}

#[test]
fn deleting_every_lock_file_gives_nobody_the_batch_of_another_process() {
    let sandbox = slow_sandbox();
    let home = Home::at(&sandbox);
    let child = home.start_until_answers(&SLOW, 4);
    for lock in ["garage.batch.lock", "garage.lock"] {
        std::fs::remove_file(home.path("home").join(lock)).unwrap();
    }
    let second = home.run(&["check", "--all"]);
    second.refused(5, "garage_held");
    assert!(second.err.contains(&child.id().to_string()), "says who holds it: {}", second.err);
    let calls = home.run(&["calls", "--list"]).ends(0);
    let mut states = calls["list"].as_array().unwrap().iter().map(|call| kit::text(&call["state"]));
    assert!(states.all(|state| state != "doubtful"), "nothing was taken for dead: {calls}");

    kit::signal(&child, "INT");
    let cancelled = Done::of(child.wait_with_output().unwrap()).ends(130);
    adds_up(&cancelled);
    assert_eq!(
        (number(&cancelled["doubtful"]), &cancelled["answered"]),
        (0, &sandbox.bill("storeapi")["charged"])
    );
}

#[test]
fn a_garage_that_was_replaced_under_a_check_is_told_and_no_answer_goes_into_the_void() {
    let sandbox = slow_sandbox();
    let home = Home::at(&sandbox);
    let child = home.start_until_answers(&SLOW, 4);
    let (file, aside) = (home.path("home/garage.sqlite"), home.path("home/moved.sqlite"));
    std::fs::rename(&file, &aside).unwrap();
    let done = Done::of(child.wait_with_output().unwrap());
    assert_eq!(done.code, 5, "{}", done.err);
    let answers = std::fs::read_to_string(kit::text(&done.json()["set_aside"])).unwrap();

    std::fs::rename(&aside, &file).unwrap();
    let kept = home.run(&["calls"]).ends(0);
    let known = number(&kept["charged"]) + answers.lines().count() as u64;
    assert_eq!(known, number(&sandbox.bill("storeapi")["charged"]), "{kept}");
}
