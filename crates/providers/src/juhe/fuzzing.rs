//! The readers of untrusted bytes, for the fuzz targets.

use super::city_rules::{cities, prefix_rule};
use crate::charset::decode;

/// An answer of `query` in either format.
pub fn answer(bytes: &[u8]) {
    crate::fuzzing::check(super::answer::read(&decode(bytes, None)));
}

/// The city list and the rule of a prefix.
pub fn city_list(bytes: &[u8]) {
    let text = decode(bytes, None);
    let listed = cities(&text).unwrap_or_default();
    assert!(listed.iter().all(|(_, rule)| !rule.code.is_empty()));
    let _ = prefix_rule(&text);
}
