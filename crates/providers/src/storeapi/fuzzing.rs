//! The reader of untrusted bytes, for the fuzz targets.

/// An answer in any of the three formats.
pub fn answer(bytes: &[u8]) {
    crate::fuzzing::check(super::answer::read(&crate::charset::decode(bytes, None)));
}
