//! The content of an ods.
#![no_main]

mod sheets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sheets::holds(sheets::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", bytes),
    ]));
});
