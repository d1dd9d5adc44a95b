//! Why the garage cannot do what it was asked: a code that faces translate and
//! technical detail without people's data.

use cheku_domain::ledger::LedgerError;
use rusqlite::ErrorCode;
use thiserror::Error;

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, GarageError>;

/// A code and its technical detail. The detail never holds a plate, a VIN or
/// any other value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {message}")]
pub struct GarageError {
    /// The code that faces translate.
    pub code: &'static str,
    /// Technical detail.
    pub message: String,
}

impl GarageError {
    /// Every code that this crate can return, for the faces' tables.
    pub const CODES: &'static [&'static str] = &[
        "garage_newer",
        "garage_damaged",
        "garage_foreign",
        "garage_altered",
        "garage_missing",
        "look_too_long",
        "garage_read_only",
        "garage_held",
        "garage_in_use",
        "garage_busy",
        "garage_io",
        "garage_closed",
        "disk_full",
        "unknown_word",
        "plate_taken",
        "not_found",
        "undo_unknown",
        "call_not_doubtful",
        "call_settled",
        "item_not_waiting",
        "batch_taken",
        "garage_replaced",
        "internal",
    ];

    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> GarageError {
        GarageError { code, message: message.into() }
    }

    pub(crate) fn unknown_word(column: &str) -> GarageError {
        GarageError::new(
            "unknown_word",
            format!("column {column} holds a word that this program does not know"),
        )
    }

    pub(crate) fn not_found(what: &str) -> GarageError {
        GarageError::new("not_found", what)
    }
}

impl From<rusqlite::Error> for GarageError {
    fn from(error: rusqlite::Error) -> GarageError {
        let code = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => "disk_full",
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                "garage_read_only"
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "garage_damaged",
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "garage_busy",
            Some(ErrorCode::SystemIoFailure) => "garage_io",
            // Nothing but `schema::within` interrupts.
            Some(ErrorCode::OperationInterrupted) => "look_too_long",
            // What is left is a row that does not fit its columns or our own SQL: the file
            // is not as this program wrote it.
            _ => "garage_damaged",
        };
        GarageError::new(code, error.to_string())
    }
}

impl From<std::io::Error> for GarageError {
    fn from(error: std::io::Error) -> GarageError {
        use std::io::ErrorKind;
        let code = match error.kind() {
            _ if cheku_files::is_in_use(&error) => "garage_in_use",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk_full",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "garage_read_only",
            _ => "garage_io",
        };
        // The kind only: a full text can name a person's folder.
        GarageError::new(code, error.kind().to_string())
    }
}

impl From<serde_json::Error> for GarageError {
    fn from(error: serde_json::Error) -> GarageError {
        // serde_json's own text can quote the value; line and column cannot.
        GarageError::new("garage_damaged", format!("json at {}:{}", error.line(), error.column()))
    }
}

impl From<GarageError> for LedgerError {
    fn from(error: GarageError) -> LedgerError {
        LedgerError { code: error.code, message: error.message }
    }
}
