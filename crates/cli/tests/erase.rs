//! `erase`: said before, gone after, and the copies named.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, is_file, number};

const FLEET: &str = "车牌号,驾驶员\n苏E12345,张伟\n苏E54321,张伟\n";

fn home() -> Home {
    let home = Home::new();
    std::fs::write(home.path("fleet.csv"), FLEET).unwrap();
    home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).ends(0);
    home
}

fn holds(home: &Home, text: &str) -> bool {
    let bytes = std::fs::read(home.path("home/garage.sqlite")).unwrap();
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_vehicle_is_erased_and_the_backup_that_holds_it_is_named_then_deleted() {
    let home = home();
    let backup = home.run(&["backup"]).ends(0)["file"].as_str().unwrap().to_owned();
    let would = home.run(&["erase", "--plate", "苏E12345", "--dry-run"]).ends(0);
    assert_eq!(number(&would["vehicles"]), 1);
    assert!(holds(&home, "苏E12345"), "a dry run erases nothing");

    let erased = home.run(&["erase", "--plate", "苏E12345"]).ends(0);
    assert_eq!(erased, would);
    assert!(erased["copies"].as_array().unwrap().iter().any(|copy| *copy == *backup), "{erased}");
    assert!(!holds(&home, "苏E12345") && holds(&home, "苏E54321"));
    assert!(is_file(backup.as_ref()), "a copy goes only when that is wanted");

    let again = home.run(&["erase", "--plate", "苏E12345", "--delete-copies"]).ends(0);
    assert_eq!((number(&again["vehicles"]), is_file(backup.as_ref())), (0, false));
    home.run(&["erase", "--plate", "苏E12345"]).refused(2, "not_found");
    home.run(&["doctor"]).ends(0);
}

#[test]
fn a_driver_is_erased_by_name_and_a_type_that_is_none_is_refused() {
    let home = home();
    let erased = home.run(&["erase", "--driver", "张伟"]).ends(0);
    assert_eq!((number(&erased["vehicles"]), number(&erased["calls"])), (2, 0));
    assert!(!holds(&home, "张伟"));
    home.run(&["erase", "--plate", "苏E12345:船"]).refused(2, "bad_request");
    assert!(holds(&home, "苏E12345"));
}
