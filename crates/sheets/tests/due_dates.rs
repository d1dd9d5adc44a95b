//! Columns that say what runs out when, as fleets' lists have them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_domain::DueKind;
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
        .map(|row| row.due_dates.iter().map(|(kind, day)| (*kind, day.to_string())).collect())
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
