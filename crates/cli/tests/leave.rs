//! `leave` and `return`: what is open is said before and after, nothing is lost, and a vehicle comes back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, Sandbox, number};
use serde_json::json;

#[test]
fn a_sold_car_says_what_is_open_leaves_the_lists_and_comes_back_with_all_of_it() {
    let sandbox = Sandbox::start(10, json!({}));
    let home = Home::at(&sandbox);
    home.run(&["check", "--all"]).ends(0);
    let list = home.run(&["vehicles"]).ends(0);
    let owing =
        list["vehicles"].as_array().unwrap().iter().find(|one| number(&one["unpaid"]) > 0).unwrap().clone();
    let plate = format!("{}:{}", owing["plate"].as_str().unwrap(), owing["plate_type"].as_str().unwrap());
    let before = home.run(&["totals"]).ends(0);

    let sold = ["leave", &plate, "--as", "sold", "--on", "2026-03-01"];
    let would = home.run(&[&sold[..], &["--dry-run"]].concat()).ends(0);
    assert_eq!(would, json!({ "total": 1, "vehicles": [owing] }), "nothing is written");
    assert_eq!(home.run(&["totals"]).ends(0), before);
    let said = home.readable(&[&sold[..], &["--dry-run"]].concat());
    assert!(said.contains("Still unpaid") && !said.contains("cheku-cli return"), "{said}");
    let left = home.run(&sold).ends(0);
    let mut gone = owing.clone();
    gone["state"] = json!("sold");
    gone["state_since"] = json!("2026-03-01");
    assert_eq!(left, json!({ "total": 1, "vehicles": [gone] }));
    let now = home.run(&["totals"]).ends(0);
    assert_eq!(number(&now["unpaid"]), number(&before["unpaid"]) - number(&owing["unpaid"]));
    home.run(&sold).refused(2, "not_found");

    assert_eq!(home.run(&["return", &plate]).ends(0), would);
    assert_eq!(home.run(&["totals"]).ends(0), before);
    home.run(&["return", &plate]).refused(2, "not_found");
    home.run(&["doctor"]).ends(0);
}

fn import(home: &Home, text: &str, more: &[&str]) -> kit::Done {
    std::fs::write(home.path("ledger.csv"), text).unwrap();
    let file = home.path("ledger.csv");
    home.run(&[&["import", file.to_str().unwrap()], more].concat())
}

/// A ledger says who is no longer in use; a word or a day that cannot be read takes no vehicle away.
#[test]
fn an_import_takes_out_of_use_what_its_columns_say_and_names_what_it_cannot_read() {
    let home = Home::new();
    let plates = ["粤B12341", "粤B12342", "粤B12343", "粤B12344", "粤B12345"];
    import(&home, &format!("车牌号\n{}\n", plates.join("\n")), &[]).ends(0);
    let ledger = "车牌号,使用状态,停用日期\n\
        粤B12341,已售,2026-03-01\n粤B12342,在用,\n粤B12343,借出,\n粤B12344,报废,年底\n\
        粤B12345,,2026年2月3日\n粤B12346,停用,\n";
    let would = import(&home, ledger, &["--dry-run"]).ends(1);
    assert_eq!(
        (number(&would["leaving"]), number(&would["updated"]), number(&would["unchanged"])),
        (2, 2, 3)
    );
    assert_eq!(number(&home.run(&["vehicles"]).ends(0)["total"]), 5, "a dry run writes nothing");
    let told = |list: &str| -> Vec<(u64, String)> {
        let rows = would[list].as_array().unwrap().iter();
        rows.map(|one| (number(&one["row"]), one["code"].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(told("rejected"), [(7, "left_unknown".to_owned())]);
    assert_eq!(told("warnings"), [(4, "use_state_unknown".to_owned()), (5, "day_unreadable".to_owned())]);

    assert_eq!(import(&home, ledger, &[]).ends(1), would);
    assert_eq!(number(&home.run(&["vehicles"]).ends(0)["total"]), 3);
    for (state, plate, since) in [("sold", plates[0], "2026-03-01"), ("suspended", plates[4], "2026-02-03")] {
        let gone = home.run(&["vehicles", "--state", state]).ends(0);
        let rows = gone["vehicles"].as_array().unwrap();
        assert_eq!((&rows[0]["plate"], &rows[0]["state_since"]), (&json!(plate), &json!(since)));
    }
    let again = import(&home, ledger, &[]).ends(1);
    assert_eq!((number(&again["leaving"]), number(&again["unchanged"])), (0, 5), "it left already");
    home.run(&["doctor"]).ends(0);
}
