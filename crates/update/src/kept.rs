//! Our own copy of an installer, in a folder that no other person may write to: held against its
//! signature while it is written, and once more before it is run.

use crate::{Kind, Source, UpdateError, signature};
use cheku_files::{FileError, ending_of, private};
use minisign_verify::{Signature, StreamVerifier};
use semver::Version;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

const PIECE: usize = 64 * 1024;
/// More than any package of ours has: a server that never ends does not fill the garage's disk.
const MOST: u64 = 1 << 30;

/// An installer whose signature fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Our own copy.
    pub file: PathBuf,
    /// As it was signed.
    pub version: Version,
    /// The signature's text.
    pub(crate) signature: String,
}

/// Whether the file is still as it was signed: it may have waited for weeks.
pub(crate) fn is_as_signed(source: &Source, ready: &Ready) -> Result<(), UpdateError> {
    let signed = signature::read(&ready.signature)?;
    let mut verifier = source.key.verify_stream(&signed).map_err(|_| UpdateError::Untrusted)?;
    let mut file = File::open(&ready.file).map_err(|error| FileError::of_io(&error, &ready.file))?;
    each_piece(&mut file, |piece| {
        verifier.update(piece);
        Ok(())
    })?;
    verifier.finalize().map_err(|_| UpdateError::Untrusted)
}

fn each_piece(
    file: &mut File,
    mut take: impl FnMut(&[u8]) -> Result<(), UpdateError>,
) -> Result<(), UpdateError> {
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece).map_err(|_| UpdateError::BrokenOff)? {
            0 => return Ok(()),
            read => take(&piece[..read])?,
        }
    }
}

/// Takes an installer that a person brought along, with its signature (`….sig`) beside it. One of
/// another kind, and one older than `at_least`, is refused before anything is copied.
pub fn take(
    source: &Source,
    kind: Kind,
    from: &Path,
    folder: &Path,
    at_least: &Version,
) -> Result<Ready, UpdateError> {
    let text = read_beside(from)?;
    let signed = signature::read(&text)?;
    let mut installer = File::open(from).map_err(|error| FileError::of_io(&error, from))?;
    let mut copy = Copy::begin(source, kind, &signed, folder, at_least)?;
    copy.needs(installer.metadata().ok().map(|facts| facts.len()))?;
    each_piece(&mut installer, |piece| copy.add(piece))?;
    copy.finish(text)
}

/// Removes what earlier updates left: files, and the folder once nothing else is in it.
pub fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let removed = files.map(|entry| fs::remove_file(entry.path())).collect::<Result<Vec<()>, _>>();
    if let Err(error) = removed.and_then(|_| fs::remove_dir(folder)) {
        tracing::warn!(kind = %error.kind(), "an installer that is no longer needed was not removed");
    }
}

fn read_beside(installer: &Path) -> Result<String, UpdateError> {
    let mut beside = OsString::from(installer);
    beside.push(".sig");
    fs::read_to_string(beside).map_err(|_| UpdateError::SignatureMissing)
}

/// A copy while it grows: written and held against the signature in one pass. Unless it comes to
/// its end and fits, it is removed.
pub(crate) struct Copy<'a> {
    /// A name of its own: two copies at a time never write into one another.
    part: NamedTempFile,
    done: u64,
    whole: PathBuf,
    version: Version,
    verifier: StreamVerifier<'a>,
}

impl<'a> Copy<'a> {
    pub(crate) fn begin(
        source: &'a Source,
        kind: Kind,
        signed: &'a Signature,
        folder: &Path,
        at_least: &Version,
    ) -> Result<Copy<'a>, UpdateError> {
        let verifier = source.key.verify_stream(signed).map_err(|_| UpdateError::Untrusted)?;
        let name = signature::signed_name(signed)?;
        if !ending_of(Path::new(name)).eq_ignore_ascii_case(kind.ending()) {
            return Err(UpdateError::NotForThis(kind.ending()));
        }
        let version = signature::version_of(name)?;
        if version < *at_least {
            return Err(UpdateError::Older(version));
        }
        clear(folder);
        let whole = folder.join(name);
        let part = private::folder(folder)
            .and_then(|()| tempfile::Builder::new().suffix(".part").tempfile_in(folder))
            .map_err(|error| FileError::of_io(&error, folder))?;
        Ok(Copy { part, done: 0, whole, version, verifier })
    }

    /// Refuses at once what the disk has no room for. Where its size or the disk's is not known,
    /// writing it tells.
    pub(crate) fn needs(&self, bytes: Option<u64>) -> Result<(), UpdateError> {
        let room = fs4::available_space(self.part.path()).ok();
        match bytes.zip(room) {
            Some((bytes, room)) if bytes > room => Err(FileError::new("target_full", &self.whole).into()),
            _ => Ok(()),
        }
    }

    pub(crate) fn add(&mut self, piece: &[u8]) -> Result<(), UpdateError> {
        self.done += piece.len() as u64;
        if self.done > MOST {
            return Err(UpdateError::BrokenOff);
        }
        self.verifier.update(piece);
        Ok(self.part.write_all(piece).map_err(|error| FileError::of_io(&error, &self.whole))?)
    }

    /// Checks it and gives it its name. `signature` is the text of what it was held against.
    pub(crate) fn finish(mut self, signature: String) -> Result<Ready, UpdateError> {
        self.verifier.finalize().map_err(|_| UpdateError::Untrusted)?;
        let put = self.part.as_file().sync_all().and_then(|()| Ok(self.part.persist(&self.whole)?));
        put.map_err(|error| FileError::of_io(&error, &self.whole))?;
        Ok(Ready { file: self.whole, version: self.version, signature })
    }
}
