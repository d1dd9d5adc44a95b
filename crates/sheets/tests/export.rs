//! What is written can be read by others, and runs nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use cheku_domain::{Fen, Timestamp};
use cheku_files::Place;
use cheku_sheets::{
    Column, Kind, Mapping, Meaning, Rejected, Sheet, SheetError, Value, open, try_write, write,
    write_rejected,
};
use chrono::NaiveDate;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const DANGEROUS: [&str; 6] = ["=1+1", "+86 138", "-5", "@SUM(A1)", "'=quoted", "＝wide"];

/// Where the person said that what stands there may go.
fn at(path: &Path) -> Place {
    Place::named(path, &path.with_file_name("home")).replacing(true)
}

fn sheet() -> Sheet {
    let column = |heading: &str, kind| Column::new(heading, kind);
    Sheet {
        name: "违章 [2026/03]".to_owned(),
        columns: vec![
            column("车牌号", Kind::Text),
            column("罚款", Kind::Yuan),
            column("记分", Kind::Integer),
            column("时间", Kind::DateTime),
            column("日期", Kind::Date),
            column("备注", Kind::Text),
        ],
    }
}

fn rows() -> Vec<Vec<Value>> {
    let moment = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap().and_hms_opt(7, 8, 9).unwrap();
    let full = |note: &str| {
        vec![
            "苏E12345".into(),
            Fen(123_456).into(),
            3.into(),
            moment.into(),
            moment.date().into(),
            note.into(),
        ]
    };
    let unknown = vec!["02".into(), Value::from(None::<Fen>), Value::Empty, "时间".into(), Value::Empty];
    DANGEROUS.into_iter().map(full).chain([unknown]).collect()
}

#[test]
fn a_workbook_has_typed_cells_and_no_formulas() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("out.xlsx");
    assert_eq!(write(&at(&path), &sheet(), rows()), Ok(7));

    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["违章 202603"]);
    assert!(book.worksheet_formula("违章 202603").unwrap().used_cells().next().is_none());
    let range = book.worksheet_range("违章 202603").unwrap();
    let row: Vec<&Data> = range.rows().nth(1).unwrap().iter().collect();
    assert_eq!(row[0], &Data::String("苏E12345".to_owned()));
    assert_eq!(row[1], &Data::Float(1234.56));
    assert_eq!(row[2], &Data::Float(3.0));
    assert_eq!(row[3].as_datetime().unwrap().to_string(), "2026-03-05 07:08:09");
    assert_eq!(row[4].as_datetime().unwrap().to_string(), "2026-03-05 00:00:00");
    for (at, text) in DANGEROUS.iter().enumerate() {
        assert_eq!(range.get((at + 1, 5)), Some(&Data::String((*text).to_owned())));
    }
    assert_eq!(range.get((7, 0)), Some(&Data::String("02".to_owned())), "a code keeps its zero");
    assert_eq!(range.get((7, 1)), Some(&Data::Empty), "unknown is no zero");
}

#[test]
fn a_workbook_opens_with_its_heading_frozen_and_filters_set() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("out.xlsx");
    write(&at(&path), &sheet(), rows()).unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let page = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(page.contains("<pane ySplit=\"1\""), "frozen");
    assert!(page.contains("<autoFilter ref=\"A1:F8\""), "filtered");
    assert!(page.contains("numberStoredAsText=\"1\""), "no warning corners");
    let cells: Vec<&str> = page.split("<c r=\"").skip(1).collect();
    let bare: Vec<_> = cells.iter().filter(|cell| !cell.contains("\" s=\"")).collect();
    assert!(cells.len() > 30 && bare.is_empty(), "each cell is shown as what it is: {bare:?}");
}

