//! A key goes to the address that it was typed for, and nowhere else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Done, Home, Sandbox, moved, number, share, text};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::process::Command;

/// Two vendors' doubles: one that the keys are typed for, one that would like to have them.
struct Scene {
    own: Sandbox,
    other: Sandbox,
    home: Home,
}

impl Scene {
    fn new() -> Scene {
        let (own, other) = (Sandbox::start(5, json!({})), Sandbox::start(5, json!({})));
        let home = Home::at(&own);
        Scene { own, other, home }
    }

    fn garage(&self) -> Connection {
        Connection::open(self.home.path("home/garage.sqlite")).unwrap()
    }

    /// The garage names the other place, however it came to do so.
    fn edit_garage(&self) {
        for provider in ["storeapi", "juhe"] {
            let (from, to) = (share(&self.own, provider), share(&self.other, provider));
            let sql = "UPDATE accounts SET form = replace(form, ?2, ?3) WHERE provider = ?1";
            let changed = self
                .garage()
                .execute(sql, [provider, text(&from["base_url"]), text(&to["base_url"])])
                .unwrap();
            assert_eq!(changed, 1);
        }
    }

    fn nothing_went_to_the_other(&self) {
        for provider in ["storeapi", "juhe"] {
            let bill = self.other.bill(provider);
            assert_eq!((number(&bill["arrivals"]), number(&bill["lookups"])), (0, 0), "{bill}");
        }
    }

    fn key(&self, provider: &str) -> Value {
        let list = self.home.run(&["account", "list"]).ends(0);
        let account = list["accounts"].as_array().unwrap().iter().find(|one| one["provider"] == provider);
        account.unwrap()["key"].clone()
    }

    fn secrets(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.home.path("home/secrets.json")).unwrap()).unwrap()
    }

    fn keep(&self, secrets: &Value) {
        std::fs::write(self.home.path("home/secrets.json"), secrets.to_string()).unwrap();
    }
}

#[test]
fn account_set_for_another_address_wants_the_key_again() {
    let scene = Scene::new();
    let nowhere = share(&scene.other, "storeapi");
    let url = text(&nowhere["base_url"]);
    let refused = scene.home.run(&["account", "set", "storeapi", "--base-url", url]);
    refused.refused(2, "account_secret_elsewhere");
    assert!(refused.err.contains(url), "says which address: {}", refused.err);
    scene
        .home
        .run(&["account", "set", "storeapi", "--path", "/other"])
        .refused(2, "account_secret_elsewhere");
    scene
        .home
        .run(&["account", "set", "storeapi", "--verification", "hash"])
        .refused(2, "account_secret_elsewhere");
    // What says nothing about where it goes is changed as before.
    scene.home.run(&["account", "set", "storeapi", "--method", "get", "--free-calls", "3"]).ends(0);
    assert_eq!(scene.key("storeapi"), "ready");

    scene.home.account(&moved(&share(&scene.own, "storeapi"), url), &[]).ends(0);
    scene.home.run(&["check", "--all", "--provider", "storeapi"]);
    assert_eq!(number(&scene.own.bill("storeapi")["arrivals"]), 0);
    assert!(number(&scene.other.bill("storeapi")["arrivals"]) > 0, "typed again, it goes there");
}

#[test]
fn a_garage_that_was_edited_or_restored_sends_no_key_to_the_address_it_names() {
    let scene = Scene::new();
    let copy = scene.home.path("copy.sqlite");
    scene.edit_garage();
    for args in [
        &["check", "--all"][..],
        &["check", "--all", "--dry-run"],
        &["account", "test", "storeapi"],
        &["account", "test", "juhe"],
        &["cities", "juhe", "--refresh"],
    ] {
        scene.home.run(args).refused(2, "account_secret_elsewhere");
    }
    assert_eq!(scene.key("juhe"), "elsewhere");
    scene.home.run(&["backup", copy.to_str().unwrap()]).ends(0);

    let scene = Scene { home: Home::at(&scene.own), ..scene };
    let restored = scene.home.run(&["restore", "--yes", "--settings-of-backup", copy.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let url = text(&share(&scene.other, "juhe")["base_url"]).to_owned();
    assert!(restored.err.contains(&url), "names the address whose key must be typed: {}", restored.err);
    scene.home.run(&["check", "--all"]).refused(2, "account_secret_elsewhere");
    scene.nothing_went_to_the_other();
}

#[test]
fn a_key_from_before_is_bound_to_this_machine_at_its_first_use_and_to_no_other_place() {
    let scene = Scene::new();
    let mut old = scene.secrets();
    for (_, kept) in old.as_object_mut().unwrap() {
        *kept = kept["secret"].clone();
    }
    scene.keep(&old);
    scene.home.run(&["account", "test", "juhe"]).ends(0);
    assert_eq!(scene.secrets()["juhe"]["typed_for"]["base_url"], share(&scene.own, "juhe")["base_url"]);

    scene.keep(&old);
    let sql = "UPDATE accounts SET form = json_set(form, '$.base_url', 'https://v.juhe.cn.example')";
    scene.garage().execute(sql, []).unwrap();
    scene.home.run(&["account", "test", "juhe"]).refused(2, "account_secret_elsewhere");
    assert_eq!(scene.secrets()["juhe"], old["juhe"]);
}

#[test]
fn plain_http_that_was_allowed_for_one_origin_is_not_allowed_for_another() {
    let home = Home::new();
    let set = |url: &str, more: &[&str]| {
        let args = [&["account", "set", "juhe", "--key-stdin", "--base-url", url], more].concat();
        home.run_with_input(&args, "0123456789abcdef0123456789abcdef")
    };
    set("http://vendor.example", &["--allow-http"]).ends(0);
    set("http://vendor.example", &[]).ends(0);
    set("http://vendor.example.evil", &[]).refused(2, "account_http_refused");
}

#[test]
fn a_host_in_letters_that_look_like_others_is_said_as_it_goes_over_the_wire() {
    let home = Home::new();
    let args = ["account", "set", "juhe", "--key-stdin", "--base-url", "https://\u{430}pi.example.com"];
    let said = home.run_with_input(&args, "0123456789abcdef0123456789abcdef");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("https://xn--pi-6kc.example.com"), "{}", said.err);
    let list = home.run(&["account", "list"]).ends(0);
    assert_eq!(list["accounts"][0]["wire_address"], "https://xn--pi-6kc.example.com/sweizhang");
}

#[test]
fn a_mark_that_a_shell_puts_before_a_piped_key_is_no_part_of_it() {
    let sandbox = Sandbox::start(5, json!({}));
    let home = Home::new();
    let mut marked = share(&sandbox, "juhe");
    let key = format!("\u{feff}{}\r", text(&marked["credentials"]["key"]));
    marked["credentials"]["key"] = json!(key);
    home.account(&marked, &[]).ends(0);
    home.run(&["account", "test", "juhe"]).ends(0);
}

#[test]
fn a_garage_in_a_synchronised_folder_opens_with_a_word_about_it() {
    let home = Home::new();
    let folder = home.path("OneDrive/车库");
    std::fs::create_dir_all(&folder).unwrap();
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_cheku-cli"));
    doctor.args(["doctor", "--json", "--lang", "en", "--home"]).arg(&folder);
    let done = Done::of(doctor.output().unwrap());
    assert!(done.err.contains("OneDrive") && done.err.contains("backup"), "{}", done.err);
    let found = done.ends(0);
    let codes: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|one| text(&one["code"])).collect();
    assert!(codes.contains(&"synced_folder"), "{found}");
}
