//! Codes that faces translate. Rust holds no sentence for people; the UI's
//! tables are full records over these types, so a new code fails the type check
//! until both languages have it.

use cheku_domain::words;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why a command could not do what was asked.
    pub enum ErrorCode {
        GarageHeld = "garage_held",
        GarageInUse = "garage_in_use",
        GarageReplaced = "garage_replaced",
        BatchTaken = "batch_taken",
        GarageNewer = "garage_newer",
        GarageDamaged = "garage_damaged",
        GarageReadOnly = "garage_read_only",
        DiskFull = "disk_full",
        GarageForeign = "garage_foreign",
        GarageBusy = "garage_busy",
        GarageIo = "garage_io",
        GarageClosed = "garage_closed",
        GarageAltered = "garage_altered",
        GarageMissing = "garage_missing",
        LookTooLong = "look_too_long",
        UpgradeNoRoom = "upgrade_no_room",
        GarageUpgrading = "garage_upgrading",
        UnknownWord = "unknown_word",
        UnknownCommand = "unknown_command",
        BadRequest = "bad_request",
        NotFound = "not_found",
        PeriodOverlaps = "period_overlaps",
        DueDateTaken = "due_date_taken",
        PlateTaken = "plate_taken",
        FormInvalid = "form_invalid",
        ProviderUnknown = "provider_unknown",
        NoAccount = "no_account",
        AccountFieldMissing = "account_field_missing",
        AccountFieldInvalid = "account_field_invalid",
        AccountHttpRefused = "account_http_refused",
        AccountHashNeedsHttpsPost = "account_hash_needs_https_post",
        AccountSecretMissing = "account_secret_missing",
        AccountSecretElsewhere = "account_secret_elsewhere",
        SecretsInUse = "secrets_in_use",
        KeychainSilent = "keychain_silent",
        PriceNeededForCap = "price_needed_for_cap",
        CapUsedUp = "cap_used_up",
        NoSecretStore = "no_secret_store",
        BatchRunning = "batch_running",
        NoBatch = "no_batch",
        NotASpreadsheet = "not_a_spreadsheet",
        WebPage = "web_page",
        NoSheetTaken = "no_sheet_taken",
        EmptyFile = "empty_file",
        HeadingsOnly = "headings_only",
        TooManyRows = "too_many_rows",
        TooLarge = "too_large",
        ColumnTwice = "column_twice",
        PlateColumnMissing = "plate_column_missing",
        NoGoodRow = "no_good_row",
        Unreadable = "unreadable",
        PasswordProtected = "password_protected",
        ReadingBrokeOff = "reading_broke_off",
        ReadingTooLong = "reading_too_long",
        FileTypeUnknown = "file_type_unknown",
        Unwritable = "unwritable",
        FileExists = "file_exists",
        FileInUse = "file_in_use",
        FileNotChosen = "file_not_chosen",
        FileNotOpened = "file_not_opened",
        PlaceIsOurs = "place_is_ours",
        BackupOfAnother = "backup_of_another",
        TargetFull = "target_full",
        NotABackup = "not_a_backup",
        BackupAltered = "backup_altered",
        RestoreUnconfirmed = "restore_unconfirmed",
        UndoUnknown = "undo_unknown",
        UndoOverwritten = "undo_overwritten",
        ClearanceWhom = "clearance_whom",
        SettlementMonth = "settlement_month",
        SettlementNothing = "settlement_nothing",
        SpanReversed = "span_reversed",
        SpanOfNone = "span_of_none",
        StepDayAhead = "step_day_ahead",
        StepDueBefore = "step_due_before",
        StepAmount = "step_amount",
        StepPart = "step_part",
        StepMonth = "step_month",
        StepReason = "step_reason",
        ReceiptKind = "receipt_kind",
        ReceiptSize = "receipt_size",
        ReceiptUnreadable = "receipt_unreadable",
        ReceiptMissing = "receipt_missing",
        ReceiptChanged = "receipt_changed",
        SandboxFailed = "sandbox_failed",
        CallNotDoubtful = "call_not_doubtful",
        CallSettled = "call_settled",
        LookupFailed = "lookup_failed",
        ScheduleInvalid = "schedule_invalid",
        RobotAddressInvalid = "robot_address_invalid",
        UpdateNoAddress = "update_no_address",
        UpdateUnreachable = "update_unreachable",
        UpdateBrokenOff = "update_broken_off",
        UpdateUntrusted = "update_untrusted",
        UpdateSignatureMissing = "update_signature_missing",
        UpdateOlder = "update_older",
        UpdateNotForThis = "update_not_for_this",
        UpdateNotStarted = "update_not_started",
        Internal = "internal",
    }
}

