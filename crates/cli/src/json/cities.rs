//! `cities`

use super::at_maybe;
use cheku_domain::Timestamp;
use serde::Serialize;

/// One line of `cities`.
#[derive(Serialize)]
pub struct City<'a> {
    pub province: &'a str,
    pub name: &'a str,
    pub code: &'a str,
    /// "nothing", "whole" or "last:N"
    pub engine: String,
    /// The same
    pub frame: String,
    #[serde(serialize_with = "at_maybe")]
    pub vanished_at: Option<Timestamp>,
}

/// `cities`
#[derive(Serialize)]
pub struct Cities<'a> {
    pub provider: &'a str,
    #[serde(serialize_with = "at_maybe")]
    pub fetched_at: Option<Timestamp>,
    /// null = the kept list was shown
    pub added: Option<u32>,
    pub vanished: Option<u32>,
    pub total: usize,
    pub cities: Vec<City<'a>>,
}
