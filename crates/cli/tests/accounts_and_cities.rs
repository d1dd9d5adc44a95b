//! `account test` tells its refusals apart without a charge; `cities` keeps a list with
//! its date and marks what vanished.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod kit;

use kit::{Done, Home, Sandbox, moved, number, share, text};
use serde_json::{Value, json};

const PROVIDERS: [&str; 2] = ["storeapi", "juhe"];

/// Code, words for people, and how the test of this account ended.
fn tested(home: &Home, provider: &str) -> (String, String, i32) {
    let done = home.run(&["account", "test", provider]);
    let document = done.json();
    assert_eq!(document["charged"], false, "{document}");
    (text(&document["code"]).to_owned(), readable(home, &["account", "test", provider]).out, done.code)
}

/// The same without `--json`.
fn readable(home: &Home, args: &[&str]) -> Done {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cheku-cli"));
    command.args(args).args(["--lang", "en", "--home"]).arg(home.path("home")).env("CHEKU_SECRETS", "file");
    Done::of(command.output().unwrap())
}

/// A home with this provider's account at a sandbox where everybody is answered so.
fn home_at(provider: &str, settings: Value) -> (Home, Sandbox) {
    let sandbox = Sandbox::start(10, json!({"providers": {provider: settings}}));
    let home = Home::new();
    home.account(&share(&sandbox, provider), &[]).ends(0);
    (home, sandbox)
}

#[test]
fn testing_an_account_tells_address_credentials_ip_and_product_apart_and_costs_nothing() {
    for (provider, not_ordered, field, on) in
        [("storeapi", "10010", "secret", "question"), ("juhe", "10002", "key", "lookup")]
    {
        let (home, sandbox) = home_at(provider, json!({}));
        assert_eq!(tested(&home, provider).2, 0);

        let nowhere = moved(&share(&sandbox, provider), "http://127.0.0.1:1");
        home.account(&nowhere, &[]).ends(0);
        let (code, words, end) = tested(&home, provider);
        assert_eq!((code.as_str(), end), ("not_sent", 3));
        assert!(words.contains("No response from this address"), "{words}");

        home.account(&share(&sandbox, provider), &["--path", "/nothing/here"]).ends(0);
        let (code, words, _) = tested(&home, provider);
        assert_eq!(code, "unreadable", "{words}");
        assert!(words.contains("HTTP 404") && words.contains("path"), "{words}");

        let (home, sandbox) = home_at(provider, json!({}));
        let mut wrong = share(&sandbox, provider);
        wrong["credentials"][field] = json!("00000000000000000000000000000000");
        home.account(&wrong, &[]).ends(0);
        assert_eq!(tested(&home, provider).0, "credentials");
        assert_eq!(number(&sandbox.bill(provider)["charged"]), 0);

        let (home, sandbox) = home_at(provider, json!({"ip_refused": true}));
        assert_eq!(tested(&home, provider).0, "ip_refused");
        assert_eq!(number(&sandbox.bill(provider)["charged"]), 0);

        let refusal = json!({"do": "code", "code": not_ordered, "on": on});
        let (home, sandbox) = home_at(provider, json!({"faults": [refusal]}));
        assert_eq!(tested(&home, provider).0, "account_closed");
        assert_eq!(number(&sandbox.bill(provider)["charged"]), 0);
    }
    assert_eq!(PROVIDERS.len(), 2);
}

#[test]
fn the_city_list_is_kept_with_its_date_and_what_vanishes_is_marked() {
    let (home, sandbox) = home_at("juhe", json!({}));
    let never = home.run(&["cities"]).ends(0);
    assert_eq!((&never["fetched_at"], number(&never["total"])), (&Value::Null, 0));

    let first = home.run(&["cities", "--refresh"]).ends(0);
    let all = number(&first["total"]);
    assert!(all >= 40 && number(&first["added"]) == all && number(&first["vanished"]) == 0);
    assert!(first["cities"].as_array().unwrap().iter().all(|city| !text(&city["code"]).contains("_LISHI")));
    assert_eq!(number(&sandbox.bill("juhe")["charged"]), 0);

    // Closed cities are taken off the list for the time being (document 001).
    let closed = text(&first["cities"][0]["code"]).to_owned();
    let smaller =
        Sandbox::start(10, json!({"providers": {"juhe": {"maintenance": [closed], "city_list": "array"}}}));
    home.account(&share(&smaller, "juhe"), &[]).ends(0);
    let second = home.run(&["cities", "juhe", "--refresh"]).ends(0);
    assert_eq!(
        (number(&second["added"]), number(&second["vanished"]), number(&second["total"])),
        (0, 1, all)
    );
    let kept = home.run(&["cities", "--search", &closed.to_lowercase()]).ends(0);
    assert_eq!(kept["added"], Value::Null);
    assert!(
        kept["cities"]
            .as_array()
            .unwrap()
            .iter()
            .any(|city| text(&city["code"]) == closed && !city["vanished_at"].is_null())
    );
    assert!(readable(&home, &["cities", "--search", &closed]).out.contains("gone since"));
}

#[test]
fn a_province_narrows_the_list_and_a_failed_fetch_leaves_it_alone() {
    let (home, sandbox) = home_at("juhe", json!({}));
    let all = home.run(&["cities", "--refresh"]).ends(0);
    let of_jiangsu = home.run(&["cities", "--province", "江苏省"]).ends(0);
    assert!(number(&of_jiangsu["total"]) > 0 && number(&of_jiangsu["total"]) < number(&all["total"]));
    assert!(of_jiangsu["cities"].as_array().unwrap().iter().all(|city| city["province"] == "江苏"));

    home.account(&moved(&share(&sandbox, "juhe"), "http://127.0.0.1:1"), &[]).ends(0);
    home.run(&["cities", "--refresh"]).refused(3, "lookup_failed");
    assert_eq!(home.run(&["cities"]).ends(0)["cities"], all["cities"]);
}
