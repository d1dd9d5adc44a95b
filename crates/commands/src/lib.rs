//! Everything that a face can ask for: one function each, `Request ->
//! Result<Reply, CommandError>`, and the wire types. No window, no terminal.

pub mod accounts;
mod app;
#[cfg(test)]
mod bindings;
pub mod calls;
pub mod check;
mod clock;
pub mod demo;
mod dispatch;
pub mod drivers;
mod error;
pub mod export;
pub mod filters;
pub mod import;
pub mod keeping;
pub mod overview;
mod registry;
pub mod report;
mod running;
mod secrets;
pub mod state;
pub mod statement;
pub mod vehicles;
pub mod violations;
pub mod wire;
mod words;

pub use app::{App, Options};
pub use cheku_sandbox as sandbox;
pub use error::Result;
pub use secrets::SecretPlace;
pub use wire::{CommandError, ErrorCode, Event};

/// Every provider that this program knows, in order.
pub fn descriptors() -> Vec<&'static cheku_domain::provider::Descriptor> {
    cheku_providers::PROVIDERS.iter().map(|entry| entry.descriptor).collect()
}
