//! The ledger: calls and the monthly statement.

use super::Reason;
use cheku_domain::{Charge, Fen, Plate, PlateType, Timestamp};
use cheku_garage::CallSums;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Calls of the ledger that are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CallQuery {
    /// Only doubtful ones that are not settled.
    pub doubtful_only: bool,
    /// Only charged ones whose answer cannot be read yet.
    pub unreadable_only: bool,
    /// One vehicle's.
    pub vehicle: Option<String>,
    /// YYYY-MM.
    pub month: Option<String>,
    /// First row.
    pub offset: u32,
    /// Rows wanted; 0 = all.
    pub limit: u32,
}

/// One call of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallRow {
    /// UUIDv7.
    pub id: String,
    /// The vehicle asked about; `None` for a lookup.
    pub vehicle: Option<String>,
    /// The vehicle's plate then; `None` for a lookup.
    pub plate: Option<Plate>,
    /// Its plate type now; `None` for a lookup, and where the vehicle has another plate since.
    pub plate_type: Option<PlateType>,
    /// The provider.
    pub provider: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// waiting, asked, answered, failed, doubtful, unreadable.
    pub state: cheku_domain::Attempt,
    /// Whether it is charged.
    pub charge: Charge,
    /// True when a person said so.
    pub by_person: bool,
    /// What it cost; `None` = nothing, unknown, or no price.
    pub cost_fen: Option<Fen>,
    /// Why it has no answer that says something; `None` = it has one, or is under way.
    pub reason: Option<Reason>,
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words, untrusted text.
    pub text: Option<String>,
}

/// Sums and the rows in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallWindow {
    /// Sums over the filter.
    pub sums: CallSums,
    /// How many match.
    pub total: u32,
    /// The rows.
    pub rows: Vec<CallRow>,
}

/// What the person found out about a doubtful call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettleRequest {
    /// The call.
    pub id: String,
    /// Was it charged?
    pub charged: bool,
}

/// A call with its answer as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallDetail {
    /// The call.
    pub call: CallRow,
    /// What came; `None` where nothing did, or it was cleared away.
    pub answer: Option<CallAnswer>,
}

/// An answer as it came, this account's secrets replaced. Untrusted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallAnswer {
    /// When it came.
    pub received_at: Timestamp,
    /// The HTTP status.
    pub http_status: u16,
    /// The `Content-Type`, as the vendor names it.
    pub content_type: Option<String>,
    /// How many bytes came; of long ones `text` has the first part.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What it says.
    pub text: String,
}

/// Which kept answers are to be read again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RereadRequest {
    /// Only this provider's.
    pub provider: Option<String>,
}

/// What reading again came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reread {
    /// Answers that were looked at.
    pub reread: u32,
    /// Of these: read now.
    pub read: u32,
    /// Of these: still not readable.
    pub still_unreadable: u32,
}

/// A masked copy of an answer, to be handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MaskedAnswer {
    /// How the answer is built, with facts about its call above.
    pub text: String,
}

/// A month, to be held against the vendors' bills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementRequest {
    /// YYYY-MM in China Standard Time.
    pub month: String,
}

/// A month's calls, provider by provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Statement {
    /// YYYY-MM.
    pub month: String,
    /// Over all providers.
    pub sums: CallSums,
    /// Provider by provider.
    pub providers: Vec<StatementShare>,
    /// Violations first seen in the month of which more than one provider tells.
    pub agreed: u32,
}

/// One provider's part of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementShare {
    /// The provider.
    pub provider: String,
    /// Over the month.
    pub sums: CallSums,
    /// Charged questions by what each cost, dearest first.
    pub prices: Vec<StatementPrice>,
    /// Day by day; days without a call are left out.
    pub days: Vec<StatementDay>,
    /// Violations that its questions brought first.
    pub new_violations: u32,
    /// What each of these cost; `None` = none was found, or a price is not given.
    pub cost_each_fen: Option<Fen>,
    /// City by city; one entry where the provider is not asked by city.
    pub cities: Vec<StatementCity>,
    /// Violations first seen in the month of which it alone tells.
    pub alone: u32,
}

/// What a provider's questions of one city found in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementCity {
    /// The city's code at the provider; "" = not asked by city.
    pub city: String,
    /// Its name, where the fetched list has it; else the code.
    pub name: String,
    /// Questions.
    pub calls: u32,
    /// Of these, charged.
    pub charged: u32,
    /// Their cost as far as known.
    pub cost_fen: Fen,
    /// Charged ones without a price.
    pub cost_unknown: u32,
    /// Violations that these questions brought first.
    pub new_violations: u32,
    /// What each of these cost; `None` = none was found, or a price is not given.
    pub cost_each_fen: Option<Fen>,
}

/// Charged questions of one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementPrice {
    /// What each cost; 0 = free by the account, `None` = no price given.
    pub price_fen: Option<Fen>,
    /// How many.
    pub calls: u32,
    /// Together; `None` = no price given.
    pub cost_fen: Option<Fen>,
}

/// One day of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementDay {
    /// YYYY-MM-DD in China Standard Time.
    pub date: String,
    /// Its calls.
    pub sums: CallSums,
}
