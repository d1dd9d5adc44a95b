//! Which key goes where. A key is sent only to the address that it was typed for: a garage
//! that was restored, received or edited can name another one, and must not get it.

use crate::App;
use crate::api::{CommandError, ErrorCode, KeyState};
use crate::error::Result;
use crate::secrets::{Found, Secrets};
use cheku_domain::Secret;
use cheku_domain::provider::Descriptor;
use cheku_providers::Address;
use std::collections::BTreeMap;

/// Where the questions of these values go.
pub(crate) fn address(descriptor: &Descriptor, values: &BTreeMap<String, String>) -> Result<Address> {
    Address::of(descriptor, values).ok_or_else(|| {
        CommandError::new(ErrorCode::AccountFieldInvalid, "no address").with("field", "base_url")
    })
}

/// The key for an address. One that was kept before keys had theirs is bound to it now, where
/// it is this machine or what the vendor documents; else it must be typed again.
pub(crate) async fn key(secrets: &Secrets, descriptor: &Descriptor, address: &Address) -> Result<Secret> {
    match secrets.find(descriptor.id, &address.secret_for).await? {
        Found::Here(secret) => Ok(secret),
        Found::Unbound(secret) if address.is_usual => {
            secrets.set(descriptor.id, secret.clone(), address.secret_for.clone()).await?;
            Ok(secret)
        }
        Found::Unbound(_) => Err(elsewhere(descriptor, address, "?")),
        Found::Elsewhere(kept) => {
            let origin = kept.get("base_url").map_or("?", String::as_str);
            Err(elsewhere(descriptor, address, origin))
        }
        Found::Missing => {
            Err(CommandError::new(ErrorCode::AccountSecretMissing, "no secret")
                .with("provider", descriptor.id))
        }
    }
}

fn elsewhere(descriptor: &Descriptor, address: &Address, typed_for: &str) -> CommandError {
    CommandError::new(ErrorCode::AccountSecretElsewhere, "the key was typed for another address")
        .with("provider", descriptor.id)
        .with("address", address.sent.clone())
        .with("typed_for", typed_for)
}

/// How the key of an account stands; nothing is changed.
pub(crate) async fn state(secrets: &Secrets, descriptor: &Descriptor, address: Option<&Address>) -> KeyState {
    let Some(address) = address else { return KeyState::Missing };
    match secrets.find(descriptor.id, &address.secret_for).await {
        Ok(Found::Here(_)) => KeyState::Ready,
        Ok(Found::Unbound(_)) if address.is_usual => KeyState::Ready,
        Ok(Found::Unbound(_) | Found::Elsewhere(_)) => KeyState::Elsewhere,
        Ok(Found::Missing) => KeyState::Missing,
        // A keychain that cannot be asked is said when a key is needed, not on every page.
        Err(error) if error.code == ErrorCode::KeychainSilent => KeyState::Silent,
        Err(_) => KeyState::Unknown,
    }
}

/// Whether the place of the keys can be asked at all: known before anything is held or begun
/// for which keys will be needed.
pub(crate) async fn can_be_asked(app: &App) -> Result<()> {
    let place = app.place();
    let accounts = app.work(|garage| Ok(garage.accounts()?)).await?;
    for entry in cheku_providers::PROVIDERS {
        let account = accounts.iter().find(|account| account.provider == entry.descriptor.id);
        if let Some(address) = account.and_then(|account| Address::of(entry.descriptor, &account.values)) {
            place.secrets.find(entry.descriptor.id, &address.secret_for).await?;
        }
    }
    Ok(())
}
