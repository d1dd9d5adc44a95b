//! Files that a garage names by what they hold: in the folder [`ATTACHMENTS`] beside the garage's file, each under
//! its digest. Such a file never changes, so a copy of the garage needs only those that are not beside it yet.

use crate::sync_folder;
use crate::{ATTACHMENTS, private};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::Builder;

/// How the name of a file that is still written begins and ends.
const UNFINISHED: (&str, &str) = (".cheku-", ".part");
/// One that nothing was written to for so long was broken off.
const BROKEN_OFF: Duration = Duration::from_secs(60 * 60);
const DIGITS: usize = 64;

/// The name of an attachment: the digest (SHA-256) of what it holds and an ending. Nothing else is one, so
/// that no name leads out of the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The name of these bytes.
    pub fn of(bytes: &[u8], ending: &str) -> Name {
        Name(format!("{}.{ending}", digest(&Sha256::digest(bytes))))
    }

    /// A name that was written down; `None` where it is none.
    pub fn parse(text: &str) -> Option<Name> {
        let (digest, ending) = text.split_once('.')?;
        let is_digest = digest.len() == DIGITS && digest.bytes().all(|digit| digit.is_ascii_hexdigit());
        let is_ending = !ending.is_empty() && ending.bytes().all(|letter| letter.is_ascii_lowercase());
        (is_digest && is_ending && text == text.to_ascii_lowercase()).then(|| Name(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it lies beside a garage's file in `folder`.
    pub fn beside(&self, folder: &Path) -> PathBuf {
        folder.join(ATTACHMENTS).join(&self.0)
    }

    fn digest(&self) -> &str {
        &self.0[..DIGITS]
    }
}

/// What became of an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There, and as it was.
    Whole,
    /// Not there, or not to be read.
    Missing,
    /// It holds something else than its name says.
    Changed,
}

fn digest(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // A string takes everything.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Looks whether an attachment beside a garage in `folder` is there and whole. A link is none.
pub fn look(folder: &Path, name: &Name) -> State {
    let path = name.beside(folder);
    if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return State::Missing;
    }
    let mut hash = Sha256::new();
    let read = File::open(path).and_then(|mut file| pour(&mut file, &mut |piece| hash.update(piece)));
    match read {
        Err(_) => State::Missing,
        Ok(()) if digest(&hash.finalize()) == name.digest() => State::Whole,
        Ok(()) => State::Changed,
    }
}

fn pour(from: &mut impl Read, into: &mut impl FnMut(&[u8])) -> io::Result<()> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(()),
            read => into(&piece[..read]),
        }
    }
}

/// Puts these bytes beside a garage in `folder`, whole or not at all, forced to the disk before they have their name.
/// What is there and whole stays.
pub fn keep(folder: &Path, name: &Name, bytes: &[u8]) -> io::Result<()> {
    if look(folder, name) == State::Whole {
        return Ok(());
    }
    let inner = folder.join(ATTACHMENTS);
    private::folder(&inner)?;
    let (begin, end) = UNFINISHED;
    let mut builder = Builder::new();
    builder.prefix(begin).suffix(end);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A program that shows it must not write into it.
        builder.permissions(std::fs::Permissions::from_mode(0o400));
    }
    let mut file = builder.tempfile_in(&inner)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(name.beside(folder)).map_err(|refused| refused.error)?;
    // Copies may lie on a stick or a drive that cannot; the file itself is on it.
    let _ = sync_folder(&inner);
    let _ = sync_folder(folder);
    Ok(())
}

/// Copies what `to` lacks of these from `from`, both folders with a garage's file or a copy of it. Returns those
/// that are not there, or not whole, in either.
pub fn copy(from: &Path, to: &Path, names: &[Name]) -> io::Result<Vec<Name>> {
    let mut missing = Vec::new();
    for name in names {
        if look(to, name) == State::Whole {
            continue;
        }
        match std::fs::read(name.beside(from)) {
            Ok(bytes) if digest(&Sha256::digest(&bytes)) == name.digest() => keep(to, name, &bytes)?,
            _ => missing.push(name.clone()),
        }
    }
    Ok(missing)
}

/// Removes what a power cut left of files that were not whole yet.
pub fn clear_broken_off(folder: &Path) {
    let entries = std::fs::read_dir(folder.join(ATTACHMENTS)).into_iter().flatten().flatten();
    let (begin, end) = UNFINISHED;
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
        if name.starts_with(begin) && name.ends_with(end) && age.is_some_and(|age| age > BROKEN_OFF) {
            // In nobody's way; the next start tries again.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Removes an attachment for good; one that is not there is removed.
pub fn remove(folder: &Path, name: &Name) -> io::Result<()> {
    match std::fs::remove_file(name.beside(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
