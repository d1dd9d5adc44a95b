//! An answer of storeapi as xml.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cheku_providers::storeapi_fuzzing::answer(bytes));
