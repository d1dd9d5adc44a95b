//! A fleet's list comes in, whatever program wrote it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{Mapping, Meaning, Row, SheetError, from_bytes, open, read_vehicles};
use common::messy::{HEADING_ROW, messy, ods, zipped};
use common::{by_headings, only, pasted};
use std::path::Path;

#[test]
fn a_thousand_rows_are_the_same_in_every_format() {
    let list = messy(1_000);
    let shown = |bytes: Vec<u8>| {
        let table = only(from_bytes(bytes).unwrap());
        let texts = |row: &Row| (row.number, (0..10).map(|at| row.cell(at).to_owned()).collect::<Vec<_>>());
        (table.headings.clone(), table.heading_row, table.rows.iter().map(texts).collect::<Vec<_>>())
    };
    let gbk = shown(list.gbk_csv());
    assert_eq!(shown(list.csv().into_bytes()), gbk, "UTF-8");
    assert_eq!(shown(list.xlsx()), gbk, "xlsx");
    assert_eq!(shown(list.ods()), gbk, "ods");
}

#[test]
fn thirty_bad_rows_of_a_thousand_are_named_and_the_rest_comes_in() {
    let list = messy(1_000);
    let table = only(from_bytes(list.xlsx()).unwrap());
    assert_eq!(table.heading_row, HEADING_ROW);
    let mut mapping = Mapping::by_headings(&table);
    assert_eq!(mapping.meanings[6], None, "开车的人 is in nobody's dictionary");
    mapping.meanings[6] = Some(Meaning::Driver);

    let reading = read_vehicles(&table, &mapping).unwrap();

    let found: Vec<_> = reading.rejected.iter().map(|complaint| (complaint.row, complaint.code)).collect();
    assert_eq!(list.bad.len(), 30);
    assert_eq!(found, list.bad);
    assert_eq!(reading.rows.len(), 970);
    let second = &reading.rows[1];
    assert_eq!((second.row, second.plate.as_str()), (5, "苏A0001K"));
    assert_eq!(second.driver.as_deref(), Some("王芳"));
    assert_eq!(second.engine.as_deref(), Some("10000001"), "a number without a decimal point");
    assert_eq!(reading.rows[2].engine.as_deref(), Some("002K"), "leading zeros stay");
    assert_eq!(second.note.as_deref(), Some("\"新\"车"));
    assert!(reading.rows[0].plate_type.is_some_and(|held| held.code() == "52"));
    let warned = |code: &str| reading.warnings.iter().filter(|warning| warning.code == code).count();
    assert_eq!(warned("column_ignored"), 2, "序号 and 购置日期");
    assert_eq!(warned("vin_check_digit"), 20, "one in fifty");
}

#[test]
fn an_xls_with_instructions_in_front_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fleet.xls");
    let reading = by_headings(&only(open(&path).unwrap()));
    let [first, second] = reading.rows.as_slice() else { panic!("two good rows") };
    assert_eq!((first.row, first.plate.as_str()), (2, "苏ED29539"));
    assert_eq!(first.plate_type.map(|held| held.code()), Some("52"));
    assert_eq!(first.engine.as_deref(), Some("12345678"));
    assert_eq!(second.engine.as_deref(), Some("00123A"));
    assert_eq!(second.note.as_deref(), Some("2026-03-05"), "a date as a person reads it");
    assert_eq!(reading.rejected[0].code, "plate_length");
    assert_eq!((reading.rejected[0].row, reading.rejected[0].column.as_str()), (4, "车牌号"));
}

#[test]
fn cells_pasted_from_a_spreadsheet_are_read() {
    let reading = pasted("车牌号\t备注\n苏E12345\t\"两行\n备注, 带逗号\"\n苏E54321\t\n");
    assert_eq!(reading.rows[0].note.as_deref(), Some("两行\n备注, 带逗号"));
    assert_eq!(reading.rows[1].row, 3);
}

#[test]
fn what_is_no_list_of_vehicles_gets_its_own_code() {
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let archive = zipped(&[("photo.jpg", b"not a sheet")]);
    let letter = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    for bytes in [image, archive, letter] {
        assert_eq!(from_bytes(bytes), Err(SheetError::NotASpreadsheet));
    }
    assert_eq!(from_bytes(Vec::new()), Err(SheetError::EmptyFile));
    assert_eq!(from_bytes(b"\xef\xbb\xbf \r\n;;\r\n".to_vec()), Err(SheetError::EmptyFile));
    assert_eq!(from_bytes(ods("")), Err(SheetError::EmptyFile));
    assert_eq!(from_bytes("车牌号,备注\n".into()), Err(SheetError::HeadingsOnly));
    assert_eq!(open(Path::new("no/such/file.csv")), Err(SheetError::Unreadable));

    let cars = only(from_bytes("型号,颜色\n朗逸,白\n".into()).unwrap());
    assert_eq!(Mapping::by_headings(&cars).check(&cars), Err(SheetError::PlateColumnMissing));
    let bad = pasted("车牌号\nabc\n");
    assert_eq!(bad.check(), Err(SheetError::NoGoodRow));
}

#[test]
fn a_small_archive_that_unfolds_into_a_giant_is_refused() {
    let giant = vec![b' '; 70 << 20];
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/worksheets/sheet1.xml", &giant)]);
    assert!(bytes.len() < 1 << 20, "the archive itself is small");
    assert_eq!(from_bytes(bytes), Err(SheetError::TooLarge { limit: 64 << 20 }));

    let boast = b"<sst uniqueCount=\"99999999999\"/>";
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/sharedStrings.xml", boast)]);
    assert!(from_bytes(bytes).is_err(), "no memory is set aside for a mere claim");

    let row = "<table:table-row table:number-rows-repeated=\"100\"><table:table-cell \
               table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    assert_eq!(from_bytes(ods(&row.repeat(2_000))), Err(SheetError::TooLarge { limit: 64 << 20 }));
}

#[test]
fn one_row_too_many_is_refused_in_every_format() {
    let text = format!("车牌号\n{}", "苏E12345\n".repeat(100_001));
    assert_eq!(from_bytes(text.into()), Err(SheetError::TooManyRows { limit: 100_000 }));
    let row = "<table:table-row table:number-rows-repeated=\"100001\"><table:table-cell \
               office:value-type=\"string\"><text:p>苏E12345</text:p></table:table-cell></table:table-row>";
    assert_eq!(from_bytes(ods(row)), Err(SheetError::TooManyRows { limit: 100_000 }));
}
