//! Where newer versions are told of, and by whose key they are signed.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cheku_http::may_be_asked;
use minisign_verify::PublicKey;
use url::Url;

/// Both are given when the program is built; a program built without them never asks.
#[derive(Debug, Clone)]
pub struct Source {
    pub(crate) address: Url,
    pub(crate) key: PublicKey,
}

impl Source {
    /// What `CHEKU_UPDATE_ADDRESS` and `CHEKU_UPDATE_KEY` said at the build.
    pub fn built_in() -> Option<Source> {
        Source::new(option_env!("CHEKU_UPDATE_ADDRESS")?, option_env!("CHEKU_UPDATE_KEY")?)
    }

    /// `key` is the public one as `tauri signer generate` writes it. Anything but https is
    /// refused, except on this machine.
    pub fn new(address: &str, key: &str) -> Option<Source> {
        let address: Url = address.parse().ok().filter(may_be_asked)?;
        let text = String::from_utf8(BASE64_STANDARD.decode(key.trim()).ok()?).ok()?;
        Some(Source { address, key: PublicKey::decode(&text).ok()? })
    }
}
