//! The readers of untrusted bytes, for the fuzz targets.

use super::city_rules::{cities, prefix_rule};
use crate::charset::decode;
use crate::tree::Said;
use cheku_domain::{CityRule, Need};

/// An answer of `query` in either format.
pub fn answer(bytes: &[u8]) {
    crate::fuzzing::answer(super::ENTRY.read, &["date", "act"], bytes);
}

/// The city list and the rule of a prefix.
pub fn city_list(bytes: &[u8]) {
    let said = Said::from(decode(bytes, None).as_str());
    let listed = cities(&said);
    assert_eq!(cities(&said), listed, "reading twice is the same");
    let only = prefix_rule(&said);
    assert_eq!(prefix_rule(&said), only, "reading twice is the same");
    for rule in listed.iter().flatten().map(|(_, rule)| rule) {
        assert!(!rule.code.ends_with("_LISHI"), "what once was is no place");
        assert!(can_be_met(rule));
    }
    assert!(only.is_ok_and(|rule| can_be_met(&rule)) || prefix_rule(&said).is_err());
}

/// A city has a code, and no rule wants more characters than a frame number has.
fn can_be_met(rule: &CityRule) -> bool {
    let short = |need| !matches!(need, Need::Last(characters) if characters == 0 || characters > 17);
    !rule.code.is_empty() && short(rule.engine) && short(rule.frame)
}
