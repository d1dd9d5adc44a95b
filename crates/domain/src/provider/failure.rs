//! How refusals and failures are told apart (contract: "How a failure is classified").

use crate::Charge;
use crate::words;
use std::time::Duration;

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
    /// Never left this machine: a connection to a server whose certificate is not trusted.
    Untrusted,
    /// Sent, answer lost.
    Lost,
    /// Sent, answer not readable; nothing in it tells whether it is charged.
    Unreadable,
    /// Answered with the code of a success, which is charged, and not readable.
    PaidUnread,
    /// A code that no document names.
    UnknownCode,
}

words! {
    /// How far a failure reaches.
    pub enum Scope {
        /// Mark this vehicle and go on.
        Vehicle = "vehicle",
        /// Skip this city.
        City = "city",
        /// Stop: nothing else would succeed.
        Account = "account",
        /// Back off; stop after several in a row; offer the other provider.
        Provider = "provider",
        /// Our mistake: stop.
        Request = "request",
        /// No connection.
        Network = "network",
        /// Not known.
        Unknown = "unknown",
    }
}

/// The kinds of failure that cost nothing and pass: the same question, with the same data, may be
/// answered another time. By their codes, so that the garage's statements read the same list.
pub const PASSING: &[&str] = &["rate_limited", "provider_busy", "provider_closed", "city_closed", "not_sent"];

impl ErrorKind {
    /// Whether asking once more is worth a try without changing anything (see [`PASSING`]).
    pub fn passes(self) -> bool {
        PASSING.contains(&self.code())
    }

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
            K::Lost | K::Unreadable | K::PaidUnread => Scope::Vehicle,
            K::NotSent | K::Untrusted => Scope::Network,
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
            // One word for both: what the person sees beside it is the network's own code.
            K::NotSent | K::Untrusted => "not_sent",
            K::Lost => "lost",
            K::Unreadable => "unreadable",
            K::PaidUnread => "paid_unread",
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
