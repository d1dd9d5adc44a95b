//! The check: plan, progress, items.

use super::{Cost, Reason, Selection, StopCode};
use cheku_domain::ledger::{ItemState, SkippedBy};
use cheku_domain::{Charge, Fen, Plate, PlateType, Timestamp};
use cheku_garage::NewOwed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is to be asked, and within which limits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct CheckRequest {
    /// `None` = the whole garage.
    pub selection: Option<Selection>,
    /// Vehicles taken out of it.
    pub except: Vec<String>,
    /// Asked of this provider; `None` = the vehicle's own choice, else the default account.
    pub provider: Option<String>,
    /// Vehicles answered within this many hours are skipped; `None` = all are asked.
    pub fresh_within_hours: Option<f64>,
    /// This batch may cost at most this.
    pub max_cost_fen: Option<Fen>,
    /// Ask doubtful and pending vehicles too.
    pub include_doubtful: bool,
    /// Ask the other provider where one cannot answer; `None` = as the garage's settings say.
    pub take_other: Option<bool>,
    /// Questions under way at once; `None` = as the provider bears.
    pub concurrency: Option<u32>,
    /// Questions a second at most; `None` = as the provider bears.
    pub rate: Option<f64>,
}

/// Go on with the vehicles of a batch that were not asked since.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ResumeRequest {
    /// The batch; `None` = the last one.
    pub batch: Option<String>,
    /// Ask this provider instead of the one that was planned.
    pub provider: Option<String>,
    /// What goes on may cost at most this.
    pub max_cost_fen: Option<Fen>,
    /// Where no other cap is given: keep to what is left of the batch's own.
    pub keep_cap: bool,
    /// Ask the other provider where one cannot answer; `None` = as the garage's settings say.
    pub take_other: Option<bool>,
    /// Questions under way at once; `None` = as the provider bears.
    pub concurrency: Option<u32>,
    /// Questions a second at most; `None` = as the provider bears.
    pub rate: Option<f64>,
}

/// One provider's share of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanShare {
    /// The provider.
    pub provider: String,
    /// Vehicles to be asked there.
    pub vehicles: u32,
    /// Of these, how many because the other provider cannot answer for them.
    pub instead: u32,
    /// If every one is charged: how many calls at which price.
    pub parts: Vec<PricePart>,
    /// Calls left at the vendor as the person entered them; `None` = not entered.
    pub quota_left: Option<u32>,
}

/// Calls of one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PricePart {
    /// What each costs; 0 = free by the account, `None` = no price given.
    pub price_fen: Option<Fen>,
    /// How many.
    pub calls: u32,
}

/// A vehicle that will be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlannedVehicle {
    /// The vehicle.
    pub vehicle: String,
    /// Its plate.
    pub plate: Plate,
    /// Its plate type.
    pub plate_type: PlateType,
    /// Who drives it.
    pub driver: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// Asked of this provider.
    pub provider: String,
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
    /// The first 2,000 vehicles to be asked.
    pub asks: Vec<PlannedVehicle>,
    /// By provider.
    pub shares: Vec<PlanShare>,
    /// What it costs at most within its cap and the month's: known part, and calls without a price.
    pub at_most: Cost,
    /// The same if no cap stopped it.
    pub uncapped: Cost,
    /// How many can be asked before a cap stops the batch; `None` = no cap in the way.
    pub cap_allows: Option<u32>,
    /// What is left of the monthly cap.
    pub month_left_fen: Option<Fen>,
    /// Plate prefixes whose city rule must be looked up first (free).
    pub lookups: u32,
    /// Vehicles may go over to the other provider while the batch runs.
    pub take_other: bool,
}

/// What going on with a batch would do; nothing is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResumePlan {
    /// Who would be asked, and what it costs at most.
    pub plan: Plan,
    /// The cap that it keeps to; `None` = none.
    pub max_cost_fen: Option<Fen>,
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
    /// Of these: not charged, and asking once more may help.
    pub free_again: u32,
    /// 存疑
    pub doubtful: u32,
    /// Asked of the other provider, since the planned one cannot answer.
    pub elsewhere: u32,
    /// 跳过
    pub skipped: u32,
    /// By reason.
    pub skipped_by: SkippedBy,
    /// Not asked (yet).
    pub not_asked: u32,
    /// Questions under way.
    pub asking: u32,
    /// Of those to be asked (skipped ones are not), how many have their outcome, in whole per cent.
    pub percent: u32,
    /// Charged calls.
    pub charged: u32,
    /// Of these: with an answer that cannot be read yet.
    pub unreadable: u32,
    /// What they cost.
    pub cost: Cost,
    /// Calls of which nobody has found out yet whether they are charged.
    pub unconfirmed: u32,
    /// What these may cost besides.
    pub doubtful_cost: Cost,
    /// The batch's cap.
    pub max_cost_fen: Option<Fen>,
    /// New violations: first seen in this batch, of vehicles that were answered for before.
    pub new_violations: u32,
    /// Vehicles they belong to.
    pub new_vehicles: u32,
    /// Violations found with their vehicle's first answer (首次查到).
    pub first_found: u32,
    /// Violations that no provider lists any more (已查不到).
    pub gone: u32,
    /// What they owe; `None` while the batch runs.
    pub new_owed: Option<NewOwed>,
    /// Not asked, then or since: what `check_resume` of this batch asks. 0 while it runs.
    pub resumable: u32,
    /// Vehicles a second over the last seconds.
    pub rate: f64,
    /// Questions that may be under way at once now.
    pub limit: u32,
    /// True while a vendor's limit slows the batch down.
    pub slowed: bool,
    /// While the garage cannot be written (disk full): how many answers wait for it.
    pub unwritten: Option<u32>,
    /// Seconds left at this rate; `None` = cannot be told yet.
    pub remaining_seconds: Option<u32>,
    /// Why it stopped early.
    pub stopped: Option<Stopped>,
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
    /// The provider in whose stead.
    pub instead_of: Option<String>,
    /// How it stands.
    pub state: ItemState,
    /// Last change.
    pub at: Timestamp,
    /// Violations not paid, as the vehicle stands.
    pub unpaid: u32,
    /// New violations.
    pub new_violations: u32,
    /// Violations found with the vehicle's first answer.
    pub first_found: u32,
    /// Violations that no provider lists any more.
    pub gone: u32,
    /// Why there is no answer.
    pub reason: Option<Reason>,
    /// True when the failure cost nothing and asking once more, with the same data, may help.
    pub can_retry: bool,
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
