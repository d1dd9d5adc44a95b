//! The core as this face sees it, and how it is opened here.

pub use cheku_commands::api::{ChosenFile, ReceiptKind, Tag};
pub use cheku_commands::files::{
    ATTACHMENTS, LOGS, REPORTS, ending_of, lies_in, portable, private, with_ending,
};
pub use cheku_commands::updates::{Kind, Source};
pub use cheku_commands::{App, CommandError, ErrorCode, Event, reads_for_another, vendor_site};
use cheku_commands::{Clock, Options, Reader, SecretPlace};
use std::path::PathBuf;

/// Opens the core. A garage that cannot be used is part of its state.
pub fn open(home: PathBuf) -> App {
    let in_a_file = std::env::var_os("CHEKU_SECRETS").is_some_and(|place| place == "file");
    let secrets = if in_a_file { SecretPlace::File } else { SecretPlace::Keychain };
    App::open_at_once(Options { home, secrets, clock: Clock::system(), reader: Reader::this_program() })
}
