//! What a person is shown of an address, and what a secret is kept for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use cheku_providers::{Address, find};
use std::collections::BTreeMap;

fn at(provider: &str, base_url: &str, path: &str) -> Address {
    let values = [("base_url", base_url), ("path", path)];
    let values = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
    Address::of(find(provider).unwrap().descriptor, &BTreeMap::from(values)).unwrap()
}

#[test]
fn one_place_is_one_place_however_it_is_written() {
    let plain = at("juhe", "", "");
    for same in [at("juhe", "https://V.JUHE.cn/", "/sweizhang/"), at("juhe", "https://v.juhe.cn:443", " ")] {
        assert_eq!(same.secret_for, plain.secret_for);
        assert!(same.is_usual);
    }
    for other in ["http://v.juhe.cn", "https://v.juhe.cn:8443", "https://v.juhe.cn.example"] {
        let other = at("juhe", other, "");
        assert_ne!(other.secret_for, plain.secret_for);
        assert!(!other.is_usual, "{other:?}");
    }
    assert_ne!(at("juhe", "", "/other").secret_for, plain.secret_for);
}

#[test]
fn a_host_that_looks_like_another_is_shown_in_letters_that_cannot() {
    // The first letter is Cyrillic.
    let shown = at("storeapi", "https://\u{430}pi.example.com", "");
    assert_eq!(shown.sent, "https://xn--pi-6kc.example.com/pyi/65/173");
    let plain = at("storeapi", "https://api.example.com", "");
    assert_eq!(plain.sent, plain.typed);
    assert!(!plain.is_usual, "the vendor documents no origin");
    assert!(at("storeapi", "http://127.0.0.1:8080", "").is_usual);
}
