//! Where keys are kept: the system keychain, or one private file where the
//! person asked for that, or memory for the demo.

use crate::wire::{CommandError, ErrorCode};
use cheku_domain::Secret;
use cheku_garage::Garage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The keychain's service name.
const SERVICE: &str = "Cheku";
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
    Keychain { garage: String },
    File { path: PathBuf, lock: Arc<Mutex<()>> },
    Memory(Arc<Mutex<BTreeMap<String, Secret>>>),
}

impl Secrets {
    pub fn open(place: &SecretPlace, home: &Path, garage: Option<&Garage>) -> Secrets {
        match place {
            SecretPlace::File => Secrets::File { path: home.join("secrets.json"), lock: Arc::default() },
            SecretPlace::Keychain => Secrets::Keychain { garage: garage.map(garage_id).unwrap_or_default() },
        }
    }

    pub fn in_memory() -> Secrets {
        Secrets::Memory(Arc::default())
    }

    /// The secret of one provider's account, if there is one.
    pub async fn get(&self, provider: &str) -> Result<Option<Secret>, CommandError> {
        let (store, provider) = (self.clone(), provider.to_owned());
        off_thread(move || store.get_now(&provider)).await
    }

    /// Keeps a secret; nothing is kept when the place does not work.
    pub async fn set(&self, provider: &str, secret: Secret) -> Result<(), CommandError> {
        let (store, provider) = (self.clone(), provider.to_owned());
        off_thread(move || store.set_now(&provider, Some(&secret))).await
    }

    /// Forgets a secret.
    pub async fn remove(&self, provider: &str) -> Result<(), CommandError> {
        let (store, provider) = (self.clone(), provider.to_owned());
        off_thread(move || store.set_now(&provider, None)).await
    }

    fn get_now(&self, provider: &str) -> Result<Option<Secret>, CommandError> {
        match self {
            Secrets::Memory(map) => Ok(locked(map).get(provider).cloned()),
            Secrets::File { path, lock } => {
                let _guard = locked(lock);
                Ok(read_file(path)?.get(provider).map(|text| Secret::new(text)))
            }
            Secrets::Keychain { garage } => match entry(garage, provider)?.get_password() {
                Ok(text) => Ok(Some(Secret::new(&text))),
                Err(keyring::Error::NoEntry) => Ok(None),
                Err(error) => Err(no_store(&error)),
            },
        }
    }

    fn set_now(&self, provider: &str, secret: Option<&Secret>) -> Result<(), CommandError> {
        match self {
            Secrets::Memory(map) => {
                match secret {
                    Some(secret) => locked(map).insert(provider.to_owned(), secret.clone()),
                    None => locked(map).remove(provider),
                };
                Ok(())
            }
            Secrets::File { path, lock } => {
                let _guard = locked(lock);
                let mut all = read_file(path)?;
                match secret {
                    Some(secret) => all.insert(provider.to_owned(), secret.expose().to_owned()),
                    None => all.remove(provider),
                };
                write_file(path, &all)
            }
            Secrets::Keychain { garage } => {
                let entry = entry(garage, provider)?;
                match secret {
                    Some(secret) => entry.set_password(secret.expose()).map_err(|error| no_store(&error)),
                    None => match entry.delete_credential() {
                        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                        Err(error) => Err(no_store(&error)),
                    },
                }
            }
        }
    }
}

fn garage_id(garage: &Garage) -> String {
    if let Ok(Some(id)) = garage.setting(GARAGE_ID) {
        return id;
    }
    let id = uuid::Uuid::now_v7().to_string();
    // A garage that cannot be written cannot be asked with either; its faces say so.
    let _ = garage.set_setting(GARAGE_ID, Some(&id));
    id
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The keychain speaks D-Bus or a system dialogue: never on an async thread.
async fn off_thread<T: Send + 'static>(
    job: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    tokio::task::spawn_blocking(job)
        .await
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?
}

fn entry(garage: &str, provider: &str) -> Result<keyring::Entry, CommandError> {
    keyring::Entry::new(SERVICE, &format!("{provider}@{garage}")).map_err(|error| no_store(&error))
}

fn no_store(error: &keyring::Error) -> CommandError {
    CommandError::new(ErrorCode::NoSecretStore, error.to_string())
}

fn file_error(error: &std::io::Error) -> CommandError {
    CommandError::new(ErrorCode::NoSecretStore, error.kind().to_string())
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, CommandError> {
    match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|_| CommandError::new(ErrorCode::NoSecretStore, "secrets.json is not readable")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(file_error(&error)),
    }
}

fn write_file(path: &Path, all: &BTreeMap<String, String>) -> Result<(), CommandError> {
    use std::io::Write;
    let text = serde_json::to_vec_pretty(all)
        .map_err(|_| CommandError::new(ErrorCode::Internal, "secrets could not be written"))?;
    let beside = path.with_extension("new");
    let written = (|| {
        // Private from its first byte, and whole or not at all.
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&text)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    })();
    written.map_err(|error| file_error(&error))
}
