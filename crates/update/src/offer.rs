//! What the address tells: a version, what is new in it, and a package for each system.

use crate::{Kind, Source, UpdateError};
use cheku_http::{is_this_machine, may_be_asked};
use reqwest::{Client, StatusCode};
use semver::Version;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

/// The document is a page of text; what is longer is something else.
const LONGEST: usize = 256 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
/// Time-out of one silence; a large installer over a slow line takes as long as it takes.
const SILENCE: Duration = Duration::from_secs(30);

/// What is new, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// In Chinese; "" = nothing told.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Newer than the one that asked.
    pub version: Version,
    /// What is new in it.
    pub notes: Notes,
    /// Where its package for this kind of installation is; `None` = a person fetches it.
    pub(crate) package: Option<Package>,
}

impl Offer {
    /// Whether this program can fetch and install it.
    pub fn has_package(&self) -> bool {
        self.package.is_some()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Package {
    pub(crate) url: Url,
    pub(crate) signature: String,
}

/// Tauri's document; `notes_zh` is ours.
#[derive(Deserialize)]
struct Document {
    version: String,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    notes_zh: String,
    platforms: BTreeMap<String, Package>,
}

/// Asks the address once whether there is a newer version. Nothing but this program's version
/// (as the client's name) is told to it.
pub async fn look(source: &Source, kind: Kind, current: &Version) -> Result<Option<Offer>, UpdateError> {
    let mut answer = client(&source.address)?
        .get(source.address.clone())
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .map_err(|_| UpdateError::Unreachable)?;
    if answer.status() == StatusCode::NO_CONTENT {
        return Ok(None);
    }
    let mut text = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| UpdateError::Unreachable)? {
        text.extend_from_slice(&part);
        if text.len() > LONGEST {
            return Err(UpdateError::Unreachable);
        }
    }
    let document: Document = serde_json::from_slice(&text).map_err(|_| UpdateError::Unreachable)?;
    offered(document, kind, current)
}

fn offered(mut told: Document, kind: Kind, current: &Version) -> Result<Option<Offer>, UpdateError> {
    let version = told.version.trim_start_matches('v');
    let version = Version::parse(version).map_err(|_| UpdateError::Unreachable)?;
    if version <= *current {
        return Ok(None);
    }
    let package = kind.platform().and_then(|platform| told.platforms.remove(&platform));
    let package = package.filter(|package| may_be_asked(&package.url));
    Ok(Some(Offer { version, notes: Notes { zh: told.notes_zh, en: told.notes }, package }))
}

/// A client for one address: through the system's proxy, certificates always checked, never
/// from https to http.
pub(crate) fn client(url: &Url) -> Result<Client, UpdateError> {
    let builder = cheku_http::client(url).connect_timeout(CONNECT).read_timeout(SILENCE);
    // Also where it is led on to.
    let builder = builder.https_only(!is_this_machine(url));
    builder.build().map_err(|_| UpdateError::Unreachable)
}
