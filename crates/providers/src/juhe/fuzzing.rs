//! The readers of untrusted bytes, for the fuzz targets.

use super::city_rules::{cities, prefix_rule};
use crate::charset::decode;
use cheku_domain::{CityRule, Need};

/// An answer of `query` in either format.
pub fn answer(bytes: &[u8]) {
    crate::fuzzing::answer(super::answer::read, &["date", "act"], bytes);
}

/// The city list and the rule of a prefix.
pub fn city_list(bytes: &[u8]) {
    let text = decode(bytes, None);
    let listed = cities(&text);
    assert_eq!(cities(&text), listed, "reading twice is the same");
    let only = prefix_rule(&text);
    assert_eq!(prefix_rule(&text), only, "reading twice is the same");
    for rule in listed.iter().flatten().map(|(_, rule)| rule) {
        assert!(!rule.code.ends_with("_LISHI"), "what once was is no place");
        assert!(can_be_met(rule));
    }
    assert!(only.is_ok_and(|rule| can_be_met(&rule)) || prefix_rule(&text).is_err());
}

/// A city has a code, and no rule wants more characters than a frame number has.
fn can_be_met(rule: &CityRule) -> bool {
    let short = |need| !matches!(need, Need::Last(characters) if characters == 0 || characters > 17);
    !rule.code.is_empty() && short(rule.engine) && short(rule.frame)
}
