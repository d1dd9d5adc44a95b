//! The promise to scripts, command by command: every field, its type, its order.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, adds_up, has_fields, is_file, number, share, text};
use serde_json::json;

const SUMS: [(&str, &str); 7] = [
    ("violations", "n"),
    ("unhandled", "n"),
    ("unpaid", "n"),
    ("fines_due_fen", "n"),
    ("fines_unknown", "n"),
    ("points_waiting", "n"),
    ("points_unknown", "n"),
];

const CHECK: [(&str, &str); 15] = [
    ("batch", "s?"),
    ("provider", "s?"),
    ("planned", "n"),
    ("answered", "n"),
    ("no_data", "n"),
    ("pending", "n"),
    ("failed", "n"),
    ("doubtful", "n"),
    ("skipped", "n"),
    ("not_asked", "n"),
    ("skipped_by", "{"),
    ("charged", "n"),
    ("cost_fen", "n"),
    ("new_violations", "n"),
    ("stopped", "{?"),
];

const SKIPPED_BY: [(&str, &str); 7] = [
    ("fresh", "n"),
    ("locked", "n"),
    ("incomplete", "n"),
    ("city", "n"),
    ("doubtful", "n"),
    ("pending", "n"),
    ("unsupported", "n"),
];

#[test]
fn an_account_is_set_listed_and_tested_and_its_secret_is_shown_nowhere() {
    let sandbox = Sandbox::start(5, json!({}));
    let home = Home::new();
    for share in sandbox.facts["providers"].as_array().unwrap() {
        assert_eq!(home.account(share, &[]).ends(0), json!({"provider": share["provider"]}));
        let tested = home.run(&["account", "test", text(&share["provider"])]);
        has_fields(
            &tested.ends(0),
            &tested.out,
            &[("ok", "b"), ("code", "s"), ("message", "s"), ("charged", "b?")],
        );
    }
    let listed = home.run(&["account", "list"]);
    let accounts = listed.ends(0)["accounts"].clone();
    assert_eq!(accounts.as_array().unwrap().len(), 2);
    assert_eq!(accounts[0]["default"], true, "the first account is the default");
    assert_eq!(accounts[1]["default"], false);
    assert_eq!(accounts[0]["price_fen"], 14, "the documented price");
    assert_eq!(accounts[1]["price_fen"], json!(null), "no document names it");
    let secret = share(&sandbox, "storeapi")["credentials"]["secret"].clone();
    assert!(!listed.out.contains(text(&secret)) && !listed.err.contains(text(&secret)));
}

#[test]
fn setting_one_thing_of_an_account_leaves_the_others() {
    let sandbox = Sandbox::start(1, json!({}));
    let home = Home::new();
    home.account(&share(&sandbox, "storeapi"), &["--price-yuan", "0.12", "--timeout", "9"]).ends(0);
    home.run(&["account", "set", "storeapi", "--format", "xml"]).ends(0);
    let account = home.run(&["account", "list"]).ends(0)["accounts"][0].clone();
    assert_eq!((&account["price_fen"], &account["timeout_seconds"]), (&json!(12), &json!(9)));
    assert_eq!(account["values"]["format"], "xml");
    assert_eq!(account["values"]["base_url"], sandbox.facts["origin"]);
    assert_eq!((&account["has_secret"], &account["default"]), (&json!(true), &json!(true)));
}

#[test]
fn a_check_and_what_it_brought_have_every_promised_field() {
    let sandbox = Sandbox::start(40, json!({}));
    let home = Home::at(&sandbox);

    let plan = home.run(&["check", "--all", "--dry-run"]);
    has_fields(&plan.ends(0), &plan.out, &CHECK);
    adds_up(&plan.json());
    assert_eq!(sandbox.bill("storeapi")["arrivals"], 0, "a dry run sends nothing");

    let check = home.run(&["check", "--all"]);
    let figures = check.ends(0);
    has_fields(&figures, &check.out, &CHECK);
    has_fields(&figures["skipped_by"], &check.out, &SKIPPED_BY);
    adds_up(&figures);
    assert_eq!((&figures["answered"], &figures["provider"]), (&json!(40), &json!("storeapi")));

    vehicles_keep_their_promise(&home);
    violations_keep_their_promise(&home);
    totals_keep_their_promise(&home, &sandbox);
    calls_keep_their_promise(&home, &sandbox);
}

