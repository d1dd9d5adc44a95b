//! Files that a person names: what is written where, and what a strange one can do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::Home;
use std::path::Path;

fn fleet() -> Home {
    let home = Home::new();
    std::fs::write(home.path("fleet.csv"), "车牌号,驾驶员\n苏E12345,张伟\n").unwrap();
    home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).ends(0);
    home
}

#[test]
fn a_file_that_stands_there_is_replaced_only_with_force() {
    let home = fleet();
    for (command, name) in [("export", "list.xlsx"), ("export", "list.html"), ("backup", "copy.sqlite")] {
        let file = home.path(name);
        std::fs::write(&file, "somebody's own").unwrap();
        let words = [command, file.to_str().unwrap()];
        home.run(&words).refused(2, "file_exists");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "somebody's own");
        home.run(&[&words[..], &["--force"]].concat()).ends(0);
        assert_ne!(std::fs::read(&file).unwrap(), b"somebody's own", "{name}");
    }
    let statement = home.path("march.csv");
    std::fs::write(&statement, "somebody's own").unwrap();
    let words = ["calls", "--statement", "2026-03", "--export", statement.to_str().unwrap()];
    home.run(&words).refused(2, "file_exists");
    home.run(&[&words[..], &["--force"]].concat()).ends(0);
}

#[test]
fn nothing_is_written_among_the_programs_own_files() {
    let home = fleet();
    let garage = home.path("home/garage.sqlite");
    std::fs::create_dir(home.path("home/reports")).unwrap();
    for words in [
        ["backup", garage.to_str().unwrap(), "--force"],
        ["export", home.path("home/list.xlsx").to_str().unwrap(), "--force"],
        ["export", home.path("home/reports/../list.csv").to_str().unwrap(), "--force"],
    ] {
        home.run(&words).refused(2, "place_is_ours");
    }
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 1);
    let kept = home.path("home/backups/mine.sqlite");
    home.run(&["backup", kept.to_str().unwrap()]).ends(0);
}

#[cfg(unix)]
#[test]
fn what_the_program_keeps_is_its_persons_alone() {
    use std::os::unix::fs::PermissionsExt;
    fn open_to_others(folder: &Path) -> Vec<std::path::PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.metadata().unwrap().permissions().mode() & 0o077 != 0 {
                found.push(entry.path());
            }
            if entry.file_type().unwrap().is_dir() {
                found.extend(open_to_others(&entry.path()));
            }
        }
        found
    }
    let home = fleet();
    home.run(&["backup"]).ends(0);
    home.run(&["backup", home.path("copy.sqlite").to_str().unwrap()]).ends(0);
    assert_eq!(open_to_others(&home.path("home")), Vec::<std::path::PathBuf>::new());
    for (name, expected) in [("home", 0o700), ("copy.sqlite", 0o600)] {
        assert_eq!(home.path(name).metadata().unwrap().permissions().mode() & 0o777, expected, "{name}");
    }
}

/// Made of a few kilobytes to take gigabytes or for ever (`crates/sheets/tests/fixtures/hostile`).
#[test]
fn a_hostile_spreadsheet_costs_a_refusal_and_nothing_else() {
    let home = fleet();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sheets/tests/fixtures/hostile");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let done = home.run(&["import", file.to_str().unwrap(), "--dry-run"]);
        assert!(matches!(done.code, 0 | 1 | 4), "{file:?} {} {}", done.out, done.err);
        tried += 1;
    }
    assert!(tried >= 10, "the files are there");
    // The largest of all processes that were waited for: this program and its readers.
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        let most = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() >> 10;
        println!("the largest process took {most} MiB");
        assert!(most < 600, "{most} MiB");
    }
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 1);
}
