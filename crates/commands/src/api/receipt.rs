//! Receipts: what proves that a violation was paid.

use cheku_domain::{ReceiptKind, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A receipt of a violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceiptView {
    /// Its id.
    pub id: String,
    /// What the person's own file was called.
    pub name: String,
    /// What it is, by its content; `None` = a kind that this program does not know.
    pub kind: Option<ReceiptKind>,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was attached.
    pub at: Timestamp,
    /// Who did, at this desk; "" = not told.
    pub by: String,
    /// When it was taken back; `None` = it counts.
    pub taken_back_at: Option<Timestamp>,
}

/// A file that the system may be asked to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenableFile {
    /// Its handle.
    pub file: String,
}
