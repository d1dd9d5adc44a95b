//! Which sheets and rows are read, and that no other is lost without a word.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{
    Book, LeftOut, Mapping, Meaning, PassedOverWhy, RowFault, SheetError, Table, from_bytes, from_clipboard,
    read_sheets,
};
use common::files::{Page, Xls, row, text, texts, xlsx};
use common::messy::ods;
use common::only;

fn read(bytes: Vec<u8>) -> Table {
    only(from_bytes(bytes).unwrap())
}

fn plates(table: &Table) -> Vec<&str> {
    let column = Mapping::by_headings(table).column(Meaning::Plate).expect("a plate column");
    table.rows.iter().map(|row| row.cell(column)).collect()
}

fn passed(table: &Table) -> Vec<(u32, PassedOverWhy)> {
    table.passed_over.iter().map(|passed| (passed.row.number, passed.why)).collect()
}

fn team(first: u32) -> String {
    let plate = |number: u32| texts(number - first + 2, &[&format!("粤B1000{number}"), "一队"]);
    texts(1, &["车牌号", "车队"]) + &plate(first) + &plate(first + 1)
}

// alibaba/easyexcel#1003, czyt1988/data-workbench#25
#[test]
fn every_visible_sheet_with_plates_is_read_and_the_others_are_named() {
    let book = from_bytes(xlsx(&[
        Page::new("封面", texts(1, &["车辆台账"]) + &texts(2, &["制表：张三"])),
        Page::new("填写示例", team(1)),
        Page::new("一队", team(3)),
        Page { state: "hidden", ..Page::new("旧", team(5)) },
        Page::new("空", ""),
        Page::new("二队", team(7)),
        Page::new("只有表头", texts(1, &["车牌号"])),
    ]))
    .unwrap();
    let told: Vec<_> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.rows, sheet.left_out)).collect();
    assert_eq!(
        told,
        [
            ("封面", 2, Some(LeftOut::NoPlateColumn)),
            ("填写示例", 2, Some(LeftOut::Example)),
            ("一队", 2, None),
            ("旧", 2, Some(LeftOut::Hidden)),
            ("空", 0, Some(LeftOut::Empty)),
            ("二队", 2, None),
            ("只有表头", 0, Some(LeftOut::Empty)),
        ]
    );
    let read: Vec<_> = book.tables().flat_map(plates).collect();
    assert_eq!(read, ["粤B10003", "粤B10004", "粤B10007", "粤B10008"]);
}

#[test]
fn where_nothing_is_read_it_is_said_why() {
    let example =
        from_bytes(xlsx(&[Page::new("模板", team(1)), Page::new("说明", texts(1, &["请填写"]))])).unwrap();
    assert_eq!(example.check(), Err(SheetError::NoSheetTaken));
    let all_hidden = xlsx(&[Page { state: "veryHidden", ..Page::new("S", team(1)) }]);
    assert_eq!(read(all_hidden).rows.len(), 2, "what is hidden as a whole is shown");
    let unknown = read(xlsx(&[Page::new("A", texts(1, &["牌"]) + &texts(2, &["粤B12345"]))]));
    assert_eq!(unknown.headings, ["牌"], "the person may still say what the column is");
    assert_eq!(from_bytes(xlsx(&[Page::new("A", "")])), Err(SheetError::EmptyFile));
    assert_eq!(from_bytes(xlsx(&[Page::new("A", texts(1, &["车牌号"]))])), Err(SheetError::HeadingsOnly));
}

#[test]
fn a_vehicle_on_two_sheets_is_one() {
    let page = |name, lines: &[[&str; 2]]| {
        let rows = lines.iter().zip(2..).map(|(line, number)| texts(number, line));
        Page::new(name, texts(1, &["车牌号", "司机"]) + &rows.collect::<String>())
    };
    let book = from_bytes(xlsx(&[
        page("一队", &[["粤B12345", "张三"], ["粤B12346", "李四"]]),
        page("二队", &[["粤B12345", "张三"], ["粤B12346", "王五"], ["粤B12347", ""]]),
    ]))
    .unwrap();
    let tables: Vec<(&Table, Mapping)> =
        book.tables().map(|table| (table, Mapping::by_headings(table))).collect();
    let sheets: Vec<(&Table, &Mapping)> = tables.iter().map(|(table, mapping)| (*table, mapping)).collect();
    let readings = read_sheets(&sheets).unwrap();
    assert_eq!(readings[1].rows.iter().map(|row| row.row).collect::<Vec<_>>(), [4]);
    assert_eq!(readings[1].passed_over, [(2, PassedOverWhy::Alike)]);
    let [complaint] = readings[1].rejected.as_slice() else { panic!("李四 or 王五") };
    let told = (
        complaint.sheet.as_str(),
        complaint.row,
        complaint.code,
        complaint.repeats_in.as_deref(),
        complaint.repeats,
    );
    assert_eq!(told, ("二队", 3, "duplicate_plate", Some("一队"), Some(3)));
}

