//! Why there is no update.

use cheku_files::FileError;
use semver::Version;
use thiserror::Error;

/// What went wrong. The garage was not touched in any of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// Nobody answers at the address, or with something else than a version.
    #[error("update_unreachable")]
    Unreachable,
    /// The download ended before it was whole; it is removed.
    #[error("update_broken_off")]
    BrokenOff,
    /// The signature is not ours, or the file is not as it was signed; the copy is removed.
    #[error("update_untrusted")]
    Untrusted,
    /// There is no signature beside the file.
    #[error("update_signature_missing")]
    SignatureMissing,
    /// The installer's version is older than what the garage was last opened by.
    #[error("update_older")]
    Older(Version),
    /// An installer of another system, or of another kind than this program came with; its ending.
    #[error("update_not_for_this")]
    NotForThis(&'static str),
    /// The system did not run it, or the person refused it the right to.
    #[error("update_not_started")]
    NotStarted,
    /// The copy could not be written.
    #[error(transparent)]
    Place(#[from] FileError),
}

impl UpdateError {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            UpdateError::Unreachable => "update_unreachable",
            UpdateError::BrokenOff => "update_broken_off",
            UpdateError::Untrusted => "update_untrusted",
            UpdateError::SignatureMissing => "update_signature_missing",
            UpdateError::Older(_) => "update_older",
            UpdateError::NotForThis(_) => "update_not_for_this",
            UpdateError::NotStarted => "update_not_started",
            UpdateError::Place(error) => error.code,
        }
    }
}
