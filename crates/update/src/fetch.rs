//! Bringing a newer version over the network.

use crate::kept::Copy;
use crate::offer::client;
use crate::{Kind, Offer, Ready, Source, UpdateError, signature};
use semver::Version;
use std::path::Path;

/// How far a download is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Here already.
    pub done: u64,
    /// All of it, where the server says so.
    pub whole: Option<u64>,
}

/// Downloads the package of an offer into `folder` and checks it. One older than `at_least` is refused. What does not come to its end,
/// or does not fit its signature, is removed. `tell` hears of every piece.
pub async fn fetch(
    source: &Source,
    kind: Kind,
    offer: &Offer,
    at_least: &Version,
    folder: &Path,
    mut tell: impl FnMut(Progress),
) -> Result<Ready, UpdateError> {
    let package = offer.package.as_ref().ok_or(UpdateError::NotForThis(kind.ending()))?;
    let signed = signature::read(&package.signature)?;
    // An older package under a newer version's name is signed all the same.
    let mut copy = Copy::begin(source, kind, &signed, folder, at_least.max(&offer.version))?;
    let mut answer = client(&package.url)?
        .get(package.url.clone())
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .map_err(|_| UpdateError::Unreachable)?;
    let whole = answer.content_length();
    copy.needs(whole)?;
    let mut done = 0;
    while let Some(piece) = answer.chunk().await.map_err(|_| UpdateError::BrokenOff)? {
        copy.add(&piece)?;
        done += piece.len() as u64;
        tell(Progress { done, whole });
    }
    copy.finish(package.signature.clone())
}