#[test]
fn a_csv_is_read_by_another_reader_and_runs_nothing() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("out.CSV");
    assert_eq!(write(&at(&path), &sheet(), rows()), Ok(7));

    let bytes = fs::read(&path).unwrap();
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark")).unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["车牌号", "罚款", "记分", "时间", "日期", "备注"]);
    let lines: Vec<_> = reader.records().collect::<Result<_, _>>().expect("as many cells in every line");
    assert_eq!(lines[0], vec!["苏E12345", "1234.56", "3", "2026-03-05 07:08:09", "2026-03-05", "'=1+1"]);
    for (line, text) in lines.iter().zip(DANGEROUS) {
        assert_eq!(line[5], format!("'{text}"));
    }
    assert_eq!(lines[6], vec!["02", "", "", "时间", "", ""]);
}

#[test]
fn what_we_write_we_read_back() {
    let folder = tempdir().unwrap();
    for name in ["out.csv", "out.xlsx"] {
        let path = folder.path().join(name);
        write(&at(&path), &sheet(), rows()).unwrap();
        let table = common::only(open(&path).unwrap());
        for (row, text) in table.rows.iter().zip(DANGEROUS) {
            assert_eq!(row.cell(5), text, "{name}");
            assert_eq!((row.cell(1), row.cell(3)), ("1234.56", "2026-03-05 07:08:09"), "{name}");
        }
    }
}

#[test]
fn an_export_that_fails_leaves_the_old_file_and_nothing_else() {
    let folder = tempdir().unwrap();
    for name in ["out.csv", "out.xlsx"] {
        let path = folder.path().join(name);
        fs::write(&path, "the old one").unwrap();
        let broken = rows().into_iter().map(Ok).chain([Err(SheetError::Unreadable)]);
        assert_eq!(try_write(&at(&path), &sheet(), broken), Err(SheetError::Unreadable));
        assert_eq!(fs::read_to_string(&path).unwrap(), "the old one");
        write(&at(&path), &sheet(), rows()).unwrap();
        assert_ne!(fs::read(&path).unwrap(), b"the old one");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing left lying about");
    assert_eq!(
        write(&at(&folder.path().join("out.doc")), &sheet(), rows()),
        Err(SheetError::FileTypeUnknown)
    );
    let nowhere = write(&at(&folder.path().join("no/out.csv")), &sheet(), rows());
    assert_eq!(nowhere.map_err(|error| error.code()), Err("unwritable"));
}

#[test]
fn a_cell_beyond_the_formats_limits_does_not_stop_the_export() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("out.xlsx");
    let ancient = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    write(&at(&path), &sheet(), [vec![Value::from("字".repeat(40_000)), ancient.into()]]).unwrap();
    let table = common::only(open(&path).unwrap());
    assert_eq!(table.rows[0].cell(0).chars().count(), 32_767);
    assert!(table.rows[0].cell(1).starts_with("0001-01-01"));
}

#[test]
fn a_moment_is_written_in_china_standard_time() {
    let new_year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    assert_eq!(Value::from(Timestamp(1_767_196_800_000)), Value::DateTime(new_year));
}

#[test]
fn rejected_rows_go_back_to_the_person_with_their_reasons() {
    let folder = tempdir().unwrap();
    let pasted = "车牌号\t开车的人\n苏E12345\t张伟\nabc\t=王芳\n苏E1234\t李娜\n";
    let table = common::only(cheku_sheets::from_clipboard(pasted).unwrap());
    let reading = common::by_headings(&table);
    let reasons: Vec<(u32, String)> = reading
        .rejected
        .iter()
        .map(|complaint| (complaint.row, format!("原因：{}", complaint.code)))
        .collect();
    for name in ["rejected.xlsx", "rejected.csv"] {
        let path = folder.path().join(name);
        let rejected = [Rejected { table: &table, reasons: reasons.clone() }];
        assert_eq!(write_rejected(&at(&path), "原因", &rejected), Ok(2));
        let again = common::only(open(&path).unwrap());
        assert_eq!(again.headings, ["车牌号", "开车的人", "原因"]);
        let texts =
            |row: usize| again.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
        assert_eq!(texts(0), ["abc", "=王芳", "原因：plate_province"]);
        assert_eq!(texts(1), ["苏E1234", "李娜", "原因：plate_length"]);
        assert_eq!(Mapping::by_headings(&again).column(Meaning::Plate), Some(0), "ready to be read again");
    }
}
