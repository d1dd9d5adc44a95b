//! Where an account's questions go: what a person is shown of it, and what a secret is
//! kept for.

use crate::endpoint::origin;
use cheku_domain::provider::{Descriptor, FieldKind};
use cheku_http::is_this_machine;
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
                    address.is_usual &= is_this_machine(&url)
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