fn vehicles_keep_their_promise(home: &Home) {
    let listed = home.run(&["vehicles", "--limit", "3", "--offset", "1"]);
    let window = listed.ends(0);
    assert_eq!((number(&window["total"]), window["vehicles"].as_array().unwrap().len()), (40, 3));
    let mut fields: Vec<(&str, &str)> =
        ["plate", "plate_type", "vin", "engine", "city_code", "owner", "group", "driver"]
            .map(|name| (name, "s?"))
            .to_vec();
    fields.extend([("note", "s?"), ("status", "s"), ("checked_at", "s?"), ("provider", "s?")]);
    fields.extend(SUMS);
    has_fields(&window["vehicles"][0], &listed.out, &fields);
    assert!(text(&window["vehicles"][0]["checked_at"]).ends_with("+08:00"));
    let all = home.run(&["vehicles"]).ends(0);
    assert_eq!(all["vehicles"].as_array().unwrap().len(), 40);
    let plate = text(&all["vehicles"][7]["plate"]).to_owned();
    assert_eq!(home.run(&["vehicles", "--search", &plate]).ends(0)["total"], 1);
}

fn violations_keep_their_promise(home: &Home) {
    let listed = home.run(&["violations", "--new"]);
    let window = listed.ends(0);
    assert_eq!(window["total"].as_u64().unwrap() as usize, window["violations"].as_array().unwrap().len());
    let fields = [
        ("plate", "s"),
        ("time", "s"),
        ("place", "s"),
        ("act", "s"),
        ("code", "s?"),
        ("fine_fen", "n?"),
        ("points", "n?"),
        ("state", "s"),
        ("driver", "s?"),
        ("city", "s?"),
        ("providers", "["),
        ("first_seen", "s"),
        ("last_seen", "s"),
        ("repeat", "n"),
        ("stage", "s"),
        ("due", "s?"),
        ("overdue", "b"),
        ("payer", "s?"),
        ("id", "s"),
    ];
    let first = &window["violations"][0];
    has_fields(first, &listed.out, &fields);
    for time in ["time", "first_seen", "last_seen"] {
        assert!(text(&first[time]).ends_with("+08:00"), "{time}");
    }
    let of_one = home.run(&["violations", "--plate", text(&first["plate"])]).ends(0);
    assert!(of_one["violations"].as_array().unwrap().iter().all(|one| one["plate"] == first["plate"]));
    let unhandled = home.run(&["violations", "--state", "unhandled"]).ends(0);
    assert!(unhandled["violations"].as_array().unwrap().iter().all(|one| one["state"] == "unhandled"));
    assert_eq!(home.run(&["violations", "--state", "no_longer_returned"]).ends(0)["total"], 0);
    assert_eq!(home.run(&["violations", "--overdue"]).ends(0)["total"], 0);
    todo_keeps_its_promise(home);
}

fn todo_keeps_its_promise(home: &Home) {
    let told = home.run(&["todo"]);
    let todo = told.ends(0);
    has_fields(&todo, &told.out, &[("lines", "["), ("looked_at", "{")]);
    let fields = [
        ("kind", "s"),
        ("count", "n"),
        ("of", "s"),
        ("vehicles", "n?"),
        ("fines_fen", "n?"),
        ("fines_unknown", "n"),
        ("points", "n?"),
        ("points_unknown", "n"),
        ("late_fee_fen", "n?"),
        ("free_again", "n"),
    ];
    for line in todo["lines"].as_array().unwrap() {
        has_fields(line, &told.out, &fields);
        if matches!(text(&line["kind"]), "unclaimed" | "untold") {
            let listed = home.run(&["violations", "--stage", text(&line["kind"])]).ends(0);
            assert_eq!(listed["total"], line["count"], "a line leads to just its rows");
        }
    }
    let seen = ["vehicles", "unanswered", "violations", "unpaid"].map(|name| (name, "n"));
    has_fields(&todo["looked_at"], &told.out, &[&seen[..], &[("last_check", "s?")]].concat());
}

