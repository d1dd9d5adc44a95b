//! The copy of an installer that is checked, and run: nobody else can change it between the two.

use crate::{Kind, Source, UpdateError, signature};
use cheku_files::{FileError, ending_of, private};
use minisign_verify::{Signature, StreamVerifier};
use semver::Version;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const PIECE: usize = 64 * 1024;

/// An installer whose signature fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Our own copy.
    pub file: PathBuf,
    /// As it was signed.
    pub version: Version,
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
    let signed = read_beside(from)?;
    let mut installer = File::open(from).map_err(|error| FileError::of_io(&error, from))?;
    let mut copy = Copy::begin(source, kind, &signed, folder, at_least)?;
    copy.needs(installer.metadata().ok().map(|facts| facts.len()))?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = installer.read(&mut piece).map_err(|_| UpdateError::BrokenOff)?;
        if read == 0 {
            return copy.finish();
        }
        copy.add(&piece[..read])?;
    }
}

/// Removes what earlier updates left.
pub fn clear(folder: &Path) {
    if folder.is_dir()
        && let Err(error) = fs::remove_dir_all(folder)
    {
        tracing::warn!(kind = %error.kind(), "an installer that is no longer needed was not removed");
    }
}

fn read_beside(installer: &Path) -> Result<Signature, UpdateError> {
    let mut beside = OsString::from(installer);
    beside.push(".sig");
    let text = fs::read_to_string(beside).map_err(|_| UpdateError::SignatureMissing)?;
    signature::read(&text)
}

/// A copy while it grows: written and held against the signature in one pass. Unless it comes to
/// its end and fits, it is removed.
pub(crate) struct Copy<'a> {
    file: File,
    part: Part,
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
        let part = Part(folder.join("installer.part"));
        let file = private::folder(folder)
            .and_then(|()| private::options().write(true).create_new(true).open(&part.0))
            .map_err(|error| FileError::of_io(&error, folder))?;
        Ok(Copy { file, part, whole, version, verifier })
    }

    /// Refuses at once what the disk has no room for. Where its size or the disk's is not known,
    /// writing it tells.
    pub(crate) fn needs(&self, bytes: Option<u64>) -> Result<(), UpdateError> {
        let room = fs4::available_space(&self.part.0).ok();
        match bytes.zip(room) {
            Some((bytes, room)) if bytes > room => Err(FileError::new("target_full", &self.whole).into()),
            _ => Ok(()),
        }
    }

    pub(crate) fn add(&mut self, piece: &[u8]) -> Result<(), UpdateError> {
        self.verifier.update(piece);
        Ok(self.file.write_all(piece).map_err(|error| FileError::of_io(&error, &self.whole))?)
    }

    pub(crate) fn finish(mut self) -> Result<Ready, UpdateError> {
        self.verifier.finalize().map_err(|_| UpdateError::Untrusted)?;
        let put = self.file.sync_all().and_then(|()| fs::rename(&self.part.0, &self.whole));
        put.map_err(|error| FileError::of_io(&error, &self.whole))?;
        Ok(Ready { file: self.whole.clone(), version: self.version.clone() })
    }
}

/// A file that goes when nobody holds it any more.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // Not there any more once the copy has its own name.
        let _ = fs::remove_file(&self.0);
    }
}
