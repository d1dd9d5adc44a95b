//! What a lookup provider (查询服务商) is to the rest of the house: one trait,
//! its descriptor, and how its refusals are told apart.

use crate::charge::words;
use crate::{Charge, CityRule, Fen, Missing, Secret, Vehicle, Violation, Work};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;
use ts_rs::TS;

/// A word or sentence of a provider's own form, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// How a field of the settings form is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// An origin such as `https://host`; plain http needs the visible setting `allow_http`.
    Origin,
    /// One of a few values.
    Choice {
        /// The values, as they are kept.
        values: &'static [&'static str],
    },
    /// A credential: goes to the keychain, is never shown again.
    Secret,
}

/// One field of a provider's settings form and of `account set`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Field {
    /// The key in `Account::values`; the terminal's flag is the same with dashes.
    pub key: &'static str,
    /// How it is entered.
    pub kind: FieldKind,
    /// What it is called.
    pub label: Words,
    /// Where the person finds it.
    pub hint: Words,
    /// What stands there before anything is entered; `None` = must be entered.
    pub default: Option<&'static str>,
}

/// One documented price step: calls beyond `from` cost `price` each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct PriceTier {
    /// How many calls the package holds.
    pub calls: u32,
    /// Price of one charged call.
    pub price: Fen,
}

/// Everything a face needs to offer a provider without knowing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Descriptor {
    /// Kept in the database; never changes.
    pub id: &'static str,
    /// What people call it.
    pub name: Words,
    /// Its own site, to be opened in the system's browser.
    pub site: &'static str,
    /// The settings form, in order.
    pub fields: &'static [Field],
    /// The documented price of one charged call; `None` = the person types it in.
    pub price: Option<Fen>,
    /// The documented packages.
    pub tiers: &'static [PriceTier],
    /// Documented free charged calls at the beginning.
    pub free_calls: u32,
    /// True when a vehicle may need a city chosen by hand.
    pub needs_city: bool,
}

/// An account as it is kept: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The provider's id.
    pub provider: String,
    /// The form's values by field key, defaults filled in.
    pub values: BTreeMap<String, String>,
    /// Price of one charged call; `None` = nobody gave it.
    pub price: Option<Fen>,
    /// Charged calls that cost nothing at the beginning.
    pub free_calls: u32,
    /// Plain http beyond loopback, visibly switched on.
    pub allow_http: bool,
    /// Time-out of a whole question; `None` = 30 s.
    pub timeout: Option<Duration>,
    /// Used where a vehicle has no choice of its own.
    pub is_default: bool,
    /// What the client learned by itself and must remember (e.g. to leave `time` out).
    pub learned: BTreeMap<String, String>,
}

/// Why an account cannot be opened: the settings are wrong, nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// A required field is blank.
    #[error("account_field_missing: {0}")]
    FieldMissing(&'static str),
    /// A field's value cannot be.
    #[error("account_field_invalid: {0}")]
    FieldInvalid(&'static str),
    /// Plain http beyond loopback without the visible setting.
    #[error("account_http_refused")]
    HttpRefused,
    /// This verification goes over https and POST only.
    #[error("account_hash_needs_https_post")]
    HashNeedsHttpsPost,
    /// The secret was never entered.
    #[error("account_secret_missing")]
    SecretMissing,
}

impl AccountError {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            AccountError::FieldMissing(_) => "account_field_missing",
            AccountError::FieldInvalid(_) => "account_field_invalid",
            AccountError::HttpRefused => "account_http_refused",
            AccountError::HashNeedsHttpsPost => "account_hash_needs_https_post",
            AccountError::SecretMissing => "account_secret_missing",
        }
    }
}

/// Opens a client for an account; checks the settings, sends nothing.
pub type Open = fn(&Account, Secret) -> Result<Box<dyn Provider>, AccountError>;

/// One line of the registry: how a provider is described and opened.
pub struct ProviderEntry {
    /// Its descriptor.
    pub descriptor: &'static Descriptor,
    /// Opens a client for an account; checks the settings, sends nothing.
    pub open: Open,
}

