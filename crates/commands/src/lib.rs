//! Everything that a face can ask for: one function each, `Request ->
//! Result<Reply, CommandError>`, and the types of the API. No window, no terminal.

pub mod accounts;
pub mod answers;
pub mod api;
mod app;
pub mod backups;
#[cfg(test)]
mod bindings;
pub mod calls;
pub mod cases;
pub mod changes;
pub mod check;
mod chosen;
pub mod clearance;
mod clock;
pub mod demo;
mod dispatch;
pub mod drivers;
pub mod due;
pub mod erase;
mod error;
pub mod export;
pub mod filters;
mod identity;
pub mod import;
mod keys;
pub mod maintenance;
pub mod notices;
pub mod overview;
mod reading;
pub mod receipts;
mod registry;
pub mod report;
pub mod restore;
pub mod robots;
mod running;
mod running_batch;
pub mod schedule;
mod secrets;
pub mod settlement;
pub mod state;
pub mod statement;
mod tags;
pub mod todo;
pub mod update;
pub mod vehicles;
pub mod violations;
mod words;

pub use api::{CommandError, ErrorCode, Event};
pub use app::{App, Options};
pub use cheku_files as files;
pub use cheku_sandbox as sandbox;
pub use cheku_update as updates;
pub use clock::Clock;
pub use error::Result;
pub use reading::{Reader, reads_for_another};
pub use secrets::SecretPlace;

/// Every provider that this program knows, in order.
pub fn descriptors() -> Vec<&'static cheku_domain::provider::Descriptor> {
    cheku_providers::PROVIDERS.iter().map(|entry| entry.descriptor).collect()
}

/// The one of the providers' own sites that `asked` is, letter for letter: nothing else
/// on the web is opened from the window. Over https only.
pub fn vendor_site(asked: &str) -> Option<&'static str> {
    descriptors().into_iter().map(|one| one.site).find(|site| *site == asked && site.starts_with("https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_providers_own_site_is_opened_and_nothing_like_it() {
        for descriptor in descriptors() {
            let site = descriptor.site;
            assert_eq!(vendor_site(site), Some(site), "every site is one that can be opened");
            for other in [
                format!("{site}/"),
                format!("{site}.evil.example"),
                format!("{site}@evil.example"),
                format!(" {site}"),
                site.replace("https", "http"),
                site.to_uppercase(),
            ] {
                assert_eq!(vendor_site(&other), None, "{other}");
            }
        }
        for other in ["", "https://", "https://example.com", "file:///etc/passwd", "javascript:alert(1)"] {
            assert_eq!(vendor_site(other), None, "{other}");
        }
    }
}
