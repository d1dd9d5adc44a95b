//! A `name( … )` wrapper around anything.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cheku_providers::fuzzing::jsonp_unwrap(bytes));
