//! Columns that say what runs out when, as fleets' lists have them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_domain::DueKind;
use cheku_sheets::{Mapping, Meaning, SheetError, read_vehicles};
use common::files::{Page, number, row, text, texts, xlsx};
use common::{by_headings, only, pasted};

#[test]
fn a_ledger_with_days_of_every_dress_is_read() {
    let headings = texts(1, &["车牌号", "司机", "年检到期", "保险到期", "驾驶证有效期至"]);
    // 46361 days is 2026-12-05.
    let of_excel =
        row(2, "", &[text("苏E10001"), text("张三"), number(3, "46361"), text(""), text("2031年5月4日")]);
    let written = texts(3, &["苏E10002", "李四", "2026年12月5日", "2026.12.05", "长期"]);
    let packed =
        row(4, "", &[text("苏E10003"), text("王五"), number(0, "20261205"), text("06/05/26"), text("无")]);
    let rows = [headings, of_excel, written, packed].concat();
    let table = only(cheku_sheets::from_bytes(xlsx(&[Page::new("台账", rows)])).unwrap());
    let reading = by_headings(&table);

    let told: Vec<Vec<(DueKind, String)>> = reading
        .rows
        .iter()
        .map(|row| row.due_dates.iter().map(|due| (due.kind, due.day.to_string())).collect())
        .collect();
    let december = "2026-12-05".to_owned();
    assert_eq!(told[0], [(DueKind::Inspection, december.clone()), (DueKind::Licence, "2031-05-04".into())]);
    assert_eq!(told[1], [(DueKind::Inspection, december.clone()), (DueKind::Insurance, december.clone())]);
    assert_eq!(told[2], [(DueKind::Inspection, december)]);

    let warned: Vec<_> = reading
        .warnings
        .iter()
        .map(|one| (one.row, one.column.as_str(), one.code, one.text.as_str()))
        .collect();
    assert_eq!(
        warned,
        [
            (3, "驾驶证有效期至", "day_unreadable", "长期"),
            (4, "保险到期", "day_ambiguous", "06/05/26"),
            (4, "驾驶证有效期至", "spoiled_filler", "无"),
        ]
    );
    let readings: Vec<String> = reading.warnings[1].readings.iter().map(ToString::to_string).collect();
    assert_eq!(readings, ["2006-05-26", "2026-05-06", "2026-06-05"]);
    assert!(reading.rejected.is_empty(), "the vehicles themselves are good");
}

#[test]
fn a_heading_that_does_not_say_it_counts_where_days_stand_below_it() {
    let days = pasted("车牌号,年检,交强险\n苏E10001,2026-12-05,PDZA2026\n苏E10002,2027-01-31,PDZA2027\n");
    assert_eq!(days.rows[0].due_dates.len(), 1);
    let ignored: Vec<_> = days.warnings.iter().map(|one| (one.column.as_str(), one.code)).collect();
    assert_eq!(ignored, [("交强险", "column_ignored")], "numbers of policies");
}

#[test]
fn a_heading_that_says_something_else_runs_out_is_offered_as_a_kind_of_its_own() {
    let table = only(
        cheku_sheets::from_clipboard(
            "车牌号,灭火器到期日（必填）,罐检 有效期,有效期,质保有效期,押金\n\
         苏E10001,2026-12-05,06/05/26,2027-01-01,两年,2026-12-05\n\
         苏E10002,长期,2027年1月31日,,三年,2026-12-06\n",
        )
        .unwrap(),
    );
    let own = Some(Meaning::OwnDue);
    let scripts = Mapping::by_headings(&table);
    assert!(!scripts.meanings.contains(&own), "a script takes nothing that no list here has");
    let mut mapping = Mapping::suggested(&table);
    assert_eq!(mapping.meanings, [Some(Meaning::Plate), own, own, None, None, None]);
    mapping.meanings[5] = own;

    let reading = read_vehicles(&table, &mapping).unwrap();
    let told: Vec<Vec<(&str, String)>> = reading
        .rows
        .iter()
        .map(|row| row.due_dates.iter().map(|due| (due.name.as_str(), due.day.to_string())).collect())
        .collect();
    assert_eq!(told[0], [("灭火器", "2026-12-05".to_owned()), ("押金", "2026-12-05".to_owned())]);
    assert_eq!(told[1], [("罐检", "2027-01-31".to_owned()), ("押金", "2026-12-06".to_owned())]);
    assert!(reading.rows[0].due_dates.iter().all(|due| due.kind == DueKind::Own));
    let named: Vec<_> = reading
        .warnings
        .iter()
        .filter(|one| one.code != "column_ignored")
        .map(|one| (one.row, one.column.as_str(), one.code, one.readings.len()))
        .collect();
    assert_eq!(
        named,
        [(2, "罐检 有效期", "day_ambiguous", 3), (3, "灭火器到期日（必填）", "day_unreadable", 0)],
        "nothing is guessed"
    );
}

#[test]
fn two_columns_of_one_own_kind_are_named() {
    let table = only(
        cheku_sheets::from_clipboard("车牌号,灭火器到期,灭火器有效期\n苏E10001,2026-12-05,2026-12-06\n")
            .unwrap(),
    );
    let mut mapping = Mapping::suggested(&table);
    assert_eq!(mapping.meanings[1..], [Some(Meaning::OwnDue), None], "the second is not offered");
    mapping.meanings[2] = Some(Meaning::OwnDue);
    assert!(matches!(mapping.check(&table), Err(SheetError::ColumnTwice { .. })));
}