words! {
    /// Why a vehicle has no answer, or was not asked.
    pub enum Reason {
        Left = "left",
        Fresh = "fresh",
        Locked = "locked",
        CitySkipped = "city",
        DoubtfulBefore = "doubtful",
        PendingBefore = "pending",
        Unsupported = "unsupported",
        EngineMissing = "engine_missing",
        FrameMissing = "frame_missing",
        CityUnknown = "city_unknown",
        PlateTypeUnsupported = "plate_type_unsupported",
        InDoubt = "in_doubt",
        Credentials = "credentials",
        IpRefused = "ip_refused",
        AccountClosed = "account_closed",
        QuotaUsedUp = "quota_used_up",
        DebugMode = "debug_mode",
        ClockSkew = "clock_skew",
        BadRequest = "bad_request",
        RateLimited = "rate_limited",
        ProviderClosed = "provider_closed",
        ProviderBusy = "provider_busy",
        CityClosed = "city_closed",
        VehicleRefused = "vehicle_refused",
        VehicleLocked = "vehicle_locked",
        VehicleNote = "vehicle_note",
        NotSent = "not_sent",
        Lost = "lost",
        Unreadable = "unreadable",
        PaidUnread = "paid_unread",
        UnknownCode = "unknown_code",
        NoData = "no_data",
        AwaitsCallback = "awaits_callback",
        Interrupted = "interrupted",
    }
}

words! {
    /// What the network came to where no vendor said anything (`ProviderError::raw_code`).
    pub enum Trouble {
        Connect = "connect",
        ConnectTimeout = "connect_timeout",
        Dns = "dns",
        Tls = "tls",
        TlsUnavailable = "tls_unavailable",
        Timeout = "timeout",
        Reset = "reset",
        Stalled = "stalled",
        Truncated = "truncated",
        TooLarge = "too_large",
        Html = "html",
        Empty = "empty",
        NotJson = "not_json",
        NotJsonp = "not_jsonp",
        NotXml = "not_xml",
        NoCode = "no_code",
    }
}

words! {
    /// Why a batch stopped before its end.
    pub enum StopCode {
        MaxCost = "max_cost",
        MonthCap = "month_cap",
        Cancelled = "cancelled",
        NoNetwork = "no_network",
        CertificateUntrusted = "certificate_untrusted",
        TooSlow = "too_slow",
        Vendor = "vendor",
        Interrupted = "interrupted",
    }
}

words! {
    /// What keeps the next scheduled check from beginning, as things are.
    pub enum Hindrance {
        Demo = "demo",
        NoVehicle = "no_vehicle",
        NoAccount = "no_account",
        NoSecret = "no_secret",
        NoPrice = "no_price",
        Busy = "busy",
    }
}

