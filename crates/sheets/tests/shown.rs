//! What the sheet shows counts, and what a cell was is told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{CellKind, Table, from_bytes};
use common::files::{Page, Xls, number, row, text, texts, xlsx};
use common::messy::ods;
use common::only;

fn read(bytes: Vec<u8>) -> Table {
    only(from_bytes(bytes).unwrap())
}

fn cells(table: &Table, row: usize) -> Vec<(&str, CellKind)> {
    table.rows[row].cells.iter().map(|cell| (cell.text.as_str(), cell.kind)).collect()
}

// SheetJS/sheetjs#1394, qax-os/excelize#1401, abap2xlsx/abap2xlsx#1078
#[test]
fn zeros_of_a_number_format_are_shown_in_xlsx() {
    use CellKind::Number;
    let rows = texts(1, &["车牌号", "号牌种类", "发动机号", "备注"])
        + &row(2, "", &[number(2, "12345"), number(1, "2"), number(1, "123456"), number(4, "123456")])
        + &row(3, "", &[text("粤B12346"), number(0, "2.0"), number(5, "12345678"), number(0, "1234.5")])
        + &row(4, "", &[text("粤B12347"), text(""), number(0, "1.23456789012345E+17"), text("")]);
    let table = read(xlsx(&[Page::new("S", rows)]));
    let expected = [("粤B12345", Number), ("00000002", Number), ("00123456", Number), ("123-456", Number)];
    assert_eq!(cells(&table, 0), expected);
    assert_eq!(cells(&table, 1)[1..], [("2", Number), ("12345678", Number), ("1234.5", Number)]);
    assert_eq!(cells(&table, 2)[2], ("123456789012345000", Number), "no digit is rounded away");
    let first = &common::by_headings(&table).rows[0];
    assert_eq!(
        (first.plate_type.map(|held| held.code()), first.engine.as_deref()),
        (Some("02"), Some("00123456"))
    );
}

#[test]
fn zeros_of_a_number_format_are_shown_in_xls() {
    let mut sheet = Xls::default();
    for (column, heading) in (0..).zip(["车牌号", "发动机号", "备注"]) {
        sheet.text(0, column, heading);
    }
    sheet.text(1, 0, "粤B12345");
    sheet.number(1, 1, 1, 123_456.0);
    sheet.number(1, 2, 0, 123_456.0);
    let table = read(sheet.bytes());
    let number = CellKind::Number;
    assert_eq!(cells(&table, 0)[1..], [("00123456", number), ("123456", number)]);
}

// tafia/calamine#308 #354, SheetJS/sheetjs#383
#[test]
fn an_ods_is_read_as_it_is_shown_with_its_repeats() {
    let string = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let float = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let line = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let note = "a<text:s text:c=\"3\"/>b<text:tab/>c</text:p><text:p>第二段</text:p>\
                <office:annotation><text:p>批注不要</text:p></office:annotation><text:p>";
    let blank = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"5\"/></table:table-row>";
    let rows = [
        blank.to_owned(),
        line(&["车牌号", "发动机号", "司机", "备注"].map(string)),
        line(&[string("粤B12345"), float("123456", "00123456"), string("张三"), string(note)]),
        line(&[string("粤B12346"), float("1.2345678901234567E17", "1.23E+17"), "<table:covered-table-cell/>".to_owned(), string("x")]),
        line(&[string("粤B12347"), "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>0001</text:p></table:table-cell>".to_owned()]),
        line(&[string("粤B12348"), "<table:table-cell table:formula=\"of:=X1\" office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>".to_owned()]),
    ];
    let table = read(ods(&rows.concat()));
    assert_eq!((table.heading_row, table.rows[0].number), (3, 4));
    assert_eq!(cells(&table, 0)[1], ("00123456", CellKind::Number));
    assert_eq!(table.rows[0].cell(3), "a   b\tc\n第二段");
    assert_eq!(
        cells(&table, 1)[1],
        ("123456789012345670", CellKind::Number),
        "not the text of a narrow column"
    );
    assert_eq!((table.rows[2].cell(1), table.rows[2].cell(2)), ("0001", "0001"));
    assert_eq!(cells(&table, 3)[1], ("#N/A", CellKind::Error));
}

