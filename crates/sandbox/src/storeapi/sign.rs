//! The signature, read from the document and from what arrived, not from any client's request builder.

use hyper::Method;
use md5::{Digest, Md5};

use crate::request::Ask;
use crate::scenario::Verification;

/// Is this signature one of those that the account takes?
pub(super) fn is_right(sign: &str, secret: &str, ask: &Ask<'_>) -> bool {
    let digest_taken = ask.settings.verification != Some(Verification::Hash);
    let bare_taken = ask.settings.verification != Some(Verification::Md5);
    // The bare secret must not stand in an address, where proxies and logs would keep it.
    let bare_is_safe = *ask.method == Method::POST;
    (digest_taken && sign == digest(ask.params.pairs(), secret))
        || (bare_taken && bare_is_safe && sign == secret)
}

/// Keys in byte order, empty values and `sign` left out, key and value joined, then the bare secret.
pub(super) fn digest(pairs: &[(String, String)], secret: &str) -> String {
    let mut kept: Vec<_> = pairs.iter().filter(|(key, value)| key != "sign" && !value.is_empty()).collect();
    kept.sort();
    let mut hash = Md5::new();
    for (key, value) in kept {
        hash.update(key);
        hash.update(value);
    }
    hash.update(secret);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        params: BTreeMap<String, String>,
        secret: String,
        md5: String,
    }

    /// `tests/fixtures/sign_vectors.json` is the list of known answers in the project's brief.
    #[test]
    fn every_known_answer_is_met_in_any_order_of_parameters() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/fixtures/sign_vectors.json")).unwrap();
        assert!(vectors.len() >= 5);
        for vector in vectors {
            let mut pairs: Vec<_> = vector.params.into_iter().rev().collect();
            pairs.push(("sign".to_owned(), "whatever".to_owned()));
            assert_eq!(super::digest(&pairs, &vector.secret), vector.md5, "{}", vector.name);
        }
    }
}
