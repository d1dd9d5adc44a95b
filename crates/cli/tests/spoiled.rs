//! What a spreadsheet spoiled is named at import, and never paid for: a refused engine
//! number is charged (225606).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, adds_up, number, share, text};
use rusqlite::Connection;
use serde_json::{Value, json};

/// The sample fleet has cars of these towns; their registries want the engine number.
const TOWNS: [&str; 4] = ["苏B", "苏F", "浙A", "浙F"];

/// Plate, type, VIN and engine number of sample cars of one type.
fn cars(sandbox: &Sandbox, plate_type: &str) -> Vec<[String; 4]> {
    let csv = sandbox.fleet_csv();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let cars = reader.records().map(|row| row.unwrap()).map(|row| [0, 1, 2, 3].map(|at| row[at].to_owned()));
    let wanted = |car: &[String; 4]| {
        car[1] == plate_type && car[3].len() > 6 && TOWNS.iter().any(|town| car[0].starts_with(town))
    };
    cars.filter(wanted).collect()
}

fn home_at(sandbox: &Sandbox, provider: &str) -> Home {
    let home = Home::new();
    home.account(&share(sandbox, provider), &["--free-calls", "0"]).ends(0);
    home
}

fn import(home: &Home, cars: &[[String; 4]], exit: i32) -> Value {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["车牌号", "号牌种类", "车架号", "发动机号"]).unwrap();
    cars.iter().for_each(|car| csv.write_record(car).unwrap());
    std::fs::write(home.path("fleet.csv"), csv.into_inner().unwrap()).unwrap();
    home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).ends(exit)
}

/// Asked plates of the vendor's bill.
fn arrivals(sandbox: &Sandbox, provider: &str, plate: &str) -> Option<u64> {
    sandbox.bill(provider)["by_plate"].get(plate).map(|of| number(&of[0]))
}

#[test]
fn spoiled_cells_are_named_at_import_and_none_of_them_is_sent() {
    let sandbox = Sandbox::start(200, json!({}));
    let (small, electric) = (cars(&sandbox, "02"), cars(&sandbox, "52"));
    let mut fleet: Vec<[String; 4]> = small.iter().take(6).chain(electric.first()).cloned().collect();
    let right: Vec<String> = fleet.iter().map(|car| car[3].clone()).collect();
    fleet[1][3] = format!("=\"{}\"", right[1]);
    fleet[2][3] = format!("\u{202d}{}\u{202c}", right[2]);
    fleet[3][3] = "#N/A".to_owned();
    fleet[4][3] = "1.23457E+18".to_owned();
    fleet[5][1] = "2.0".to_owned();
    fleet[6][1] = "02".to_owned();
    let home = home_at(&sandbox, "juhe");

    let report = import(&home, &fleet, 0);

    let warned: Vec<_> = report["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (number(&one["row"]), text(&one["code"]), text(&one["text"])))
        .collect();
    assert_eq!(
        warned,
        [
            (5, "spoiled_error", "#N/A"),
            (6, "spoiled_exponent", "1.23457E+18"),
            (8, "plate_type_contradicts", "02")
        ]
    );
    let kept = home.run(&["vehicles"]).ends(0);
    let of = |plate: &str| {
        kept["vehicles"].as_array().unwrap().iter().find(|one| one["plate"] == plate).unwrap().clone()
    };
    assert_eq!(of(&fleet[1][0])["engine"], json!(right[1]));
    assert_eq!(of(&fleet[2][0])["engine"], json!(right[2]));
    assert_eq!(of(&fleet[3][0])["engine"], Value::Null);
    assert_eq!(
        (&of(&fleet[5][0])["plate_type"], &of(&fleet[6][0])["plate_type"]),
        (&json!("02"), &json!("52"))
    );

    let check = home.run(&["check", "--all"]).ends(1);
    adds_up(&check);
    assert_eq!((number(&check["answered"]), number(&check["skipped_by"]["incomplete"])), (5, 2), "{check}");
    assert_eq!((number(&check["failed"]), number(&check["charged"])), (0, 5), "{check}");
    for spoiled in [3, 4] {
        assert_eq!(arrivals(&sandbox, "juhe", &fleet[spoiled][0]), None);
    }
    assert_eq!(number(&sandbox.bill("juhe")["charged"]), 5);
}

/// A garage that was filled before cells were looked at so closely.
#[test]
fn what_is_spoiled_in_a_garage_already_is_not_sent_and_is_counted_by_the_doctor() {
    for provider in ["juhe", "storeapi"] {
        let sandbox = Sandbox::start(200, json!({}));
        let (small, electric) = (cars(&sandbox, "02"), cars(&sandbox, "52"));
        let fleet: Vec<[String; 4]> = small.iter().take(8).chain(electric.first()).cloned().collect();
        let home = home_at(&sandbox, provider);
        import(&home, &fleet, 0);
        let garage = Connection::open(home.path("home").join("garage.sqlite")).unwrap();
        let engines = ["=\"00123457\"", "E0001\u{202c}", "#N/A", "1.23457E+18", "右后灯坏", "00000000"];
        for (car, engine) in fleet.iter().zip(engines) {
            let done = garage.execute("UPDATE vehicles SET engine = ?2 WHERE plate = ?1", [&car[0], engine]);
            assert_eq!(done, Ok(1));
        }
        let done = garage.execute("UPDATE vehicles SET plate_type = '20' WHERE plate = ?1", [&fleet[6][0]]);
        assert_eq!(done, Ok(1));
        let done = garage.execute("UPDATE vehicles SET plate_type = '02' WHERE plate = ?1", [&fleet[8][0]]);
        assert_eq!(done, Ok(1));

        let doctor = home.run(&["doctor"]).ends(0);
        let finding = doctor["findings"].as_array().unwrap().iter().find(|one| one["code"] == "in_doubt");
        assert!(
            finding.is_some_and(|one| one["level"] == "notice" && one["message"].to_string().contains('8')),
            "{doctor}"
        );

        let check = home.run(&["check", "--all"]).ends(1);
        adds_up(&check);
        assert_eq!(
            (number(&check["answered"]), number(&check["skipped_by"]["incomplete"])),
            (1, 8),
            "{check}"
        );
        for car in fleet.iter().enumerate().filter(|(at, _)| *at != 7).map(|(_, car)| car) {
            assert_eq!(arrivals(&sandbox, provider, &car[0]), None, "{provider}");
        }
        assert_eq!(number(&sandbox.bill(provider)["charged"]), 1);

        // The same list again, as it is right: what is mended is asked.
        import(&home, &fleet, 0);
        let check = home.run(&["check", "--all"]).ends(0);
        assert_eq!((number(&check["answered"]), number(&check["skipped"])), (9, 0), "{check}");
    }
}

#[test]
fn the_person_is_told_row_column_text_and_what_to_do_in_both_languages() {
    let home = Home::new();
    let file = home.path("fleet.csv");
    std::fs::write(&file, "车牌号,发动机号\n粤B12345,1.23457E+12\n粤\u{202d}B1234,E2\n").unwrap();
    for (lang, words) in
        [("zh", ["科学计数", "请把该列设为文本后重填"]), ("en", ["lost its digits", "Make the column text"])]
    {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cheku-cli"));
        command
            .args(["import", file.to_str().unwrap(), "--dry-run", "--lang", lang, "--home"])
            .arg(home.path("home"));
        let said = String::from_utf8(command.env("CHEKU_SECRETS", "file").output().unwrap().stdout).unwrap();
        for part in words.into_iter().chain(["发动机号", "1.23457E+12", "[U+202D]"]) {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
}
