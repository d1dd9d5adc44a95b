//! The private file, where a person asked for that: one for all accounts of a home folder,
//! whole or not at all, and never readable by others, not even for a moment.

use super::kept::Kept;
use crate::api::{CommandError, ErrorCode};
use crate::error::Result;
use cheku_files::sync_folder;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

const FILE: &str = "secrets.json";
/// Beside it: the file itself is replaced at every change.
const LOCK: &str = "secrets.lock";
/// What an earlier version could leave behind, in plain text.
const FORMER_COPY: &str = "secrets.new";
/// Other programs write for a moment only.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 100;
/// Around a secret and what it was typed for, in bytes: a buffer that grows would leave a copy
/// of what it held behind.
const AROUND: usize = 64;

type All = BTreeMap<String, Kept>;

/// The file of one home folder.
#[derive(Debug, Clone)]
pub(crate) struct SecretFile(PathBuf);

impl SecretFile {
    /// The file of a home; nothing is read or made yet.
    pub fn in_home(home: &Path) -> SecretFile {
        SecretFile(home.to_owned())
    }

    /// A provider's key with the address that it was typed for; `None` where none is kept.
    pub fn get(&self, provider: &str) -> Result<Option<Kept>> {
        Ok(self.read()?.remove(provider))
    }

    /// Keeps a secret, or forgets it.
    pub fn set(&self, provider: &str, kept: Option<&Kept>) -> Result<()> {
        // From the reading to the end of the writing: two programs must not lose each other's.
        let _lock = self.lock()?;
        let mut all = self.read()?;
        match kept {
            Some(kept) => all.insert(provider.to_owned(), kept.clone()),
            None => all.remove(provider),
        };
        self.write(&all).map_err(|error| refusal(&error))
    }

    fn read(&self) -> Result<All> {
        match std::fs::read(self.0.join(FILE)).map(Zeroizing::new) {
            Ok(text) => serde_json::from_slice(&text)
                .map_err(|_| CommandError::new(ErrorCode::NoSecretStore, "secrets.json is not readable")),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(All::new()),
            Err(error) => Err(refusal(&error)),
        }
    }

    /// Under a name that nobody can foresee, 0600 from its creation; gone when anything fails.
    fn write(&self, all: &All) -> io::Result<()> {
        let text = text_of(all)?;
        let mut fresh = tempfile::Builder::new().prefix(".secrets-").rand_bytes(16).tempfile_in(&self.0)?;
        fresh.write_all(&text)?;
        fresh.as_file().sync_all()?;
        fresh.persist(self.0.join(FILE))?;
        let _ = std::fs::remove_file(self.0.join(FORMER_COPY));
        // Else a power cut may bring the former file back, and with it a secret that was forgotten.
        sync_folder(&self.0)
    }

    fn lock(&self) -> Result<File> {
        cheku_files::private::folder(&self.0).map_err(|error| refusal(&error))?;
        let mut options = cheku_files::private::options();
        let file = options.create(true).truncate(false).read(true).write(true).open(self.0.join(LOCK));
        let file = file.map_err(|error| refusal(&error))?;
        for _ in 0..LOOKS {
            match file.try_lock() {
                // A drive without locks has none to wait for.
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK),
            }
        }
        Err(in_use("another program writes it"))
    }
}

fn text_of(all: &All) -> io::Result<Zeroizing<Vec<u8>>> {
    let size = |(provider, kept): (&String, &Kept)| {
        let typed_for = kept.typed_for.iter().flatten();
        let typed_for: usize = typed_for.map(|(key, value)| key.len() + value.len() + AROUND).sum();
        // Every byte may need six to be written.
        6 * (provider.len() + kept.secret.expose().len() + typed_for) + 2 * AROUND
    };
    let mut text = Zeroizing::new(Vec::with_capacity(AROUND + all.iter().map(size).sum::<usize>()));
    serde_json::to_writer_pretty(&mut *text, all)?;
    Ok(text)
}

fn refusal(error: &io::Error) -> CommandError {
    match cheku_files::is_in_use(error) {
        true => in_use(&error.kind().to_string()),
        false => CommandError::new(ErrorCode::NoSecretStore, error.kind().to_string()),
    }
}

fn in_use(why: &str) -> CommandError {
    CommandError::new(ErrorCode::SecretsInUse, why)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use cheku_domain::Secret;

    fn kept(text: &str) -> Kept {
        Kept {
            secret: Secret::new(text),
            typed_for: Some(BTreeMap::from([("base_url".into(), "https://a".into())])),
        }
    }

    fn names(home: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_two_programs_keep_at_once_is_all_kept() {
        let home = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for number in 0..16 {
                let file = SecretFile::in_home(home.path());
                scope.spawn(move || file.set(&format!("p{number}"), Some(&kept("x"))).unwrap());
            }
        });
        assert_eq!(SecretFile::in_home(home.path()).read().unwrap().len(), 16);
        assert_eq!(names(home.path()), [FILE, LOCK], "nothing is left beside it");
    }

    #[test]
    fn a_copy_that_an_earlier_version_left_goes_and_its_secrets_are_read() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(FILE), r#"{"old": "0123"}"#).unwrap();
        std::fs::write(home.path().join(FORMER_COPY), r#"{"old": "0123"}"#).unwrap();
        let file = SecretFile::in_home(home.path());
        let old = file.get("old").unwrap().unwrap();
        assert_eq!((old.secret.expose(), old.typed_for), ("0123", None));
        file.set("new", Some(&kept("4567"))).unwrap();
        assert_eq!(names(home.path()), [FILE, LOCK]);
        assert_eq!(file.get("old").unwrap().unwrap().secret.expose(), "0123");
    }

    #[cfg(unix)]
    #[test]
    fn it_is_private_from_its_first_byte_and_nothing_is_left_of_one_that_failed() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let file = SecretFile::in_home(home.path());
        file.set("p", Some(&kept("x"))).unwrap();
        let mode = std::fs::metadata(home.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // A folder in its place cannot be replaced by a file.
        std::fs::remove_file(home.path().join(FILE)).unwrap();
        std::fs::create_dir_all(home.path().join(FILE).join("full")).unwrap();
        assert!(file.write(&All::from([("p".to_owned(), kept("x"))])).is_err());
        assert_eq!(names(home.path()), [FILE, LOCK]);
    }
}
