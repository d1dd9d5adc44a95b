//! Exit codes, as promised to scripts (contract: "Exit codes").

use cheku_commands::ErrorCode;
use cheku_commands::api::{BatchState, Progress, StopCode};
use std::process::ExitCode;

use crate::words::reasons::GARAGE;

/// How the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; vehicles skipped as fresh count as done.
    Done = 0,
    /// Some failed, pending, doubtful, incomplete, locked, rejected, or a cap was reached.
    InPart = 1,
    /// Wrong usage.
    Usage = 2,
    /// The account or the provider stopped it.
    Stopped = 3,
    /// The input file is rejected, nothing was written.
    BadFile = 4,
    /// Held, newer, damaged, read-only, disk full.
    Garage = 5,
    /// No place for secrets.
    NoSecrets = 6,
    /// The command is done, its result could not be written.
    Unwritten = 7,
    /// Ctrl-C.
    Cancelled = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

impl Exit {
    /// How a refused command ends. Exhaustive, so that a new code must say.
    pub fn of_error(code: ErrorCode) -> Exit {
        use ErrorCode as E;
        match code {
            E::GarageHeld | E::GarageNewer | E::GarageDamaged | E::GarageReadOnly | E::DiskFull => {
                Exit::Garage
            }
            E::GarageForeign | E::GarageBusy | E::GarageIo | E::GarageClosed | E::UnknownWord => Exit::Garage,
            E::GarageAltered | E::GarageMissing | E::LookTooLong => Exit::Garage,
            E::UpgradeNoRoom | E::GarageUpgrading => Exit::Garage,
            E::BatchRunning | E::Internal => Exit::Garage,
            E::GarageInUse | E::GarageReplaced | E::BatchTaken => Exit::Garage,
            E::NotASpreadsheet | E::EmptyFile | E::HeadingsOnly | E::TooManyRows | E::TooLarge => {
                Exit::BadFile
            }
            E::ColumnTwice | E::PlateColumnMissing | E::NoGoodRow | E::Unreadable => Exit::BadFile,
            E::PasswordProtected | E::NotABackup | E::BackupAltered => Exit::BadFile,
            E::ReadingBrokeOff | E::ReadingTooLong => Exit::BadFile,
            E::WebPage | E::NoSheetTaken => Exit::BadFile,
            E::LookupFailed => Exit::Stopped,
            E::CapUsedUp => Exit::InPart,
            E::NoSecretStore | E::SecretsInUse | E::KeychainSilent => Exit::NoSecrets,
            E::UnknownCommand | E::BadRequest | E::NotFound | E::FormInvalid => Exit::Usage,
            E::PlateTaken | E::PeriodOverlaps | E::DueDateTaken => Exit::Usage,
            E::ProviderUnknown | E::NoAccount | E::AccountFieldMissing | E::AccountFieldInvalid => {
                Exit::Usage
            }
            E::AccountHttpRefused | E::AccountHashNeedsHttpsPost | E::AccountSecretMissing => Exit::Usage,
            E::PriceNeededForCap | E::NoBatch | E::FileTypeUnknown | E::Unwritable => Exit::Usage,
            E::FileNotOpened
            | E::FileExists
            | E::FileInUse
            | E::FileNotChosen
            | E::PlaceIsOurs
            | E::BackupOfAnother
            | E::TargetFull => Exit::Usage,
            E::UndoUnknown | E::UndoOverwritten | E::SandboxFailed | E::CallNotDoubtful | E::CallSettled => {
                Exit::Usage
            }
            E::ClearanceWhom
            | E::SettlementMonth
            | E::SettlementNothing
            | E::SpanReversed
            | E::SpanOfNone
            | E::StepDayAhead
            | E::StepDueBefore
            | E::StepAmount
            | E::StepPart
            | E::StepMonth
            | E::StepReason
            | E::ReceiptKind
            | E::ReceiptSize
            | E::ReceiptUnreadable
            | E::ReceiptMissing
            | E::ReceiptChanged
            | E::ScheduleInvalid
            | E::RobotAddressInvalid
            | E::RestoreUnconfirmed
            | E::AccountSecretElsewhere => Exit::Usage,
            // The window's alone.
            E::UpdateNoAddress | E::UpdateUnreachable | E::UpdateBrokenOff | E::UpdateUntrusted => {
                Exit::Usage
            }
            E::UpdateSignatureMissing | E::UpdateOlder | E::UpdateNotForThis => Exit::Usage,
            E::UpdateNotStarted => Exit::Usage,
        }
    }

    /// How a batch ends.
    pub fn of_batch(last: &Progress) -> Exit {
        match last.stopped.as_ref().map(|stopped| stopped.kind) {
            Some(StopCode::MaxCost | StopCode::MonthCap) => return Exit::InPart,
            Some(StopCode::Cancelled) => return Exit::Cancelled,
            // A garage that failed while asking, not a vendor.
            Some(_) if last.stopped.as_ref().is_some_and(|stopped| stopped.scope == GARAGE) => {
                return Exit::Garage;
            }
            Some(
                StopCode::NoNetwork
                | StopCode::CertificateUntrusted
                | StopCode::TooSlow
                | StopCode::Vendor
                | StopCode::Interrupted,
            ) => {
                return Exit::Stopped;
            }
            // It neither ended nor was stopped: the garage could not be written.
            None if last.state == BatchState::Interrupted => return Exit::Garage,
            None => {}
        }
        let skipped_open = last.skipped - last.skipped_by.fresh.min(last.skipped);
        let open = [last.failed, last.pending, last.doubtful, last.not_asked, last.asking, skipped_open];
        if open.iter().any(|count| *count > 0) { Exit::InPart } else { Exit::Done }
    }
}
