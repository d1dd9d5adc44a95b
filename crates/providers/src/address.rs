//! Where an account's questions go: what a person is shown of it, and what a secret is
//! kept for.

use crate::endpoint::{is_loopback, origin};
use cheku_domain::provider::{Descriptor, FieldKind};
use std::collections::BTreeMap;

/// Where the questions of an account go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Origin and path as they were typed.
    pub typed: String,
    /// The same as it is sent, with hosts in letters that cannot be taken for
    /// others (punycode); equal to `typed` where nothing was changed.
    pub sent: String,
    /// The values of the fields that a secret is kept for (`Descriptor::secret_for`), each
    /// written in one way.
    pub secret_for: BTreeMap<String, String>,
    /// True for this machine, and for the origin that the vendor documents.
    pub is_usual: bool,
}

impl Address {
    /// Of an account's values, blanks filled by the provider's defaults. `None` where they
    /// are no address.
    pub fn of(descriptor: &Descriptor, values: &BTreeMap<String, String>) -> Option<Address> {
        let mut address = Address {
            typed: String::new(),
            sent: String::new(),
            secret_for: BTreeMap::new(),
            is_usual: true,
        };
        for field in descriptor.fields.iter().filter(|field| descriptor.secret_for.contains(&field.key)) {
            let entered = values.get(field.key).map(|value| value.trim()).filter(|value| !value.is_empty());
            let value = entered.or(field.default)?;
            let kept = match field.kind {
                FieldKind::Origin => {
                    let url = origin(value)?;
                    let documented = field.default.and_then(origin);
                    address.is_usual &= is_loopback(&url)
                        || documented.is_some_and(|documented| documented.origin() == url.origin());
                    let kept = url.origin().ascii_serialization();
                    address.typed.push_str(value.trim_end_matches('/'));
                    address.sent.push_str(&kept);
                    kept
                }
                FieldKind::Text => {
                    let path = value.trim_end_matches('/');
                    address.typed.push_str(path);
                    address.sent.push_str(path);
                    path.to_owned()
                }
                FieldKind::Choice { .. } | FieldKind::Secret => value.to_owned(),
            };
            address.secret_for.insert(field.key.to_owned(), kept);
        }
        if address.typed.eq_ignore_ascii_case(&address.sent) {
            address.sent.clone_from(&address.typed);
        }
        Some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find;

    fn at(provider: &str, base_url: &str, path: &str) -> Address {
        let values = [("base_url", base_url), ("path", path)];
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Address::of(find(provider).unwrap().descriptor, &values.into()).unwrap()
    }

    #[test]
    fn one_place_is_one_place_however_it_is_written() {
        let plain = at("juhe", "", "");
        for same in
            [at("juhe", "https://V.JUHE.cn/", "/sweizhang/"), at("juhe", "https://v.juhe.cn:443", " ")]
        {
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
}
