//! The parts of an xlsx: the sheet, and behind a zero byte its strings and styles.
#![no_main]

mod sheets;

const ROOT: &[u8] = b"<Relationships><Relationship Id='w' Type='t/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const BOOK: &[u8] = b"<workbook><sheets><sheet name='S' r:id='a'/></sheets></workbook>";
const RELATED: &[u8] = b"<Relationships><Relationship Id='a' Type='t/worksheet' Target='sheet1.xml'/>\
    <Relationship Id='b' Type='t/sharedStrings' Target='strings.xml'/>\
    <Relationship Id='c' Type='t/styles' Target='styles.xml'/></Relationships>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    sheets::holds(sheets::zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATED),
        ("xl/sheet1.xml", next()),
        ("xl/strings.xml", next()),
        ("xl/styles.xml", next()),
    ]));
});