// alibaba/easyexcel#2789, actualbudget/actual#2950 #377
#[test]
fn headings_over_several_rows_are_joined() {
    let down = xlsx(&[Page {
        behind: "<mergeCells><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:D2\"/><mergeCell ref=\"A1:A2\"/></mergeCells>",
        ..Page::new(
            "S",
            texts(1, &["车牌号", "证件信息", "", "车队"])
                + &texts(2, &["", "车架号", "发动机号"])
                + &texts(3, &["粤B12345", "LSVNV2183C2123456", "00123456", "一队"]),
        )
    }]);
    let table = read(down);
    assert_eq!(table.headings, ["车牌号", "证件信息 / 车架号", "证件信息 / 发动机号", "车队"]);
    assert_eq!((table.heading_row, table.rows.len()), (2, 1));

    let above = xlsx(&[Page {
        behind: "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"B2:C2\"/></mergeCells>",
        ..Page::new(
            "S",
            texts(1, &["车辆台账"])
                + &texts(2, &["序号", "证件信息", "", "使用"])
                + &texts(3, &["", "车牌号", "车架号", "司机"])
                + &texts(4, &["1", "粤B12345", "", "张三"]),
        )
    }]);
    let table = read(above);
    assert_eq!(table.headings, ["序号", "证件信息 / 车牌号", "证件信息 / 车架号", "使用 / 司机"]);
    assert_eq!(passed(&table), [(1, PassedOverWhy::Title)]);

    let text = "车牌号,证件信息,,车队\n,车架号,发动机号,\n粤B12345,LSVNV2183C2123456,00123456,一队\n";
    let table = only(from_clipboard(text).unwrap());
    let meanings = Mapping::by_headings(&table).meanings;
    assert_eq!(
        meanings,
        [Some(Meaning::Plate), Some(Meaning::Vin), Some(Meaning::Engine), Some(Meaning::Group)]
    );
}

#[test]
fn what_stands_below_one_heading_is_told_apart() {
    let page = |parts: &[&str]| {
        let behind = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:D1\"/></mergeCells>";
        let rows = texts(1, &["车牌号", "驾驶员"])
            + &texts(2, &["", parts[0], parts[1], parts[2]])
            + &texts(3, &["粤B12345", "a", "b", "c"]);
        read(xlsx(&[Page { behind, ..Page::new("S", rows) }]))
    };
    let (plate, driver) = (Some(Meaning::Plate), Some(Meaning::Driver));
    for (parts, meanings) in [
        (["姓名", "工号", "电话"], [plate, driver, None, None]),
        (["电话", "身份证号", "姓名"], [plate, None, None, driver]),
    ] {
        let table = page(&parts);
        let mapping = Mapping::by_headings(&table);
        assert_eq!(mapping.meanings, meanings, "{parts:?}");
        assert_eq!(mapping.check(&table), Ok(()));
    }
}

