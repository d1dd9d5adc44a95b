//! What a lookup provider (查询服务商) is to the rest of the house: one trait,
//! its descriptor, and how its refusals are told apart.

mod account;
mod descriptor;
mod failure;
mod question;

pub use account::{Account, AccountError};
pub use descriptor::{Descriptor, Field, FieldKind, PriceTier, Words};
pub use failure::{ErrorKind, PASSING, ProviderError, Scope};
pub use question::{Answer, Body, ClaimedTotals, CountedTotals, Question, Refusal, Reply, TestReport};

use crate::{CityRule, Secret, Vehicle, Work};
use std::collections::BTreeMap;

/// Opens a client for an account; checks the settings, sends nothing.
pub type Open = fn(&Account, Secret) -> Result<Box<dyn Provider>, AccountError>;

/// Reads the text of an answer; needs no account and sends nothing.
pub type Read = fn(&str) -> Result<Reply, ProviderError>;

/// One line of the registry: how a provider is described and opened.
pub struct ProviderEntry {
    /// Its descriptor.
    pub descriptor: &'static Descriptor,
    /// Opens a client for an account; checks the settings, sends nothing.
    pub open: Open,
    /// Reads an answer that was kept as it came.
    pub read: Read,
}

/// A provider's client for one account. Cheap to share; holds the secret.
pub trait Provider: Send + Sync {
    /// What it is.
    fn descriptor(&self) -> &'static Descriptor;

    /// Which rule must be known before this vehicle can be asked; `None` = none.
    /// Two vehicles with the same key share one lookup.
    fn rule_key(&self, vehicle: &Vehicle) -> Option<String>;

    /// Fetches the rule behind a key. Free by the contract.
    fn look_up<'a>(&'a self, key: &'a str) -> Work<'a, Result<CityRule, ProviderError>>;

    /// Fetches the whole list of cities with their province, where the provider
    /// has one. Free by the contract. Empty for providers without cities.
    fn cities(&self) -> Work<'_, Result<Vec<(String, CityRule)>, ProviderError>>;

    /// Holds the vehicle against the rule. Sends nothing.
    fn prepare(&self, vehicle: &Vehicle, rule: Option<&CityRule>) -> Result<Question, Refusal>;

    /// Sends the question exactly once and reads the answer. `now` is needed by
    /// contracts that sign the time. Never repeats anything.
    fn ask<'a>(&'a self, question: &'a Question, now: crate::Timestamp) -> Work<'a, Answer>;

    /// Tests address and credentials, free where the contract allows it.
    fn test(&self, now: crate::Timestamp) -> Work<'_, TestReport>;

    /// What the client learned and wants remembered in `Account::learned`.
    fn learned(&self) -> BTreeMap<String, String>;
}
