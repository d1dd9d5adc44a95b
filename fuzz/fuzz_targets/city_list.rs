//! The city list and the rule of a prefix, in both formats.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cheku_providers::juhe_fuzzing::city_list(bytes));
