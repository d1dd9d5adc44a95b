//! The same fleet from an office PC's csv and from a workbook is the same garage.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, has_fields, number};
use rust_xlsxwriter::Workbook;
use serde_json::json;

const HEADINGS: [&str; 6] = ["车牌号", "车架号", "发动机号", "所有人", "分组", "驾驶员"];

fn fleet(rows: u32) -> Vec<Vec<String>> {
    let owners = ["苏州车库物流有限公司", "无锡车库物流有限公司"];
    let row = |n: u32| {
        vec![
            format!("苏E{:05}", 10_000 + n),
            format!("LSVAA4187E2{n:06}"),
            format!("EA{n:06}"),
            owners[n as usize % 2].to_owned(),
            format!("{}队", n % 4 + 1),
            format!("驾驶员{}", n % 90),
        ]
    };
    (0..rows).map(row).collect()
}

fn gbk_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = HEADINGS.join(",") + "\r\n";
    for row in rows {
        text += &(row.join(",") + "\r\n");
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}

fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write(0, column, heading).unwrap();
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            sheet.write(line, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_thousand_rows_of_gbk_csv_and_of_xlsx_give_the_same_garage() {
    let rows = fleet(1_000);
    let garages = [("fleet.csv", gbk_csv(&rows)), ("fleet.xlsx", xlsx(&rows))].map(|(name, bytes)| {
        let home = Home::new();
        std::fs::write(home.path(name), bytes).unwrap();
        let file = home.path(name);
        let report = home.run(&["import", file.to_str().unwrap()]).ends(0);
        assert_eq!(number(&report["added"]), 1_000);
        let again = home.run(&["import", file.to_str().unwrap()]).ends(0);
        assert_eq!((number(&again["added"]), number(&again["unchanged"])), (0, 1_000));
        home.run(&["vehicles"]).ends(0)
    });
    assert_eq!(garages[0]["total"], 1_000);
    assert_eq!(garages[0]["vehicles"][17]["owner"], "无锡车库物流有限公司");
    assert!(garages[0] == garages[1], "the two garages differ");
}

#[test]
fn bad_rows_are_named_and_the_good_ones_are_written() {
    let home = Home::new();
    let text = "plate,vin,colour\n苏E12345,,red\n苏I1,,\n苏E54321,TOOSHORT,\n";
    std::fs::write(home.path("mixed.csv"), text).unwrap();
    let file = home.path("mixed.csv");
    let only_shown = home.run(&["import", file.to_str().unwrap(), "--dry-run"]).ends(1);
    assert_eq!(home.run(&["vehicles"]).ends(0)["total"], 0, "a dry run writes nothing");

    let done = home.run(&["import", file.to_str().unwrap()]);
    let report = done.ends(1);
    assert_eq!(report, only_shown);
    let fields = [("added", "n"), ("updated", "n"), ("unchanged", "n"), ("rejected", "["), ("warnings", "[")];
    has_fields(&report, &done.out, &fields);
    for complaint in report["rejected"].as_array().unwrap() {
        has_fields(complaint, &done.out, &[("row", "n"), ("column", "s"), ("code", "s"), ("message", "s")]);
    }
    let rows: Vec<_> = report["rejected"].as_array().unwrap().iter().map(|one| &one["row"]).collect();
    assert_eq!(rows, [&json!(3), &json!(4)]);
    assert_eq!(report["warnings"][0]["code"], "column_ignored");
    assert_eq!(home.run(&["vehicles"]).ends(0)["vehicles"][0]["plate"], "苏E12345");
}
