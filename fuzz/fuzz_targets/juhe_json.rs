//! An answer of Juhe's `query` as json.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cheku_providers::juhe_fuzzing::answer(bytes));
