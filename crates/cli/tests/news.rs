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
