//! A fleet's list as it lies on an office PC: a title above the headings, odd
//! spellings, numbers for codes, blank rows, and thirty rows that are wrong.
//! The same list every time, in each format; `examples/messy.rs` writes it.
#![allow(clippy::expect_used)]

use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Write};

/// A cell as a person's spreadsheet holds it.
#[derive(Clone)]
pub enum Value {
    Blank,
    Text(String),
    Number(u32),
    /// A day of March 2024.
    Day(u32),
}

/// The list and what is known about it.
pub struct Messy {
    /// Every row of the sheet, from row 1.
    pub rows: Vec<Vec<Value>>,
    /// Row number and expected code of the rows that are wrong.
    pub bad: Vec<(u32, &'static str)>,
}

pub const HEADING_ROW: u32 = 3;
const HEADINGS: [&str; 10] = [
    "序号",
    "车架号（VIN）",
    "号 牌 号 码（必填）",
    "车辆类型",
    "发动机号",
    "使用部门",
    "开车的人",
    "*所有人",
    "备注",
    "购置日期",
];
const DRIVERS: [&str; 6] = ["张伟", "王芳", "李娜", "刘洋", "陈静", "赵鑫①"];
const GROUPS: [&str; 4] = ["物流一队", "物流二队", "行政部", "销售部"];
const PREFIXES: [&str; 5] = ["苏E", "苏A", "沪B", "浙B", "粤B"];

/// `count` rows of vehicles; of each 33 one is wrong, which makes 30 of 1,000.
pub fn messy(count: u32) -> Messy {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut rows = vec![vec![text("2026年度车辆台账")], vec![], HEADINGS.map(text).to_vec()];
    let mut bad = Vec::new();
    for index in 0..count {
        if index % 250 == 249 {
            rows.push(vec![]);
        }
        let mut row = good(index);
        if index % 33 == 20 {
            let number = u32::try_from(rows.len()).expect("few rows") + 1;
            bad.push((number, spoil(&mut row, index)));
        }
        rows.push(row);
    }
    Messy { rows, bad }
}

fn good(index: u32) -> Vec<Value> {
    let pick = |from: &[&str]| Value::Text(from[index as usize % from.len()].to_owned());
    let or_blank = |every: u32, value: Value| if index.is_multiple_of(every) { Value::Blank } else { value };
    vec![
        Value::Number(index + 1),
        or_blank(6, Value::Text(vin(index))),
        Value::Text(dressed(&plate(index), index)),
        plate_type(index),
        if index % 5 == 1 { Value::Number(10_000_000 + index) } else { Value::Text(format!("00{index}K")) },
        pick(&GROUPS),
        or_blank(9, pick(&DRIVERS)),
        Value::Text("苏州某某运输有限公司, 一分公司".to_owned()),
        or_blank(2, Value::Text("\"新\"车".to_owned())),
        Value::Day(1 + index % 28),
    ]
}

fn plate(index: u32) -> String {
    let prefix = PREFIXES[index as usize % PREFIXES.len()];
    match index % 7 {
        0 => format!("{prefix}D{index:05}"),
        3 => format!("{prefix}{index:04}挂"),
        _ => format!("{prefix}{index:04}K"),
    }
}

fn dressed(plate: &str, index: u32) -> String {
    let (front, back) = plate.split_at(4);
    match index % 4 {
        0 => plate.to_owned(),
        1 => format!("{front}·{back}"),
        2 => format!(" {} {}", front.to_lowercase(), back.to_lowercase()),
        _ => format!("{front}-{back}\u{3000}"),
    }
}

fn plate_type(index: u32) -> Value {
    match (index % 7, index % 3) {
        (0, _) => Value::Number(52),
        (3, _) => Value::Text("挂车".to_owned()),
        (_, 0) => Value::Number(2),
        (_, 1) => Value::Text("小型汽车".to_owned()),
        _ => Value::Blank,
    }
}

/// With the right check digit (GB 16735), but for one in fifty.
fn vin(index: u32) -> String {
    let letters = format!("LSVAM4180{index:08}");
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let value = |c: char| match c {
        'L' => 3,
        'S' => 2,
        'V' => 5,
        'A' => 1,
        'M' => 4,
        digit => digit.to_digit(10).expect("a digit"),
    };
    let sum: u32 = letters.chars().zip(weights).map(|(c, weight)| value(c) * weight).sum();
    let wrong = u32::from(index % 50 == 7);
    let digit = "0123456789X".chars().nth(((sum + wrong) % 11) as usize).expect("below eleven");
    format!("{}{digit}{}", &letters[..8], &letters[9..])
}

/// Ten ways of being wrong, in turn.
fn spoil(row: &mut [Value], index: u32) -> &'static str {
    let (column, value, code) = match (index / 33) % 10 {
        0 => (2, "苏E1234".to_owned(), "plate_length"),
        1 => (2, "苏EI2345".to_owned(), "plate_serial"),
        2 => (2, "E12345".to_owned(), "plate_province"),
        3 => (2, " ".to_owned(), "plate_empty"),
        4 => (3, "飞机".to_owned(), "plate_type_unknown"),
        5 => (1, "LSVAM418000000001X".to_owned(), "vin_length"),
        6 => (1, "LSVAM4180O0000001".to_owned(), "vin_letter"),
        7 => (8, "长".repeat(201), "too_long"),
        // The first vehicle of the list again, with another engine.
        8 => (2, plate(0), "duplicate_plate"),
        _ => (2, "苏5K2345".to_owned(), "plate_letter"),
    };
    row[column] = Value::Text(value);
    code
}

