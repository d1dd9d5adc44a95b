//! What a column of a fleet's list can hold, and by which headings it is known.

use crate::due_heading;
use cheku_domain::DueKind;
use cheku_domain::text::{clean, is_invisible};
use unicode_normalization::UnicodeNormalization;

/// Between the parts of a heading over several rows.
pub(crate) const JOINED: &str = " / ";

cheku_domain::words! {
    /// What a column of a fleet's list can hold.
    pub enum Meaning {
        /// 号牌号码: the key, the only one that must be there.
        Plate = "plate",
        /// 号牌种类, as code or name.
        PlateType = "plate_type",
        /// 车辆类型: what the licence names (重型半挂牵引车); in older lists the plate type.
        VehicleClass = "vehicle_class",
        /// 车牌颜色
        PlateColour = "plate_colour",
        /// 车架号
        Vin = "vin",
        /// 发动机号
        Engine = "engine",
        /// 城市代码: the city chosen by hand, in its provider's code.
        CityCode = "city_code",
        /// 所有人
        Owner = "owner",
        /// 分组
        Group = "group",
        /// 驾驶员
        Driver = "driver",
        /// 起始: from when the driver has it.
        DriverSince = "driver_since",
        /// 使用状态: in use, or why it no longer is.
        UseState = "use_state",
        /// 停用日期: since when it is no longer in use.
        LeftOn = "left_on",
        /// 备注
        Note = "note",
        /// 查询接口: the provider chosen for it, by id or name.
        Provider = "provider",
        /// 年检到期
        InspectionDue = "inspection_due",
        /// 交强险到期
        CompulsoryInsuranceDue = "compulsory_insurance_due",
        /// 商业险到期
        CommercialInsuranceDue = "commercial_insurance_due",
        /// 保险到期: which one is not said.
        InsuranceDue = "insurance_due",
        /// 营运证到期
        OperatingPermitDue = "operating_permit_due",
        /// 二级维护到期
        SecondaryMaintenanceDue = "secondary_maintenance_due",
        /// 保养到期
        ServiceDue = "service_due",
        /// 驾驶证到期, of the row's driver.
        LicenceDue = "licence_due",
        /// 从业资格证到期, of the row's driver.
        QualificationDue = "qualification_due",
        /// 灭火器到期: what runs out is what the heading says; the only meaning that several columns can have.
        OwnDue = "own_due",
    }
}

/// Headings as they are after `folded`. The contract's (cli.md "Import") come first
/// in each list; the others are what fleets, vendors and forms write besides.
const HEADINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Plate,
        &[
            "车牌号",
            "车牌",
            "号牌号码",
            "plate",
            "车牌号码",
            "车辆号牌",
            "车辆牌号",
            "车辆牌照",
            "号牌",
            "牌照",
            "牌照号",
            "牌照号码",
            "车号",
            "platenumber",
            "plateno",
            "licenseplate",
            "licenceplate",
            "licenseplatenumber",
            "registrationnumber",
            "carno",
            "hphm",
        ],
    ),
    (
        Meaning::PlateType,
        &["号牌种类", "platetype", "号牌类型", "车牌种类", "车牌类型", "牌照类型", "牌照种类", "hpzl"],
    ),
    (
        Meaning::VehicleClass,
        &["车辆类型", "vehicletype", "cllx", "车辆种类", "车辆类别", "机动车类型", "vehicleclass"],
    ),
    (
        Meaning::PlateColour,
        &[
            "车牌颜色",
            "号牌颜色",
            "牌照颜色",
            "车辆牌照颜色",
            "车牌色",
            "platecolour",
            "platecolor",
            "cpys",
            "hpys",
        ],
    ),
    (
        Meaning::Vin,
        &[
            "车架号",
            "vin",
            "framenumber",
            "车架号码",
            "车架",
            "车辆识别代号",
            "车辆识别代码",
            "车辆识别号",
            "车辆识别码",
            "识别代号",
            "识别代码",
            "vin码",
            "vin号",
            "底盘号",
            "frameno",
            "chassisnumber",
            "chassisno",
            "vinnumber",
            "cjh",
        ],
    ),
    (
        Meaning::Engine,
        &[
            "发动机号",
            "engine",
            "enginenumber",
            "发动机号码",
            "发动机编号",
            "发动机",
            "电机号",
            "电动机号",
            "电机号码",
            "engineno",
            "fdjh",
        ],
    ),
    (Meaning::CityCode, &["城市代码", "citycode", "城市编码", "查询城市代码"]),
    (
        Meaning::Owner,
        &[
            "所有人",
            "owner",
            "车主",
            "车主姓名",
            "机动车所有人",
            "车辆所有人",
            "所有人姓名",
            "产权人",
            "ownername",
        ],
    ),
    (
        Meaning::Group,
        &[
            "分组",
            "车队",
            "部门",
            "group",
            "组别",
            "所属部门",
            "使用部门",
            "所属车队",
            "部门名称",
            "车队名称",
            "groupname",
            "department",
            "dept",
            "fleet",
            "team",
        ],
    ),
    (
        Meaning::Driver,
        &["驾驶员", "司机", "driver", "驾驶人", "驾驶员姓名", "司机姓名", "驾驶人姓名", "drivername"],
    ),
    (
        Meaning::DriverSince,
        &["起始", "driversince", "驾驶员起始", "驾驶员起始日期", "驾驶员起始时间", "驾驶起始"],
    ),
    (Meaning::UseState, &["使用状态", "usestate", "在用状态", "车辆使用状态"]),
    (Meaning::LeftOn, &["停用日期", "lefton", "停用时间", "停驶日期"]),
    (
        Meaning::Note,
        &["备注", "note", "备注说明", "说明", "notes", "remark", "remarks", "comment", "comments"],
    ),
    (Meaning::Provider, &["查询接口", "provider", "查询服务商", "providerid"]),
];

