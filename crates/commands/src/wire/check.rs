//! The check: plan, progress, items, calls.

use super::{Cost, Reason, Selection, StopCode};
use cheku_domain::{Charge, Fen, Plate, PlateType, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is to be asked, and within which limits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct CheckRequest {
    /// `None` = the whole garage.
    pub selection: Option<Selection>,
    /// Asked of this provider; `None` = the vehicle's own choice, else the default account.
    pub provider: Option<String>,
    /// Vehicles answered within this many hours are skipped; `None` = nobody is fresh.
    pub fresh_within_hours: Option<f64>,
    /// This batch may cost at most this.
    pub max_cost_fen: Option<Fen>,
    /// Ask doubtful and pending vehicles too.
    pub include_doubtful: bool,
    /// Questions under way at once; `None` = as the provider bears.
    pub concurrency: Option<u32>,
    /// Questions a second at most; `None` = as the provider bears.
    pub rate: Option<f64>,
}

/// How many are skipped, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkippedBy {
    /// Answered within the freshness window.
    pub fresh: u32,
    /// Locked by a charged refusal.
    pub locked: u32,
    /// Data or city missing.
    pub incomplete: u32,
    /// City in maintenance.
    pub city: u32,
    /// An earlier question is doubtful.
    pub doubtful: u32,
    /// An earlier question is pending.
    pub pending: u32,
    /// Plate type unknown to the provider.
    pub unsupported: u32,
}

/// One provider's share of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanShare {
    /// The provider.
    pub provider: String,
    /// Vehicles to be asked there.
    pub vehicles: u32,
    /// Price of one charged call; `None` = not given.
    pub price_fen: Option<Fen>,
    /// Of these calls, how many are still free by the account.
    pub free_calls: u32,
}

/// A vehicle that will not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkippedVehicle {
    /// The vehicle.
    pub vehicle: String,
    /// Its plate.
    pub plate: Plate,
    /// Its plate type.
    pub plate_type: PlateType,
    /// Why.
    pub reason: Reason,
    /// What is missing: "6" characters needed, and so on.
    pub detail: String,
}

/// What a batch would do; nothing is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Plan {
    /// Vehicles considered.
    pub planned: u32,
    /// Vehicles to be asked.
    pub asked: u32,
    /// Skipped, by reason.
    pub skipped_by: SkippedBy,
    /// The first 500 skipped vehicles.
    pub skipped: Vec<SkippedVehicle>,
    /// By provider.
    pub shares: Vec<PlanShare>,
    /// What it costs at most, known part and calls without a price.
    pub at_most: Cost,
    /// How many can be asked before a cap stops the batch; `None` = no cap in the way.
    pub cap_allows: Option<u32>,
    /// What is left of the monthly cap.
    pub month_left_fen: Option<Fen>,
    /// Plate prefixes whose city rule must be looked up first (free).
    pub lookups: u32,
}

/// Why a batch stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Stopped {
    /// Which kind of stop.
    pub kind: StopCode,
    /// The vendor's code, or the word of the kind.
    pub code: String,
    /// account, provider, request, network, budget, person.
    pub scope: String,
    /// The vendor's words, untrusted text; may be empty.
    pub message: String,
    /// The classified reason, for a vendor's stop.
    pub reason: Option<Reason>,
}

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Asking.
    Running,
    /// Paused by the person.
    Paused,
    /// Cancelled; answers under way are awaited.
    Stopping,
    /// Ended; every vehicle has its outcome.
    Done,
    /// Ended early; some were not asked.
    Stopped,
    /// The process ended in the middle.
    Interrupted,
}

