//! What a provider says of itself: its form, its prices, its own site.

use crate::Fen;
use serde::Serialize;
use ts_rs::TS;

/// A word or sentence of a provider's own form, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// How a field of the settings form is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// An origin such as `https://host`; plain http needs the visible setting `allow_http`.
    Origin,
    /// One of a few values.
    Choice {
        /// The values, as they are kept.
        values: &'static [&'static str],
    },
    /// A credential: goes to the keychain, is never shown again.
    Secret,
}

/// One field of a provider's settings form and of `account set`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Field {
    /// The key in `Account::values`; the terminal's flag is the same with dashes.
    pub key: &'static str,
    /// How it is entered.
    pub kind: FieldKind,
    /// What it is called.
    pub label: Words,
    /// Where the person finds it.
    pub hint: Words,
    /// What stands there before anything is entered; `None` = must be entered.
    pub default: Option<&'static str>,
}

/// One documented package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct PriceTier {
    /// How many calls the package holds.
    pub calls: u32,
    /// Price of one charged call.
    pub price: Fen,
}

/// Everything a face needs to offer a provider without knowing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Descriptor {
    /// Kept in the database; never changes.
    pub id: &'static str,
    /// What people call it.
    pub name: Words,
    /// Its own site, to be opened in the system's browser.
    pub site: &'static str,
    /// The settings form, in order.
    pub fields: &'static [Field],
    /// The documented price of one charged call; `None` = the person types it in.
    pub price: Option<Fen>,
    /// The documented packages.
    pub tiers: &'static [PriceTier],
    /// Documented free charged calls at the beginning.
    pub free_calls: u32,
    /// The key of the field that the vendor tells accounts apart by: free calls and
    /// price steps go with its value.
    pub identified_by: &'static str,
    /// The keys of the fields that say where the secret goes and how it is used there: one
    /// that was typed for these values is sent to no others.
    pub secret_for: &'static [&'static str],
    /// True when a vehicle may need a city chosen by hand.
    pub needs_city: bool,
}
