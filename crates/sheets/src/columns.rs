//! What a column holds: told by its heading, guessed by its content, corrected
//! by the person.

use crate::headings::JOINED;
use crate::{SheetError, Table};
use cheku_domain::text::is_invisible;
use cheku_domain::{FrameNumber, Plate, PlateType};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What a column of a fleet's list can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 号牌号码: the key, the only one that must be there.
    Plate,
    /// 号牌种类, as code or name.
    PlateType,
    /// 车辆类型: what the licence names (重型半挂牵引车); in older lists the plate type.
    VehicleClass,
    /// 车牌颜色
    PlateColour,
    /// 车架号
    Vin,
    /// 发动机号
    Engine,
    /// 城市代码: the city chosen by hand, in its provider's code.
    CityCode,
    /// 所有人
    Owner,
    /// 分组
    Group,
    /// 驾驶员
    Driver,
    /// 备注
    Note,
    /// 查询接口: the provider chosen for it, by id or name.
    Provider,
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
        Meaning::Note,
        &["备注", "note", "备注说明", "说明", "notes", "remark", "remarks", "comment", "comments"],
    ),
    (Meaning::Provider, &["查询接口", "provider", "查询服务商", "providerid"]),
];

impl Meaning {
    /// What a heading says, whatever its case, width, spaces, star or bracketed
    /// remark. "车架号/VIN" is read part by part. Of a heading over several rows the
    /// lowest part counts, and where nobody knows it its first line ("号牌种类", and how to fill
    /// it in on the next) or the part above: "驾驶员 / 姓名".
    pub fn of_heading(heading: &str) -> Option<Meaning> {
        let mut parts = heading.rsplit(JOINED);
        let lowest = parts.next().unwrap_or_default();
        let is_another_thing = OTHER_THINGS.iter().any(|word| lowest.contains(word));
        let first_line = || lowest.lines().next().and_then(of_part);
        of_part(lowest)
            .or_else(|| first_line().or_else(|| parts.next().and_then(of_part)).filter(|_| !is_another_thing))
    }
}

/// What else is told of a driver or owner, below their joined heading.
const OTHER_THINGS: [&str; 6] = ["电话", "手机", "联系", "证", "地址", "日期"];

fn of_part(heading: &str) -> Option<Meaning> {
    let heading = folded(heading);
    known(&heading).or_else(|| heading.split(['/', '、', '|']).find_map(known))
}

fn known(folded: &str) -> Option<Meaning> {
    HEADINGS.iter().find(|(_, names)| names.contains(&folded)).map(|(meaning, _)| *meaning)
}

