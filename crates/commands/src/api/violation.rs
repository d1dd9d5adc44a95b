//! Violations: lists and detail.

use super::{ReceiptView, Sort};
use cheku_domain::case::Step;
use cheku_domain::{
    Case, DriverWhy, Fen, Payer, Plate, PlateType, ShownState, Span, Stage, Timestamp, Totals, UnknownPart,
    ViolationState,
};
use cheku_garage::Given;
use cheku_garage::KeptStep;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A filter over violations; empty lists mean "all".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ViolationFilter {
    /// Plate fragment, place, act, driver.
    pub search: String,
    /// Of these vehicles; empty = all.
    pub vehicle: Vec<String>,
    /// Of vehicles that left, instead of those in use.
    pub left: bool,
    /// States.
    pub state: Vec<ShownState>,
    /// Only those that nobody has seen (新).
    pub new_only: bool,
    /// Only those seen for the first time in the last check, news or not.
    pub found_in_last_check: bool,
    /// Only those that no provider lists any more since the last check.
    pub gone_in_last_check: bool,
    /// Only those of which one of these is still wanted and not known.
    pub unknown: Vec<UnknownPart>,
    /// Driver at the time; "" = not known.
    pub driver: Option<String>,
    /// The vehicle's group now; "" = in none.
    pub group: Option<String>,
    /// Where it happened; "" = not known.
    pub city: Option<String>,
    /// YYYY-MM of the offence.
    pub month: Option<String>,
    /// The act, exactly.
    pub act: Option<String>,
    /// The place, exactly.
    pub place: Option<String>,
    /// By how far they got at this desk.
    pub stage: Vec<Stage>,
    /// Only those that were told and whose day is over.
    pub overdue: bool,
    /// Only those that are handled and unpaid, with a decision so old that a late fee runs.
    pub late_fee: bool,
    /// First seen this month, by China Standard Time.
    pub new_this_month: bool,
    /// Of these days alone; `span_reversed` where they end before they begin.
    pub span: Option<Span>,
}

/// Which violations a bulk command means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ViolationSelection {
    /// These.
    Ids {
        /// Violation ids.
        ids: Vec<String>,
    },
    /// All that match, but these.
    Matching {
        /// The filter.
        filter: Box<ViolationFilter>,
        /// Left out.
        except: Vec<String>,
    },
}

/// A window of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ViolationQuery {
    /// The filter.
    pub filter: ViolationFilter,
    /// The order; `None` = newest first. Columns: time, plate, place, act, fine, points, state, driver, city, first_seen, stage.
    pub sort: Option<Sort>,
    /// First row.
    pub offset: u32,
    /// Rows wanted.
    pub limit: u32,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViolationRow {
    /// UUIDv7.
    pub id: String,
    /// Its vehicle.
    pub vehicle: String,
    /// The vehicle's plate.
    pub plate: Plate,
    /// The vehicle's plate type.
    pub plate_type: PlateType,
    /// Its group now (分组).
    pub group: Option<String>,
    /// "2026-03-11 16:43:10", China Standard Time, or the provider's text.
    pub time: String,
    /// What the provider wrote, readable or not.
    pub time_text: String,
    /// 违法地点
    pub place: String,
    /// 违法行为
    pub act: String,
    /// 违法代码
    pub code: Option<String>,
    /// `None` = unknown.
    pub fine_fen: Option<Fen>,
    /// `None` = unknown.
    pub points: Option<u8>,
    /// The state shown.
    pub state: ShownState,
    /// Whose it is: to whom a person gave it, else who had the vehicle then.
    pub driver: Option<String>,
    /// Why it is theirs; `None` = nobody's.
    pub driver_why: Option<DriverWhy>,
    /// 采集机关
    pub authority: Option<String>,
    /// Whether it can be handled online (可网上处理); `None` = the provider does not say.
    pub online: Option<bool>,
    /// Where it happened.
    pub city: Option<String>,
    /// Which providers return it.
    pub providers: Vec<String>,
    /// First seen.
    pub first_seen: Timestamp,
    /// Last seen.
    pub last_seen: Timestamp,
    /// Identical rows in one answer.
    pub repeat: u32,
    /// Nobody has seen it (新).
    pub is_new: bool,
    /// It came with its vehicle's first answer (首次查到), and is no news.
    pub first_found: bool,
    /// How far it got at this desk, beside the provider's state.
    pub stage: Stage,
    /// Of one that was told: the day by which it is to be handled, YYYY-MM-DD.
    pub due: Option<String>,
    /// That day is over.
    pub overdue: bool,
    /// Who bears the cost, where somebody said so.
    pub payer: Option<Payer>,
    /// The person's own note.
    pub note: Option<String>,
}

