//! What goes wrong in the rooms below, as the faces' codes.

use crate::api::{CommandError, ErrorCode};
use cheku_domain::ledger::LedgerError;
use cheku_domain::provider::AccountError;
use cheku_files::FileError;
use cheku_garage::{BackupError, GarageError};
use cheku_sheets::SheetError;

/// The result of every command.
pub type Result<T> = std::result::Result<T, CommandError>;

impl From<GarageError> for CommandError {
    fn from(error: GarageError) -> CommandError {
        // Every code of the garage is in the list (a test holds them together).
        let code = ErrorCode::from_word(error.code()).unwrap_or(ErrorCode::Internal);
        // What was found, or who is in the way, is all that helps a person here.
        let telling = match code {
            ErrorCode::GarageMissing => Some("found"),
            ErrorCode::GarageHeld | ErrorCode::GarageInUse => Some("who"),
            ErrorCode::UpgradeNoRoom => Some("megabytes"),
            _ => None,
        };
        let refused = CommandError::new(code, error.message.clone());
        let told = telling.map(|key| (key, error.message));
        error.details.into_iter().chain(told).fold(refused, |refused, (key, value)| refused.with(key, value))
    }
}

/// The ledger is the garage: its codes are the garage's.
impl From<LedgerError> for CommandError {
    fn from(error: LedgerError) -> CommandError {
        let code = ErrorCode::from_word(error.code).unwrap_or(ErrorCode::Internal);
        CommandError::new(code, error.message)
    }
}

impl From<AccountError> for CommandError {
    fn from(error: AccountError) -> CommandError {
        let code = ErrorCode::from_word(error.code()).unwrap_or(ErrorCode::Internal);
        let wrong = CommandError::new(code, error.to_string());
        match error {
            AccountError::FieldMissing(field) | AccountError::FieldInvalid(field) => {
                wrong.with("field", field)
            }
            _ => wrong,
        }
    }
}

/// A request that no face of ours makes.
pub(crate) fn bad_request(message: impl Into<String>) -> CommandError {
    CommandError::new(ErrorCode::BadRequest, message)
}

/// Something that is not there (any more).
pub(crate) fn not_found(what: &str) -> CommandError {
    CommandError::new(ErrorCode::NotFound, what)
}

/// A count as the wire carries it.
pub(crate) fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}

impl From<BackupError> for CommandError {
    fn from(error: BackupError) -> CommandError {
        match error {
            BackupError::Garage(error) => error.into(),
            BackupError::Place(error) => error.into(),
        }
    }
}

/// What is wrong with the place that a person named for a file.
impl From<FileError> for CommandError {
    fn from(error: FileError) -> CommandError {
        let code = ErrorCode::from_word(error.code).unwrap_or(ErrorCode::Internal);
        CommandError::new(code, error.code).with("file", error.file.to_string_lossy())
    }
}

impl From<SheetError> for CommandError {
    fn from(error: SheetError) -> CommandError {
        let code = ErrorCode::from_word(error.code()).unwrap_or(ErrorCode::Internal);
        let wrong = CommandError::new(code, error.to_string());
        match error {
            SheetError::ColumnTwice { first, second, .. } => {
                wrong.with("first", first).with("second", second)
            }
            SheetError::Place(error) => CommandError::from(error),
            SheetError::TooManyRows { limit } => wrong.with("limit", limit.to_string()),
            SheetError::TooLarge { limit } => wrong.with("limit", (limit >> 20).to_string()),
            _ => wrong,
        }
    }
}
