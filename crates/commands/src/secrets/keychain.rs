//! The system's keychain. It may ask a person first, hang, or not be there: nobody waits
//! for it longer than a moment.

use super::kept::Kept;
use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use zeroize::Zeroizing;

/// The keychain's service name.
const SERVICE: &str = "Cheku";
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// The secrets of one garage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keychain {
    garage: String,
    /// A question to it is still open. Whoever asks meanwhile would only wait as long again.
    is_silent: Arc<AtomicBool>,
}

impl Keychain {
    /// The entries of one garage, by its id: two garages on one computer have keys of their own.
    pub fn of_garage(garage: String) -> Keychain {
        Keychain { garage, is_silent: Arc::default() }
    }

    /// A provider's key with the address that it was typed for; `None` where none is kept.
    pub async fn get(&self, provider: &str) -> Result<Option<Kept>> {
        let name = self.name(provider);
        let get = move || match entry(&name)?.get_password().map(Zeroizing::new) {
            Ok(text) => Ok(Some(Kept::from_text(&text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(no_store(&error)),
        };
        self.ask(get).await
    }

    /// Keeps a secret, or forgets it.
    pub async fn set(&self, provider: &str, kept: Option<Kept>) -> Result<()> {
        let name = self.name(provider);
        let set = move || match kept {
            Some(kept) => entry(&name)?.set_password(&kept.to_text()).map_err(|error| no_store(&error)),
            None => match entry(&name)?.delete_credential() {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(error) => Err(no_store(&error)),
            },
        };
        self.ask(set).await
    }

    /// So that two garages on one machine keep their keys apart.
    fn name(&self, provider: &str) -> String {
        format!("{provider}@{}", self.garage)
    }

    /// It speaks D-Bus or a system dialogue: never on an async thread.
    async fn ask<T: Send + 'static>(&self, job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        if self.is_silent.load(Ordering::Relaxed) {
            return Err(silent());
        }
        let mut asked = tokio::task::spawn_blocking(job);
        match tokio::time::timeout(ANSWERS_WITHIN, &mut asked).await {
            Ok(answered) => {
                answered.map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
            }
            Err(_) => {
                self.is_silent.store(true, Ordering::Relaxed);
                let is_silent = self.is_silent.clone();
                tokio::spawn(async move {
                    // Whatever it says now, it speaks again: a person may have unlocked it.
                    let _ = asked.await;
                    is_silent.store(false, Ordering::Relaxed);
                });
                Err(silent())
            }
        }
    }
}

fn entry(name: &str) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, name).map_err(|error| no_store(&error))
}

fn no_store(error: &keyring::Error) -> CommandError {
    CommandError::new(ErrorCode::NoSecretStore, error.to_string())
}

fn silent() -> CommandError {
    CommandError::new(ErrorCode::KeychainSilent, "no answer within ten seconds")
}
