//! Rows in the file = good + rejected + passed over, whatever stands in them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{Mapping, Table, from_bytes, read_sheets};
use common::files::{Page, row, text, xlsx};
use proptest::prelude::*;

/// Lines as they lie in real lists.
fn line() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![
        6 => (0..PLATES.len(), 0..3_usize).prop_map(|(at, driver)| vec!["1", PLATES[at], ["张三", "", "李四"][driver], "一队"]),
        1 => Just(vec!["1", "abc", "张三", ""]),
        1 => Just(vec!["7", "", "", ""]),
        1 => Just(vec!["合计", "", "2", ""]),
        1 => Just(vec!["序号", "车牌号", "司机", "车队"]),
        1 => Just(vec!["", "车牌号", "司机", ""]),
        1 => Just(vec!["审核：王五"]),
        1 => Just(vec!["1", "粤B12345", "张三", "一队", "多一格"]),
        1 => Just(vec!["1", "粤B12349", "\"没有结束", "一队"]),
        1 => Just(vec![]),
    ]
}

const PLATES: [&str; 5] = ["粤B12345", "粤B·12346", "粤BD12347", "粤B1234挂", "沪A12348"];

/// Every row of the tables is one of these, and no row is two.
fn all_counted(tables: &[Table]) -> Result<(), TestCaseError> {
    let mappings: Vec<Mapping> = tables.iter().map(Mapping::by_headings).collect();
    let sheets: Vec<(&Table, &Mapping)> = tables.iter().zip(&mappings).collect();
    for (table, reading) in tables.iter().zip(read_sheets(&sheets).unwrap()) {
        let mut numbers: Vec<u32> = reading.rows.iter().map(|row| row.row).collect();
        numbers.extend(reading.rejected.iter().map(|complaint| complaint.row));
        numbers.extend(reading.passed_over.iter().map(|(row, _)| *row));
        numbers.sort_unstable();
        let rows: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
        prop_assert_eq!(numbers, rows);
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_row_of_a_text_is_counted_once(lines in proptest::collection::vec(line(), 1..40)) {
        let text: String = lines.iter().map(|line| line.join(",") + "\n").collect();
        let filled = lines.iter().filter(|line| line.iter().any(|cell| !cell.is_empty())).count();
        let file = format!("台账,,,\n序号,车牌号,司机,车队\n{text}");
        // Without a row that could be a vehicle the file is refused as a whole.
        let Ok(book) = from_bytes(file.into()) else { return Ok(()) };
        let sheet = &book.sheets[0];
        // The title counts, the headings do not.
        prop_assert_eq!(sheet.rows as usize, filled + 1);
        let table = sheet.table.clone().expect("a table");
        prop_assert_eq!(table.rows.len() + table.passed_over.len(), filled + 1);
        all_counted(&[table])?;
    }

    #[test]
    fn every_row_of_a_workbook_is_counted_once(
        sheets in proptest::collection::vec(proptest::collection::vec((line(), any::<bool>()), 1..12), 1..4),
        taken in any::<bool>(),
    ) {
        let pages: Vec<Page<'_>> = sheets.iter().zip(["一队", "二队", "三队"]).map(|(lines, name)| {
            let heading = row(1, "", &["序号", "车牌号", "司机", "车队"].map(text));
            let rows = lines.iter().zip(2..).map(|((line, hidden), number)| {
                let cells: Vec<String> = line.iter().map(|cell| text(cell)).collect();
                row(number, if *hidden { "hidden=\"1\"" } else { "" }, &cells)
            });
            Page::new(name, heading + &rows.collect::<String>())
        }).collect();
        let Ok(book) = from_bytes(xlsx(&pages)) else { return Ok(()) };
        let filled: usize = sheets.iter().flatten().filter(|(line, _)| line.iter().any(|cell| !cell.is_empty())).count();
        prop_assert_eq!(book.sheets.iter().map(|sheet| sheet.rows as usize).sum::<usize>(), filled);
        let mut tables: Vec<Table> = book.tables().cloned().collect();
        if !taken {
            tables.iter_mut().for_each(Table::pass_over_hidden);
        }
        all_counted(&tables)?;
    }
}
