//! Vehicles: lists, detail, form, selection.

use super::{CallRow, ComplaintCode, Reason, Sort, ViolationRow};
use cheku_domain::{DueStep, Fen, Left, PlateType, Timestamp, Totals, Vehicle, VehicleStatus};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A filter over the garage; empty lists mean "all".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct VehicleFilter {
    /// These vehicles; empty = all.
    pub vehicle: Vec<String>,
    /// Plate fragment, VIN tail, driver, group, owner, note; pinyin and initials too.
    pub search: String,
    /// Statuses; `owing` means all with something unpaid, whatever a later check came to.
    pub status: Vec<VehicleStatus>,
    /// Groups; "" = without a group.
    pub group: Vec<String>,
    /// Present drivers; "" = without a driver.
    pub driver: Vec<String>,
    /// Plate types.
    pub plate_type: Vec<PlateType>,
    /// Those that left for one of these reasons (停用、已售、报废), instead of those in use.
    pub left: Vec<Left>,
    /// Only vehicles with violations that nobody has seen.
    pub has_new: bool,
    /// Only vehicles not successfully asked for this many hours (never asked included).
    pub stale_hours: Option<u32>,
    /// Only vehicles with violations first seen this month, by China Standard Time.
    pub new_this_month: bool,
    /// Only vehicles whose details can only be wrong (资料存疑).
    pub in_doubt: bool,
    /// Only vehicles with an open due date so near, those that are over included.
    pub due: Option<DueStep>,
}

/// A window of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VehicleQuery {
    /// The filter.
    pub filter: VehicleFilter,
    /// The order; `None` = plate. Columns: plate, plate_type, group, driver, status, new,
    /// fines_due, points, unpaid, checked_at, owner, due.
    pub sort: Option<Sort>,
    /// First row.
    pub offset: u32,
    /// Rows wanted.
    pub limit: u32,
}

/// One row of the garage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VehicleRow {
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Why it is no longer in use; `None` = it is.
    pub left: Option<Left>,
    /// Since when, YYYY-MM-DD.
    pub left_on: Option<String>,
    /// At a glance.
    pub status: VehicleStatus,
    /// Last successful answer.
    pub checked_at: Option<Timestamp>,
    /// Who gave it.
    pub checked_by: Option<String>,
    /// What is owed.
    pub totals: Totals,
    /// Violations that nobody has seen.
    pub new_violations: u32,
    /// Why the last question failed.
    pub reason: Option<Reason>,
    /// The vendor's code of that failure.
    pub reason_code: Option<String>,
    /// The vendor's words, untrusted text.
    pub reason_text: Option<String>,
    /// Its nearest open due date.
    pub next_due: Option<super::DueView>,
}

/// The rows in view, and figures over all that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VehicleWindow {
    /// How many match.
    pub total: u32,
    /// How many vehicles there are in all.
    pub all: u32,
    /// The rows in view.
    pub rows: Vec<VehicleRow>,
    /// Sums over all that match.
    pub totals: Totals,
    /// Violations that nobody has seen, over all that match.
    pub new_violations: u32,
    /// How many of all that match were never answered for; what they owe is not in the sums.
    pub unanswered: u32,
    /// Where a search finds nothing: how many match among those no longer in use.
    pub among_left: u32,
}

/// Which vehicles a bulk command means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Selection {
    /// These.
    Ids {
        /// Vehicle ids.
        ids: Vec<String>,
    },
    /// All that match, but these.
    Matching {
        /// The filter.
        filter: VehicleFilter,
        /// Left out.
        except: Vec<String>,
    },
}

/// Takes vehicles out of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeaveRequest {
    /// Which vehicles.
    pub selection: Selection,
    /// Why.
    pub left: Left,
    /// Since when, YYYY-MM-DD; "" = today.
    pub on: String,
}

/// The form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct VehicleForm {
    /// The vehicle to change; `None` adds one.
    pub id: Option<String>,
    /// 号牌号码
    pub plate: String,
    /// Code; "" = as suggested.
    pub plate_type: String,
    /// 车架号
    pub vin: String,
    /// 发动机号
    pub engine: String,
    /// Hand-chosen city code.
    pub city_code: String,
    /// 所有人
    pub owner: String,
    /// 分组
    pub group: String,
    /// 驾驶员
    pub driver: String,
    /// From when another driver has it, "YYYY-MM-DD HH:MM" or a day; "" = from now, and since always where
    /// the vehicle never had one.
    pub driver_since: String,
    /// 备注
    pub note: String,
    /// Provider's id; "" = the default.
    pub provider: String,
}

