//! `receipt`

use super::at;
use cheku_commands::api::ReceiptView;
use cheku_domain::{ReceiptKind, Timestamp};
use serde::Serialize;

/// `receipt add`, `receipt list`
#[derive(Serialize)]
pub struct Receipts<'a> {
    pub receipts: Vec<Receipt<'a>>,
}

/// A receipt of a violation.
#[derive(Serialize)]
pub struct Receipt<'a> {
    id: &'a str,
    /// What the person's own file was called.
    name: &'a str,
    /// By its content; null = a kind that this program does not know.
    kind: Option<ReceiptKind>,
    bytes: u64,
    #[serde(serialize_with = "at")]
    at: Timestamp,
    /// "" = not told.
    by: &'a str,
}

impl<'a> From<&'a ReceiptView> for Receipt<'a> {
    fn from(view: &'a ReceiptView) -> Receipt<'a> {
        let ReceiptView { id, name, kind, bytes, at, by, .. } = view;
        Receipt { id, name, kind: *kind, bytes: *bytes, at: *at, by }
    }
}