words! {
    /// What the doctor found.
    pub enum FindingCode {
        Schema = "schema",
        Integrity = "integrity",
        ForeignKeys = "foreign_keys",
        SummariesDiffer = "summaries_differ",
        TalliesDiffer = "tallies_differ",
        ConcernedDiffer = "concerned_differ",
        StagesDiffer = "stages_differ",
        CallSumsDiffer = "call_sums_differ",
        VehiclesWithoutSummary = "vehicles_without_summary",
        ViolationsWithoutSource = "violations_without_source",
        ViolationsOutOfStep = "violations_out_of_step",
        PeriodsOverlap = "periods_overlap",
        ViolationsOfOthers = "violations_of_others",
        ItemsWithoutCall = "items_without_call",
        CallsUnsettled = "calls_unsettled",
        UnknownWord = "unknown_word",
        AskedWithoutProcess = "asked_without_process",
        DoubtfulCalls = "doubtful_calls",
        CostUnknown = "cost_unknown",
        SyncedFolder = "synced_folder",
        NetworkDrive = "network_drive",
        InDoubt = "in_doubt",
        ReceiptsMissing = "receipts_missing",
        ReceiptsChanged = "receipts_changed",
        Other = "other",
    }
}

words! {
    /// What is wrong, or worth knowing, about a cell of a spreadsheet or a field of the form.
    pub enum ComplaintCode {
        PlateEmpty = "plate_empty",
        PlateProvince = "plate_province",
        PlateLetter = "plate_letter",
        PlateLength = "plate_length",
        PlateSerial = "plate_serial",
        PlateTypeUnknown = "plate_type_unknown",
        VinLength = "vin_length",
        VinLetter = "vin_letter",
        DuplicatePlate = "duplicate_plate",
        TooLong = "too_long",
        VinCheckDigit = "vin_check_digit",
        PrefixUnknown = "prefix_unknown",
        ColumnIgnored = "column_ignored",
        PlateTaken = "plate_taken",
        PlateUnclear = "plate_unclear",
        VehicleLeft = "vehicle_left",
        LeftUnknown = "left_unknown",
        UseStateUnknown = "use_state_unknown",
        PlateShared = "plate_shared",
        PlateTypeChanged = "plate_type_changed",
        VinChanged = "vin_changed",
        DriverChanged = "driver_changed",
        PeriodOverlaps = "period_overlaps",
        MomentUnreadable = "moment_unreadable",
        DayUnreadable = "day_unreadable",
        DayAmbiguous = "day_ambiguous",
        DueEarlier = "due_earlier",
        DueWithoutDriver = "due_without_driver",
        DueDiffers = "due_differs",
        CityUnknown = "city_unknown",
        ProviderUnknown = "provider_unknown",
        SpoiledError = "spoiled_error",
        SpoiledFiller = "spoiled_filler",
        SpoiledFormula = "spoiled_formula",
        SpoiledNoValue = "spoiled_no_value",
        SpoiledExponent = "spoiled_exponent",
        SpoiledFraction = "spoiled_fraction",
        SpoiledThousands = "spoiled_thousands",
        SpoiledDigits = "spoiled_digits",
        SpoiledRepeated = "spoiled_repeated",
        SpoiledCharacter = "spoiled_character",
        SpoiledDate = "spoiled_date",
        SpoiledBool = "spoiled_bool",
        ZerosLost = "zeros_lost",
        UnseenMarks = "unseen_marks",
        PlateTypeContradicts = "plate_type_contradicts",
        ColourContradicts = "colour_contradicts",
        ClassContradicts = "class_contradicts",
        ColourUnknown = "colour_unknown",
        ClassUnknown = "class_unknown",
        TooManyCells = "too_many_cells",
        UnclosedQuote = "unclosed_quote",
        OtherHeadings = "other_headings",
    }
}

/// A command's refusal. `message` is technical detail for logs and reports,
/// never the sentence for people; `details` fill the sentence's places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{}: {message}", code.word())]
#[ts(export)]
pub struct CommandError {
    /// What went wrong.
    pub code: ErrorCode,
    /// Technical detail without people's data.
    pub message: String,
    /// What fills the sentence: names of fields, columns, processes.
    pub details: std::collections::BTreeMap<String, String>,
}

impl CommandError {
    /// An error without details.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> CommandError {
        CommandError { code, message: message.into(), details: Default::default() }
    }

    /// Adds one detail.
    pub fn with(mut self, key: &str, value: impl Into<String>) -> CommandError {
        self.details.insert(key.to_owned(), value.into());
        self
    }
}