fn totals_keep_their_promise(home: &Home, sandbox: &Sandbox) {
    let totals = home.run(&["totals"]);
    let mut fields = vec![("vehicles", "n")];
    fields.extend(SUMS);
    fields.push(("groups", "["));
    let sums = totals.ends(0);
    has_fields(&sums, &totals.out, &fields);
    let expected = sandbox.expected("storeapi");
    for (name, _) in SUMS {
        if let Some(figure) = expected.get(name) {
            assert_eq!(&sums[name], figure, "{name}");
        }
    }
    assert!(expected.get("fines_due_fen").is_some(), "{expected}");
    for by in ["vehicle", "driver", "group", "city", "month"] {
        let groups = home.run(&["totals", "--by", by]).ends(0)["groups"].clone();
        let fines: u64 = groups.as_array().unwrap().iter().map(|group| number(&group["fines_due_fen"])).sum();
        assert_eq!(fines, number(&sums["fines_due_fen"]), "by {by}");
        assert!(groups[0]["key"].is_string());
    }
}

fn calls_keep_their_promise(home: &Home, sandbox: &Sandbox) {
    let calls = home.run(&["calls", "--list"]);
    let ledger = calls.ends(0);
    let mut fields: Vec<(&str, &str)> =
        ["calls", "charged", "free", "doubtful", "lookups", "cost_fen", "cost_unknown"]
            .map(|name| (name, "n"))
            .to_vec();
    fields.push(("list", "["));
    has_fields(&ledger, &calls.out, &fields);
    let bill = sandbox.bill("storeapi");
    assert_eq!((&ledger["calls"], &ledger["charged"]), (&bill["arrivals"], &bill["charged"]));
    assert_eq!(ledger["cost_fen"], bill["cost_fen"]);
    let call = [
        ("id", "s"),
        ("plate", "s?"),
        ("provider", "s"),
        ("asked_at", "s"),
        ("settled_at", "s?"),
        ("state", "s"),
        ("charge", "s"),
        ("code", "s?"),
    ];
    has_fields(&ledger["list"][0], &calls.out, &call);
    assert_eq!(home.run(&["calls"]).ends(0)["list"], json!([]));
}

#[test]
fn exports_and_backups_are_written_and_a_restore_brings_the_garage_back() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    for what in ["vehicles", "violations", "totals", "calls"] {
        let file = home.path(&format!("{what}.csv"));
        let reply = home.run(&["export", file.to_str().unwrap(), "--what", what]);
        has_fields(&reply.ends(0), &reply.out, &[("rows", "n"), ("file", "s")]);
        assert!(is_file(&file), "{what}");
    }
    let all = home.path("all.zip");
    let reply = home.run(&["export", "--everything", all.to_str().unwrap()]);
    has_fields(&reply.ends(0), &reply.out, &[("file", "s")]);
    assert!(is_file(&all));
    home.run(&["export", all.to_str().unwrap(), "--everything"]).refused(2, "file_exists");
    home.run(&["export", "--everything", home.path("all.xlsx").to_str().unwrap()])
        .refused(2, "file_type_unknown");
    let file = home.path("kept.sqlite");
    let kept = home.run(&["backup", file.to_str().unwrap()]);
    has_fields(&kept.ends(0), &kept.out, &[("file", "s")]);
    let before = home.run(&["vehicles"]).ends(0);
    std::fs::write(home.path("more.csv"), "plate\n京A12345\n").unwrap();
    home.run(&["import", home.path("more.csv").to_str().unwrap()]).ends(0);
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 11);
    home.run(&["restore", file.to_str().unwrap()]).refused(2, "restore_unconfirmed");
    let back = home.run(&["restore", file.to_str().unwrap(), "--yes"]);
    has_fields(&back.ends(0), &back.out, &[("file", "s"), ("newer", "{")]);
    assert_eq!(home.run(&["vehicles"]).ends(0), before);
    assert!(home.run(&["backup"]).ends(0)["file"].is_string());
}

