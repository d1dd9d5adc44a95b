//! The reader of untrusted bytes, for the fuzz targets.

use cheku_domain::provider::Read;

/// The reader of answers.
pub(crate) const READ: Read = super::ENTRY.read;

/// An answer in any of the three formats.
pub fn answer(bytes: &[u8]) {
    crate::fuzzing::answer(READ, &["vioTime", "vioAction"], bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fine of 77 yuan, whatever came.
    fn inventing(_: &str) -> Result<cheku_domain::provider::Reply, cheku_domain::provider::ProviderError> {
        READ(r#"{"codeid":10000,"retdata":[{"vioTime":"x","vioFine":"77"}]}"#)
    }

    #[test]
    fn a_reader_that_answers_what_nobody_said_is_found_out() {
        let members = ["vioTime"];
        let held = |bytes: &'static [u8]| {
            std::panic::catch_unwind(|| crate::fuzzing::answer(inventing, &members, bytes)).is_ok()
        };
        assert!(!held(b"{\"a\":1}"));
        assert!(!held(b"{\"vioTime\":\"x\"}"));
    }
}
