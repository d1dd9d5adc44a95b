//! Providers, accounts, settings, keeping.

use cheku_domain::provider::{Descriptor, TestReport};
use cheku_domain::{Charge, Fen, Need, PriceStep, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// An account as it is shown: never the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// The form's values by field key.
    pub values: BTreeMap<String, String>,
    /// What its charged calls cost, by steps; empty = not given.
    pub prices: Vec<PriceStep>,
    /// What the next charged call costs; `None` = no price.
    pub next_price_fen: Option<Fen>,
    /// Charged calls that cost nothing at the beginning.
    pub free_calls: u32,
    /// Of these, used.
    pub free_used: u32,
    /// Charged so far, the free ones included.
    pub charged: u32,
    /// Calls left at the vendor as the person entered them, less those charged since.
    pub quota_left: Option<u32>,
    /// Questions under way at once, at most.
    pub concurrency: Option<u32>,
    /// Questions a minute, at most.
    pub per_minute: Option<u32>,
    /// Plain http beyond loopback, visibly switched on.
    pub allow_http: bool,
    /// Time-out of a whole question in seconds.
    pub timeout_seconds: Option<u32>,
    /// Used where a vehicle has no choice of its own.
    pub is_default: bool,
    /// A key is in the keychain, and was typed for this address.
    pub has_secret: bool,
    /// How the key stands.
    pub key: KeyState,
    /// Origin and path as they go over the wire: a host in letters that cannot be taken for others.
    pub wire_address: String,
}

/// How the key of an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It is there, and was typed for the account's address.
    Ready,
    /// There is none.
    Missing,
    /// There is one, but it was typed for another address: it must be typed again for this one.
    Elsewhere,
    /// The keychain does not answer.
    Silent,
    /// The place of the keys cannot be read.
    Unknown,
}

/// A provider and its account, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProviderView {
    /// What it is.
    pub descriptor: Descriptor,
    /// The price steps that its document suggests, for a new account.
    pub suggested: Vec<PriceStep>,
    /// The account.
    pub account: Option<AccountView>,
}

/// A price step as a person types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceRow {
    /// From this paid call of the account on; 1 = the first that is not free.
    pub from: u32,
    /// Price of one charged call in yuan.
    pub price_yuan: String,
}

/// The form, as saved.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct AccountForm {
    /// The provider.
    pub provider: String,
    /// Values by field key, without the secret.
    pub values: BTreeMap<String, String>,
    /// The secret; `None` keeps the one that is there, for the address that it was typed for.
    #[ts(type = "string | null")]
    pub secret: Option<Secret>,
    /// The price steps as typed; none = not given.
    pub prices: Vec<PriceRow>,
    /// Free charged calls at the beginning.
    pub free_calls: Option<u32>,
    /// Plain http beyond loopback.
    pub allow_http: bool,
    /// Calls left at the vendor, as its console shows them; `None` = not watched.
    pub quota_left: Option<u32>,
    /// Questions under way at once, at most; `None` = as the program sees fit.
    pub concurrency: Option<u32>,
    /// Questions a minute, at most; `None` = as fast as the vendor bears.
    pub per_minute: Option<u32>,
    /// Time-out in seconds.
    pub timeout_seconds: Option<u32>,
    /// Make it the default.
    pub is_default: bool,
}

/// A provider's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderId {
    /// The id.
    pub provider: String,
}

/// What a test of an account found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestReply {
    /// True when address and credentials work.
    pub ok: bool,
    /// "ok" or the word of a reason.
    pub code: String,
    /// The vendor's code and words, or what the network came to.
    pub message: String,
    /// Whether testing cost a call.
    pub charged: Charge,
    /// `message`, where no vendor spoke and the word is known.
    pub trouble: Option<super::Trouble>,
    /// The status, where nothing else came back.
    pub http_status: Option<u16>,
}

impl From<TestReport> for TestReply {
    fn from(report: TestReport) -> TestReply {
        TestReply {
            trouble: super::Trouble::from_word(&report.message),
            http_status: report.message.strip_prefix("http_").and_then(|status| status.parse().ok()),
            ok: report.ok,
            code: report.code,
            message: report.message,
            charged: report.charged,
        }
    }
}

/// The garage's own settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GarageSettings {
    /// This month's calls may cost at most this.
    pub month_cap_fen: Option<Fen>,
    /// Vehicles answered within this many hours are skipped unless said otherwise.
    pub fresh_within_hours: f64,
    /// A vehicle that one provider cannot answer for is asked of the other without a question.
    pub take_other: bool,
    /// For so many days answers are kept as they came; one that cannot be read, without limit.
    pub answers_kept_days: u32,
    /// A driver who is told has so many days to handle it, 1 to 90.
    pub notice_days: u32,
    /// The fleet's name, shown on the overview.
    pub fleet_name: String,
    /// The person at this desk, kept with what is decided by hand; "" = not told.
    #[serde(default)]
    pub person: String,
}

