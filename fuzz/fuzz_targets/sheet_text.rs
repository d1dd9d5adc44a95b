//! Whole files without a container: csv, web pages, XML-spreadsheet 2003, flat ods.
#![no_main]

mod sheets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sheets::holds(bytes.to_vec()));
