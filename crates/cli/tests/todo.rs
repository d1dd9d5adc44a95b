//! `todo` and the window tell the same day: both print what one function of the core says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use cheku_commands::{App, Clock, Options, Reader, SecretPlace};
use kit::{Home, Sandbox};
use serde_json::{Value, json};

const SHOWN: [&str; 9] = [
    "kind",
    "count",
    "vehicles",
    "fines_fen",
    "fines_unknown",
    "points",
    "points_unknown",
    "below_unknown",
    "late_fee_fen",
];

fn shown(line: &Value) -> Vec<Value> {
    SHOWN.iter().map(|field| line[field].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_terminals_list_is_the_windows_line_by_line() {
    let sandbox = Sandbox::start(80, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let said = home.run(&["todo"]).ends(0);

    let app = App::open(Options {
        home: home.path("home"),
        secrets: SecretPlace::File,
        clock: Clock::system(),
        reader: Reader::Here,
    });
    let core = app.dispatch("todo", json!({})).await.unwrap();
    let lines =
        |todo: &Value| -> Vec<Vec<Value>> { todo["lines"].as_array().unwrap().iter().map(shown).collect() };
    assert!(lines(&said).len() > 1, "{said}");
    assert_eq!(lines(&said), lines(&core));
    for figure in ["vehicles", "unanswered", "violations", "unpaid"] {
        assert_eq!(said["looked_at"][figure], core[figure], "{figure}");
    }
}
