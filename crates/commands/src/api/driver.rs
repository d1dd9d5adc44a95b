//! Drivers: who drove when, and what waits for them.

use super::Sort;
use cheku_domain::{PlateType, Totals};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which drivers, in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct DriverQuery {
    /// A part of the name, its pinyin or its initials.
    pub search: String,
    /// Only those with something unpaid.
    pub owing_only: bool,
    /// Only those with at least so many points waiting.
    pub points_from: Option<u32>,
    /// The order; `None` = most fines due first. Columns: driver, vehicles,
    /// unhandled, unpaid, due, points, all.
    pub sort: Option<Sort>,
    /// First row.
    pub offset: u32,
    /// Rows wanted; 0 = all.
    pub limit: u32,
}

/// One driver of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriverRow {
    /// The name; "" = not known.
    pub driver: String,
    /// Vehicles that are theirs now.
    pub vehicles: u32,
    /// YYYY-MM-DD of leaving (离职); `None` = they are here.
    pub left_on: Option<String>,
    /// What happened while they drove.
    pub totals: Totals,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriverWindow {
    /// How many match.
    pub total: u32,
    /// How many there are in all, none left out.
    pub all: u32,
    /// The rows in view.
    pub rows: Vec<DriverRow>,
    /// Sums over all that match.
    pub totals: Totals,
}

/// A driver, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriverName {
    /// As vehicles and periods carry it.
    pub name: String,
}

/// One driver, for the side panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriverDetail {
    /// The same as its row.
    pub row: DriverRow,
    /// YYYY-MM-DD of the first licence (初次领证日期), as entered.
    pub licence_since: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// 手机
    pub phone: Option<String>,
    /// The last four of the licence's number (驾驶证号后四位).
    pub licence_tail: Option<String>,
    /// YYYY-MM-DD, the licence's last day (有效期止).
    pub licence_until: Option<String>,
    /// YYYY-MM-DD of leaving (离职); `None` = they are here.
    pub left_on: Option<String>,
    /// The running 12-point cycle, where the licence's day is known.
    pub cycle: Option<PointCycle>,
    /// Vehicles that are theirs now, by plate.
    pub vehicles: Vec<DriversVehicle>,
    /// What they drove when, newest first.
    pub periods: Vec<DriverPeriod>,
}

/// A vehicle that is a driver's now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriversVehicle {
    /// The vehicle.
    pub id: String,
    /// Its plate.
    pub plate: String,
    /// Its plate type.
    pub plate_type: PlateType,
}

/// The 12-point cycle as far as the violations in the garage tell: information,
/// not the licence's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PointCycle {
    /// YYYY-MM-DD, its first day.
    pub from: String,
    /// YYYY-MM-DD, its last day.
    pub to: String,
    /// Points of offences in it that are handled.
    pub handled: u32,
    /// Points of offences in it that wait.
    pub waiting: u32,
    /// Offences in it whose points are not known.
    pub unknown: u32,
}

/// Who had a vehicle from when to when, to the minute. The end is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DriverPeriod {
    /// UUIDv7.
    pub id: String,
    /// The vehicle.
    pub vehicle: String,
    /// Its plate.
    pub plate: String,
    /// Its plate type.
    pub plate_type: PlateType,
    /// The driver.
    pub driver: String,
    /// "YYYY-MM-DD HH:MM"; `None` = since always.
    pub from: Option<String>,
    /// "YYYY-MM-DD HH:MM"; `None` = until now.
    pub to: Option<String>,
}

/// Adds a driver, or changes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct DriverForm {
    /// The name until now; `None` adds one. A changed name takes everything along,
    /// to the one who has the new name already, if somebody does.
    pub formerly: Option<String>,
    /// 姓名
    pub name: String,
    /// YYYY-MM-DD of the first licence; "" = not known.
    pub licence_since: String,
    /// 备注
    pub note: String,
    /// 手机; "" = not known.
    pub phone: String,
    /// The last four of the licence's number, digits or X; "" = not known.
    pub licence_tail: String,
    /// YYYY-MM-DD, the licence's last day; "" = not known.
    pub licence_until: String,
    /// YYYY-MM-DD of leaving (离职); "" = they are here.
    pub left_on: String,
}

/// Says who drove a vehicle when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct PeriodForm {
    /// The period to change; `None` adds one.
    pub id: Option<String>,
    /// The vehicle.
    pub vehicle: String,
    /// The driver.
    pub driver: String,
    /// From when, "YYYY-MM-DD HH:MM"; a day is its midnight; "" = since always.
    pub from: String,
    /// Until when, "YYYY-MM-DD HH:MM", which is no part of it; a day is meant whole; "" = until now.
    pub to: String,
    /// Periods that this one reaches into are cut; else it is refused as `period_overlaps`, with both in the
    /// error's details: driver, from, to, other_driver, other_from, other_to.
    pub cut: bool,
}
