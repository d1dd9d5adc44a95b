//! The contract's known answers, and what must hold for every set of parameters.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

use cheku_signing::{canonical, hash_sign, md5_hex, md5_sign, verify};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Vector {
    name: String,
    params: BTreeMap<String, String>,
    secret: String,
    string_to_sign: String,
    md5: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("fixtures/sign_vectors.json")).expect("fixture")
}

fn pairs(params: &BTreeMap<String, String>) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    params.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

#[test]
fn every_known_answer_comes_out_in_any_order_of_parameters() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let expected = vector.string_to_sign.replace("<secret>", &vector.secret);
        let backwards = pairs(&vector.params).rev();
        assert_eq!(
            String::from_utf8(canonical(backwards, &vector.secret)).unwrap(),
            expected,
            "{}",
            vector.name
        );
        assert_eq!(md5_sign(pairs(&vector.params), &vector.secret), vector.md5, "{}", vector.name);
        assert!(verify(pairs(&vector.params), &vector.secret, &vector.md5), "{}", vector.name);
    }
}

#[test]
fn a_signature_is_refused_when_a_digit_the_length_or_the_secret_differs() {
    for vector in vectors() {
        let wrong_digit = vector.md5.replace(|c: char| c == vector.md5.chars().next().unwrap(), "x");
        for sign in [wrong_digit.as_str(), &vector.md5[1..], "", &format!("{}0", vector.md5)] {
            assert!(!verify(pairs(&vector.params), &vector.secret, sign), "{}: {sign}", vector.name);
        }
        assert!(!verify(pairs(&vector.params), "another secret", &vector.md5), "{}", vector.name);
    }
}

#[test]
fn the_digest_of_nothing_and_the_hash_form() {
    assert_eq!(md5_hex(b""), "d41d8cd98f00b204e9800998ecf8427e");
    assert_eq!(md5_hex(b"abc"), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(hash_sign("0123"), "0123");
}

proptest! {
    #[test]
    fn a_sign_parameter_and_empty_values_change_nothing(
        params in proptest::collection::btree_map("[a-z_]{1,8}", ".{0,8}", 0..6),
        secret in "[0-9a-f]{32}",
        noise in ".{1,8}",
    ) {
        let plain = md5_sign(pairs(&params).filter(|(name, _)| *name != "sign"), &secret);
        let mut noisy = params.clone();
        noisy.insert("sign".into(), noise);
        noisy.insert("unused~".into(), String::new());
        prop_assert_eq!(md5_sign(pairs(&noisy), &secret), plain);
    }
}
