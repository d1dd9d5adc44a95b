//! `account`

use cheku_commands::api::KeyState;
use cheku_domain::Fen;
use serde::Serialize;
use std::collections::BTreeMap;

/// One line of `account list`.
#[derive(Serialize)]
pub struct Account<'a> {
    pub provider: &'a str,
    pub name: &'a str,
    pub default: bool,
    pub values: &'a BTreeMap<String, String>,
    pub price_fen: Option<Fen>,
    pub free_calls: u32,
    pub free_used: u32,
    pub allow_http: bool,
    pub timeout_seconds: Option<u32>,
    pub has_secret: bool,
    /// `price_fen` is that of the first step.
    pub prices: Vec<Step>,
    /// Calls left at the vendor as entered, less those charged since.
    pub quota_left: Option<u32>,
    /// "ready", "missing", "elsewhere", "silent" or "unknown"
    pub key: KeyState,
    /// Origin and path as they are sent.
    pub wire_address: &'a str,
}

/// A price from this paid call on.
#[derive(Serialize)]
pub struct Step {
    pub from: u32,
    pub price_fen: Fen,
}

/// `account list`
#[derive(Serialize)]
pub struct Accounts<'a> {
    pub accounts: Vec<Account<'a>>,
}

/// `account set`
#[derive(Serialize)]
pub struct Provider<'a> {
    pub provider: &'a str,
}

/// `account test`
#[derive(Serialize)]
pub struct Tested<'a> {
    pub ok: bool,
    pub code: &'a str,
    pub message: &'a str,
    /// null = nobody can tell.
    pub charged: Option<bool>,
}
