//! The same number on a blue and on a yellow plate, from the spreadsheet to the totals
//! (onvif/specs#513), and offences that differ only in their archive number
//! (wealthfolio/wealthfolio#779, firefly-iii/firefly-iii#2610).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number, text};
use serde_json::{Value, json};

const CARS: &str = "车牌号,号牌种类,发动机号,车架号,司机\n粤B12345,02,E1,LSVNV2187C2123456,张三\n";
const TRUCKS: &str = "车牌号,号牌种类,发动机号,车架号,司机\n粤B12345,01,D9,LZZ1CLVB4KA123456,李四\n";
const AGAIN: &str = "车牌号,号牌种类,发动机号,司机\n粤B12345,,,新司机\n粤B12346,01,E2X,\n";
const TWICE: &str = "车牌号,号牌种类,发动机号,司机
粤B12345,02,E1,张三
粤B12345,01,E9,李四
粤b·12345,02,E1,张三
粤B12346,02,E2,
粤B12346,02,,王五
粤B12347,02,E3,
粤B12347 ,02,E4,
";

fn import(home: &Home, name: &str, csv: &str, exit: i32) -> Value {
    let file = home.path(name);
    std::fs::write(&file, csv).unwrap();
    home.run(&["import", file.to_str().unwrap()]).ends(exit)
}

fn codes(complaints: &Value) -> Vec<(u64, &str)> {
    complaints.as_array().unwrap().iter().map(|one| (number(&one["row"]), text(&one["code"]))).collect()
}

/// Plate type, engine and driver of each vehicle that a command names.
fn listed(home: &Home, named: &str) -> Vec<(String, Value, Value)> {
    let all = home.run(&["vehicles", named]).ends(0)["vehicles"].clone();
    let of =
        |one: &Value| (text(&one["plate_type"]).to_owned(), one["engine"].clone(), one["driver"].clone());
    all.as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_second_file_with_the_yellow_plate_is_another_vehicle_and_says_so() {
    let home = Home::new();
    import(&home, "cars.csv", CARS, 0);
    let trucks = import(&home, "trucks.csv", TRUCKS, 0);
    assert_eq!((&trucks["added"], &trucks["updated"]), (&json!(1), &json!(0)));
    assert!(codes(&trucks["warnings"]).contains(&(2, "plate_shared")), "{trucks}");
    let car = ("02".to_owned(), json!("E1"), json!("张三"));
    let truck = ("01".to_owned(), json!("D9"), json!("李四"));
    let mut both = listed(&home, "粤B12345");
    both.sort_by(|one, two| one.0.cmp(&two.0));
    assert_eq!(both, [truck.clone(), car.clone()]);
    assert_eq!(listed(&home, "粤B12345:01"), [truck]);
    assert_eq!(listed(&home, "粤b12345：小型汽车"), [car]);
    home.run(&["vehicles", "粤B12345:06"]).refused(2, "not_found");

    let again = import(&home, "again.csv", AGAIN, 1);
    assert_eq!(codes(&again["rejected"]), [(2, "plate_unclear")], "nobody's driver changes by chance");
    assert_eq!(listed(&home, "粤B12345:02")[0].2, "张三");
}

#[test]
fn a_file_that_names_both_brings_both_and_still_no_row_twice() {
    let home = Home::new();
    let report = import(&home, "twice.csv", TWICE, 1);
    assert_eq!(number(&report["added"]), 4);
    assert_eq!(codes(&report["rejected"]), [(6, "duplicate_plate"), (8, "duplicate_plate")]);
    assert_eq!(codes(&report["warnings"]), [(3, "plate_shared")]);
    let again = import(&home, "twice.csv", TWICE, 1);
    assert_eq!((number(&again["unchanged"]), codes(&again["warnings"])), (4, vec![]));
}

#[test]
fn both_are_asked_paid_and_counted_each_for_itself_and_so_is_every_archive_number() {
    let scenario = json!({"twins": 8, "providers": {
        "storeapi": {"repeats": "numbered"}, "juhe": {"repeats": "numbered"}}});
    let sandbox = Sandbox::start(40, scenario);
    for provider in ["storeapi", "juhe"] {
        let home = Home::at(&sandbox);
        let check = home.run(&["check", "--all", "--provider", provider]).json();
        assert_eq!(number(&check["planned"]), 48, "{check}");
        let (totals, expected) = (home.run(&["totals"]).ends(0), sandbox.expected(provider));
        for figure in
            ["violations", "unhandled", "unpaid", "fines_due_fen", "fines_unknown", "points_waiting"]
        {
            assert_eq!(totals[figure], expected[figure], "{provider}: {figure}");
        }
        assert_eq!(sandbox.bill(provider)["charged"], home.run(&["calls"]).ends(0)["charged"]);
        by_type(&home);
        // The same answer again brings nothing new.
        let named = text(&home.run(&["violations"]).ends(0)["violations"][0]["plate"]).to_owned();
        let again = home.run(&["check", &named, "--provider", provider]).json();
        assert_eq!(number(&again["new_violations"]), 0, "{again}");
    }
}

/// What a plate is asked for with its type adds up to what it is asked for alone.
fn by_type(home: &Home) {
    let groups = home.run(&["totals", "--by", "vehicle"]).ends(0)["groups"].clone();
    let groups = groups.as_array().unwrap();
    let shared = |one: &&Value| groups.iter().filter(|other| other["key"] == one["key"]).count() == 2;
    let twins: Vec<&Value> = groups.iter().filter(shared).collect();
    assert_eq!(twins.len(), 16);
    let total = |named: &str| number(&home.run(&["violations", "--plate", named]).ends(0)["total"]);
    for one in twins.iter().take(4) {
        let (plate, plate_type) = (text(&one["key"]), text(&one["plate_type"]));
        let found = home.run(&["violations", "--plate", &format!("{plate}:{plate_type}")]).ends(0);
        assert_eq!(found["total"], one["violations"]);
        assert!(found["violations"].as_array().unwrap().iter().all(|row| row["plate_type"] == plate_type));
        let of_both = twins.iter().filter(|other| other["key"] == one["key"]);
        assert_eq!(total(plate), of_both.map(|one| number(&one["violations"])).sum::<u64>());
    }
    let one = text(&twins[0]["key"]);
    let planned = |named: &str| number(&home.run(&["check", named, "--dry-run"]).ends(0)["planned"]);
    let named = format!("{one}:{}", text(&twins[0]["plate_type"]));
    assert_eq!((planned(one), planned(&named)), (2, 1));
}
