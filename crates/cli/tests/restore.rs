//! Restore as a script meets it, through the sandbox's own bill: what was paid for stays paid for,
//! and a restore that is ended at any step leaves one whole garage.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, has_fields, number};
use serde_json::json;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

fn backup(home: &Home, name: &str) -> String {
    let file = home.path(name).to_str().unwrap().to_owned();
    home.run(&["backup", &file]).ends(0);
    file
}

fn is_well(home: &Home) {
    let report = home.run(&["doctor"]).ends(0);
    assert_eq!(report["ok"], true, "{report}");
}

/// What was asked and what it cost, as the vendor's bill has it.
fn agrees_with_bill(home: &Home, sandbox: &Sandbox) {
    let (ledger, bills) = (home.run(&["calls"]).ends(0), ["storeapi", "juhe"].map(|one| sandbox.bill(one)));
    for (ours, theirs) in [("calls", "arrivals"), ("charged", "charged")] {
        let billed: u64 = bills.iter().map(|bill| number(&bill[theirs])).sum();
        assert_eq!(number(&ledger[ours]), billed, "{ours}: {ledger}");
    }
}

#[test]
fn a_restore_says_what_the_backup_lacks_asks_and_rewinds_no_money() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    let file = backup(&home, "before.sqlite");
    home.run(&["check", "--all"]).ends(0);
    let (calls, totals) = (home.run(&["calls"]).ends(0), home.run(&["totals"]).ends(0));

    let asked = home.run(&["restore", &file]);
    assert_eq!(asked.code, 2, "{}", asked.out);
    let newer = asked.json()["newer"].clone();
    let figures =
        ["calls", "charged", "cost_fen", "doubtful", "violations", "vehicles"].map(|name| (name, "n"));
    let said = &asked.out[asked.out.find("newer").unwrap()..];
    has_fields(&newer, said, &figures);
    assert_eq!((&newer["calls"], &newer["charged"]), (&calls["calls"], &calls["charged"]));
    assert_eq!((&newer["cost_fen"], &newer["vehicles"]), (&calls["cost_fen"], &json!(0)));
    assert_eq!(newer["violations"], totals["violations"]);

    let done = home.run(&["restore", &file, "--yes"]);
    assert_eq!(done.ends(0)["newer"], newer);
    assert!(Path::new(done.json()["file"].as_str().unwrap()).is_file());
    assert_eq!(home.run(&["calls"]).ends(0), calls);
    assert_eq!(home.run(&["totals"]).ends(0), totals);
    agrees_with_bill(&home, &sandbox);
    // What is fresh is not paid for again.
    let again = home.run(&["check", "--all", "--fresh-within", "24"]).ends(0);
    assert_eq!((&again["skipped_by"]["fresh"], &again["charged"]), (&again["planned"], &json!(0)));
    agrees_with_bill(&home, &sandbox);
    is_well(&home);
    // Over itself nobody has to be asked.
    let same = backup(&home, "same.sqlite");
    assert_eq!(home.run(&["restore", &same]).ends(0)["newer"]["calls"], 0);
}

#[test]
fn violations_stay_behind_when_they_are_not_wished_and_the_calls_do_not() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    let file = backup(&home, "before.sqlite");
    home.run(&["check", "--all"]).ends(0);
    home.run(&["restore", &file, "--yes", "--without-violations"]).ends(0);
    let totals = home.run(&["totals"]).ends(0);
    assert_eq!((&totals["violations"], &totals["unanswered"]), (&json!(null), &totals["vehicles"]));
    agrees_with_bill(&home, &sandbox);
    is_well(&home);
}

#[test]
fn a_garage_or_a_backup_that_another_program_changed_is_refused() {
    let home = Home::new();
    let file = backup(&home, "copy.sqlite");
    let add = |file: &str| {
        let sql = "CREATE TRIGGER free AFTER INSERT ON calls BEGIN UPDATE calls SET charge = 'no'; END";
        rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
    };
    add(&file);
    home.run(&["restore", &file]).refused(4, "backup_altered");
    add(home.path("home/garage.sqlite").to_str().unwrap());
    home.run(&["vehicles"]).refused(5, "garage_altered");
}