/// What is wrong with, or worth knowing about, one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldComplaint {
    /// The form's field.
    pub field: String,
    /// What it is.
    pub code: ComplaintCode,
    /// True: can be saved all the same.
    pub warning: bool,
}

/// The form's live check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormCheck {
    /// The normalised plate, if it is one.
    pub plate: Option<String>,
    /// What the plate suggests.
    pub suggested_type: Option<PlateType>,
    /// "江苏省 苏州市", where the prefix is known.
    pub issued_in: Option<String>,
    /// Complaints and warnings.
    pub complaints: Vec<FieldComplaint>,
}

/// One vehicle, for the side panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VehicleDetail {
    /// The same as its row.
    pub row: VehicleRow,
    /// "江苏省 苏州市"
    pub issued_in: Option<String>,
    /// Its violations still returned, newest first, at most ten.
    pub violations: Vec<ViolationRow>,
    /// Its last questions and what each changed, newest first, at most ten.
    pub history: Vec<HistoryEntry>,
    /// Who drove when, newest first.
    pub drivers: Vec<super::DriverPeriod>,
    /// Providers whose own sums are not those of their rows: a mark, never a total.
    pub claims: Vec<ClaimView>,
}

/// What a provider wrote as its sums, and what its rows come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClaimView {
    /// The provider's id.
    pub provider: String,
    /// When it answered so.
    pub at: Timestamp,
    /// 违法条数; `None` = it wrote none.
    pub violations: Option<u32>,
    /// 违法罚款合计
    pub fines_fen: Option<Fen>,
    /// 违法积分合计
    pub points: Option<u32>,
    /// Its rows, repeats included.
    pub counted_violations: u32,
    /// Sum of their known fines.
    pub counted_fines_fen: Fen,
    /// Rows whose fine is not known.
    pub counted_fines_unknown: u32,
    /// Sum of their known points.
    pub counted_points: u32,
    /// Rows whose points are not known.
    pub counted_points_unknown: u32,
}

/// One question of a vehicle's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// The question and what came of it.
    pub call: CallRow,
    /// Violations first seen in its answer.
    pub new: Vec<ViolationRow>,
    /// Violations that no provider returns since its answer.
    pub gone: Vec<ViolationRow>,
}

/// A field that can be set for many vehicles at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BulkField {
    /// 分组
    Group,
    /// 驾驶员
    Driver,
    /// Provider's id.
    Provider,
    /// Hand-chosen city code.
    CityCode,
    /// 所有人
    Owner,
}

/// Sets one field of many vehicles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignRequest {
    /// Which vehicles.
    pub selection: Selection,
    /// Which field.
    pub field: BulkField,
    /// The value; "" clears it.
    pub value: String,
    /// Of a driver: from when, as in the form; "" = from now.
    #[serde(default)]
    pub since: String,
}

/// What can be chosen in filters and forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choices {
    /// Groups with their vehicles.
    pub groups: Vec<super::KeyCount>,
    /// Present drivers with their vehicles.
    pub drivers: Vec<super::KeyCount>,
    /// Statuses with their vehicles; key = the status' word.
    pub statuses: Vec<super::KeyCount>,
    /// Plate types with their vehicles; key = the code.
    pub plate_types: Vec<super::KeyCount>,
    /// Why vehicles left, with how many; key = the reason's word.
    pub left: Vec<super::KeyCount>,
    /// Every known plate type: code, Chinese and English name.
    pub known_types: Vec<(String, String, String)>,
}

/// An id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Id {
    /// UUIDv7 as text.
    pub id: String,
}

/// Money kept beside what is not known of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cost {
    /// Known part.
    pub fen: Fen,
    /// How many have no price.
    pub unknown: u32,
}

/// A vehicle that was added or changed in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedVehicle {
    /// Its id.
    pub id: String,
    /// What `undo` takes.
    pub undo: String,
}