/// A question that is ready to be sent. Parameters hold people's data, so
/// `Debug` shows only their names.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The city it goes to, where the provider works by city; for skipping and for "no longer returned".
    pub city: Option<String>,
    /// Name and value of each parameter, without credentials.
    pub params: Vec<(&'static str, String)>,
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.params.iter().map(|(name, _)| name)).finish()
    }
}

/// Why a vehicle cannot be asked: found here, costs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The city wants more of the engine number (发动机号).
    EngineMissing(Missing),
    /// The city wants more of the frame number (车架号).
    FrameMissing(Missing),
    /// No rule for this plate: the person picks the city.
    CityUnknown,
    /// The provider does not know this plate type.
    PlateTypeUnsupported,
}

impl Refusal {
    /// The code that faces translate.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::EngineMissing(_) => "engine_missing",
            Refusal::FrameMissing(_) => "frame_missing",
            Refusal::CityUnknown => "city_unknown",
            Refusal::PlateTypeUnsupported => "plate_type_unsupported",
        }
    }
}

/// What a provider claims about its own answer: a cross-check only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimedTotals {
    /// 违法条数
    pub violations: Option<u32>,
    /// 违法罚款合计
    pub fines: Option<Fen>,
    /// 违法积分合计
    pub points: Option<u32>,
}

/// A readable answer that is no refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Rows, repeats joined; empty = asked and clean.
    Answered {
        /// The rows.
        violations: Vec<Violation>,
        /// What the provider summed itself.
        claimed: ClaimedTotals,
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
    },
    /// 查无数据: its own state, never "no violations".
    NoData {
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
        /// The provider's text.
        raw_text: String,
    },
    /// Accepted, the result would come by a callback that a desktop cannot receive.
    Pending {
        /// Whether this answer is charged.
        charge: Charge,
        /// The provider's code.
        raw_code: String,
        /// The provider's text.
        raw_text: String,
    },
}

/// What kind of failure it was: decides what happens next (`retry::next`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Key, id or signature is wrong.
    Credentials,
    /// This address is not on the vendor's list.
    IpRefused,
    /// Product not ordered, not added, expired, or the account is closed.
    AccountClosed,
    /// No calls or no balance left.
    QuotaUsedUp,
    /// The vendor's debug switch is on: data is not real.
    DebugMode,
    /// The clocks differ: once more without the time, then stop.
    ClockSkew,
    /// The request itself is wrong: our mistake.
    BadRequest,
    /// Too fast. The question was not processed.
    RateLimited {
        /// What the vendor asked us to wait.
        retry_after: Option<Duration>,
    },
    /// Product paused, closed or in maintenance: offer the other provider.
    ProviderClosed,
    /// A transient failure on the vendor's side.
    ProviderBusy {
        /// How often the same question is sent again.
        retries: u8,
        /// After how many vehicles in a row the batch stops.
        in_a_row: u8,
    },
    /// The city is in maintenance or not open.
    CityClosed,
    /// Vehicle data refused; free. Asked again only after it changed.
    VehicleRefused,
    /// Vehicle data refused and charged: locked for this provider until it changes.
    VehicleLocked,
    /// The vendor's free text about this vehicle; stops after three in a row.
    VehicleNote,
    /// No rule for this plate prefix.
    CityUnknown,
    /// Never left this machine: no connection.
    NotSent,
    /// Sent, answer lost.
    Lost,
    /// Sent, answer not readable.
    Unreadable,
    /// A code that no document names.
    UnknownCode,
}

/// How far a failure reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Mark this vehicle and go on.
    Vehicle,
    /// Skip this city.
    City,
    /// Stop: nothing else would succeed.
    Account,
    /// Back off; stop after several in a row; offer the other provider.
    Provider,
    /// Our mistake: stop.
    Request,
    /// No connection.
    Network,
    /// Not known.
    Unknown,
}

words!(Scope {
    Vehicle => "vehicle", City => "city", Account => "account", Provider => "provider",
    Request => "request", Network => "network", Unknown => "unknown",
});