/// The rows in view, and figures over all that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViolationWindow {
    /// How many match.
    pub total: u32,
    /// How many there are in all.
    pub all: u32,
    /// The rows in view.
    pub rows: Vec<ViolationRow>,
    /// Sums over all that match and are still returned.
    pub totals: Totals,
    /// How many would match but for the days, and have no readable time: in no span of offences, and in none of
    /// these figures.
    pub undated: u32,
    /// Where a search finds nothing: how many match among vehicles that are no longer in use.
    pub among_left: u32,
}

/// One provider's own view of a violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceView {
    /// The provider.
    pub provider: String,
    /// As it says.
    pub time: String,
    /// As it says.
    pub place: String,
    /// As it says.
    pub act: String,
    /// As it says.
    pub code: Option<String>,
    /// As it says; `None` = unknown.
    pub fine_fen: Option<Fen>,
    /// As it says; `None` = unknown.
    pub points: Option<u8>,
    /// As it says.
    pub state: ViolationState,
    /// As it says.
    pub authority: Option<String>,
    /// Its own numbers by documented field name.
    pub numbers: BTreeMap<String, String>,
    /// First seen there.
    pub first_seen: Timestamp,
    /// Last seen there.
    pub last_seen: Timestamp,
    /// Since when it is no longer returned there.
    pub gone_since: Option<Timestamp>,
}

/// One violation, for the side panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViolationDetail {
    /// The same as its row.
    pub row: ViolationRow,
    /// Whom a person gave it to; `None` = nobody did, and the periods say whose it is.
    pub given: Option<Given>,
    /// What people said of it; `None` = nothing.
    pub case: Option<Case>,
    /// Every step, the first one first, those that were taken back included.
    pub steps: Vec<KeptStep>,
    /// Every receipt, the first one first, those that were taken back included.
    pub receipts: Vec<ReceiptView>,
    /// Each provider's view.
    pub sources: Vec<SourceView>,
    /// Fields in which the views differ: "fine", "points", "state".
    pub differing: Vec<String>,
    /// YYYY-MM-DD of the decision document, as entered by the person.
    pub decision_date: Option<String>,
    /// Estimated late fee (加处罚款) today; only where a decision date, a known fine
    /// and a handled, unpaid state allow it.
    pub late_fee_fen: Option<Fen>,
}

/// Gives violations to a driver by hand, or takes that back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GiveRequest {
    /// Which violations.
    pub selection: ViolationSelection,
    /// The driver; `None` takes back what was given, and the periods say whose they are.
    pub driver: Option<String>,
    /// Why: 顶班、借车…; asked for with a driver.
    pub reason: String,
}

/// What a person says of violations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepRequest {
    /// Which violations.
    pub selection: ViolationSelection,
    /// What: "told", "handled", "paid", "dropped" or "back". A day that is left out is today; without a day by
    /// which it is due, that is so many days after the notice as the settings say. Wrong days, amounts and
    /// missing reasons are refused with codes of their own (`step_…`).
    pub step: Step,
    /// Of "paid": the amount is each violation's own fine, as far as it is known; then `amount` is left out.
    #[serde(default)]
    pub as_fined: bool,
    /// Of "paid": what proves it, as `ReceiptsRequest` takes it.
    #[serde(default)]
    pub receipts: Vec<String>,
}

/// Receipts for violations. Files of another kind, or larger than 20 MB, are refused (`receipt_kind`,
/// `receipt_size`), and then none is attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceiptsRequest {
    /// Which violations.
    pub selection: ViolationSelection,
    /// The files: handles of `ChosenFile`s.
    pub files: Vec<String>,
}

/// What a person writes beside violations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteRequest {
    /// Which violations.
    pub selection: ViolationSelection,
    /// Own note; `None` leaves it, "" clears it.
    pub note: Option<String>,
    /// Decision date YYYY-MM-DD; `None` leaves it, "" clears it.
    pub decision_date: Option<String>,
}

/// What is looked for among the providers' own numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct NumberSearch {
    /// A part of the number.
    pub text: String,
    /// At most so many.
    pub limit: u32,
}

/// What chosen rows come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ChosenSums {
    /// How many.
    pub total: u32,
    /// Their sums, as in the list's foot.
    pub totals: Totals,
    /// Of vehicles: how many nobody ever answered for; what they owe is not in `totals`.
    pub unanswered: u32,
}
