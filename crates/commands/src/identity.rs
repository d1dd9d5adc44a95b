//! Which account at the vendor an account is, without keeping what tells: some vendors
//! know theirs by a key.

use crate::error::Result;
use cheku_domain::Secret;
use cheku_domain::provider::{Account, Descriptor, FieldKind};
use cheku_garage::Garage;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The digest of the value that `Descriptor::identified_by` names, with the garage's
/// salt: 64 hexadecimal digits, the same for the same account in the same garage.
pub(crate) fn of(
    garage: &Garage,
    descriptor: &Descriptor,
    account: &Account,
    secret: &Secret,
) -> Result<String> {
    let is_secret =
        |key: &str| descriptor.fields.iter().any(|field| field.key == key && field.kind == FieldKind::Secret);
    let key = descriptor.identified_by;
    let value = match account.values.get(key) {
        _ if is_secret(key) => secret.expose(),
        Some(value) => value,
        None => "",
    };
    let mut digest = Sha256::new();
    for part in [&garage.account_salt()?, descriptor.id, value] {
        digest.update(part);
        digest.update([0]);
    }
    Ok(digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}
