//! Where keys are kept: the system keychain, or one private file where the
//! person asked for that, or memory for the demo.

mod file;
mod kept;
mod keychain;

use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use cheku_domain::Secret;
use cheku_garage::Garage;
use file::SecretFile;
use kept::Kept;
pub(crate) use kept::TypedFor;
use keychain::Keychain;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The garage's own id, so that two garages on one machine keep their keys apart.
pub(crate) const GARAGE_ID: &str = "garage_id";

/// Where the person wants secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretPlace {
    /// The system keychain.
    Keychain,
    /// `secrets.json` of mode 0600 in the home folder (`CHEKU_SECRETS=file`).
    File,
}

/// The store in use.
#[derive(Clone)]
pub(crate) enum Secrets {
    Keychain(Keychain),
    File(SecretFile),
    Memory(Arc<Mutex<BTreeMap<String, Kept>>>),
}

/// What there is for an address.
pub(crate) enum Found {
    /// Typed for this very address.
    Here(Secret),
    /// Kept by a version that did not ask what for.
    Unbound(Secret),
    /// Typed for another one.
    Elsewhere(TypedFor),
    /// Nothing.
    Missing,
}

impl Secrets {
    /// The keys at the place that the face chose. The keychain's entries are named after the garage.
    pub fn open(place: &SecretPlace, home: &Path, garage: Option<&Garage>) -> Secrets {
        match place {
            SecretPlace::File => Secrets::File(SecretFile::in_home(home)),
            SecretPlace::Keychain => {
                // A garage that cannot be read or written cannot be asked with either; its faces say so.
                let id = garage.and_then(|garage| garage_id(garage).ok());
                Secrets::Keychain(Keychain::of_garage(id.unwrap_or_default()))
            }
        }
    }

    /// Keys that are gone with the process.
    pub fn in_memory() -> Secrets {
        Secrets::Memory(Arc::default())
    }

    /// The secret of one provider's account for an address.
    pub async fn find(&self, provider: &str, typed_for: &TypedFor) -> Result<Found> {
        Ok(match self.get(provider).await? {
            None => Found::Missing,
            Some(Kept { secret, typed_for: None }) => Found::Unbound(secret),
            Some(Kept { secret, typed_for: Some(kept) }) if kept == *typed_for => Found::Here(secret),
            Some(Kept { typed_for: Some(kept), .. }) => Found::Elsewhere(kept),
        })
    }

    /// Keeps a secret for an address; nothing is kept when the place does not work.
    pub async fn set(&self, provider: &str, secret: Secret, typed_for: TypedFor) -> Result<()> {
        self.put(provider, Some(Kept { secret, typed_for: Some(typed_for) })).await
    }

    /// Forgets a secret.
    pub async fn remove(&self, provider: &str) -> Result<()> {
        self.put(provider, None).await
    }

    async fn get(&self, provider: &str) -> Result<Option<Kept>> {
        match self {
            Secrets::Keychain(keychain) => keychain.get(provider).await,
            Secrets::File(file) => {
                let (file, provider) = (file.clone(), provider.to_owned());
                off_thread(move || file.get(&provider)).await
            }
            Secrets::Memory(map) => Ok(locked(map).get(provider).cloned()),
        }
    }

    async fn put(&self, provider: &str, kept: Option<Kept>) -> Result<()> {
        match self {
            Secrets::Keychain(keychain) => keychain.set(provider, kept).await,
            Secrets::File(file) => {
                let (file, provider) = (file.clone(), provider.to_owned());
                off_thread(move || file.set(&provider, kept.as_ref())).await
            }
            Secrets::Memory(map) => {
                match kept {
                    Some(kept) => locked(map).insert(provider.to_owned(), kept),
                    None => locked(map).remove(provider),
                };
                Ok(())
            }
        }
    }
}

/// Which garage it is; one that was never asked is given its id now. Not where it cannot be read: keys lie under the
/// id that it has.
pub(crate) fn garage_id(garage: &Garage) -> Result<String> {
    if let Some(id) = garage.setting(GARAGE_ID)? {
        return Ok(id);
    }
    let id = uuid::Uuid::now_v7().to_string();
    garage.set_setting(GARAGE_ID, Some(&id))?;
    Ok(id)
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Files wait for the disk: never on an async thread.
async fn off_thread<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job)
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
}
