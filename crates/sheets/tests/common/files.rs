//! Small files made by the tests, part by part: what writers of values cannot make.

use super::messy::zipped;
use std::io::{Cursor, Write};

/// A sheet of an xlsx: its name, its state, its rows, and what stands behind them.
pub struct Page<'p> {
    pub name: &'p str,
    pub state: &'p str,
    pub rows: String,
    pub behind: &'p str,
}

impl<'p> Page<'p> {
    pub fn new(name: &'p str, rows: impl Into<String>) -> Page<'p> {
        Page { name, state: "visible", rows: rows.into(), behind: "" }
    }
}

/// Styles of the workbook by their number: plain, eight zeros, a plate's prefix, a
/// day, three and three digits, thousands.
const STYLES: &str = "<styleSheet><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"00000000\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"&quot;粤B&quot;00000\"/><numFmt numFmtId=\"166\" formatCode=\"000\\-000\"/>\
    </numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>\
    <xf numFmtId=\"165\"/><xf numFmtId=\"14\"/><xf numFmtId=\"166\"/><xf numFmtId=\"3\"/></cellXfs></styleSheet>";

pub fn xlsx(pages: &[Page<'_>]) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (page, at) in pages.iter().zip(1..) {
        let (name, state) = (page.name, page.state);
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" state=\"{state}\" r:id=\"s{at}\"/>");
        related += &format!(
            "<Relationship Id=\"s{at}\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        let sheet = format!("<worksheet><sheetData>{}</sheetData>{}</worksheet>", page.rows, page.behind);
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    related += "<Relationship Id=\"y\" Type=\"http://x/styles\" Target=\"styles.xml\"/>";
    let root = "<Relationships><Relationship Id=\"w\" Type=\"http://x/officeDocument\" \
                Target=\"xl/workbook.xml\"/></Relationships>";
    parts.extend([
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), root.to_owned()),
        ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{listed}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{related}</Relationships>")),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ]);
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zipped(&parts)
}

/// A row of texts; "" leaves its place blank.
pub fn texts(number: u32, cells: &[&str]) -> String {
    row(number, "", &cells.iter().map(|cell| text(cell)).collect::<Vec<_>>())
}

/// A row of written cells.
pub fn row(number: u32, attributes: &str, cells: &[String]) -> String {
    format!("<row r=\"{number}\" {attributes}>{}</row>", cells.concat())
}

pub fn text(text: &str) -> String {
    match text {
        "" => "<c/>".to_owned(),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}

pub fn number(style: u32, stored: &str) -> String {
    format!("<c s=\"{style}\"><v>{stored}</v></c>")
}

/// An xls of one sheet in the records of Excel 97: texts, numbers with a style
/// (1 is eight zeros), hidden rows, cells that are one.
#[derive(Default)]
pub struct Xls {
    records: Vec<u8>,
}

impl Xls {
    pub fn text(&mut self, row: u16, column: u16, text: &str) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut data = place(row, column, 0);
        data.extend(u16::try_from(units.len()).expect("short").to_le_bytes());
        data.push(1);
        data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        record(&mut self.records, 0x0204, &data);
    }

    pub fn number(&mut self, row: u16, column: u16, style: u16, number: f64) {
        let mut data = place(row, column, style);
        data.extend(number.to_le_bytes());
        record(&mut self.records, 0x0203, &data);
    }

    pub fn hide(&mut self, row: u16) {
        let mut data = vec![0; 16];
        data[..2].copy_from_slice(&row.to_le_bytes());
        data[12] = 0x20;
        record(&mut self.records, 0x0208, &data);
    }

    pub fn merge(&mut self, rows: [u16; 2], columns: [u16; 2]) {
        let corners = [1, rows[0], rows[1], columns[0], columns[1]];
        record(&mut self.records, 0x00e5, &corners.map(u16::to_le_bytes).concat());
    }

    pub fn bytes(&self) -> Vec<u8> {
        let bof = |kind: u8| [0, 6, kind, 0, 0xbb, 0x0d, 0xcc, 7, 0, 0, 0, 0, 6, 0, 0, 0];
        let mut book = Vec::new();
        record(&mut book, 0x0809, &bof(5));
        record(&mut book, 0x041e, &[&[164, 0, 8, 0, 0][..], b"00000000"].concat());
        for format in [0_u16, 164] {
            record(&mut book, 0x00e0, &[&[0, 0], &format.to_le_bytes()[..], &[0; 16]].concat());
        }
        let begins = u32::try_from(book.len()).expect("short") + 4 + 8 + 1 + 4;
        record(&mut book, 0x0085, &[&begins.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
        record(&mut book, 0x000a, &[]);
        record(&mut book, 0x0809, &bof(0x10));
        record(&mut book, 0x0200, &[0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 10, 0, 0, 0]);
        book.extend(&self.records);
        record(&mut book, 0x000a, &[]);
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        container.create_stream("/Workbook").expect("a stream").write_all(&book).expect("its content");
        container.flush().expect("its end");
        container.into_inner().into_inner()
    }
}

fn place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].map(u16::to_le_bytes).concat()
}

fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(data.len()).expect("short").to_le_bytes());
    stream.extend(data);
}
