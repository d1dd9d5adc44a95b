//! Between the providers' HTTP and the domain, one folder a provider.
//!
//! A provider is one folder here and one line in [`PROVIDERS`]; everything else in the
//! house learns about it from its descriptor. `http` sends a question exactly once and
//! bounds the answer, `tree` reads json, xml and jsonp into one shape, and only the
//! provider's own `answer` turns that shape into domain values.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")
)]

mod address;
mod charset;
mod endpoint;
mod failure;
#[doc(hidden)]
pub mod fuzzing;
mod http;
mod juhe;
mod settings;
mod storeapi;
mod tree;

use cheku_domain::provider::ProviderEntry;

pub use address::Address;

#[doc(hidden)]
pub use {juhe::fuzzing as juhe_fuzzing, storeapi::fuzzing as storeapi_fuzzing};

/// Every provider, one line each, in the order in which faces list them.
pub const PROVIDERS: &[ProviderEntry] = &[storeapi::ENTRY, juhe::ENTRY];

/// The provider with this id; `None` for an id that this program does not know.
pub fn find(id: &str) -> Option<&'static ProviderEntry> {
    PROVIDERS.iter().find(|entry| entry.descriptor.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_field_keys_are_unique_and_fit_the_terminals_flags() {
        let ids: BTreeSet<_> = PROVIDERS.iter().map(|entry| entry.descriptor.id).collect();
        assert_eq!(ids.len(), PROVIDERS.len());
        for entry in PROVIDERS {
            assert!(find(entry.descriptor.id).is_some());
            let keys: BTreeSet<_> = entry.descriptor.fields.iter().map(|field| field.key).collect();
            assert_eq!(keys.len(), entry.descriptor.fields.len(), "{}", entry.descriptor.id);
            assert!(keys.contains(entry.descriptor.identified_by), "{}", entry.descriptor.id);
            assert!(entry.descriptor.secret_for.iter().all(|key| keys.contains(key)));
            assert!(keys.iter().all(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        }
        assert!(find("nobody").is_none());
    }
}
