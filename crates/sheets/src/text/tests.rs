//! Text files as people have them.
#![allow(clippy::expect_used)]

use super::*;

fn shown(text: &str) -> Vec<(u32, String)> {
    rows(text, None).rows.into_iter().map(|row| (row.number, joined(&row))).collect()
}

fn joined(row: &Row) -> String {
    row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
}

#[test]
fn row_numbers_are_those_of_the_spreadsheet() {
    let text = "a,b\r\n\r\n1,\"two\nlines\"\r3,4\n\n5,6";
    let expected = [(1, "a|b"), (3, "1|two\nlines"), (4, "3|4"), (6, "5|6")];
    assert_eq!(shown(text), expected.map(|(number, cells)| (number, cells.to_owned())));
}

#[test]
fn the_separator_is_the_one_that_stands_in_every_line() {
    for (text, expected) in [
        ("车牌号;备注\n苏E1;a,b,c,d\n苏E2;x", "苏E1|a,b,c,d"),
        ("车牌号\t备注\n苏E1\ta;b,c", "苏E1|a;b,c"),
        ("车牌号,备注\n苏E1,\"x;y;z;w\"", "苏E1|x;y;z;w"),
        ("车牌号\n苏E1", "苏E1"),
    ] {
        assert_eq!(shown(text)[1].1, expected, "{text}");
    }
}

#[test]
fn quotes_are_read_and_a_stray_one_swallows_nothing() {
    assert_eq!(shown("a,b\n\"say \"\"hi\"\"\",2")[1].1, "say \"hi\"|2");
    let stray = shown("a,b\n\"5 inch,2\n3,4\n5,6");
    assert_eq!(stray.len(), 4, "no row is lost");
    assert_eq!(stray[3].1, "5|6");
}

#[test]
fn the_guard_against_formulas_is_taken_back() {
    assert_eq!(shown("a,b\n'=1+1,'quoted'")[1].1, "=1+1|'quoted'");
}

#[test]
fn every_promised_encoding_gives_the_same_rows() {
    let text = "车牌号,备注\n苏E12345,鎏金①";
    let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat();
    let big = [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat();
    let marked = [vec![0xef, 0xbb, 0xbf], text.as_bytes().to_vec()].concat();
    let unmarked = [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)];
    for bytes in [gbk, little, big, marked].into_iter().chain(unmarked) {
        assert_eq!(decode(&bytes).expect("a text").trim_start_matches('\u{feff}'), text);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"%PDF-1.7", b"\xff\xff\xff\xff"] {
        let refused = decode(bytes).and_then(|text| refuse_what_is_no_table(&text));
        assert_eq!(refused, Err(SheetError::NotASpreadsheet));
    }
}

#[test]
fn a_page_says_its_own_encoding() {
    let text = "<meta charset='big5'><table><tr><td>車牌號</td></tr></table>";
    let bytes = encoding_rs::BIG5.encode(text).0;
    assert_eq!(decode(&bytes).expect("a text"), text);
}

#[test]
fn a_quote_that_does_not_end_spoils_its_own_line_alone() {
    for (text, faulty) in [
        ("a,b,c\n苏E12345,\"坏,1\n苏E12346,好,2\n苏E12347,\"好\",3", 2),
        ("a,b,c\n苏E12345,\"坏,1\n苏E12346,5\",2\n苏E12347,好,3", 2),
        ("a,b,c\n苏E12345,\"坏\"x\n,1\n苏E12346,好,2", 0),
        ("a,b,c\n苏E12345,好,1\n苏E12346,\"坏,2", 3),
    ] {
        let rows = rows(text, None).rows;
        let found: Vec<u32> = rows.iter().filter(|row| row.fault.is_some()).map(|row| row.number).collect();
        assert_eq!(found, if faulty == 0 { vec![] } else { vec![faulty] }, "{text}");
        assert_eq!(rows.len(), text.lines().count(), "{text}");
    }
    let note = rows("a,b,c\n苏E12345,\"两行\n备注, 带逗号\",1", None).rows;
    assert_eq!((note.len(), note[1].cell(1)), (2, "两行\n备注, 带逗号"));
}

#[test]
fn bars_and_chinese_commas_part_headings_where_nothing_else_does() {
    for (text, expected) in [
        ("车牌号|发动机号|备注\n粤B12345|0001|a,b", "粤B12345|0001|a,b"),
        ("车牌号，发动机号，备注\n粤B12345，0001，x", "粤B12345|0001|x"),
        ("sep=;\r\n车牌号;备注\n粤B12345;a,b", "粤B12345|a,b"),
        ("车牌号,备注\n粤B12345,好，新，快", "粤B12345|好，新，快"),
    ] {
        assert_eq!(shown(text)[1], (2, expected.to_owned()), "{text}");
    }
}
