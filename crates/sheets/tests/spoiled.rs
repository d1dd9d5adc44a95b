//! A cell that was spoiled on its way is never a value: it is named, and left blank.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{Cell, CellKind, Complaint, Reading, Row, Table, from_bytes};
use common::{by_headings, pasted};

/// Row, column, code and text of what is worth a look.
fn named(complaints: &[Complaint]) -> Vec<(u32, &str, &str, &str)> {
    complaints.iter().map(|one| (one.row, one.column.as_str(), one.code, one.text.as_str())).collect()
}

fn engines(reading: &Reading) -> Vec<Option<&str>> {
    reading.rows.iter().map(|row| row.engine.as_deref()).collect()
}

fn types(reading: &Reading) -> Vec<(&str, Option<&str>)> {
    reading.rows.iter().map(|row| (row.plate.as_str(), row.plate_type.map(|held| held.code()))).collect()
}

/// A sheet whose cells are what they are.
fn sheet(headings: &[&str], rows: &[&[(&str, CellKind)]]) -> Reading {
    let row = |(number, cells): (u32, &&[(&str, CellKind)])| Row {
        number,
        cells: cells.iter().map(|(text, kind)| Cell::new(*text, *kind)).collect(),
        ..Row::default()
    };
    by_headings(&Table {
        sheet: String::new(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        heading_row: 1,
        rows: (2..).zip(rows).map(row).collect(),
        passed_over: Vec::new(),
    })
}

/// alibaba/easyexcel#314, huanz/tableExport#10, CyrusNuevoDia/CSV.js#45
#[test]
fn numbers_that_lost_digits_in_a_text_file_are_named() {
    let reading = pasted(
        "车牌号,发动机号,车架号\n粤B12340,1.23457E+12,\n粤B12341,1.2E+05,\n粤B12342,4E123456,\n粤B12343,12345678.0,\n\
         粤B12344,1E5,\n粤B12345,,1.23E+16\n粤B12346,\"1,234,567\",\n粤B12347,12345678901234500,\n粤B12348,1234.5,\n",
    );
    assert_eq!(
        named(&reading.warnings),
        [
            (2, "发动机号", "spoiled_exponent", "1.23457E+12"),
            (3, "发动机号", "spoiled_exponent", "1.2E+05"),
            (6, "发动机号", "spoiled_exponent", "1E5"),
            (7, "车架号", "spoiled_exponent", "1.23E+16"),
            (8, "发动机号", "spoiled_thousands", "1,234,567"),
            (9, "发动机号", "spoiled_digits", "12345678901234500"),
            (10, "发动机号", "spoiled_fraction", "1234.5"),
        ]
    );
    let kept = [None, None, Some("4E123456"), Some("12345678"), None, None, None, None, None];
    assert_eq!(engines(&reading), kept);
    assert!(reading.rejected.is_empty());
}

/// The same sources, and SheetJS/sheetjs#1394: what a workbook knows of its cells.
#[test]
fn numbers_dates_and_errors_of_a_workbook_are_told_by_their_kind() {
    let text = |text| (text, CellKind::Text);
    let reading = sheet(
        &["车牌号", "发动机号", "司机", "备注"],
        &[
            &[text("粤B12340"), ("00123456", CellKind::Number), text("张三")],
            &[text("粤B12341"), ("12345678901234567", CellKind::Number)],
            &[text("粤B12342"), ("12345678901234567", CellKind::Text)],
            &[text("粤B12343"), ("1234.5", CellKind::Number)],
            &[
                text("粤B12344"),
                ("2026-03-05", CellKind::Date),
                ("2026-03-05", CellKind::Date),
                ("2026-03-05", CellKind::Date),
            ],
            &[text("粤B12345"), ("TRUE", CellKind::Bool), ("#REF!", CellKind::Error)],
            &[text("粤B12346"), ("", CellKind::NoValue), ("", CellKind::NoValue)],
            &[("#N/A", CellKind::Error), text("E1")],
            &[("", CellKind::NoValue), text("E2")],
            &[text("粤B12347"), ("123456", CellKind::Number)],
        ],
    );
    assert_eq!(
        named(&reading.warnings),
        [
            (3, "发动机号", "spoiled_digits", "12345678901234567"),
            (5, "发动机号", "spoiled_fraction", "1234.5"),
            (6, "发动机号", "spoiled_date", "2026-03-05"),
            (6, "司机", "spoiled_date", "2026-03-05"),
            (7, "发动机号", "spoiled_bool", "TRUE"),
            (7, "司机", "spoiled_error", "#REF!"),
            (8, "发动机号", "spoiled_no_value", ""),
            (8, "司机", "spoiled_no_value", ""),
            (11, "发动机号", "zeros_lost", "123456"),
        ]
    );
    assert_eq!(
        named(&reading.rejected),
        [(9, "车牌号", "spoiled_error", "#N/A"), (10, "车牌号", "spoiled_no_value", "")]
    );
    let kept = [Some("00123456"), None, Some("12345678901234567"), None, None, None, None, Some("123456")];
    assert_eq!(engines(&reading), kept, "a number that may have lost its zeros is kept");
    assert_eq!(reading.rows[4].note.as_deref(), Some("2026-03-05"), "a remark may be a date");
}

#[test]
fn a_number_shorter_than_all_others_of_its_column_is_named() {
    let row = |plate, engine| [(plate, CellKind::Text), (engine, CellKind::Number)];
    let rows = [
        row("粤B12340", "12345678"),
        row("粤B12341", "23456781"),
        row("粤B12342", "34567812"),
        row("粤B12343", "45678123"),
        row("粤B12344", "1234567"),
    ];
    let rows: Vec<&[(&str, CellKind)]> = rows.iter().map(|row| row.as_slice()).collect();
    let reading = sheet(&["车牌号", "发动机号"], &rows);
    assert_eq!(named(&reading.warnings), [(6, "发动机号", "zeros_lost", "1234567")]);
    assert!(sheet(&["车牌号", "发动机号"], &rows[3..]).warnings.is_empty(), "two lengths are no rule");
}

/// pandas-dev/pandas#20717, calpaterson/csvbase#11
#[test]
fn whole_numbers_and_nan_of_data_tools_are_read_as_meant() {
    let reading = pasted(
        "车牌,号牌种类,发动机号,所有人\n粤B12345,2.0,123456.0,甲公司\n粤B12346,nan,nan,nan\n粤BD12347,52.0,7654321.0,nan\n",
    );
    assert_eq!(types(&reading), [("粤B12345", Some("02")), ("粤B12346", None), ("粤BD12347", Some("52"))]);
    assert_eq!(engines(&reading), [Some("123456"), None, Some("7654321")]);
    assert!(reading.warnings.iter().all(|warning| warning.code == "spoiled_filler" && warning.text == "nan"));
    assert_eq!(reading.warnings.len(), 4);

    let codes = pasted(
        "车牌号,号牌种类\n粤B12340,1.0\n粤B12341,2.0\n粤B12342,5.0\n粤B12343,1\n粤B12345,02.0\n粤B2346挂,15.00\n粤B12348, 2\n粤B12349,2.5\n",
    );
    let read: Vec<_> = codes.rows.iter().map(|row| row.plate_type.unwrap().code()).collect();
    assert_eq!(read, ["01", "02", "05", "01", "02", "15", "02"], "never 20, 10 or 50");
    assert_eq!(named(&codes.rejected), [(9, "号牌种类", "plate_type_unknown", "2.5")]);
}

/// JnLlnd/CSVBuddy#34, layui/layui#388, Notifuse/notifuse#223, LuteOrg/lute-v3#612
#[test]
fn wrapped_texts_and_marks_that_nobody_sees_are_taken_off_every_field() {
    let text = String::from(
        "\u{200b}车牌号\u{200b},发动机号\u{a0},车架号,司机,分组,备注\n\
         =\"粤B12345\",=\"00123456\",=\"LSVNV2187C2123456\",=\"13800000001\",=\"一队\",eq\n\
         \"粤B12346\t\",\"00123457\t\",,\t13800000001,,tab\n\
         '粤B12347,'00123458,'LSVNV2187C2123456,'张三,'一队,'0012\n\
         粤\u{200b}B12348,\u{200b}E0001\u{202c},\u{200e}LSVNV2187C2123456\u{200b},张三\u{200b},一\u{ad}队,\n\
         \u{202d}粤B12349\u{202c},E\u{fe0f}0002,,\u{a0}张三,,\n粤\u{fe0f}B\u{180e}12350\u{2028},\u{2066}E0003\u{2069},,,,第一行\u{b}第二行\n",
    );
    // From a file: a pasted text with tabs is parted by them.
    let reading = by_headings(&common::only(from_bytes(text.into()).unwrap()));
    assert!(reading.rejected.is_empty(), "{:?}", named(&reading.rejected));
    let kept =
        [Some("00123456"), Some("00123457"), Some("00123458"), Some("E0001"), Some("E0002"), Some("E0003")];
    assert_eq!(engines(&reading), kept);
    let drivers: Vec<_> = reading.rows.iter().filter_map(|row| row.driver.as_deref()).collect();
    assert_eq!(drivers, ["13800000001", "13800000001", "张三", "张三", "张三"]);
    assert_eq!(reading.rows[3].group.as_deref(), Some("一队"));
    assert!(reading.rows[0].vin.is_some() && reading.rows[2].vin.is_some() && reading.rows[3].vin.is_some());
    assert_eq!(reading.rows[2].note.as_deref(), Some("0012"));
    assert_eq!(reading.rows[5].note.as_deref(), Some("第一行\n第二行"));
}

#[test]
fn a_character_that_nobody_sees_is_named_where_its_cell_is_wrong() {
    let reading = pasted("车牌号\n粤\u{202d}B1234\n");
    let [complaint] = reading.rejected.as_slice() else { panic!("one rejected row") };
    assert_eq!((complaint.code, complaint.value_shown.as_str()), ("plate_length", "粤[U+202D]B1234"));
    assert_eq!(complaint.text, "粤\u{202d}B1234", "as it stands");
}

/// roo-rb/roo#269, django-import-export/django-import-export#323
#[test]
fn errors_and_words_for_nothing_are_blank_and_named() {
    let reading = pasted(
        "车牌号,发动机号,司机,分组,所有人,车架号,城市代码\n粤B12345,#N/A,#REF!,#VALUE!,#NAME?,,\n粤B12346,#DIV/0!,NULL,#NULL!,#NUM!,,\n\
         粤B12347,无,无,暂无,待补,无,无\n粤B12348,/,-,—,None,-,nan\n粤B12349,########,,,,,\n粤B12350,不详,未知,<NA>,undefined,待补,#N/A\n",
    );
    let blank = |row: &cheku_sheets::VehicleRow| {
        row.engine.is_none()
            && row.driver.is_none()
            && row.group.is_none()
            && row.owner.is_none()
            && row.vin.is_none()
            && row.city_code.is_none()
    };
    assert!(reading.rows.len() == 6 && reading.rows.iter().all(blank));
    assert_eq!(reading.warnings.len(), 4 + 4 + 6 + 6 + 1 + 6);
    assert!(
        reading
            .warnings
            .iter()
            .all(|one| !one.text.is_empty() && matches!(one.code, "spoiled_error" | "spoiled_filler"))
    );
    assert_eq!(named(&reading.warnings)[0], (2, "发动机号", "spoiled_error", "#N/A"));
    assert_eq!(
        pasted("车牌号,备注\n粤B12345,无\n").rows[0].note.as_deref(),
        Some("无"),
        "a remark may say so"
    );
}

/// faker-js/faker#540, h3/python-libvin#21
#[test]
fn one_digit_all_along_is_no_vin_and_no_engine_number() {
    let reading = pasted(
        "车牌号,车架号,发动机号\n粤B12340,lsvnv2187c2123456,\n粤B12345,11111111111111111,0\n粤B12346,00000000000000000,1111\n粤B12347,LSVNV2187CO123456,\n粤B2345挂,LA99FRH18,\n",
    );
    assert_eq!(
        named(&reading.warnings)
            .into_iter()
            .filter(|(_, _, code, _)| *code != "vin_check_digit")
            .collect::<Vec<_>>(),
        [
            (3, "车架号", "spoiled_repeated", "11111111111111111"),
            (3, "发动机号", "spoiled_filler", "0"),
            (4, "车架号", "spoiled_repeated", "00000000000000000"),
            (4, "发动机号", "spoiled_repeated", "1111"),
        ]
    );
    assert_eq!(named(&reading.rejected), [(5, "车架号", "vin_letter", "LSVNV2187CO123456")]);
    assert!(reading.rows[1].vin.is_none() && reading.rows[3].vin.is_some());
}

/// jolin198912/vechileflyloan CarInfoModel.java, SmallChi/JT809#7
#[test]
fn plate_type_and_class_of_vehicle_stand_side_by_side() {
    let both = pasted(
        "车牌号,号牌种类,车辆类型,发动机号\n粤B12345,小型汽车,小型轿车,E1\n粤B12346,大型汽车,重型半挂牵引车,E2\n粤B2345挂,挂车,重型集装箱半挂车,E3\n粤B12347,小型汽车,重型厢式货车,E4\n",
    );
    let expected = [
        ("粤B12345", Some("02")),
        ("粤B12346", Some("01")),
        ("粤B2345挂", Some("15")),
        ("粤B12347", Some("02")),
    ];
    assert_eq!(types(&both), expected);
    assert_eq!(named(&both.warnings), [(5, "车辆类型", "class_contradicts", "重型厢式货车")]);

    let class = pasted(
        "车牌号,车辆类型\n粤B12345,小型轿车\n粤B12346,重型半挂牵引车\n粤B2345挂,重型集装箱半挂车\n粤B12347,轻型厢式货车\n粤BD12345,小型普通客车\n粤B12348,大型普通客车\n粤B12349,飞艇\n",
    );
    let taken: Vec<_> =
        class.rows.iter().map(|row| row.plate_type.unwrap_or(row.suggested_type).code()).collect();
    assert_eq!(taken, ["02", "01", "15", "02", "52", "01", "02"]);
    assert_eq!(named(&class.warnings), [(8, "车辆类型", "class_unknown", "飞艇")]);

    let older = pasted("车牌号,车辆类型\n粤B12345,小型汽车\n粤B12346,01\n粤BD12345,小型汽车\n粤B12347,2.0\n");
    assert_eq!(
        older
            .rows
            .iter()
            .map(|row| (row.plate_type.unwrap_or(row.suggested_type).code(), row.type_given))
            .collect::<Vec<_>>(),
        [("02", true), ("01", true), ("52", true), ("02", true)]
    );
    assert_eq!(named(&older.warnings), [(4, "车辆类型", "plate_type_contradicts", "小型汽车")]);
    assert_eq!(
        pasted("车牌号,号牌种类\n粤B12345,小型轿车\n").rows[0].plate_type.map(|held| held.code()),
        Some("02")
    );
}

#[test]
fn the_plates_colour_suggests_and_contradicts() {
    let colour = pasted(
        "车牌号,车牌颜色\n粤B12345,蓝色\n粤B12346,黄色\n粤BD12345,渐变绿\n粤B12345D,黄绿色\n粤B12347,彩色\n粤B12348,#N/A\n",
    );
    let taken: Vec<_> =
        colour.rows.iter().map(|row| row.plate_type.unwrap_or(row.suggested_type).code()).collect();
    assert_eq!(taken, ["02", "01", "52", "51", "02", "02"]);
    assert_eq!(
        named(&colour.warnings),
        [(6, "车牌颜色", "colour_unknown", "彩色"), (7, "车牌颜色", "spoiled_error", "#N/A")]
    );

    let against = pasted(
        "车牌号,号牌种类,车牌颜色\n粤B12345,02,黄色\n粤BD12345,02,渐变绿\n粤B20001,,黄色\n粤B20002,52,蓝色\n粤B2345挂,02,黄色\n粤B20003,52,\n粤B20004,20,\n粤B20005,15,\n粤B1234学,02,\n",
    );
    assert_eq!(
        types(&against),
        [
            ("粤B12345", Some("02")),
            ("粤BD12345", Some("52")),
            ("粤B20001", Some("01")),
            ("粤B20002", Some("02")),
            ("粤B2345挂", Some("15")),
            ("粤B20003", Some("52")),
            ("粤B20004", Some("20")),
            ("粤B20005", Some("15")),
            ("粤B1234学", Some("16"))
        ]
    );
    assert_eq!(
        named(&against.warnings),
        [
            (2, "车牌颜色", "colour_contradicts", "黄色"),
            (3, "号牌种类", "plate_type_contradicts", "02"),
            (5, "号牌种类", "plate_type_contradicts", "52"),
            (6, "号牌种类", "plate_type_contradicts", "02"),
            (7, "号牌种类", "plate_type_contradicts", "52"),
            (8, "号牌种类", "plate_type_contradicts", "20"),
            (9, "号牌种类", "plate_type_contradicts", "15"),
            (10, "号牌种类", "plate_type_contradicts", "02"),
        ]
    );
    assert!(against.rejected.is_empty(), "what nothing else settles is kept, in doubt, and not asked about");
}

#[test]
fn a_type_may_be_written_as_a_colour_or_with_its_code() {
    let reading = pasted(
        "车牌号,号牌种类\n粤B12340,蓝牌\n粤B12341,黄牌\n粤B12342,小型汽车号牌\n粤B12345,02-小型汽车\n粤B12346,02 小型汽车\n粤B12347,小型汽车(02)\n粤B12348,２\n粤B12349,0２\n粤B12350,蓝色\n粤B12351,黄色\n",
    );
    let read: Vec<_> = reading.rows.iter().filter_map(|row| row.plate_type).map(|held| held.code()).collect();
    assert_eq!(read, ["02", "01", "02", "02", "02", "02", "02", "02", "02", "01"]);
}