impl Meaning {
    /// What runs out on the days of such a column.
    pub fn due(self) -> Option<DueKind> {
        Some(match self {
            Meaning::InspectionDue => DueKind::Inspection,
            Meaning::CompulsoryInsuranceDue => DueKind::CompulsoryInsurance,
            Meaning::CommercialInsuranceDue => DueKind::CommercialInsurance,
            Meaning::InsuranceDue => DueKind::Insurance,
            Meaning::OperatingPermitDue => DueKind::OperatingPermit,
            Meaning::SecondaryMaintenanceDue => DueKind::SecondaryMaintenance,
            Meaning::ServiceDue => DueKind::Service,
            Meaning::LicenceDue => DueKind::Licence,
            Meaning::QualificationDue => DueKind::Qualification,
            Meaning::OwnDue => DueKind::Own,
            _ => return None,
        })
    }

    /// The column that holds such days.
    pub fn of_due(kind: DueKind) -> Option<Meaning> {
        Meaning::ALL.iter().copied().find(|meaning| meaning.due() == Some(kind))
    }

    /// True where such a heading alone does not say that days stand below it: 年检.
    pub(crate) fn needs_days(heading: &str) -> bool {
        let lowest = heading.rsplit(JOINED).next().unwrap_or_default();
        folded(lowest).split(['/', '、', '|']).any(due_heading::is_bare)
    }

    /// True where such a heading says that something runs out on the days below it, whatever that is.
    pub(crate) fn says_due(heading: &str) -> bool {
        let name = own_name(heading);
        name.len() < plain(heading).len() && !name.is_empty()
    }

    /// What a heading says, whatever its case, width, spaces, star or bracketed
    /// remark. "车架号/VIN" is read part by part. Of a heading over several rows the
    /// lowest part counts, and where that is not known its first line ("号牌种类", and how to fill
    /// it in on the next), both parts together ("年检 / 到期日期") or the part above: "驾驶员 / 姓名".
    pub fn of_heading(heading: &str) -> Option<Meaning> {
        let mut parts = heading.rsplit(JOINED);
        let lowest = parts.next().unwrap_or_default();
        let is_another_thing = OTHER_THINGS.iter().any(|word| lowest.contains(word));
        let first_line = || lowest.lines().next().and_then(of_part);
        let joined = || due_heading::known(&folded(heading)).and_then(Meaning::of_due);
        of_part(lowest)
            .or_else(joined)
            .or_else(|| first_line().or_else(|| parts.next().and_then(of_part)).filter(|_| !is_another_thing))
    }
}

/// What else is told of a driver or owner, below their joined heading.
const OTHER_THINGS: [&str; 6] = ["电话", "手机", "联系", "证", "地址", "日期"];

pub(crate) fn of_part(heading: &str) -> Option<Meaning> {
    let heading = folded(heading);
    known(&heading).or_else(|| heading.split(['/', '、', '|']).find_map(known))
}

fn known(folded: &str) -> Option<Meaning> {
    let listed = HEADINGS.iter().find(|(_, names)| names.contains(&folded)).map(|(meaning, _)| *meaning);
    listed.or_else(|| due_heading::known(folded).and_then(Meaning::of_due))
}

