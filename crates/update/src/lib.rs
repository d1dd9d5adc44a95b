//! A newer version of this program: where it is told of ([`look`]), whether an installer may be
//! trusted ([`fetch`] over the network, [`take`] from a file), and how it is put in place
//! ([`start`]). Nothing is run whose signature does not fit the key that was built in.
//!
//! The address's document and the signatures are those of Tauri's own updater, so that
//! `tauri signer` makes them.

mod error;
mod fetch;
mod kept;
mod kind;
mod offer;
mod signature;
mod source;
mod start;

pub use error::UpdateError;
pub use fetch::{Progress, fetch};
pub use kept::{Ready, clear, take};
pub use kind::Kind;
pub use offer::{Notes, Offer, look};
pub use semver::Version;
pub use source::Source;
pub use start::{Next, start};

/// The version that this is.
pub fn own_version() -> Version {
    // Cargo checks its form; a version that cannot be read would be older than any.
    Version::parse(env!("CARGO_PKG_VERSION")).unwrap_or(Version::new(0, 0, 0))
}