#[test]
fn the_first_command_of_a_day_ends_with_a_whole_copy_of_the_garage() {
    let home = Home::new();
    home.run(&["vehicles"]).ends(0);
    let backups = std::fs::read_dir(home.path("home/backups")).unwrap();
    let copies: Vec<_> = backups.map(|copy| copy.unwrap().path()).collect();
    assert!(matches!(copies.as_slice(), [copy] if copy.extension().unwrap() == "sqlite"), "{copies:?}");

    let reply = home.run(&["backup", "--list"]);
    let listed = reply.ends(0);
    has_fields(&listed, &reply.out, &[("folder", "s"), ("backups", "["), ("second", "{?")]);
    let copy = &listed["backups"][0];
    assert_eq!(listed["backups"].as_array().map(Vec::len), Some(1), "{listed}");
    assert_eq!((&copy["vehicles"], &copy["violations"]), (&json!(0), &json!(0)));
    assert_eq!(copy["bytes"], json!(copies[0].metadata().unwrap().len()));
    assert!(copies[0].ends_with(copy["file"].as_str().unwrap()) && copy["written"].is_string(), "{copy}");

    std::fs::write(home.path("one.csv"), "plate\n京A12345\n").unwrap();
    home.run(&["import", home.path("one.csv").to_str().unwrap()]).ends(0);
    home.run(&["vehicles"]).ends(0);
    let listed = home.run(&["backup", "--list"]).ends(0);
    assert_eq!(listed["backups"][0]["vehicles"], json!(1), "the copy of the empty garage was made again");
}

#[test]
fn a_report_to_print_is_a_page_without_scripts_that_lists_what_was_found() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let found = home.run(&["totals"]).ends(0)["violations"].clone();
    let file = home.path("found.html");
    let reply = home.run(&["export", file.to_str().unwrap(), "--what", "violations"]);
    has_fields(&reply.ends(0), &reply.out, &[("rows", "n"), ("all", "n"), ("file", "s")]);
    assert_eq!((&reply.json()["rows"], &reply.json()["all"]), (&found, &found));
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("<script"), "{page}");
    let rows = page.matches("<tr").count() as u64;
    assert!(rows > found.as_u64().unwrap(), "{rows} lines for {found}");

    let one = home.path("one");
    let plate = home.run(&["vehicles"]).ends(0)["vehicles"][0]["plate"].as_str().unwrap().to_owned();
    let words = ["export", one.to_str().unwrap(), "--format", "html", "--plate", &plate];
    home.run(&words).ends(0);
    let page = std::fs::read_to_string(&one).unwrap();
    let title = page.split("</title>").next().unwrap();
    assert!(title.ends_with(&plate), "{title}");
    let sums = home.path("sums.html");
    let refused = home.run(&["export", sums.to_str().unwrap(), "--what", "totals"]);
    assert_ne!(refused.code, 0, "a report is of vehicles or violations");
    assert!(!is_file(&sums));
}

#[test]
fn the_doctor_finds_a_new_garage_sound() {
    let report = Home::new().run(&["doctor"]);
    has_fields(&report.ends(0), &report.out, &[("ok", "b"), ("findings", "[")]);
    assert_eq!(report.json()["ok"], true);
}

#[test]
fn the_demo_asks_both_providers_its_bill_agrees_and_nothing_is_left_behind() {
    let home = Home::new();
    let temporary = home.path("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let output = home.command(&["demo"]).env("TMPDIR", &temporary).output().unwrap();
    let demo = kit::Done::of(output).ends(0);
    let providers = demo["providers"].as_array().unwrap();
    assert_eq!(providers.len(), cheku_providers::PROVIDERS.len());
    for turn in providers {
        adds_up(&turn["check"]);
        assert_eq!(turn["check"]["charged"], turn["bill"]["charged"], "{}", turn["provider"]);
        assert!(number(&turn["bill"]["arrivals"]) > 0 && number(&turn["totals"]["fines_due_fen"]) > 0);
    }
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0, "a folder is left behind");
    assert!(!home.path("home").exists(), "the real home is not touched");
}

#[test]
fn people_read_the_same_in_their_language() {
    let sandbox = Sandbox::start(12, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let read = |lang: &str, command: &str| {
        let mut plain = std::process::Command::new(env!("CARGO_BIN_EXE_cheku-cli"));
        plain
            .arg(command)
            .args(["--lang", lang, "--home"])
            .arg(home.path("home"))
            .env("CHEKU_SECRETS", "file");
        String::from_utf8(plain.output().unwrap().stdout).unwrap()
    };
    assert!(read("zh", "vehicles").contains("车牌") && read("en", "vehicles").contains("Plate"));
    assert!(read("zh", "totals").contains("待处理记分") && read("en", "totals").contains("points"));
    assert!(read("zh", "calls").contains("计费") && read("en", "calls").contains("charged"));
}
