//! The core as this face sees it, and how it is opened here.

pub use cheku_commands::wire::Tag;
pub use cheku_commands::{App, CommandError, ErrorCode, Event, vendor_site};
use cheku_commands::{Clock, Options, SecretPlace};
use std::path::PathBuf;

/// Opens the core. A garage that cannot be used is part of its state.
pub fn open(home: PathBuf) -> App {
    let in_a_file = std::env::var_os("CHEKU_SECRETS").is_some_and(|place| place == "file");
    let secrets = if in_a_file { SecretPlace::File } else { SecretPlace::Keychain };
    App::open(Options { home, secrets, clock: Clock::system() })
}