// roo-rb/roo#269; infiniflow/ragflow#19737, felipe-prenholato/openpyxl#69
#[test]
fn errors_and_formulas_without_a_value_are_told_from_blanks() {
    let error = |mark: &str| format!("<c t=\"e\"><f>X1</f><v>{mark}</v></c>");
    let rows = texts(1, &["车牌号", "发动机号", "司机"])
        + &row(2, "", &[text("粤B12345"), error("#N/A"), error("#SPILL!")])
        + &row(
            3,
            "",
            &[
                text("粤B12346"),
                "<c><f>VLOOKUP(A2,X,2,0)</f><v/></c>".to_owned(),
                "<c t=\"str\"><f>\"\"</f><v></v></c>".to_owned(),
            ],
        )
        + &row(4, "", &[text("粤B12347"), "<c t=\"b\"><v>1</v></c>".to_owned(), number(3, "45678")]);
    let table = read(xlsx(&[Page::new("S", rows)]));
    assert_eq!(cells(&table, 0)[1..], [("#N/A", CellKind::Error), ("#SPILL!", CellKind::Error)]);
    assert_eq!(cells(&table, 1)[1..], [("", CellKind::NoValue)], "a text that is empty is a value");
    assert_eq!(cells(&table, 2)[1..], [("TRUE", CellKind::Bool), ("2025-01-21", CellKind::Date)]);

    let table = read(include_bytes!("fixtures/formula-without-value.xls").to_vec());
    assert_eq!(
        cells(&table, 0),
        [("粤B12345", CellKind::Text), ("", CellKind::NoValue), ("", CellKind::NoValue)]
    );
}

// mk-j/PHP_XLSXWriter and others: an attribute says which string, an empty one says none
#[test]
fn strings_are_read_whole_whatever_they_are_made_of() {
    let rich = "<c t=\"inlineStr\"><is><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></is></c>";
    let rows = texts(1, &["车牌号", "司机", "备注"])
        + &row(2, "", &[text("粤B12345"), rich.to_owned(), text("甲_x000D_&#10;乙 &amp; 丙")]);
    let table = read(xlsx(&[Page::new("S", rows)]));
    assert_eq!((table.rows[0].cell(1), table.rows[0].cell(2)), ("张三", "甲\r\n乙 & 丙"));
}

// tafia/calamine#261, pjfanning/excel-streaming-reader#300
#[test]
fn cells_without_their_places_and_wrong_dimensions_are_read() {
    for dimension in ["", "<dimension ref=\"A1\"/>", "<dimension ref=\"A1:XFD1048576\"/>"] {
        let lines = ["粤B12345", "粤B12346", "粤B12347"]
            .map(|plate| format!("<row>{}{}</row>", text(plate), text("0001")));
        let sheet = format!(
            "<worksheet>{dimension}<sheetData><row>{}{}</row>{}</sheetData></worksheet>",
            text("车牌号"),
            text("发动机号"),
            lines.concat()
        );
        let table = read(common::messy::zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("XL\\Workbook.xml", b"<x:workbook><x:sheets><x:sheet name=\"S\" r:id=\"a\"/></x:sheets></x:workbook>"),
            ("_rels\\.rels", b"<Relationships><Relationship Id=\"w\" Type=\"t/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"),
            ("xl\\_rels\\workbook.xml.rels", b"<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"/xl/Worksheets/Sheet1.xml\"/></Relationships>"),
            ("xl\\worksheets\\sheet1.xml", [&b"\xef\xbb\xbf"[..], sheet.as_bytes()].concat().as_slice()),
        ]));
        assert_eq!(
            (table.rows.len(), table.rows[2].number, table.rows[2].cell(1)),
            (3, 4, "0001"),
            "{dimension}"
        );
    }
}
