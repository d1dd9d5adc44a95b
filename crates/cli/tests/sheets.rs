//! A workbook with a sheet for each team: what is read, what is not, and that the
//! rows add up.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod kit;

use kit::{Home, number};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};

fn rows(sheet: &mut Worksheet, name: &str, lines: &[&[&str]]) {
    sheet.set_name(name).unwrap();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(*line).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

/// A cover, two teams with a hidden row, a total and a bad plate, an old sheet that is
/// hidden, and one that shows how to fill in the others.
fn by_team(home: &Home) -> String {
    let mut book = Workbook::new();
    rows(book.add_worksheet(), "封面", &[&["车辆台账"], &["制表：张三"]]);
    let first = book.add_worksheet();
    rows(
        first,
        "一队",
        &[
            &["2026年11月", "", ""],
            &["车牌号", "司机", "车队"],
            &["粤B12345", "张三", ""],
            &["粤B12346", "李四", ""],
            &["粤B1", "王五", ""],
            &["合计", "3", ""],
        ],
    );
    first.merge_range(2, 2, 4, 2, "一队", &Format::new()).unwrap();
    first.set_row_hidden(3).unwrap();
    let second = book.add_worksheet();
    rows(second, "二队", &[&["车牌号", "司机"], &["粤B12347", "赵六"], &["粤B12345", "钱七"]]);
    let old = book.add_worksheet();
    rows(old, "旧", &[&["车牌号"], &["粤B99999"]]);
    old.set_hidden(true);
    rows(book.add_worksheet(), "填写示例", &[&["车牌号"], &["粤A00001"]]);
    let file = home.path("fleet.xlsx");
    book.save(&file).unwrap();
    file.to_str().unwrap().to_owned()
}

/// Rows in the file = added + updated + unchanged + rejected + passed over.
fn adds_up(report: &Value) {
    let counts = ["added", "updated", "unchanged", "passed_over"].map(|name| number(&report[name]));
    let rejected = report["rejected"].as_array().unwrap().len() as u64;
    let sheets = report["sheets"].as_array().unwrap().iter().map(|sheet| number(&sheet["rows"])).sum::<u64>();
    assert_eq!(counts.iter().sum::<u64>() + rejected, number(&report["rows"]), "{report}");
    assert_eq!(sheets, number(&report["rows"]), "{report}");
}

#[test]
fn every_team_comes_in_and_what_does_not_is_named() {
    let home = Home::new();
    let file = by_team(&home);
    let planned = home.run(&["import", &file, "--dry-run"]).ends(1);
    let report = home.run(&["import", &file]).ends(1);
    assert_eq!(planned, report);
    adds_up(&report);
    assert_eq!(number(&report["added"]), 2);
    assert_eq!(
        report["sheets"],
        json!([
            { "name": "封面", "read": false, "rows": 2, "why": "no_plate_column" },
            { "name": "一队", "read": true, "rows": 5, "why": null },
            { "name": "二队", "read": true, "rows": 2, "why": null },
            { "name": "旧", "read": false, "rows": 1, "why": "hidden" },
            { "name": "填写示例", "read": false, "rows": 1, "why": "example" },
        ])
    );
    let told = |list: &str, what: &str| -> Vec<(Value, Value, Value)> {
        let rows = report[list].as_array().unwrap().iter();
        rows.map(|row| (row["sheet"].clone(), row["row"].clone(), row[what].clone())).collect()
    };
    let rejected = [
        (json!("一队"), json!(5), json!("plate_length")),
        (json!("二队"), json!(3), json!("duplicate_plate")),
    ];
    assert_eq!(told("rejected", "code"), rejected);
    let passed = [("一队", 1, "title"), ("一队", 4, "hidden"), ("一队", 6, "total")];
    assert_eq!(
        told("passed_over_rows", "why"),
        passed.map(|(sheet, row, why)| (json!(sheet), json!(row), json!(why)))
    );
    let vehicles = home.run(&["vehicles"]).ends(0);
    assert_eq!(vehicles["vehicles"][0]["group"], "一队", "a merged cell holds for all its rows");
}

#[test]
fn hidden_rows_and_sheets_come_in_when_asked_for() {
    let home = Home::new();
    let file = by_team(&home);
    let report =
        home.run(&["import", &file, "--include-hidden", "--sheet", "旧", "--sheet", "填写示例"]).ends(1);
    adds_up(&report);
    assert_eq!(number(&report["added"]), 5);
    assert_eq!(report["sheets"][3]["read"], true);
    let again = home.run(&["import", &file]).ends(1);
    adds_up(&again);
    assert_eq!((number(&again["added"]), number(&again["unchanged"])), (0, 2));
}

#[test]
fn a_file_of_examples_alone_is_refused_with_the_way_out() {
    let home = Home::new();
    let mut book = Workbook::new();
    rows(book.add_worksheet(), "模板", &[&["车牌号"], &["粤A00001"]]);
    let file = home.path("template.xlsx");
    book.save(&file).unwrap();
    home.run(&["import", file.to_str().unwrap()]).refused(4, "no_sheet_taken");
    assert_eq!(number(&home.run(&["import", file.to_str().unwrap(), "--sheet", "模板"]).ends(0)["added"]), 1);
}

#[test]
fn what_systems_export_under_the_name_of_xls_is_read_or_says_what_to_do() {
    let home = Home::new();
    let page = "<html><head><meta charset=\"gb2312\"></head><table><tr><td>车牌号</td></tr><tr><td>粤B12345</td></tr></table></html>";
    let login = "<!DOCTYPE html><html><body>请登录</body></html>";
    std::fs::write(home.path("export.xls"), encoding_rs::GBK.encode(page).0).unwrap();
    std::fs::write(home.path("login.xls"), login).unwrap();
    let report = home.run(&["import", home.path("export.xls").to_str().unwrap()]).ends(0);
    adds_up(&report);
    assert_eq!(number(&report["added"]), 1);
    home.run(&["import", home.path("login.xls").to_str().unwrap()]).refused(4, "web_page");
}

// opengovsg/isomer#2805, adaltas/node-csv-parse#193
#[test]
fn ragged_rows_and_open_quotes_are_rejected_by_number_and_the_rest_comes_in() {
    let home = Home::new();
    let text = "车牌号,备注,发动机号\n粤B12345,\"没有结束,0001\n粤B12346,左前灯坏,右后灯坏,0002\n粤B12347,正常,0003\n";
    std::fs::write(home.path("ragged.csv"), text).unwrap();
    let report = home.run(&["import", home.path("ragged.csv").to_str().unwrap()]).ends(1);
    adds_up(&report);
    let rejected: Vec<_> =
        report["rejected"].as_array().unwrap().iter().map(|one| (&one["row"], &one["code"])).collect();
    assert_eq!(rejected, [(&json!(2), &json!("unclosed_quote")), (&json!(3), &json!("too_many_cells"))]);
    assert_eq!(report["rejected"][0].get("sheet"), None, "a text file has no sheets");
    assert_eq!(home.run(&["vehicles"]).ends(0)["vehicles"][0]["engine"], "0003");
}