/// What runs out by a heading that no list here has: "灭火器到期日（必填）" → "灭火器".
pub(crate) fn own_name(heading: &str) -> String {
    let text = plain(heading);
    let end = text.char_indices().map(|(at, _)| at).find(|at| due_heading::is_end(&folded(&text[*at..])));
    clean(text[..end.unwrap_or(text.len())].trim_matches(is_mark))
}

fn is_mark(c: char) -> bool {
    "*_-:.,;'\"#·".contains(c)
}

/// NFKC, lower case, without brackets and what is in them, without spaces and marks.
fn folded(heading: &str) -> String {
    let plain = plain(heading);
    plain.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// NFKC, in one line, without brackets and what is in them.
fn plain(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in heading.replace(JOINED, " ").nfkc() {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 || is_invisible(c) => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promised_headings_are_known() {
        for (meaning, headings) in [
            (Meaning::Plate, &["车牌号", "车牌", "号牌号码", "plate"][..]),
            (Meaning::PlateType, &["号牌种类", "plate_type", "hpzl"]),
            (Meaning::VehicleClass, &["车辆类型", "cllx"]),
            (Meaning::PlateColour, &["车牌颜色", "plate colour"]),
            (Meaning::Vin, &["车架号", "VIN", "vin", "frame_number"]),
            (Meaning::Engine, &["发动机号", "engine", "engine_number"]),
            (Meaning::CityCode, &["城市代码", "city_code"]),
            (Meaning::Owner, &["所有人", "owner"]),
            (Meaning::Group, &["分组", "车队", "部门", "group"]),
            (Meaning::Driver, &["驾驶员", "司机", "driver"]),
            (Meaning::DriverSince, &["起始", "driver_since"]),
            (Meaning::UseState, &["使用状态", "use_state"]),
            (Meaning::LeftOn, &["停用日期", "left_on"]),
            (Meaning::Note, &["备注", "note"]),
        ] {
            for heading in headings {
                assert_eq!(Meaning::of_heading(heading), Some(meaning), "{heading}");
            }
        }
    }

    #[test]
    fn headings_may_be_dressed_up() {
        for (heading, meaning) in [
            (" 车 牌 号（必填）", Meaning::Plate),
            ("*车牌号", Meaning::Plate),
            ("【必填】号牌号码：", Meaning::Plate),
            ("Ｐｌａｔｅ Ｎｏ.", Meaning::Plate),
            ("Plate-Type [code]", Meaning::PlateType),
            ("车架号/VIN", Meaning::Vin),
            ("Engine Number", Meaning::Engine),
            ("司机\n姓名", Meaning::Driver),
            ("号牌种类\n02小型", Meaning::PlateType),
        ] {
            assert_eq!(Meaning::of_heading(heading), Some(meaning), "{heading}");
        }
        for unknown in ["", "序号", "品牌", "车型", "（车牌号）", "车身颜色", "司机\n电话"]
        {
            assert_eq!(Meaning::of_heading(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn no_heading_stands_for_two_meanings() {
        let all: Vec<&str> = HEADINGS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (at, name) in all.iter().enumerate() {
            assert!(!all[..at].contains(name), "{name} twice");
            assert_eq!(folded(name), *name, "listed as it is after folding");
        }
    }

    #[test]
    fn a_heading_names_what_runs_out_and_means_its_last_day() {
        for (heading, meaning) in [
            ("年检到期", Meaning::InspectionDue),
            ("年审到期日期", Meaning::InspectionDue),
            ("检验有效期止（必填）", Meaning::InspectionDue),
            ("年检", Meaning::InspectionDue),
            ("保险到期", Meaning::InsuranceDue),
            ("交强险到期", Meaning::CompulsoryInsuranceDue),
            ("商业险截止日期", Meaning::CommercialInsuranceDue),
            ("营运证到期", Meaning::OperatingPermitDue),
            ("道路运输证有效期", Meaning::OperatingPermitDue),
            ("营运证/道路运输证有效期", Meaning::OperatingPermitDue),
            ("二级维护", Meaning::SecondaryMaintenanceDue),
            ("下次保养时间", Meaning::ServiceDue),
            ("驾驶证有效期至", Meaning::LicenceDue),
            ("从业资格证到期日", Meaning::QualificationDue),
            ("Inspection due", Meaning::InspectionDue),
            ("保险 / 到期日期", Meaning::InsuranceDue),
            ("驾驶员 / 驾驶证到期", Meaning::LicenceDue),
        ] {
            assert_eq!(Meaning::of_heading(heading), Some(meaning), "{heading}");
        }
        for other in
            ["年检日期", "保险", "保险公司", "营运证", "道路运输证号", "驾驶证", "驾驶证号", "保养里程"]
        {
            assert_eq!(Meaning::of_heading(other), None, "{other}");
        }
    }
}