#[test]
fn merged_cells_give_their_value_to_every_row() {
    let rows = texts(1, &["序号", "车牌号", "车队", "司机"])
        + &texts(2, &["1", "粤B12345", "一队", "张三"])
        + &texts(3, &["2", "粤B12346"])
        + &texts(4, &["3", "粤B12347", "", "李四"])
        + &texts(5, &["4"]);
    let behind = "<mergeCells><mergeCell ref=\"C2:C5\"/><mergeCell ref=\"D2:D3\"/></mergeCells>";
    let table = read(xlsx(&[Page { behind, ..Page::new("S", rows) }]));
    let told: Vec<_> = table.rows.iter().map(|row| (row.cell(2), row.cell(3))).collect();
    assert_eq!(told, [("一队", "张三"), ("一队", "张三"), ("一队", "李四"), ("", "")]);

    let mut sheet = Xls::default();
    for (at, cells) in (0..).zip([["车牌号", "车队"], ["粤B12345", "一队"], ["粤B12346", ""]]) {
        sheet.text(at, 0, cells[0]);
        if !cells[1].is_empty() {
            sheet.text(at, 1, cells[1]);
        }
    }
    sheet.merge([1, 2], [1, 1]);
    assert_eq!(read(sheet.bytes()).rows[1].cell(1), "一队");

    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row>{}<table:table-cell office:value-type=\"string\" \
         table:number-rows-spanned=\"2\"><text:p>一队</text:p></table:table-cell></table:table-row>\
         <table:table-row>{}<table:covered-table-cell/></table:table-row>",
        cell("车牌号"),
        cell("车队"),
        cell("粤B12345"),
        cell("粤B12346"),
    );
    assert_eq!(read(ods(&rows)).rows[1].cell(1), "一队");

    let html = "<table><tr><td>车牌号<td>车队<tr><td>粤B12345<td rowspan=2>一队<tr><td>粤B12346</table>";
    assert_eq!(read(html.into()).rows[1].cell(1), "一队");
}

#[test]
fn titles_totals_and_repeated_headings_are_passed_over_by_name() {
    let text = "2026年11月车辆台账,,\n单位：某某物流,,制表：张三\n车牌号,发动机号,车队\n粤B12345,0001,一队\n小计：1辆,,\n\
                车牌号,发动机号,车队\n粤B12346,0002,二队\n,合 计,2\n";
    let table = only(from_clipboard(text).unwrap());
    assert_eq!(plates(&table), ["粤B12345", "粤B12346"]);
    use PassedOverWhy::{RepeatedHeadings, Title, Total};
    assert_eq!(passed(&table), [(1, Title), (2, Title), (5, Total), (6, RepeatedHeadings), (8, Total)]);
    assert!(table.rows.iter().all(|row| row.fault.is_none()));
}

#[test]
fn rows_below_other_headings_are_never_read_under_the_first() {
    let text = "车牌号,发动机号\n粤B12345,0001\n车牌号,司机\n粤B12346,张三\n车牌号,发动机号\n粤B12347,0003\n";
    let table = only(from_clipboard(text).unwrap());
    let faults: Vec<_> = table.rows.iter().map(|row| row.fault).collect();
    assert_eq!(faults, [None, Some(RowFault::OtherHeadings), None]);
}

// opengovsg/isomer#2805, adaltas/node-csv-parse#193
#[test]
fn a_row_with_more_cells_than_headings_is_rejected_and_never_shifted() {
    let text = "车牌号,备注,发动机号\n粤B12345,左前灯坏,0001\n粤B12346,左前灯坏,右后灯坏,0002\n粤B12347,正常,0003,,\n粤B12348\n";
    let table = only(from_bytes(text.into()).unwrap());
    let faults: Vec<_> = table.rows.iter().map(|row| (row.number, row.fault)).collect();
    assert_eq!(faults, [(2, None), (3, Some(RowFault::TooManyCells)), (4, None), (5, None)]);
    let reading = common::by_headings(&table);
    assert_eq!((reading.rejected[0].row, reading.rejected[0].code), (3, "too_many_cells"));
    assert_eq!(reading.rows.len(), 3);
}

// SheetJS/sheetjs#630, tidyverse/readxl#428
#[test]
fn hidden_rows_are_told_apart_in_every_format() {
    let plate = |number: u32, attributes: &str| row(number, attributes, &[text(&format!("粤B1234{number}"))]);
    let rows =
        texts(1, &["车牌号"]) + &plate(2, "") + &plate(3, "hidden=\"1\"") + &plate(4, "hidden=\"true\"");
    let in_xlsx = xlsx(&[Page::new("S", rows)]);
    let mut sheet = Xls::default();
    for (row, text) in (0..).zip(["车牌号", "粤B12342", "粤B12343", "粤B12344"]) {
        sheet.text(row, 0, text);
    }
    sheet.hide(2);
    sheet.hide(3);
    let line = |attribute: &str, text: &str| {
        format!(
            "<table:table-row {attribute}><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let in_ods = ods(&[
        line("", "车牌号"),
        line("", "粤B12342"),
        line("table:visibility=\"filter\"", "粤B12343"),
        line("table:visibility=\"collapse\"", "粤B12344"),
    ]
    .concat());
    let in_html = "<table><tr><td>车牌号<tr><td>粤B12342<tr style='display: none'><td>粤B12343<tr style=\"display:none\"><td>粤B12344</table>";
    for (name, bytes) in
        [("xlsx", in_xlsx), ("xls", sheet.bytes()), ("ods", in_ods), ("html", in_html.into())]
    {
        let mut table = read(bytes);
        assert_eq!(
            table.rows.iter().map(|row| row.hidden).collect::<Vec<_>>(),
            [false, true, true],
            "{name}"
        );
        table.pass_over_hidden();
        assert_eq!(passed(&table), [(3, PassedOverWhy::Hidden), (4, PassedOverWhy::Hidden)], "{name}");
        assert_eq!(plates(&table), ["粤B12342"], "{name}");
    }
}