impl ErrorKind {
    /// How far it reaches (contract: "How a failure is classified").
    pub fn scope(self) -> Scope {
        use ErrorKind as K;
        match self {
            K::Credentials | K::IpRefused | K::AccountClosed | K::QuotaUsedUp | K::DebugMode => {
                Scope::Account
            }
            K::RateLimited { .. } => Scope::Account,
            K::ClockSkew | K::BadRequest => Scope::Request,
            K::ProviderClosed | K::ProviderBusy { .. } => Scope::Provider,
            K::CityClosed => Scope::City,
            K::VehicleRefused | K::VehicleLocked | K::VehicleNote | K::CityUnknown => Scope::Vehicle,
            K::Lost | K::Unreadable => Scope::Vehicle,
            K::NotSent => Scope::Network,
            K::UnknownCode => Scope::Unknown,
        }
    }

    /// The word that is kept and that faces translate.
    pub fn code(self) -> &'static str {
        use ErrorKind as K;
        match self {
            K::Credentials => "credentials",
            K::IpRefused => "ip_refused",
            K::AccountClosed => "account_closed",
            K::QuotaUsedUp => "quota_used_up",
            K::DebugMode => "debug_mode",
            K::ClockSkew => "clock_skew",
            K::BadRequest => "bad_request",
            K::RateLimited { .. } => "rate_limited",
            K::ProviderClosed => "provider_closed",
            K::ProviderBusy { .. } => "provider_busy",
            K::CityClosed => "city_closed",
            K::VehicleRefused => "vehicle_refused",
            K::VehicleLocked => "vehicle_locked",
            K::VehicleNote => "vehicle_note",
            K::CityUnknown => "city_unknown",
            K::NotSent => "not_sent",
            K::Lost => "lost",
            K::Unreadable => "unreadable",
            K::UnknownCode => "unknown_code",
        }
    }
}

/// A refusal or failure, read and classified. `raw_text` is the vendor's own,
/// untrusted, cut to a few hundred characters, free of credentials and plates
/// that we sent; it is shown as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderError {
    /// What kind it was.
    pub kind: ErrorKind,
    /// Whether it is charged.
    pub charge: Charge,
    /// The vendor's code, or "http_502", "timeout", "reset" … where there is none.
    pub raw_code: String,
    /// The vendor's words; may be empty.
    pub raw_text: String,
}

/// What `account test` found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TestReport {
    /// True when address and credentials work.
    pub ok: bool,
    /// "ok" or an `ErrorKind` code.
    pub code: String,
    /// The vendor's code and words.
    pub message: String,
    /// Whether testing cost a call.
    pub charged: Charge,
}

/// A provider's client for one account. Cheap to share; holds the secret.
pub trait Provider: Send + Sync {
    /// What it is.
    fn descriptor(&self) -> &'static Descriptor;

    /// Which rule must be known before this vehicle can be asked; `None` = none.
    /// Two vehicles with the same key share one lookup.
    fn rule_key(&self, vehicle: &Vehicle) -> Option<String>;

    /// Fetches the rule behind a key. Free by the contract.
    fn look_up<'a>(&'a self, key: &'a str) -> Work<'a, Result<CityRule, ProviderError>>;

    /// Fetches the whole list of cities with their province, where the provider
    /// has one. Free by the contract. Empty for providers without cities.
    fn cities(&self) -> Work<'_, Result<Vec<(String, CityRule)>, ProviderError>>;

    /// Holds the vehicle against the rule. Sends nothing.
    fn prepare(&self, vehicle: &Vehicle, rule: Option<&CityRule>) -> Result<Question, Refusal>;

    /// Sends the question exactly once and reads the answer. `now` is needed by
    /// contracts that sign the time. Never repeats anything by itself.
    fn ask<'a>(
        &'a self,
        question: &'a Question,
        now: crate::Timestamp,
    ) -> Work<'a, Result<Reply, ProviderError>>;

    /// Tests address and credentials, free where the contract allows it.
    fn test(&self, now: crate::Timestamp) -> Work<'_, TestReport>;

    /// What the client learned and wants remembered in `Account::learned`.
    fn learned(&self) -> BTreeMap<String, String>;
}
