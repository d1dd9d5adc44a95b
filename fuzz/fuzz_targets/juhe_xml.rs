//! An answer of Juhe's `query` as xml.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // Other formats have targets of their own.
    if bytes.trim_ascii_start().first() != Some(&b'<') {
        return Corpus::Reject;
    }
    cheku_providers::juhe_fuzzing::answer(bytes);
    Corpus::Keep
});
