//! Vehicles (车辆).

use crate::spoiled;
use crate::text::{folded_number, has_marks};
use crate::words;
use crate::{FrameNumber, Plate, PlateType};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A vehicle's id: a UUIDv7 as text, so that order of creation is order of ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct VehicleId(pub String);

/// One vehicle of the garage. Blank fields are `None`, never "".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Vehicle {
    /// UUIDv7.
    pub id: VehicleId,
    /// 号牌号码
    pub plate: Plate,
    /// 号牌种类
    pub plate_type: PlateType,
    /// 车架号
    pub vin: Option<FrameNumber>,
    /// 发动机号 as typed; `query_engine` is what is sent.
    pub engine: Option<String>,
    /// The city chosen by hand, in the code of the provider that needs one.
    pub city_code: Option<String>,
    /// 所有人
    pub owner: Option<String>,
    /// 分组
    pub group: Option<String>,
    /// The usual driver (驾驶员); assignments by date are kept apart.
    pub driver: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// The provider chosen for this vehicle; `None` = the default account's.
    pub provider: Option<String>,
}

impl Vehicle {
    /// The engine number as it is asked with: upper case, no spaces, one
    /// width (domain rule: there is no standard form, so the typed form is kept beside it).
    pub fn query_engine(&self) -> Option<String> {
        self.engine.as_deref().and_then(asked_engine)
    }

    /// What it is asked with and what can only be wrong: spoiled on its way, or a type
    /// that its plate cannot have. A provider is never asked with any of it.
    pub fn spoiled(&self) -> Vec<Detail> {
        let engine =
            self.engine.as_deref().is_some_and(|text| has_marks(text) || spoiled::number(text).is_err());
        let vin = self.vin.as_ref().is_some_and(|vin| spoiled::number(vin.as_str()).is_err());
        let found = [
            (Detail::PlateType, self.plate_type.contradicts(&self.plate)),
            (Detail::Engine, engine),
            (Detail::Vin, vin),
        ];
        found.into_iter().filter(|(_, is)| *is).map(|(detail, _)| detail).collect()
    }

    /// 资料存疑: the same, and names that are none or hold invisible marks.
    pub fn in_doubt(&self) -> bool {
        let names = [&self.city_code, &self.owner, &self.group, &self.driver];
        let odd = |text: &String| has_marks(text) || spoiled::name(text).is_err();
        !self.spoiled().is_empty() || names.into_iter().flatten().any(odd)
    }
}

/// An engine number as it is asked with; `None` when nothing is left of it.
pub fn asked_engine(typed: &str) -> Option<String> {
    let engine = folded_number(typed);
    (!engine.is_empty()).then_some(engine)
}

words! {
    /// A part of a vehicle that a provider is asked with.
    pub enum Detail {
        /// 号牌种类
        PlateType = "plate_type",
        /// 发动机号
        Engine = "engine",
        /// 车架号
        Vin = "vin",
    }
}

words! {
    /// What the garage knows of a vehicle at a glance.
    pub enum VehicleStatus {
        /// 未查过
        NeverAsked = "never_asked",
        /// 无违章: asked, nothing open.
        Clean = "clean",
        /// 未结清: money or points are owed.
        Owing = "owing",
        /// 查无数据: the provider has no data; not the same as clean.
        NoData = "no_data",
        /// 待结果: accepted by the provider, result not to be had yet.
        Pending = "pending",
        /// 存疑: asked, no readable answer, may be charged.
        Doubtful = "doubtful",
        /// 查询失败
        Failed = "failed",
        /// 已锁定: a charged refusal; not asked again until the data changes.
        Locked = "locked",
        /// 已付费，还读不懂: a charged answer that this version cannot read; not asked again without a person.
        Unreadable = "unreadable",
    }
}

words! {
    /// Why a vehicle is no longer in use.
    pub enum Left {
        /// 停用
        Suspended = "suspended",
        /// 已售
        Sold = "sold",
        /// 报废
        Scrapped = "scrapped",
    }
}
