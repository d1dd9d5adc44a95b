//! An answer of Juhe's `query` as json.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // Other formats have targets of their own.
    if !matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return Corpus::Reject;
    }
    cheku_providers::juhe_fuzzing::answer(bytes);
    Corpus::Keep
});