#[test]
fn a_million_blank_formatted_rows_are_no_rows() {
    let blank = "<row s=\"1\"><c s=\"1\"/><c t=\"inlineStr\"><is><t> </t></is></c></row>".repeat(300_000);
    let table = read(xlsx(&[Page::new("S", team(1) + &blank)]));
    assert_eq!(table.rows.len(), 2);
}

// tidyverse/readxl#480, python-excel/xlrd#350
#[test]
fn web_tables_tabs_and_xml_named_xls_are_read() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"gb2312\"><style>td{}</style></head>\
                <body><table border=1><tr><td>车牌号</td><td>发动机号</td><td>备注</td></tr><tr><td>粤B12345</td>\
                <td style=\"mso-number-format:'\\@'\">00123456</td><td>第一行<br>第二行&nbsp;&amp;</td></tr></table></body></html>";
    let table = read(encoding_rs::GBK.encode(page).0.into_owned());
    assert_eq!((table.rows[0].cell(1), table.rows[0].cell(2)), ("00123456", "第一行\n第二行\u{a0}&"));

    let tabs = encoding_rs::GBK.encode("车牌号\t发动机号\r\n粤B12345\t00123456\r\n").0.into_owned();
    assert_eq!(read(tabs).rows[0].cell(1), "00123456");

    let xml = "<?xml version=\"1.0\" encoding=\"gbk\"?><?mso-application progid=\"Excel.Sheet\"?>\
               <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
               <Styles><Style ss:ID=\"z\"><NumberFormat ss:Format=\"00000000\"/></Style></Styles>\
               <Worksheet ss:Name=\"一队\"><Table><Row ss:Index=\"2\"><Cell><Data ss:Type=\"String\">车牌号</Data></Cell>\
               <Cell ss:Index=\"3\"><Data ss:Type=\"String\">发动机号</Data></Cell></Row><Row><Cell><Data ss:Type=\"String\">粤B12345</Data>\
               <Comment><Data ss:Type=\"String\">批注</Data></Comment></Cell><Cell ss:Index=\"3\" ss:StyleID=\"z\"><Data ss:Type=\"Number\">123456</Data></Cell></Row>\
               <Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"String\">粤B12346</Data></Cell></Row></Table></Worksheet></Workbook>";
    let table = read(encoding_rs::GBK.encode(xml).0.into_owned());
    assert_eq!((table.sheet.as_str(), table.heading_row, table.rows[0].cell(2)), ("一队", 2, "00123456"));
    assert!(table.rows[1].hidden);

    let login = "<!DOCTYPE html><html><body>请登录，会话已过期</body></html>";
    assert_eq!(from_bytes(login.into()), Err(SheetError::WebPage));
}

// tafia/calamine#102 #385
#[test]
fn a_locked_a_cut_and_an_empty_workbook_are_told_apart() {
    let locked = include_bytes!("fixtures/locked.xlsx").to_vec();
    assert_eq!(from_bytes(locked), Err(SheetError::PasswordProtected));
    let mut cut = xlsx(&[Page::new("S", team(1))]);
    cut.truncate(cut.len() / 2);
    assert_eq!(from_bytes(cut), Err(SheetError::Unreadable));
    assert_eq!(from_bytes(Vec::new()), Err(SheetError::EmptyFile));
}

#[test]
fn a_book_is_plain_data() {
    let book = from_bytes(xlsx(&[Page::new("一队", team(1))])).unwrap();
    let sent = serde_json::to_string(&book).unwrap();
    assert_eq!(serde_json::from_str::<Book>(&sent).unwrap(), book);
}
