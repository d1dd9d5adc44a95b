//! One row of a fleet's list: what it says, or what is wrong with it.

use cheku_domain::identity::{Listed, Traits};
use cheku_domain::vehicle::asked_engine;
use cheku_domain::{FrameNumber, Left, NewDueDate, Plate, PlateType};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// A good row. Blank cells are `None`: they never erase what the garage knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleRow {
    /// The spreadsheet's row number.
    pub row: u32,
    /// 号牌号码, normalised.
    pub plate: Plate,
    /// 号牌种类 as the row tells it: by its type, else by class or colour.
    pub plate_type: Option<PlateType>,
    /// Whether a cell gives the type itself.
    pub type_given: bool,
    /// What plate, class and colour suggest, for when the file gives none.
    pub suggested_type: PlateType,
    /// 车架号
    pub vin: Option<FrameNumber>,
    /// 发动机号 as typed.
    pub engine: Option<String>,
    /// 城市代码
    pub city_code: Option<String>,
    /// 所有人
    pub owner: Option<String>,
    /// 分组
    pub group: Option<String>,
    /// 驾驶员
    pub driver: Option<String>,
    /// 起始: from when the driver has it.
    pub driver_since: Option<NaiveDateTime>,
    /// 使用状态、停用日期: why it is no longer in use, and since when; `None` = in use, or not said.
    pub left: Option<(Left, Option<NaiveDate>)>,
    /// 备注
    pub note: Option<String>,
    /// 查询接口, as the file names it.
    pub provider: Option<String>,
    /// What runs out when, in the order of `Meaning`, those of own kinds from left to right.
    pub due_dates: Vec<NewDueDate>,
}

impl VehicleRow {
    /// Whether two rows say the same about the same plate, wherever they stand.
    pub fn is_alike(&self, other: &VehicleRow) -> bool {
        VehicleRow { row: other.row, ..self.clone() } == *other
    }

    /// Whether two rows are about the same vehicle.
    pub(crate) fn repeats(&self, earlier: &VehicleRow) -> bool {
        self.listed().repeats(&earlier.listed())
    }

    /// What tells its vehicle from others of the same plate.
    fn listed(&self) -> Listed {
        let (vin, engine) = (self.vin.clone(), self.engine.as_deref().and_then(asked_engine));
        Listed { traits: Traits { plate_type: self.plate_type, vin, engine }, suggested: self.suggested_type }
    }
}

/// What is wrong, or odd, about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// The sheet's name; "" where the file has no sheets.
    pub sheet: String,
    /// The spreadsheet's row number.
    pub row: u32,
    /// The heading as it stands in the file.
    pub column: String,
    /// `plate_empty`, `plate_province`, `plate_letter`, `plate_length`, `plate_serial`,
    /// `plate_type_unknown`, `vin_length`, `vin_letter`, `too_long`, `duplicate_plate`;
    /// as warnings `vin_check_digit`, `prefix_unknown`, `column_ignored`, `zeros_lost`,
    /// `colour_contradicts`, `class_contradicts`, `colour_unknown`, `class_unknown`,
    /// `day_unreadable`, `day_ambiguous`, `use_state_unknown`; as either
    /// `plate_type_contradicts` and those of `cheku_domain::Spoiled`.
    pub code: &'static str,
    /// The cell's text as it stands, at most two hundred characters.
    pub text: String,
    /// The same for people: forty characters, invisible ones named.
    pub value_shown: String,
    /// The row's plate as it stands; the value itself where that is the plate.
    pub plate_shown: String,
    /// The days that the value can be read as, for `day_ambiguous`.
    pub readings: Vec<NaiveDate>,
    /// The earlier row of the same vehicle, for `duplicate_plate`.
    pub repeats: Option<u32>,
    /// The sheet of that row, where it is another one.
    pub repeats_in: Option<String>,
}