impl Value {
    fn text(&self) -> String {
        match self {
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => format!("2024-03-{day:02}"),
        }
    }
}

impl Messy {
    pub fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_name("填写说明")
            .expect("a name")
            .write(0, 0, "请在「车辆」页填写")
            .expect("a cell");
        let page = book.add_worksheet().set_name("车辆").expect("a name");
        let day_format = Format::new().set_num_format("yyyy/m/d");
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Value::Blank => continue,
                    Value::Text(text) => page.write_string(row, column, text),
                    Value::Number(number) => page.write_number(row, column, *number),
                    Value::Day(day) => {
                        let day = chrono::NaiveDate::from_ymd_opt(2024, 3, *day).expect("a day of March");
                        page.write_datetime_with_format(row, column, day, &day_format)
                    }
                }
                .expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    }

    /// Semicolons, since the owners' names hold commas.
    pub fn csv(&self) -> String {
        let quoted = |cell: &Value| match cell.text() {
            text if text.contains([';', '"']) => format!("\"{}\"", text.replace('"', "\"\"")),
            text => text,
        };
        let line = |cells: &Vec<Value>| cells.iter().map(quoted).collect::<Vec<_>>().join(";") + "\r\n";
        self.rows.iter().map(line).collect()
    }

    pub fn gbk_csv(&self) -> Vec<u8> {
        encoding_rs::GB18030.encode(&self.csv()).0.into_owned()
    }

    /// As LibreOffice writes it, with a million blank rows behind.
    pub fn ods(&self) -> Vec<u8> {
        let cell = |cell: &Value| match cell {
            Value::Blank => "<table:table-cell/>".to_owned(),
            Value::Number(number) => format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            ),
            Value::Day(_) => format!(
                "<table:table-cell office:value-type=\"date\" office:date-value=\"{}\"/>",
                cell.text()
            ),
            Value::Text(text) => format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            ),
        };
        let row = |cells: &Vec<Value>| match cells.iter().map(cell).collect::<String>() {
            cells if cells.is_empty() => "<table:table-row><table:table-cell/></table:table-row>".to_owned(),
            cells => format!("<table:table-row>{cells}</table:table-row>"),
        };
        ods(&self.rows.iter().map(row).collect::<String>())
    }
}

/// An ods file around the rows of its only sheet.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:spreadsheet><table:table table:name=\"车辆\">{rows}\
         <table:table-row table:number-rows-repeated=\"1047000\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// A zip archive of these entries.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let plain = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, plain).expect("an entry");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}
