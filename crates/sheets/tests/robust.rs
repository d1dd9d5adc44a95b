//! No file takes the program down, and a long list is no slow list.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use cheku_sheets::{Book, Mapping, from_bytes, from_clipboard, read_vehicles};
use common::messy::messy;
use proptest::prelude::*;
use std::sync::LazyLock;

static XLSX: LazyLock<Vec<u8>> = LazyLock::new(|| messy(5).xlsx());
static ODS: LazyLock<Vec<u8>> = LazyLock::new(|| messy(5).ods());
static XLS: &[u8] = include_bytes!("fixtures/fleet.xls");

/// Reads as far as it goes; the answer may be anything but a panic.
fn swallow(bytes: Vec<u8>) {
    if let Ok(book) = from_bytes(bytes) {
        read(&book);
    }
}

fn read(book: &Book) {
    for table in book.sheets.iter().filter_map(|sheet| sheet.table.as_ref()) {
        let _ = read_vehicles(table, &Mapping::suggested(table));
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        for magic in [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", "车牌号\n".as_bytes()] {
            swallow([magic, &bytes].concat());
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "[苏E车牌号0-9\\PC,;\t\"'\r\n]{0,300}") {
        if let Ok(book) = from_clipboard(&text) {
            read(&book);
        }
    }

    #[test]
    fn damaged_workbooks_never_panic(which in 0..3_usize, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = [&XLSX[..], &ODS[..], XLS][which].to_vec();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        swallow(bytes);
    }
}
