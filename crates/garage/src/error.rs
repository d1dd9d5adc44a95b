//! Why the garage cannot do what it was asked: a code that faces translate and
//! technical detail without people's data.

use cheku_domain::ledger::LedgerError;
use rusqlite::ErrorCode;
use thiserror::Error;

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, GarageError>;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GarageErrorKind {
    /// Written by a later version.
    Newer,
    /// Not as SQLite or this program wrote it.
    Damaged,
    /// Another program's file, or none of a garage.
    Foreign,
    /// Its schema is not exactly that of its version.
    Altered,
    /// Put aside, and none in its place.
    Missing,
    /// Examining a file took too long.
    LookTooLong,
    /// The file or its folder cannot be written.
    ReadOnly,
    /// A batch is running.
    Held,
    /// Open in another program that must not be disturbed.
    InUse,
    /// Another program writes.
    Busy,
    /// The system could not read or write.
    Io,
    /// The writer has ended.
    Closed,
    /// No room left.
    DiskFull,
    /// No room for an upgrade; the message is the megabytes that are missing.
    UpgradeNoRoom,
    /// A column holds what this program does not know.
    UnknownWord,
    /// Another vehicle has the plate and its type.
    PlateTaken,
    /// A driver's period reaches into another one; the details tell both.
    PeriodOverlaps,
    /// The owner has an open due date of the kind.
    DueDateTaken,
    /// What was named is not there.
    NotFound,
    /// Taken back already, or too old.
    UndoUnknown,
    /// What a change touched is not as that left it: something else changed it since.
    UndoOverwritten,
    /// Only a doubtful call is settled by a person.
    CallNotDoubtful,
    /// The call has its outcome already.
    CallSettled,
    /// The vehicle is not waiting in this batch.
    ItemNotWaiting,
    /// Another program took this one for dead.
    BatchTaken,
    /// Another file is in the garage's place.
    Replaced,
    /// A fault of ours.
    Internal,
}

impl GarageErrorKind {
    /// Every kind, for the faces' tables.
    pub const ALL: [GarageErrorKind; 27] = [
        GarageErrorKind::Newer,
        GarageErrorKind::Damaged,
        GarageErrorKind::Foreign,
        GarageErrorKind::Altered,
        GarageErrorKind::Missing,
        GarageErrorKind::LookTooLong,
        GarageErrorKind::ReadOnly,
        GarageErrorKind::Held,
        GarageErrorKind::InUse,
        GarageErrorKind::Busy,
        GarageErrorKind::Io,
        GarageErrorKind::Closed,
        GarageErrorKind::DiskFull,
        GarageErrorKind::UpgradeNoRoom,
        GarageErrorKind::UnknownWord,
        GarageErrorKind::PlateTaken,
        GarageErrorKind::PeriodOverlaps,
        GarageErrorKind::DueDateTaken,
        GarageErrorKind::NotFound,
        GarageErrorKind::UndoUnknown,
        GarageErrorKind::UndoOverwritten,
        GarageErrorKind::CallNotDoubtful,
        GarageErrorKind::CallSettled,
        GarageErrorKind::ItemNotWaiting,
        GarageErrorKind::BatchTaken,
        GarageErrorKind::Replaced,
        GarageErrorKind::Internal,
    ];

    /// The code that faces translate.
    pub const fn code(self) -> &'static str {
        match self {
            GarageErrorKind::Newer => "garage_newer",
            GarageErrorKind::Damaged => "garage_damaged",
            GarageErrorKind::Foreign => "garage_foreign",
            GarageErrorKind::Altered => "garage_altered",
            GarageErrorKind::Missing => "garage_missing",
            GarageErrorKind::LookTooLong => "look_too_long",
            GarageErrorKind::ReadOnly => "garage_read_only",
            GarageErrorKind::Held => "garage_held",
            GarageErrorKind::InUse => "garage_in_use",
            GarageErrorKind::Busy => "garage_busy",
            GarageErrorKind::Io => "garage_io",
            GarageErrorKind::Closed => "garage_closed",
            GarageErrorKind::DiskFull => "disk_full",
            GarageErrorKind::UpgradeNoRoom => "upgrade_no_room",
            GarageErrorKind::UnknownWord => "unknown_word",
            GarageErrorKind::PlateTaken => "plate_taken",
            GarageErrorKind::PeriodOverlaps => "period_overlaps",
            GarageErrorKind::DueDateTaken => "due_date_taken",
            GarageErrorKind::NotFound => "not_found",
            GarageErrorKind::UndoUnknown => "undo_unknown",
            GarageErrorKind::UndoOverwritten => "undo_overwritten",
            GarageErrorKind::CallNotDoubtful => "call_not_doubtful",
            GarageErrorKind::CallSettled => "call_settled",
            GarageErrorKind::ItemNotWaiting => "item_not_waiting",
            GarageErrorKind::BatchTaken => "batch_taken",
            GarageErrorKind::Replaced => "garage_replaced",
            GarageErrorKind::Internal => "internal",
        }
    }
}

/// A kind and its technical detail. The detail never holds a plate, a VIN or
/// any other value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {message}", .kind.code())]
pub struct GarageError {
    /// What is wrong.
    pub kind: GarageErrorKind,
    /// Technical detail.
    pub message: String,
    /// What fills the places of the sentence for people, by key; in no log.
    pub details: Vec<(&'static str, String)>,
}

impl GarageError {
    pub(crate) fn new(kind: GarageErrorKind, message: impl Into<String>) -> GarageError {
        GarageError { kind, message: message.into(), details: Vec::new() }
    }

    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    pub(crate) fn unknown_word(column: &str) -> GarageError {
        GarageError::new(
            GarageErrorKind::UnknownWord,
            format!("column {column} holds a word that this program does not know"),
        )
    }

    pub(crate) fn not_found(what: &str) -> GarageError {
        GarageError::new(GarageErrorKind::NotFound, what)
    }
}

impl From<rusqlite::Error> for GarageError {
    fn from(error: rusqlite::Error) -> GarageError {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => GarageErrorKind::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                GarageErrorKind::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => GarageErrorKind::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => GarageErrorKind::Busy,
            Some(ErrorCode::SystemIoFailure) => GarageErrorKind::Io,
            // Nothing but `schema::within` interrupts.
            Some(ErrorCode::OperationInterrupted) => GarageErrorKind::LookTooLong,
            // What is left is a row that does not fit its columns or our own SQL: the file
            // is not as this program wrote it.
            _ => GarageErrorKind::Damaged,
        };
        GarageError::new(kind, error.to_string())
    }
}

impl From<std::io::Error> for GarageError {
    fn from(error: std::io::Error) -> GarageError {
        use std::io::ErrorKind;
        let kind = match error.kind() {
            _ if cheku_files::is_in_use(&error) => GarageErrorKind::InUse,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => GarageErrorKind::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => GarageErrorKind::ReadOnly,
            _ => GarageErrorKind::Io,
        };
        // The kind only: a full text can name a person's folder.
        GarageError::new(kind, error.kind().to_string())
    }
}

impl From<serde_json::Error> for GarageError {
    fn from(error: serde_json::Error) -> GarageError {
        // serde_json's own text can quote the value; line and column cannot.
        GarageError::new(GarageErrorKind::Damaged, format!("json at {}:{}", error.line(), error.column()))
    }
}

impl From<GarageError> for LedgerError {
    fn from(error: GarageError) -> LedgerError {
        LedgerError { code: error.code(), message: error.message }
    }
}
