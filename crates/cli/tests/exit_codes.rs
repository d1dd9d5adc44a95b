//! How the process ends when something is wrong, and that it says why.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, share};
use serde_json::json;

#[test]
fn wrong_usage_ends_with_2() {
    let home = Home::new();
    for args in [
        &["nonsense"][..],
        &["check"],
        &["check", "--all", "--group", "A"],
        &["check", "--all", "--max-cost", "much"],
        &["account", "set", "nobody", "--key-stdin"],
        &["totals", "--by", "colour"],
        &["calls", "settle", "x", "--charged", "perhaps"],
    ] {
        assert_eq!(home.run(args).code, 2, "{args:?}");
    }
    home.run(&["check", "京A12345"]).refused(2, "not_found");
    home.run(&["check", "--all"]).refused(2, "no_account");
    home.run(&["account", "test", "nobody"]).refused(2, "provider_unknown");
    home.run(&["export", "garage.pdf"]).refused(2, "file_type_unknown");
    home.run(&["calls", "settle", "nothing", "--charged", "yes"]).refused(2, "not_found");
}

#[test]
fn plain_http_beyond_this_machine_must_be_asked_for() {
    let home = Home::new();
    let args =
        ["account", "set", "storeapi", "--base-url", "http://example.com", "--appid", "1", "--secret-stdin"];
    home.run_with_input(&args, "s").refused(2, "account_http_refused");
    home.run_with_input(&[&args[..], &["--allow-http"]].concat(), "s").ends(0);
    home.run(&["account", "set", "storeapi", "--verification", "hash"])
        .refused(2, "account_hash_needs_https_post");
}

#[test]
fn a_cap_without_a_price_is_refused_before_anything_is_asked() {
    let sandbox = Sandbox::start(3, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all", "--provider", "juhe", "--max-cost", "1"]).refused(2, "price_needed_for_cap");
    assert_eq!(sandbox.bill("juhe")["arrivals"], 0);
}

#[test]
fn a_failed_test_of_an_account_ends_with_3() {
    let sandbox = Sandbox::start(1, json!({}));
    let home = Home::new();
    let mut wrong = share(&sandbox, "juhe");
    wrong["credentials"]["key"] = json!("wrong");
    home.account(&wrong, &[]).ends(0);
    let tested = home.run(&["account", "test", "juhe"]).ends(3);
    assert_eq!((&tested["ok"], &tested["charged"]), (&json!(false), &json!(false)));
}

#[test]
fn a_file_that_is_no_fleet_ends_with_4_and_writes_nothing() {
    let home = Home::new();
    let cases: [(&str, &[u8], &str); 6] = [
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_spreadsheet"),
        ("empty.csv", b"", "empty_file"),
        ("headings.csv", "车牌号,备注\n".as_bytes(), "headings_only"),
        ("twice.csv", "车牌号,车牌\n苏E12345,苏E12345\n".as_bytes(), "column_twice"),
        ("none.csv", "颜色,备注\n红,x\n".as_bytes(), "plate_column_missing"),
        ("bad.csv", "车牌号\n苏I1\n".as_bytes(), "no_good_row"),
    ];
    for (name, bytes, code) in cases {
        std::fs::write(home.path(name), bytes).unwrap();
        home.run(&["import", home.path(name).to_str().unwrap()]).refused(4, code);
    }
    home.run(&["import", home.path("missing.csv").to_str().unwrap()]).refused(4, "unreadable");
    home.run(&["restore", home.path("picture.xlsx").to_str().unwrap()]).refused(4, "not_a_backup");
    home.run(&["restore", home.path("missing.sqlite").to_str().unwrap()]).refused(4, "not_a_backup");
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 0);
}

#[test]
fn a_damaged_garage_ends_with_5_and_is_left_alone() {
    let home = Home::new();
    home.run(&["vehicles"]).ends(0);
    let file = home.path("home").join("garage.sqlite");
    for beside in ["garage.sqlite-wal", "garage.sqlite-shm"] {
        let _ = std::fs::remove_file(home.path("home").join(beside));
    }
    let rubbish = b"this is no garage at all".repeat(400);
    std::fs::write(&file, &rubbish).unwrap();
    home.run(&["vehicles"]).refused(5, "garage_damaged");
    assert_eq!(std::fs::read(&file).unwrap(), rubbish);
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_place_for_secrets_nothing_is_stored_and_it_ends_with_6() {
    let home = Home::new();
    let mut command = home.command(&["account", "set", "juhe", "--key-stdin"]);
    command.env_remove("CHEKU_SECRETS").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"not-kept\n").unwrap();
    kit::Done::of(child.wait_with_output().unwrap()).refused(6, "no_secret_store");
    assert_eq!(home.run(&["account", "list"]).ends(0)["accounts"], json!([]));
    for entry in std::fs::read_dir(home.path("home")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(8).any(|window| window == b"not-kept"));
    }
}

#[test]
fn secrets_on_request_lie_in_one_private_file_only() {
    let sandbox = Sandbox::start(1, json!({}));
    let home = Home::at(&sandbox);
    let secret = share(&sandbox, "juhe")["credentials"]["key"].clone();
    let secret = kit::text(&secret).as_bytes().to_vec();
    let holding = |entry: &std::fs::DirEntry| {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        bytes.windows(secret.len()).any(|window| window == secret)
    };
    let entries = std::fs::read_dir(home.path("home")).unwrap().map(|entry| entry.unwrap());
    let found: Vec<_> = entries.filter(holding).map(|entry| entry.file_name()).collect();
    assert_eq!(found, ["secrets.json"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = home.path("home").join("secrets.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