/// NFKC, lower case, without brackets and what is in them, without spaces and marks.
fn folded(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in heading.nfkc().flat_map(char::to_lowercase) {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || is_invisible(c) || "*_-:.,;'\"#·".contains(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// What each column of a table holds. The caller may change `meanings` at will;
/// `check` says whether the result can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One for each heading; `None` is a column left out.
    pub meanings: Vec<Option<Meaning>>,
}

/// Rows by which a column's content is judged.
const SAMPLE: usize = 200;

impl Mapping {
    /// Told by the headings alone: what a script gets.
    pub fn by_headings(table: &Table) -> Mapping {
        let mut mapping = Mapping { meanings: Vec::new() };
        for heading in &table.headings {
            let lowest = heading.rsplit(JOINED).next().unwrap_or_default();
            // What only the heading above says belongs to the first column below it.
            let is_first =
                |meaning: &Meaning| of_part(lowest).is_some() || mapping.column(*meaning).is_none();
            let meaning = Meaning::of_heading(heading).filter(is_first);
            mapping.meanings.push(meaning);
        }
        if let Some(column) = mapping.column(Meaning::VehicleClass)
            && mapping.column(Meaning::PlateType).is_none()
            && mostly(table, column, |cell| PlateType::parse(cell).is_some())
        {
            // Older lists have the plate type under 车辆类型.
            mapping.meanings[column] = Some(Meaning::PlateType);
        }
        mapping
    }

    /// Told by the headings, and where they are silent guessed by the content:
    /// what a person is offered to confirm.
    pub fn suggested(table: &Table) -> Mapping {
        let mut mapping = Mapping::by_headings(table);
        for column in 0..mapping.meanings.len() {
            if mapping.meanings[column].is_none() {
                let guess = guess(table, column).filter(|guess| mapping.column(*guess).is_none());
                mapping.meanings[column] = guess;
            }
        }
        mapping
    }

    /// The column that holds this; the left one of two.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|held| *held == Some(meaning))
    }

    /// Refuses two columns with one meaning, and a table without plates.
    pub fn check(&self, table: &Table) -> Result<(), SheetError> {
        for (column, meaning) in self.meanings.iter().enumerate() {
            let Some(meaning) = *meaning else { continue };
            match self.column(meaning) {
                Some(first) if first < column => return Err(twice(table, meaning, first, column)),
                _ => {}
            }
        }
        self.column(Meaning::Plate).map(|_| ()).ok_or(SheetError::PlateColumnMissing)
    }
}

fn twice(table: &Table, meaning: Meaning, first: usize, second: usize) -> SheetError {
    let heading = |column: usize| table.headings.get(column).cloned().unwrap_or_default();
    SheetError::ColumnTwice { meaning, first: heading(first), second: heading(second) }
}

/// A column of which more than half of the filled cells are plates, VINs or
/// names of plate types. Bare numbers could be anything and are no plate types.
fn guess(table: &Table, column: usize) -> Option<Meaning> {
    let named_type = |cell: &str| !cell.is_ascii() && PlateType::parse(cell).is_some();
    if mostly(table, column, |cell| Plate::parse(cell).is_ok()) {
        Some(Meaning::Plate)
    } else if mostly(table, column, |cell| FrameNumber::parse(cell, false).is_ok()) {
        Some(Meaning::Vin)
    } else if mostly(table, column, named_type) {
        Some(Meaning::PlateType)
    } else {
        None
    }
}

/// Whether more than half of a column's filled cells fit.
fn mostly(table: &Table, column: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = || table.rows.iter().take(SAMPLE).map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    2 * cells().filter(|cell| fits(cell)).count() > cells().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&[&str]]) -> Table {
        crate::sorted::of_texts(lines)
    }

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
    fn content_is_a_suggestion_and_never_overrules_a_heading() {
        let silent = table(&[
            &["牌", "识别", "种类", "数"],
            &["苏E12345", "LNBSCC3H8GF308384", "小型汽车", "1"],
            &["苏E54321", "", "", "2"],
            &["无", "LNBSCC3H9GF308384", "大型汽车", "2"],
        ]);
        assert_eq!(Mapping::by_headings(&silent).check(&silent), Err(SheetError::PlateColumnMissing));
        let meanings = Mapping::suggested(&silent).meanings;
        assert_eq!(meanings, [Some(Meaning::Plate), Some(Meaning::Vin), Some(Meaning::PlateType), None]);

        let told = table(&[&["旧牌", "车牌号"], &["苏E12345", "苏E54321"]]);
        assert_eq!(Mapping::suggested(&told).meanings, [None, Some(Meaning::Plate)]);
    }

    #[test]
    fn two_columns_with_one_meaning_are_named() {
        let both = table(&[&["车牌", "部门", "车队"], &["苏E12345", "a", "b"]]);
        let (first, second) = ("部门".to_owned(), "车队".to_owned());
        let expected = SheetError::ColumnTwice { meaning: Meaning::Group, first, second };
        let mut mapping = Mapping::by_headings(&both);
        assert_eq!(mapping.check(&both), Err(expected));
        mapping.meanings[2] = None;
        assert_eq!(mapping.check(&both), Ok(()), "the person left one out");
    }
}