/// One city of a provider's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CityRow {
    /// The province's name.
    pub province: String,
    /// The provider's code.
    pub code: String,
    /// The city's name.
    pub name: String,
    /// What it wants of the engine number (发动机号).
    pub engine: Need,
    /// What it wants of the frame number (车架号).
    pub frame: Need,
    /// Since when the list no longer holds it; `None` = the newest list does.
    pub vanished_at: Option<Timestamp>,
}

/// A provider's list of cities, as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CityList {
    /// When it was fetched.
    pub fetched_at: Option<Timestamp>,
    /// The cities.
    pub cities: Vec<CityRow>,
}

/// A list of cities that was fetched anew, and what that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CityRefresh {
    /// The list as it is kept now.
    pub list: CityList,
    /// Cities that were not there before.
    pub added: u32,
    /// Cities that are no longer there.
    pub vanished: u32,
}

/// A file that was written or kept, to be shown to the person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilePath {
    /// Its path.
    pub path: String,
    /// The handle for showing it in its folder; "" where none was written.
    pub opens: String,
}

/// A file that the person chose in a dialog. The page names it by its handle, never by a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChosenFile {
    /// The handle: for one purpose, reading or writing.
    pub file: String,
    /// Its name, to be shown.
    pub name: String,
}

/// One zip with all there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EverythingRequest {
    /// Where to: the handle of a `ChosenFile`, .zip.
    pub to: String,
    /// "zh" or "en": the language of names and headings.
    pub lang: String,
}

/// What is exported: as filtered and ordered by `query`, or only what was ticked,
/// in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[allow(missing_docs)]
pub enum ExportWhat {
    Vehicles { query: super::VehicleQuery, only: Option<super::Selection> },
    Violations { query: super::ViolationQuery, only: Option<super::ViolationSelection> },
    Totals { by: Option<super::TotalsBy>, span: Option<super::Span> },
    Calls { query: super::CallQuery },
    Statement { month: String },
    DueDates,
    Settlement { settlement: super::SettlementRef },
    Clearance { clearance: super::ClearanceRef },
}

/// Export what is shown, as filtered and ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportRequest {
    /// What.
    pub what: ExportWhat,
    /// Where to: the handle of a `ChosenFile`, .xlsx or .csv; of due dates .ics.
    pub to: String,
    /// "zh" or "en": the headings' language.
    pub lang: String,
}

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "of")]
#[allow(clippy::large_enum_variant, reason = "one is read at a time")]
pub enum ReportScope {
    /// Vehicles, as filtered and ordered.
    Fleet {
        /// Which.
        query: super::VehicleQuery,
    },
    /// One driver: what happened while they drove.
    Driver {
        /// The name; "" = not known.
        name: String,
    },
    /// One vehicle.
    Vehicle {
        /// Its id.
        id: String,
    },
    /// A clearance sheet, issued or not yet.
    Clearance {
        /// Which.
        clearance: super::ClearanceRef,
    },
    /// A settlement, issued or not yet.
    Settlement {
        /// Which.
        settlement: super::SettlementRef,
    },
    /// Violations, as filtered and ordered, or only what was ticked.
    Violations {
        /// Which.
        query: super::ViolationQuery,
        /// Only these.
        only: Option<super::ViolationSelection>,
    },
}

/// A page to print: one HTML file without scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportRequest {
    /// What about.
    pub scope: ReportScope,
    /// Where to: the handle of a `ChosenFile`; `None` = a name in the home's reports folder.
    pub to: Option<String>,
    /// "zh" or "en".
    pub lang: String,
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReply {
    /// Rows.
    pub rows: u32,
    /// Violations that no span of days can hold, since their time cannot be read; not among the rows.
    pub undated: u32,
    /// The file.
    pub file: String,
    /// The handle for showing it in its folder.
    pub opens: String,
}

/// What a report lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportReply {
    /// Rows listed.
    pub rows: u32,
    /// Rows that match: more where the page has only the first.
    pub all: u32,
    /// The file.
    pub file: String,
    /// The handle for opening it.
    pub opens: String,
}

/// One finding of the doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// "error" or "notice".
    pub level: String,
    /// What was found.
    pub code: super::FindingCode,
    /// Technical detail.
    pub message: String,
    /// How many rows or calls it is about; of the schema, its version.
    pub count: Option<u32>,
}

/// The doctor's report; only an error makes `ok` false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoctorReport {
    /// No error.
    pub ok: bool,
    /// What was found.
    pub findings: Vec<Finding>,
}