/// A batch's figures: planned = answered + no_data + pending + failed + doubtful +
/// skipped + not_asked (+ asking while it runs).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// The batch.
    pub batch: String,
    /// 第 37 批
    pub number: u32,
    /// Where it stands.
    pub state: BatchState,
    /// The providers asked.
    pub providers: Vec<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// All vehicles of the batch.
    pub planned: u32,
    /// With an answer.
    pub answered: u32,
    /// Of these: nothing open.
    pub clean: u32,
    /// Of these: something open.
    pub owing: u32,
    /// 查无数据
    pub no_data: u32,
    /// 待结果
    pub pending: u32,
    /// 查询失败
    pub failed: u32,
    /// Of these: locked now.
    pub locked: u32,
    /// Of these: may be asked again free.
    pub free_again: u32,
    /// 存疑
    pub doubtful: u32,
    /// 跳过
    pub skipped: u32,
    /// By reason.
    pub skipped_by: SkippedBy,
    /// Not asked (yet).
    pub not_asked: u32,
    /// Questions under way.
    pub asking: u32,
    /// Charged calls.
    pub charged: u32,
    /// What they cost.
    pub cost: Cost,
    /// What the doubtful ones may cost besides.
    pub doubtful_cost: Cost,
    /// The batch's cap.
    pub max_cost_fen: Option<Fen>,
    /// Violations first seen in this batch.
    pub new_violations: u32,
    /// Vehicles they belong to.
    pub new_vehicles: u32,
    /// Vehicles a second over the last seconds.
    pub rate: f64,
    /// Questions that may be under way at once now.
    pub limit: u32,
    /// True while a vendor's limit slows the batch down.
    pub slowed: bool,
    /// Seconds left at this rate; `None` = cannot be told yet.
    pub remaining_seconds: Option<u32>,
    /// Why it stopped early.
    pub stopped: Option<Stopped>,
}

/// How one vehicle of a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ItemState {
    Waiting,
    Asked,
    Answered,
    NoData,
    Pending,
    Failed,
    Doubtful,
    Skipped,
}

/// Which items of a batch are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ItemQuery {
    /// The batch; `None` = the last one.
    pub batch: Option<String>,
    /// States; empty = all but waiting.
    pub state: Vec<ItemState>,
    /// Only with new violations.
    pub new_only: bool,
    /// First row.
    pub offset: u32,
    /// Rows wanted.
    pub limit: u32,
}

/// One vehicle of a batch, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemRow {
    /// The vehicle.
    pub vehicle: String,
    /// Its plate.
    pub plate: Plate,
    /// Its plate type.
    pub plate_type: PlateType,
    /// Its usual driver.
    pub driver: Option<String>,
    /// The provider asked.
    pub provider: String,
    /// How it stands.
    pub state: ItemState,
    /// Last change.
    pub at: Timestamp,
    /// Violations not paid, as the vehicle stands.
    pub unpaid: u32,
    /// Violations first seen.
    pub new_violations: u32,
    /// Why there is no answer.
    pub reason: Option<Reason>,
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words, untrusted text.
    pub text: Option<String>,
    /// Whether it was charged.
    pub charge: Option<Charge>,
    /// What it cost; `None` = nothing, or no price.
    pub cost_fen: Option<Fen>,
    /// From sending to answer, in milliseconds.
    pub took_ms: Option<u32>,
}

/// The rows in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemWindow {
    /// How many match.
    pub total: u32,
    /// The rows.
    pub rows: Vec<ItemRow>,
}

/// Calls of the ledger that are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CallQuery {
    /// Only doubtful ones that nobody settled.
    pub doubtful_only: bool,
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
    /// The provider.
    pub provider: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// waiting, asked, answered, failed, doubtful.
    pub state: cheku_domain::Attempt,
    /// Whether it is charged.
    pub charge: Charge,
    /// True when a person said so.
    pub by_person: bool,
    /// What it cost; `None` = nothing, unknown, or no price.
    pub cost_fen: Option<Fen>,
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words, untrusted text.
    pub text: Option<String>,
    /// Violations in the answer.
    pub violations: Option<u32>,
}

/// The ledger's sums: charged + free + doubtful = calls.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct CallSums {
    /// Questions about vehicles.
    pub calls: u32,
    /// Charged.
    pub charged: u32,
    /// Free.
    pub free: u32,
    /// Not known until settled by a person.
    pub doubtful: u32,
    /// Lookups of cities and prefixes.
    pub lookups: u32,
    /// What the charged ones cost at the account's price.
    pub cost_fen: Fen,
    /// Charged calls without a price.
    pub cost_unknown: u32,
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
