//! The city column as people fill it, and which vehicle lacks what.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number, share, text};
use serde_json::json;

const FLEET: &str = "车牌号,号牌种类,车架号,发动机号,城市代码,查询接口
粤B10001,02,LSVNV2187C2123456,00123456,GD_SZ,juhe
粤B10002,02,LSVNV2187C2123456,00123456,深圳,聚合数据
粤B10003,02,LSVNV2187C2123456,00123456,深圳市,
粤B10004,02,LSVNV2187C2123456,00123456,440300,Juhe
粤B10005,02,LSVNV2187C2123456,00123456,440305,
粤B10006,02,LSVNV2187C2123456,00123456,亚特兰蒂斯,
粤B10007,02,LSVNV2187C2123456,00123456,,天知道
";

#[test]
fn a_city_is_taken_by_code_name_or_number_and_what_nobody_knows_is_named() {
    let sandbox = Sandbox::start(1, json!({}));
    let home = Home::new();
    home.account(&share(&sandbox, "juhe"), &[]).ends(0);
    home.run(&["cities", "--refresh"]).ends(0);
    std::fs::write(home.path("fleet.csv"), FLEET).unwrap();
    let report = home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).json();
    assert_eq!(number(&report["added"]), 7, "{report}");
    let warnings = report["warnings"].as_array().unwrap();
    let of = |code: &str| -> Vec<u64> {
        let those = warnings.iter().filter(|one| one["code"] == code);
        those.map(|one| number(&one["row"])).collect()
    };
    assert_eq!((of("city_unknown"), of("provider_unknown")), (vec![7], vec![8]), "{report}");
    let all = home.run(&["vehicles"]).ends(0)["vehicles"].clone();
    let cities: Vec<_> = all.as_array().unwrap().iter().map(|one| one["city_code"].clone()).collect();
    let shenzhen = json!("GD_SZ");
    assert_eq!(
        cities[..5],
        [shenzhen.clone(), shenzhen.clone(), shenzhen.clone(), shenzhen.clone(), shenzhen]
    );
    assert_eq!((&cities[5], &cities[6]), (&json!("亚特兰蒂斯"), &json!(null)));
}

#[test]
fn a_check_says_which_vehicle_lacks_what() {
    let sandbox = Sandbox::start(1, json!({}));
    let home = Home::new();
    home.account(&share(&sandbox, "juhe"), &[]).ends(0);
    let fleet = "车牌号,号牌种类,车架号,发动机号\n京A12345,02,LSVNV2187C2123456,\n京A12345,01,,12345678\n";
    std::fs::write(home.path("fleet.csv"), fleet).unwrap();
    home.run(&["import", home.path("fleet.csv").to_str().unwrap()]).json();
    let first = home.run(&["check", "--all"]).json();
    let lacking = first["lacking"].as_array().unwrap();
    assert_eq!(lacking.len() as u64, number(&first["skipped_by"]["incomplete"]), "{first}");
    let car = lacking.iter().find(|one| one["plate_type"] == "02").unwrap();
    assert_eq!((text(&car["plate"]), text(&car["lacks"])), ("京A12345", "engine_missing"));
    // The rule is known now, so that the plan says it before anything is asked.
    let plan = home.run(&["check", "--all", "--dry-run"]).ends(0);
    assert_eq!(plan["lacking"][0]["lacks"], "engine_missing", "{plan}");
    let readable = home.readable(&["check", "--all", "--dry-run"]);
    let line = readable.lines().find(|line| line.contains("京A12345:02")).unwrap();
    assert!(line.contains("engine number"), "{readable}");
}