#[test]
fn a_backup_names_the_place_that_does_not_take_it() {
    let home = Home::new();
    let place = home.path("no such folder/copy.sqlite");
    let refused = home.run(&["backup", place.to_str().unwrap()]);
    refused.refused(2, "unwritable");
    assert!(refused.err.contains("no such folder"), "{}", refused.err);
}

#[test]
fn beside_a_garage_that_was_put_aside_none_is_begun_and_restore_takes_it() {
    let home = Home::new();
    let file = backup(&home, "copy.sqlite");
    std::fs::write(home.path("one.csv"), "plate\n京A12345\n").unwrap();
    home.run(&["import", home.path("one.csv").to_str().unwrap()]).ends(0);
    let kept = home.run(&["restore", &file, "--yes"]).ends(0)["file"].as_str().unwrap().to_owned();
    std::fs::remove_file(home.path("home/garage.sqlite")).unwrap();
    let refused = home.run(&["vehicles"]);
    refused.refused(5, "garage_missing");
    assert!(refused.err.contains("garage-before-restore-"), "{}", refused.err);
    home.run(&["restore", &kept]).ends(0);
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 1);
}

/// Every call by which a restore changes names, and by which it forces them to the disk.
#[cfg(target_os = "linux")]
const STEPS: [&str; 4] = ["/^rename", "/^link", "/^unlink", "fsync,fdatasync"];

/// A home with a garage of one vehicle, and the copy of the day.
#[cfg(target_os = "linux")]
fn home_of_one() -> Home {
    let home = Home::new();
    std::fs::write(home.path("one.csv"), "plate\n京A12345\n").unwrap();
    home.run(&["import", home.path("one.csv").to_str().unwrap()]).ends(0);
    home
}

/// Another home with the same in it.
#[cfg(target_os = "linux")]
fn twin(of: &Home) -> Home {
    let home = Home::new();
    let copied = Command::new("cp").arg("-r").arg(of.path("home")).arg(home.path("home")).status();
    assert!(copied.unwrap().success());
    home
}

/// Restores and ends the program when it comes to a step for the n-th time; false when it does
/// not come so far.
#[cfg(target_os = "linux")]
fn is_ended_at(home: &Home, file: &str, step: &str, nth: usize) -> bool {
    use std::os::unix::process::ExitStatusExt;
    let restore = home.command(&["restore", file, "--yes"]);
    let mut traced = Command::new("strace");
    let inject = format!("inject={step}:signal=KILL:when={nth}");
    traced.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={step}"), "-e", &inject]);
    traced.arg(restore.get_program()).args(restore.get_args()).env("CHEKU_SECRETS", "file");
    let done = traced.output().unwrap();
    assert!(done.status.success() || done.status.signal() == Some(9), "{done:?}");
    !done.status.success()
}

/// The present garage has a vehicle, the backup has none.
#[test]
#[cfg(target_os = "linux")]
fn a_restore_that_is_ended_at_any_step_leaves_one_whole_garage() {
    let traces = Command::new("strace").args(["-o", "/dev/null", "true"]).status();
    if !traces.is_ok_and(|status| status.success()) {
        eprintln!("skipped: strace is not here, or may not trace");
        return;
    }
    let empty = Home::new();
    let file = backup(&empty, "copy.sqlite");
    let one = home_of_one();
    for step in STEPS {
        let mut ended = 0;
        loop {
            let home = twin(&one);
            if !is_ended_at(&home, &file, step, ended + 1) {
                break;
            }
            ended += 1;
            let vehicles = number(&home.run(&["vehicles"]).ends(0)["total"]);
            is_well(&home);
            let names = std::fs::read_dir(home.path("home")).unwrap().flatten();
            let names = names.map(|file| file.file_name().to_string_lossy().into_owned());
            let left: Vec<String> = names.filter(|name| name.contains("restore")).collect();
            match vehicles {
                // As before, and nothing of the restore is left.
                1 => assert!(left.is_empty(), "{step} {ended}: {left:?}"),
                // Restored, and the former one is kept.
                0 => assert!(
                    matches!(left.as_slice(), [kept] if kept.ends_with(".sqlite")),
                    "{step} {ended}: {left:?}"
                ),
                other => panic!("{step} {ended}: {other} vehicles"),
            }
        }
        assert!(ended > 0, "a restore does not come by {step}");
        println!("{step}: ended {ended} times");
    }
}
